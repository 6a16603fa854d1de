import { writeSync } from 'node:fs';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { killSchema, SLOTS, WRITERS } from './killLayout.ts';
import { createInstance, stored } from './storageDocuments.ts';
import type { AnyInstance, StoredAnyDocument } from './storageDocuments.ts';

/**
 * A process that is written to be killed: several writers at once put bulk after bulk into the storage and say each
 * bulk's number on stdout once it is acknowledged. Arguments: file, mode.
 */
const [, , filePath = '', mode = 'sameThread'] = process.argv;

const { storage } = await openStorage({ filePath, mode: mode === 'worker' ? 'worker' : 'sameThread' });
const names = { databaseName: 'kill', collectionName: 'things' };
const instance = await createInstance(storage, killSchema, names);
await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeForever(instance, writer)));

async function writeForever(to: AnyInstance, writer: number): Promise<never> {
  const slotIds = Array.from({ length: SLOTS }, (_, slot) => `slot-${writer}-${slot}`);
  let slots = await to.findDocumentsById(slotIds, true);
  for (let bulk = Number(slots[0]?.['bulk'] ?? 0) + 1; ; bulk++) {
    const meta = { rev: `${bulk}-k`, lwt: bulk };
    const next = slotIds.map((id) => stored({ id, writer, bulk }, meta));
    const added = slotIds.map((_, index) =>
      stored({ id: `new-${writer}-${bulk}-${index}`, writer, bulk }, meta),
    );
    const { error } = await to.bulkWrite(
      [
        ...next.map((document, index) => withPrevious(document, slots[index])),
        ...added.map((document) => ({ document })),
      ],
      'kill',
    );
    if (error.length > 0) throw new Error(`unexpected conflict: ${JSON.stringify(error[0])}`);
    slots = next;
    // Synchronous, so that the word is out before anything else can happen.
    writeSync(1, `${writer} ${bulk}\n`);
  }
}

function withPrevious(document: StoredAnyDocument, previous: StoredAnyDocument | undefined) {
  return previous ? { document, previous } : { document };
}
