import fc from 'fast-check';
import { getQueryMatcher, getSortComparator } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';

import {
  documentId,
  schema,
  sparseFields,
  typedQuery,
  validFields,
  wildFields,
  wildQuery,
} from './arbitraries.ts';
import { createInstance, prepared, stored } from './storageDocuments.ts';
import type { AnyDocument, StoredAnyDocument } from './storageDocuments.ts';
import { freshStorage } from './storageSupport.ts';

const RUNS = Number(process.env['BATON_PROPERTY_RUNS'] ?? 150);

/** Documents of the given fields with distinct ids, some deleted, several with the same time of writing. */
function documents(fields: fc.Arbitrary<AnyDocument>): fc.Arbitrary<StoredAnyDocument[]> {
  return fc.uniqueArray(
    fc
      .record({ id: documentId, fields, lwt: fc.integer({ min: 1, max: 20 }), isDeleted: fc.boolean() })
      .map((made) => structuredClone(stored({ ...made.fields, id: made.id }, made))),
    { selector: (document) => document['id'], maxLength: 12 },
  );
}

test('queries and counts give what the memory storage gives for documents that keep to their schema', async () => {
  const { storage } = await freshStorage();
  await fc.assert(
    fc.asyncProperty(
      schema,
      documents(validFields),
      fc.array(typedQuery, { minLength: 1, maxLength: 8 }),
      async (someSchema, someDocuments, queries) => {
        const [theirs, ours] = await Promise.all([
          createInstance(getRxStorageMemory(), someSchema),
          createInstance(storage, someSchema),
        ]);
        const rows = someDocuments.map((document) => ({ document }));
        await theirs.bulkWrite(structuredClone(rows), 'test');
        await ours.bulkWrite(rows, 'test');
        for (const someQuery of queries) {
          const ready = prepared(someSchema, someQuery);
          const expected = [await theirs.query(ready), await theirs.count(ready)];
          expect([await ours.query(ready), await ours.count(ready)]).toEqual(expected);
        }
        await ours.remove();
        await theirs.remove();
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

for (const [what, fields] of [
  ['lack fields', sparseFields],
  ['break their schema', wildFields],
] as const) {
  test(`queries and counts follow RxDB's own matcher and comparator for documents that ${what}`, async () => {
    const { storage } = await freshStorage();
    await fc.assert(
      fc.asyncProperty(
        schema,
        documents(fields),
        fc.array(wildQuery, { minLength: 1, maxLength: 8 }),
        async (someSchema, someDocuments, queries) => {
          const ours = await createInstance(storage, someSchema);
          await ours.bulkWrite(
            someDocuments.map((document) => ({ document })),
            'test',
          );
          for (const someQuery of queries) {
            const ready = prepared(someSchema, someQuery);
            const matching = someDocuments.filter(getQueryMatcher(someSchema, ready.query as never));
            const byId = [...matching].sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
            const sorted = byId.sort(getSortComparator(someSchema, ready.query as never));
            const { skip, limit } = ready.query;
            const expected = [sorted.slice(skip, skip + (limit ?? Infinity)), matching.length];
            const answers = [(await ours.query(ready)).documents, (await ours.count(ready)).count];
            expect(answers).toEqual(expected);
          }
          await ours.remove();
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
}
