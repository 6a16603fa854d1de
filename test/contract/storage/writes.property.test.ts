import fc from 'fast-check';
import { getChangedDocumentsSince } from 'rxdb';
import type { BulkWriteRow, RxStorageDefaultCheckpoint } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';

import { documentId, schema, validFields } from './arbitraries.ts';
import { createInstance, prepared, stored } from './storageDocuments.ts';
import type { AnyDocument, AnyInstance, StoredAnyDocument } from './storageDocuments.ts';
import { freshStorage } from './storageSupport.ts';

const RUNS = Number(process.env['BATON_PROPERTY_RUNS'] ?? 150);

/** What a writer tries: `stale` claims a state that was never stored, `blind` claims the document is new. */
type Attempt = {
  id: string;
  fields: AnyDocument;
  knowledge: 'current' | 'stale' | 'blind';
  isDeleted: boolean;
};

const attempt: fc.Arbitrary<Attempt> = fc.record({
  id: documentId,
  fields: validFields,
  knowledge: fc.constantFrom('current', 'current', 'current', 'stale', 'blind'),
  isDeleted: fc.boolean(),
});

/** Bulks of attempts; RxDB never puts one id twice into a bulk. */
const bulks = fc.array(fc.uniqueArray(attempt, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 6,
});

/** The attempts as rows, given what is stored; `step` makes revisions and times of writing. */
function toRows(
  attempts: readonly Attempt[],
  known: ReadonlyMap<string, StoredAnyDocument>,
  step: number,
): BulkWriteRow<AnyDocument>[] {
  return attempts.map(({ id, fields, knowledge, isDeleted }) => {
    const current = known.get(id);
    const document = stored(
      { ...structuredClone(fields), id },
      { rev: `${String(step)}-w`, lwt: step * 10, isDeleted },
    );
    if (knowledge === 'blind' || (!current && knowledge === 'current')) return { document };
    const previous = knowledge === 'current' && current ? current : { ...document, _rev: '0-stale' };
    return { document, previous };
  });
}

async function everything(instance: AnyInstance, ids: string[]): Promise<unknown> {
  const query = prepared(instance.schema, { selector: {}, sort: [{ id: 'asc' }] });
  const checkpoints: (RxStorageDefaultCheckpoint | undefined)[] = [undefined];
  const changed: unknown[] = [];
  for (const checkpoint of checkpoints) {
    const page = await getChangedDocumentsSince(instance, 2, checkpoint);
    changed.push(page);
    if (page.documents.length > 0) checkpoints.push(page.checkpoint);
  }
  return {
    all: await instance.query(query),
    withDeleted: await instance.findDocumentsById(ids, true),
    withoutDeleted: await instance.findDocumentsById(ids, false),
    changed,
  };
}

test('writing, conflicts, events, changes since and cleanup go as in the memory storage', async () => {
  const { storage } = await freshStorage();
  await fc.assert(
    fc.asyncProperty(schema, bulks, async (someSchema, someBulks) => {
      const theirs = await createInstance(getRxStorageMemory(), someSchema);
      const ours = await createInstance(storage, someSchema);
      const theirEvents: unknown[] = [];
      const ourEvents: unknown[] = [];
      theirs
        .changeStream()
        .subscribe(({ events, checkpoint, context }) => theirEvents.push({ events, checkpoint, context }));
      ours
        .changeStream()
        .subscribe(({ events, checkpoint, context }) => ourEvents.push({ events, checkpoint, context }));
      const ids = [...new Set(someBulks.flat().map(({ id }) => id)), 'never', 'a', 'a'];

      for (const [index, attempts] of someBulks.entries()) {
        const before = await theirs.findDocumentsById(ids, true);
        const known = new Map(before.map((document) => [String(document['id']), document]));
        const rows = () => structuredClone(toRows(attempts, known, index + 1));
        const expected = await theirs.bulkWrite(rows(), `bulk ${String(index)}`);
        expect(await ours.bulkWrite(rows(), `bulk ${String(index)}`)).toEqual(expected);
        expect(await everything(ours, ids)).toEqual(await everything(theirs, ids));
      }
      expect(ourEvents).toEqual(theirEvents);

      expect(await ours.cleanup(0)).toBe(await theirs.cleanup(0));
      expect(await everything(ours, ids)).toEqual(await everything(theirs, ids));
      await ours.remove();
      await theirs.remove();
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test('cleanup drops documents that were deleted long enough ago and no others', async () => {
  const { storage } = await freshStorage();
  const [someSchema] = fc.sample(schema, { numRuns: 1, seed: 1 });
  const ours = await createInstance(storage, someSchema!);
  const nowMs = Date.now();
  const fields = { s: '', n: 0, d: 0, b: true, nested: { k: '' } };
  await ours.bulkWrite(
    [
      { document: stored({ ...fields, id: 'old-deleted' }, { lwt: nowMs - 60_000, isDeleted: true }) },
      { document: stored({ ...fields, id: 'new-deleted' }, { lwt: nowMs, isDeleted: true }) },
      { document: stored({ ...fields, id: 'old-living' }, { lwt: nowMs - 60_000 }) },
    ],
    'test',
  );
  expect(await ours.cleanup(30_000)).toBe(true);
  const left = await ours.findDocumentsById(['old-deleted', 'new-deleted', 'old-living'], true);
  expect(left.map((document) => document['id'])).toEqual(['new-deleted', 'old-living']);
});
