import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Replica } from '../../../../electron/replica/openReplica.ts';
import { aMessage } from '../../../support/builders.ts';
import { openLoneReplica } from '../../../support/loneReplica.ts';
import { temporaryFolder } from '../../../support/serverHarness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let replica: Replica;
beforeEach(async () => {
  folder = temporaryFolder();
  replica = await openLoneReplica(folder.path);
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
