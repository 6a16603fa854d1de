import { describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../../../electron/replica/documentStore.ts';
import type { LocalStore } from '../../../../electron/replica/localStore.ts';
import type { DocumentStores } from '../../../../electron/replica/openReplica.ts';
import type { Directory } from '../../../../electron/tickets/directory.ts';
import { openJournal, type Journal } from '../../../../electron/tickets/journal.ts';
import { createTicketChanges, type TicketChanges } from '../../../../electron/tickets/ticketChanges.ts';
import type { AgentId, MessageId } from '../../../../shared/domain/ids.ts';
import type { Message } from '../../../../shared/domain/message.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import { buildSlaBook } from '../../../../shared/domain/sla/slaBook.ts';
import { mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import type { AnyDocument } from '../../../../shared/sync/wire.ts';
import { aMessage, aTicket, MONDAY_NINE_MS } from '../../../support/builders.ts';

const ANA = 'ana' as AgentId;
const REPLY = aMessage({
  id: 'r1' as MessageId,
  kind: 'reply',
  by: { kind: 'agent', id: ANA },
  text: 'We send a new one.',
});

/** A disk that takes so many more writes; whoever writes after that never hears of it again. */
class Disk {
  readonly #tables = new Map<string, Map<string, unknown>>();
  #left: number;

  constructor(left: number) {
    this.#left = left;
  }

  table(name: string): Map<string, unknown> {
    const found = this.#tables.get(name) ?? new Map<string, unknown>();
    this.#tables.set(name, found);
    return found;
  }

  async write(work: () => void): Promise<void> {
    await Promise.resolve();
    if (this.#left <= 0) return new Promise(() => undefined);
    this.#left -= 1;
    work();
  }

  get isFull(): boolean {
    return this.#left <= 0;
  }

  /** The power is back. */
  revive(): void {
    this.#left = Infinity;
  }
}

function storeOn<T extends AnyDocument>(disk: Disk, name: string): DocumentStore<T> {
  const table = disk.table(name) as Map<string, T>;
  return {
    get: (id) => Promise.resolve(table.get(id)),
    getMany: (ids) =>
      Promise.resolve(new Map(ids.flatMap((id) => (table.has(id) ? [[id, table.get(id)!]] : [])))),
    query: () => Promise.resolve([...table.values()]),
    count: () => Promise.resolve(table.size),
    insert: async (document) => {
      if (table.has(document.id)) return false;
      await disk.write(() => table.set(document.id, document));
      return true;
    },
    update: async (id, decide) => {
      const current = table.get(id);
      const next = current && decide(current);
      if (!next) return current;
      await disk.write(() => table.set(id, next));
      return next;
    },
    settleMany: () => Promise.reject(new Error('the journal settles nothing')),
    querySettling: () => Promise.reject(new Error('the journal settles nothing')),
    remove: async (id, isStill) => {
      const current = table.get(id);
      if (current && isStill(current)) await disk.write(() => table.delete(id));
    },
  };
}

function localOn(disk: Disk): LocalStore {
  const table = disk.table('local');
  let queue: Promise<unknown> = Promise.resolve();
  const inOrder = (work: () => void): Promise<void> => {
    const run = queue.then(() => disk.write(work));
    queue = run;
    return run;
  };
  return {
    get: (key) => table.get(key),
    list: (prefix) =>
      [...table].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value })),
    set: (key, value) => inOrder(() => table.set(key, structuredClone(value))),
    remove: (key) => inOrder(() => table.delete(key)),
    close: () => Promise.resolve(),
  };
}

interface Opened {
  readonly journal: Journal;
  readonly changes: TicketChanges;
  readonly stores: DocumentStores;
  /** Words the person has got back. */
  readonly words: string[];
}

/** Opens the journal on what the disk holds, `life` times before. */
async function open(disk: Disk, life: number): Promise<Opened> {
  const stores = {
    tickets: storeOn<Ticket>(disk, 'tickets'),
    messages: storeOn<Message>(disk, 'messages'),
    contacts: storeOn(disk, 'contacts'),
    settings: storeOn(disk, 'settings'),
  } as unknown as DocumentStores;
  const words: string[] = [];
  let count = 0;
  const nextRev = (): Rev => `rev-${String(life)}-${String((count += 1)).padStart(3, '0')}` as Rev;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const journal = openJournal({
    local: localOn(disk),
    stores,
    nextRev,
    deriver: () => Promise.resolve((ticket: Ticket) => ticket),
    merge: (mine, { base, theirs }) => mergeTicket(base, mine, theirs),
    onRestored: () => undefined,
    yieldTo: () => undefined,
    onWords: (message) => {
      words.push(message.text);
      return Promise.resolve();
    },
    log,
  });
  const directory = {
    slaBook: () => buildSlaBook([]),
    agent: () => undefined,
    department: () => undefined,
  } as unknown as Directory;
  let ids = 0;
  const changes = createTicketChanges({
    stores,
    directory,
    clock: { nowMs: () => MONDAY_NINE_MS + 1000 },
    nextRev,
    newId: () => `id-${String(life)}-${String((ids += 1)).padStart(3, '0')}`,
    meId: ANA,
    journal,
  });
  if (!disk.isFull) await journal.whenIdle();
  journal.prune(() => true);
  return { journal, changes, stores, words };
}

const START = aTicket({ rev: 'rev-0-000' as Rev, lastCustomerAtMs: MONDAY_NINE_MS });

async function reply({ changes, stores }: Opened): Promise<void> {
  await changes.perform(START.id, [changes.joining(REPLY)], {
    what: { kind: 'reply', status: null },
    made: [REPLY],
    first: () => stores.messages.insert(REPLY),
  });
}

/** Runs it until it is done or the disk has taken its last write. */
async function untilCut(work: Promise<unknown>): Promise<void> {
  const state = { isDone: false };
  const done = (): void => {
    state.isDone = true;
  };
  work.then(done, done);
  // A desk that is killed has no more turns; one that is not comes to its end in a few.
  for (let turn = 0; turn < 200 && !state.isDone; turn += 1) await Promise.resolve();
}

/** More writes than any of the stories makes. */
const WRITES_MAX = 25;

describe('a desk killed after any of its writes', () => {
  it('has what was done in its journal exactly when the ticket has it', async () => {
    for (let writes = 0; writes < WRITES_MAX; writes += 1) {
      const disk = new Disk(writes);
      disk.table('tickets').set(START.id, START);
      const first = await open(disk, 1);
      await untilCut(
        (async () => {
          await first.changes.perform(START.id, [{ kind: 'priority', priority: 'high' }]);
          await reply(first);
        })(),
      );
      disk.revive();
      const { journal, stores } = await open(disk, 2);
      const ticket = await stores.tickets.get(START.id);
      const has = {
        priority: ticket?.priority === 'high',
        reply: (ticket?.messageCount ?? 0) > 0,
      };
      const kinds = journal.actions().map(({ what }) => what.kind);
      expect(kinds, `after ${String(writes)} writes`).toEqual([
        ...(has.priority ? ['priority'] : []),
        ...(has.reply ? ['reply'] : []),
      ]);
    }
  });

  it('has taken a reply back whole or not at all, and its words are there either way', async () => {
    const outcomes = new Set<string>();
    for (let writes = 0; writes < WRITES_MAX; writes += 1) {
      const disk = new Disk(Infinity);
      disk.table('tickets').set(START.id, START);
      const before = await open(disk, 1);
      await reply(before);
      await before.changes.perform(START.id, [{ kind: 'priority', priority: 'high' }]);
      const cut = new Disk(writes);
      for (const name of ['tickets', 'messages', 'local'])
        for (const [key, value] of disk.table(name)) cut.table(name).set(key, value);
      const first = await open(cut, 2);
      const [action] = first.journal.actions();
      await untilCut(first.journal.undo([action?.id ?? '']));
      cut.revive();
      const { journal, stores, words } = await open(cut, 3);
      const ticket = await stores.tickets.get(START.id);
      const there = {
        messageCount: ticket?.messageCount,
        priority: ticket?.priority,
        hasMessage: (await stores.messages.get(REPLY.id)) !== undefined,
        kinds: journal.actions().map(({ what }) => what.kind),
      };
      const where = `after ${String(writes)} writes`;
      if (there.hasMessage) {
        expect(there, where).toEqual({
          messageCount: 1,
          priority: 'high',
          hasMessage: true,
          kinds: ['reply', 'priority'],
        });
        outcomes.add('kept');
      } else {
        expect(there, where).toEqual({
          messageCount: 0,
          priority: 'high',
          hasMessage: false,
          kinds: ['priority'],
        });
        expect([...first.words, ...words], where).toContain(REPLY.text);
        outcomes.add('taken back');
        // What is left can go as well, with nothing behind.
        const [rest] = journal.actions();
        await journal.undo([rest?.id ?? '']);
        expect((await stores.tickets.get(START.id))?.history, where).toEqual(START.history);
      }
    }
    expect(outcomes).toEqual(new Set(['kept', 'taken back']));
  });
});
