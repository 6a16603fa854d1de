import { expect, it } from 'vitest';
import type { LocalStore } from '../../../../electron/replica/localStore.ts';
import { createDrafts } from '../../../../electron/tickets/drafts.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { Draft } from '../../../../shared/ipc/messages.ts';
import { MONDAY_NINE_MS } from '../../../support/builders.ts';

/** A store whose writes count a turn later, as those of a disk. */
function slowStore(): LocalStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    list: (prefix) =>
      [...values].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value })),
    set: async (key, value) => {
      await Promise.resolve();
      values.set(key, value);
    },
    remove: async (key) => {
      await Promise.resolve();
      values.delete(key);
    },
    close: () => Promise.resolve(),
  };
}

it('keeps all words that come back at once, before what was written since', async () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ticketId = 'tkt_1' as TicketId;
  const draft = (text: string): Draft => ({
    ticketId,
    kind: 'reply',
    html: `<p>${text}</p>`,
    savedAtMs: MONDAY_NINE_MS,
  });
  const drafts = createDrafts(
    slowStore(),
    { nowMs: () => MONDAY_NINE_MS },
    { after: () => () => undefined },
    log,
  );
  await drafts.save(ticketId, 'reply', '<p>Since</p>');
  await Promise.all(['Second', 'First'].map((text) => drafts.restore(draft(text))));
  expect(drafts.of(ticketId)).toEqual([draft('First</p><p>Second</p><p>Since')]);
});
