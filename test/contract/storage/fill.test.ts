import { join } from 'node:path';

import fc from 'fast-check';
import { getAssumedMasterState } from 'rxdb';
import type { RxConflictHandler, RxReplicationWriteToMasterRow } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { expect, test } from 'vitest';

import { openReplica, type Replica } from '../../../electron/replica/openReplica.ts';
import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { fillCollection, type FillPorts } from '../../../electron/sync/firstFill.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { PULL_MAX_DOCUMENTS, type AnyDocument, type Checkpoint } from '../../../shared/sync/wire.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { afterTest, freshFolder } from './storageSupport.ts';

const IDENTIFIER = 'the server';

/** The server's log: an entry is a ticket, its deletion, or something no desk can read. */
type Entry = { readonly ticket: Ticket; readonly as: 'living' | 'deleted' | 'unfit' };

const entries = (kinds: readonly Entry['as'][]): Entry[] =>
  manyTickets(kinds.length).map((ticket, index) => ({ ticket, as: kinds[index] ?? 'living' }));

function wireOf({ ticket, as }: Entry): object {
  if (as === 'unfit') return { ...ticket, status: 'unheard of', _deleted: false };
  return { ...ticket, _deleted: as === 'deleted' };
}

/** What a server with this log answers. */
function answerOf(
  log: readonly Entry[],
  since: number,
  limit: number,
): { documents: object[]; checkpoint: Checkpoint } {
  const documents = log.slice(since, since + limit).map(wireOf);
  return { documents, checkpoint: { seq: since + documents.length } };
}

async function replicaIn(folder: string): Promise<Replica> {
  const byRev: RxConflictHandler<AnyDocument> = {
    isEqual: (a, b) => a.rev === b.rev,
    resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
  };
  const replica = await openReplica({
    folder,
    openStorage: ({ filePath }) => openStorage({ filePath, mode: 'sameThread' }),
    conflictHandlers: { tickets: byRev, messages: byRev, contacts: byRev, settings: byRev },
  });
  afterTest(() => replica.close().catch(() => undefined));
  return replica;
}

type Outside = {
  readonly log: readonly Entry[];
  readonly head?: number;
  readonly onAsked?: (since: number) => void;
};

function fill(
  replica: Replica,
  { log, head, onAsked }: Outside,
  signal = new AbortController().signal,
): Promise<void> {
  const ports = {
    fill: replica.fill,
    client: {
      pullBody: (_token: unknown, { since, limit }: { since: number; limit: number }) => {
        onAsked?.(since);
        return Promise.resolve(new TextEncoder().encode(JSON.stringify(answerOf(log, since, limit))));
      },
    },
    accessToken: () => Promise.resolve('token'),
    link: { call: (_signal: unknown, run: () => unknown) => run() },
    observeRev: () => undefined,
    onReceived: () => undefined,
    mayPull: Promise.resolve(head ?? log.length),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  return fillCollection(replica.collections.tickets, IDENTIFIER, ports as unknown as FillPorts, signal);
}

/** Replication after the fill: what it asks for, what it pushes, what it takes for the server's states. */
async function replicate(replica: Replica, log: readonly Entry[]) {
  const asked: number[] = [];
  const pushed: RxReplicationWriteToMasterRow<AnyDocument>[] = [];
  const state = replicateRxCollection<AnyDocument, Checkpoint>({
    replicationIdentifier: IDENTIFIER,
    collection: replica.collections.tickets,
    live: true,
    waitForLeadership: false,
    pull: {
      batchSize: PULL_MAX_DOCUMENTS,
      handler: (checkpoint) => {
        const since = checkpoint?.seq ?? 0;
        asked.push(since);
        const fitting = log.slice(since).filter(({ as }) => as !== 'unfit');
        return Promise.resolve({
          documents: fitting.map(wireOf) as never[],
          checkpoint: { seq: log.length },
        });
      },
    },
    push: {
      handler: (rows) => {
        pushed.push(...structuredClone(rows));
        return Promise.resolve([]);
      },
    },
  });
  await state.awaitInSync();
  const internal = state.internalReplicationState;
  if (!internal) throw new Error('replication did not start');
  const ids = log.map(({ ticket }) => ticket.id);
  const masters = Object.entries(await getAssumedMasterState(internal, ids));
  return {
    asked,
    pushed,
    masters: new Map(masters.map(([id, { docData }]) => [id, docData])),
    settled: () => state.awaitInSync(),
  };
}

const living = (log: readonly Entry[]) => log.filter(({ as }) => as === 'living').map(({ ticket }) => ticket);

async function tickets(replica: Replica): Promise<readonly Ticket[]> {
  return replica.stores.tickets.query({ selector: {}, sort: [{ id: 'asc' }] });
}

test('a filled collection is to replication what it would have pulled itself: same documents, same notes, nothing to push', async () => {
  const kinds = fc.array(fc.constantFrom<Entry['as']>('living', 'living', 'living', 'deleted', 'unfit'), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(kinds, async (someKinds) => {
      const log = entries(someKinds);
      const replica = await replicaIn(freshFolder());
      const heard: string[] = [];
      replica.onChange(({ isFromServer, documents }) => {
        for (const { id, previous } of documents) if (isFromServer && previous === null) heard.push(id);
      });
      await fill(replica, { log });
      expect(await tickets(replica)).toEqual(living(log));
      expect(heard).toEqual(living(log).map(({ id }) => id));
      const { asked, pushed, masters } = await replicate(replica, log);
      expect(asked).toEqual([log.length]);
      expect(pushed).toEqual([]);
      expect(masters).toEqual(new Map(living(log).map((one) => [one.id, { ...one, _deleted: false }])));
      await replica.close();
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('a change after the fill is pushed once, against the state the fill has brought', async () => {
  const log = entries(['living', 'living']);
  const [first] = living(log);
  const replica = await replicaIn(freshFolder());
  await fill(replica, { log });
  const changed = { ...first!, subject: 'changed here', rev: 'mine' as Ticket['rev'] };
  await replica.stores.tickets.update(first!.id, () => changed);
  const { pushed } = await replicate(replica, log);
  expect(pushed).toEqual([
    { assumedMasterState: { ...first, _deleted: false }, newDocumentState: { ...changed, _deleted: false } },
  ]);
});

test('a fill that was cut off goes on where the file stands', async () => {
  const log = entries(Array.from({ length: 1200 }, () => 'living' as const));
  const folder = freshFolder();
  const before = await replicaIn(folder);
  const stopping = new AbortController();
  const cut = fill(
    before,
    { log, onAsked: (since) => since > 0 && stopping.abort(new Error('quit')) },
    stopping.signal,
  );
  await expect(cut).rejects.toThrow('quit');
  await before.close();

  const after = await replicaIn(folder);
  const kept = (await tickets(after)).length;
  const asked: number[] = [];
  await fill(after, { log, onAsked: (since) => asked.push(since) });
  expect(kept).toBeGreaterThan(0);
  expect(asked[0]).toBe(kept);
  expect(await tickets(after)).toEqual(living(log));
});

test('what somebody here has written ends the fill, and replication brings the rest', async () => {
  const log = entries(['living', 'living', 'living']);
  const [own] = manyTickets(1, 9);
  const replica = await replicaIn(freshFolder());
  await replica.stores.tickets.insert(own!);
  await fill(replica, { log });
  expect(await tickets(replica)).toEqual([own]);
  const { asked, pushed } = await replicate(replica, log);
  expect(asked).toEqual([0]);
  expect(await tickets(replica)).toEqual([...living(log), own]);
  expect(pushed.map(({ newDocumentState }) => newDocumentState.id)).toEqual([own!.id]);
});

test('a ticket that comes twice, because it changed meanwhile, is left to replication', async () => {
  const log = entries(['living', 'living']);
  const [first] = living(log);
  const replica = await replicaIn(freshFolder());
  await fill(replica, { log });
  const later = { ...first!, subject: 'changed elsewhere', rev: 'theirs' as Ticket['rev'] };
  const longer: Entry[] = [...log, { ticket: later, as: 'living' }];
  await fill(replica, { log: longer });
  expect((await replica.stores.tickets.get(first!.id))?.subject).toBe(first!.subject);
  await replicate(replica, longer);
  expect((await replica.stores.tickets.get(first!.id))?.subject).toBe('changed elsewhere');
});

test('a checkpoint beyond the server’s log asks for nothing: replication knows what that means', async () => {
  const log = entries(['living', 'living', 'living']);
  const replica = await replicaIn(join(freshFolder(), 'again'));
  await fill(replica, { log });
  const asked: number[] = [];
  await fill(replica, { log, head: 1, onAsked: (since) => asked.push(since) });
  expect(asked).toEqual([]);
});
