import fc from 'fast-check';
import type { MangoQuery, RxJsonSchema } from 'rxdb';

import { filled } from './storageDocuments.ts';
import type { AnyDocument, StoredAnyDocument } from './storageDocuments.ts';

/**
 * Text where the order of UTF-16 units, of code points and of bytes differ: a lone surrogate, an emoji, private use and
 * full-width characters. Nothing below the space: RxDB's memory storage pads its index keys with spaces.
 */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'B',
      '0',
      'é',
      'ř',
      '漢',
      '\ud7ff',
      '\ud83d',
      '😀',
      '\ue000',
      '\uffee',
      '"',
      '%',
    ),
    {
      maxLength: 3,
    },
  )
  .map((characters) => characters.join(''));

const wholeNumber = fc.integer({ min: -3, max: 5 });
const hundredths = fc.integer({ min: -300, max: 300 }).map((value) => value / 100);

/** Anything JSON can hold, small. */
const anything = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  wholeNumber,
  text,
  fc.array(fc.oneof(text, wholeNumber, fc.constant(null)), { maxLength: 3 }),
  fc.record({ k: fc.oneof(text, wholeNumber) }, { noNullPrototype: true }),
);

const POSSIBLE_INDEXES = [
  ['s'],
  ['n', 's'],
  ['b', 'n'],
  ['d'],
  ['nested.k', 'b', 'n'],
  ['b', 's', 'n'],
  ['_meta.lwt', 's'],
];

/** Schemas over the same fields with different indexes. */
export const schema: fc.Arbitrary<RxJsonSchema<StoredAnyDocument>> = fc
  .subarray(POSSIBLE_INDEXES)
  .map((indexes) =>
    filled({
      version: 0,
      primaryKey: 'id',
      type: 'object',
      properties: {
        id: { type: 'string', maxLength: 20 },
        s: { type: 'string', maxLength: 20 },
        n: { type: 'integer', minimum: -100, maximum: 100, multipleOf: 1 },
        d: { type: 'number', minimum: -10, maximum: 10, multipleOf: 0.01 },
        b: { type: 'boolean' },
        nested: { type: 'object', properties: { k: { type: 'string', maxLength: 20 } } },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['id', 's', 'n', 'd', 'b', 'nested'],
      indexes,
    }),
  );

export const documentId = fc.constantFrom(
  'a',
  'b',
  'B',
  'é',
  '😀',
  '\uffee',
  'c1',
  'c2',
  'c3',
  'c4',
  'c5',
  'c6',
);

/** The fields of a document that keeps to the schema; what is not indexed may hold anything. */
export const validFields: fc.Arbitrary<AnyDocument> = fc
  .tuple(
    fc.record({ s: text, n: wholeNumber, d: hundredths, b: fc.boolean(), nested: fc.record({ k: text }) }),
    fc.record({ tags: fc.array(text, { maxLength: 3 }), free: anything }, { requiredKeys: [] }),
  )
  .map(([indexed, free]) => ({ ...indexed, ...free }));

/** The fields of a document that may break the schema: absent, null or of another type, also where indexes look. */
export const wildFields: fc.Arbitrary<AnyDocument> = fc.record(
  {
    s: fc.oneof({ weight: 4, arbitrary: text }, anything),
    n: fc.oneof({ weight: 4, arbitrary: wholeNumber }, anything),
    d: fc.oneof({ weight: 4, arbitrary: hundredths }, anything),
    b: fc.oneof({ weight: 4, arbitrary: fc.boolean() }, anything),
    nested: fc.oneof({ weight: 4, arbitrary: fc.record({ k: text }) }, anything),
    tags: fc.array(text, { maxLength: 3 }),
    free: anything,
  },
  { requiredKeys: [] },
);

/** Documents that merely lack fields, so that columns stay trusted and hold NULL. */
export const sparseFields: fc.Arbitrary<AnyDocument> = fc.record(
  {
    s: text,
    n: wholeNumber,
    d: hundredths,
    b: fc.boolean(),
    nested: fc.record({ k: text }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const typedOperand: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  id: documentId,
  s: text,
  n: wholeNumber,
  d: hundredths,
  b: fc.boolean(),
  'nested.k': text,
  '_meta.lwt': fc.integer({ min: 1, max: 20 }),
  _deleted: fc.boolean(),
};

function operators(operand: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const simple = fc.oneof(
    fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand),
    fc.tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 4 })),
    fc.tuple(fc.constant('$exists'), fc.boolean()),
    fc.tuple(fc.constant('$type'), fc.constantFrom('null', 'boolean', 'number', 'string', 'array', 'object')),
    fc.tuple(fc.constant('$regex'), fc.constantFrom('a', '^b', 'B$', '.')),
    fc.tuple(fc.constant('$size'), fc.integer({ min: 0, max: 2 })),
    fc.tuple(fc.constant('$mod'), fc.tuple(fc.constantFrom(2, 3), fc.constantFrom(0, 1))),
  );
  const one = fc.oneof(
    { weight: 8, arbitrary: simple },
    { weight: 1, arbitrary: simple.map(([operator, value]) => ['$not', { [operator]: value }] as const) },
  );
  return fc.array(one, { minLength: 1, maxLength: 2 }).map((pairs) => Object.fromEntries(pairs));
}

/** A field and its matcher; `operandFor` says what the field is compared with. */
function fieldMatcher(
  operandFor: (path: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const indexed = fc
    .constantFrom(...Object.keys(typedOperand))
    .chain((path) =>
      fc.oneof(operators(operandFor(path)), operandFor(path)).map((matcher) => ({ [path]: matcher })),
    );
  const free = fc.oneof(
    operators(anything).map((matcher) => ({ free: matcher })),
    fc.record({ tags: fc.record({ $elemMatch: operators(text) }) }),
    text.map((tag) => ({ tags: tag })),
  );
  return fc.oneof({ weight: 5, arbitrary: indexed }, { weight: 1, arbitrary: free });
}

function selector(
  operandFor: (path: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const flat = fc
    .array(fieldMatcher(operandFor), { maxLength: 3 })
    .map((parts): Record<string, unknown> => Object.assign({}, ...parts) as Record<string, unknown>);
  const group = fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(flat, { minLength: 1, maxLength: 3 }))
    .map(([operator, parts]) => ({ [operator]: parts }));
  return fc.oneof(
    { weight: 4, arbitrary: flat },
    { weight: 2, arbitrary: fc.tuple(flat, group).map(([a, b]) => ({ ...a, ...b })) },
    {
      weight: 1,
      arbitrary: fc.array(group, { minLength: 1, maxLength: 2 }).map((parts) => ({ $and: parts })),
    },
  );
}

function query(operandFor: (path: string) => fc.Arbitrary<unknown>): fc.Arbitrary<MangoQuery<AnyDocument>> {
  const sort = fc
    .uniqueArray(fc.constantFrom('id', 's', 'n', 'd', 'b', 'nested.k', '_meta.lwt'), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((paths) =>
      fc.tuple(
        ...paths.map((path) => fc.constantFrom('asc' as const, 'desc' as const).map((d) => ({ [path]: d }))),
      ),
    );
  return fc
    .record(
      {
        selector: fc.oneof(
          selector(operandFor),
          selector(operandFor).map((part) => ({ ...part, _deleted: false })),
        ),
        sort,
        skip: fc.integer({ min: 0, max: 4 }),
        limit: fc.integer({ min: 0, max: 5 }),
      },
      { requiredKeys: ['selector'] },
    )
    .map((made) => made as MangoQuery<AnyDocument>);
}

/** Queries that compare each field with values of its own type. */
export const typedQuery = query((path) => typedOperand[path] ?? fc.constant('a'));

/** Queries that compare anything with anything. */
export const wildQuery = query((path) =>
  fc.oneof({ weight: 2, arbitrary: typedOperand[path] ?? text }, anything),
);
