import type { RxConflictHandler } from 'rxdb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReplica, type Replica } from '../../../../electron/replica/openReplica.ts';
import { openStorage } from '../../../../electron/replica/storage/openStorage.ts';
import type { AnyDocument } from '../../../../shared/sync/wire.ts';
import { aMessage } from '../../../support/builders.ts';
import { temporaryFolder } from '../../../support/serverHarness.ts';

const keepsTheirs: RxConflictHandler<AnyDocument> = {
  isEqual: (a, b) => a.rev === b.rev,
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};

let folder: ReturnType<typeof temporaryFolder>;
let replica: Replica;
beforeEach(async () => {
  folder = temporaryFolder();
  replica = await openReplica({
    folder: folder.path,
    openStorage: (options) => openStorage({ ...options, mode: 'sameThread' }),
    conflictHandlers: {
      tickets: keepsTheirs,
      messages: keepsTheirs,
      contacts: keepsTheirs,
      settings: keepsTheirs,
    },
  });
});
afterEach(async () => {
  await replica.close();
  folder.remove();
});

test('a document is written once under its id', async () => {
  const { messages } = replica.stores;
  const message = aMessage();
  expect([await messages.insert(message), await messages.insert({ ...message, text: 'other' })]).toEqual([
    true,
    false,
  ]);
  expect(await messages.get(message.id)).toEqual(message);
});

test('a document that was taken away can come back under its id', async () => {
  const { messages } = replica.stores;
  const message = aMessage();
  await messages.insert(message);
  await messages.remove(message.id, () => true);
  expect(await messages.get(message.id)).toBeUndefined();
  expect(await messages.insert({ ...message, text: 'again' })).toBe(true);
  expect(await messages.get(message.id)).toEqual({ ...message, text: 'again' });
});
