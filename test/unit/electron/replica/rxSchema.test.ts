import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COLLECTION_PLANS } from '../../../../electron/replica/collectionPlans.ts';
import { toRxSchema } from '../../../../electron/replica/rxSchema.ts';
import { COLLECTIONS } from '../../../../shared/sync/wire.ts';
import {
  DUE_FILTERS,
  listSelector,
  SORTS,
  sortSteps,
  STANDARD_VIEWS,
} from '../../../../shared/domain/views.ts';

const plan = (document: z.ZodType, indexes: string[][] = []) =>
  toRxSchema({ title: 'thing', version: 0, document, indexes });

describe('the derived RxDB schema', () => {
  it('describes the top level and gives indexed fields their bounds', () => {
    const document = z.strictObject({
      id: z.string().max(64),
      holder: z.union([z.string().min(1).max(80), z.literal('')]),
      count: z.int().min(0).max(9),
      isOpen: z.boolean(),
      deep: z.strictObject({ a: z.string() }),
      list: z.array(z.string()),
      note: z.string(),
    });
    expect(plan(document, [['isOpen', 'count'], ['holder']])).toMatchObject({
      primaryKey: 'id',
      properties: {
        id: { type: 'string', maxLength: 64 },
        holder: { type: 'string', maxLength: 80 },
        count: { type: 'integer', minimum: 0, maximum: 9, multipleOf: 1 },
        isOpen: { type: 'boolean' },
        deep: { type: 'object', additionalProperties: true },
        list: { type: 'array', items: {} },
        note: { type: 'string' },
      },
      required: ['id', 'holder', 'count', 'isOpen', 'deep', 'list', 'note'],
      indexes: [['isOpen', 'count'], ['holder']],
    });
  });

  it('stays the same when a field is added that may be missing, so that replicas open as they are', () => {
    const before = z.strictObject({ id: z.string().max(64), words: z.string() });
    expect(plan(before.extend({ more: z.array(z.string()).optional() }))).toEqual(plan(before));
  });

  it('joins the variants of a union', () => {
    const document = z.discriminatedUnion('kind', [
      z.strictObject({
        id: z.string().max(10),
        kind: z.literal('a'),
        value: z.strictObject({ x: z.string() }),
      }),
      z.strictObject({ id: z.string().max(20), kind: z.literal('long-name'), value: z.number() }),
    ]);
    expect(plan(document, [['kind']]).properties).toEqual({
      id: { type: 'string', maxLength: 64 },
      kind: { type: 'string', maxLength: 64 },
      value: { type: 'object', additionalProperties: true },
    });
  });

  it.each([
    ['an unbounded string', z.strictObject({ id: z.string().max(9), x: z.string() })],
    ['an unbounded number', z.strictObject({ id: z.string().max(9), x: z.number() })],
    ['a list', z.strictObject({ id: z.string().max(9), x: z.array(z.string()) })],
    ['a field that does not exist', z.strictObject({ id: z.string().max(9) })],
  ])('refuses an index over %s', (_what, document) => {
    expect(() => plan(document, [['x']])).toThrow(RangeError);
  });

  it('can be made for every collection', () => {
    for (const name of COLLECTIONS) {
      const schema = toRxSchema(COLLECTION_PLANS[name]);
      expect(Object.keys(schema.properties)).toEqual(
        expect.arrayContaining(COLLECTION_PLANS[name].indexes.flat()),
      );
    }
  });

  it('keeps every field of every view and sort in some index', () => {
    const indexed = new Set(COLLECTION_PLANS.tickets.indexes.flat());
    const context = { meId: 'me' as never, myDepartmentIds: [], nowMs: 0 };
    const asked = [
      ...[...STANDARD_VIEWS, 'department:x' as const].flatMap((view) =>
        [undefined, ...DUE_FILTERS].flatMap((due) => Object.keys(listSelector(view, due, context))),
      ),
      ...SORTS.flatMap((sort) => sortSteps(sort).flatMap((step) => Object.keys(step))),
    ].filter((field) => field !== 'id');
    expect(asked.filter((field) => !indexed.has(field))).toEqual([]);
  });
});
