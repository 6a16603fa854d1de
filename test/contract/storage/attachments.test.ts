import { createBlob } from 'rxdb';
import type { BulkWriteRow } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';

import { createInstance, filled, stored } from './storageDocuments.ts';
import type { AnyDocument, AnyInstance } from './storageDocuments.ts';
import { freshStorage } from './storageSupport.ts';

const schema = filled({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 } },
  required: ['id'],
  attachments: {},
});

const withData = (text: string) => ({
  digest: `digest of ${text}`,
  length: text.length,
  type: 'text/plain',
  data: createBlob(text, 'text/plain'),
});
const withoutData = (text: string) => ({
  digest: `digest of ${text}`,
  length: text.length,
  type: 'text/plain',
});

type Step = {
  id: string;
  from?: string;
  to: string;
  attachments: Record<string, unknown>;
  isDeleted?: boolean;
};

/** Insert, insert without data (refused), stub and new data, change without data (refused), conflict, drop, delete. */
const STEPS: readonly (readonly Step[])[] = [
  [
    { id: 'a', to: '1-a', attachments: { x: withData('one'), y: withData('two') } },
    { id: 'b', to: '1-a', attachments: { x: withoutData('one') } },
    { id: 'c', to: '1-a', attachments: {} },
  ],
  [
    {
      id: 'a',
      from: '1-a',
      to: '2-a',
      attachments: { x: withoutData('one'), y: withData('changed'), z: withData('new') },
    },
    { id: 'c', from: '1-a', to: '2-a', attachments: { x: withoutData('nothing') } },
  ],
  [{ id: 'a', from: '1-a', to: '3-stale', attachments: { x: withData('must not be stored') } }],
  [{ id: 'a', from: '2-a', to: '3-a', attachments: { y: withoutData('changed'), z: withoutData('new') } }],
  [{ id: 'a', from: '3-a', to: '4-a', attachments: {}, isDeleted: true }],
];
const EVERY_ATTACHMENT = ['one', 'two', 'changed', 'new', 'must not be stored', 'nothing'].flatMap((text) =>
  ['x', 'y', 'z'].map((id) => ({ id, digest: `digest of ${text}` })),
);

async function rowsOf(steps: readonly Step[], instance: AnyInstance): Promise<BulkWriteRow<AnyDocument>[]> {
  const current = await instance.findDocumentsById(['a', 'b', 'c'], true);
  return steps.map(({ id, from, to, attachments, isDeleted }) => {
    const document = {
      ...stored({ id }, { rev: to, isDeleted: isDeleted ?? false }),
      _attachments: attachments as never,
    };
    const known = current.find((candidate) => candidate['id'] === id);
    return from && known ? { document, previous: { ...known, _rev: from } } : { document };
  });
}

async function contents(instance: AnyInstance): Promise<unknown[]> {
  const found = EVERY_ATTACHMENT.map(async ({ id, digest }) => {
    try {
      const blob = await instance.getAttachmentData('a', id, digest);
      return [id, digest, blob.type, await blob.text()];
    } catch {
      return [id, digest, 'none'];
    }
  });
  return Promise.all(found);
}

test.each(['sameThread', 'worker'] as const)(
  'attachments come and go as in the memory storage (%s)',
  async (mode) => {
    const theirs = await createInstance(getRxStorageMemory(), schema);
    const ours = await createInstance((await freshStorage({ mode })).storage, schema);
    for (const steps of STEPS) {
      const expected = await theirs.bulkWrite(await rowsOf(steps, theirs), 'test');
      expect(await ours.bulkWrite(await rowsOf(steps, ours), 'test')).toEqual(expected);
      expect(await ours.findDocumentsById(['a', 'b', 'c'], true)).toEqual(
        await theirs.findDocumentsById(['a', 'b', 'c'], true),
      );
      expect(await contents(ours)).toEqual(await contents(theirs));
    }
  },
);
