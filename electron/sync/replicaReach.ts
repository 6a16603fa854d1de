import { z } from 'zod';
import type { AgentId } from '../../shared/domain/ids.ts';
import { hasSameSight, seesEverything } from '../../shared/domain/visibility.ts';
import { KeepClosed } from '../../shared/ipc/preferences.ts';
import { AgentValue } from '../../shared/domain/settings.ts';
import type { AnyDocument, StreamViewer, Wire } from '../../shared/sync/wire.ts';
import { BatonError } from '../../shared/errors.ts';
import { closedAfterMs } from '../engine/closedAfter.ts';
import type { Logger } from '../log.ts';
import type { DocumentQuery } from '../replica/documentStore.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { Clock, Scheduler } from '../time.ts';
import { aborted } from './followStream.ts';
import type { CollectionReplication } from './replicate.ts';
import type { ServerClient } from './serverClient.ts';

/** The collections whose documents some desks have and others not. */
const SHARED = ['tickets', 'messages'] as const;
type Shared = (typeof SHARED)[number];

/** What a replica is to hold: what its person may see, and how long closed tickets stay. */
const Reach = AgentValue.pick({ role: true, departmentIds: true }).extend({
  sinceSeq: z.int().min(0),
  keepClosed: KeepClosed,
});
type Reach = z.infer<typeof Reach>;

/** Keeps a replica to the part of the workspace that is its person's. */
export interface ReplicaReach {
  /** The client as sync uses it: every question says what this replica holds. */
  readonly client: ServerClient;
  /** The server has said what this person may see. */
  noteViewer(viewer: StreamViewer): void;
  /** The replications run: documents can come and go until the signal is aborted. */
  begin(replications: readonly CollectionReplication[], signal: AbortSignal): void;
  /** Brings in what the replica has gained and drops what it has lost, or closed long ago. Does nothing when all is as it should be. */
  align(): Promise<void>;
  /** Brings documents of the server in that a replica of this reach would not hold; a later `align` may drop them again. */
  take(ticketId: string, documents: Readonly<Record<Shared, readonly Wire<AnyDocument>[]>>): Promise<void>;
  /** Resolves when nothing is being dropped any more: before that the replica still holds part of what only the server keeps. */
  dropped(): Promise<void>;
  /** True while everything is asked for again: what comes in then is no news. */
  isBringingIn(): boolean;
}

/** What the reach needs from outside. */
export interface ReachPorts {
  readonly replica: Replica;
  readonly client: ServerClient;
  readonly meId: AgentId;
  readonly keepClosed: () => KeepClosed;
  /** Nothing was here before this start: nothing has to be taken away. */
  readonly isEmpty: () => boolean;
  /** A change of the ticket or one of its messages still waits. */
  readonly isTicketWaiting: (ticketId: string) => boolean;
  readonly ticketsWithDraft: () => ReadonlySet<string>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

const REACH_KEY = 'state:reach';
const FETCHED = 'fetched:';
/** A ticket that was fetched to be read stays at least so long. */
const FETCHED_STAYS_MS = 24 * 60 * 60 * 1000;
/** Tickets that go in one step, and messages: small, so that the window never waits for it. */
const DROP_TICKETS = 50;
const DROP_MESSAGES = 200;
/** A document that is not written after this has a reason: a change that waits, a pull that runs. The next time brings it. */
const WRITTEN_WAIT_MS = 3000;
const ATTEMPTS = 3;

const Fetched = z.object({ atMs: z.number() });

/** Builds the reach of a replica. */
export function createReplicaReach(ports: ReachPorts): ReplicaReach {
  const { replica, client, meId, clock, scheduler, log } = ports;
  const { local } = replica;
  let viewer: StreamViewer | undefined;
  let running:
    { readonly by: ReadonlyMap<string, CollectionReplication>; readonly signal: AbortSignal } | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isBringingIn = false;
  let dropping: Promise<void> = Promise.resolve();

  const closedAfter = (): number => closedAfterMs(ports.keepClosed(), clock.nowMs());
  const asking = (): { closedAfter: number; withGone: boolean } => ({
    closedAfter: closedAfter(),
    withGone: !ports.isEmpty(),
  });

  /** One after the other: what one brings in, the next must not take for something to drop. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  function held(): Reach | undefined {
    return Reach.safeParse(local.get(REACH_KEY)).data;
  }

  async function keep(reach: Reach): Promise<void> {
    await local.set(REACH_KEY, reach);
  }

  async function align(): Promise<void> {
    const current = running;
    if (!viewer || !current || current.signal.aborted) return;
    const wanted: Reach = { ...viewer, keepClosed: ports.keepClosed() };
    const before = held();
    const drop = dropLost(wanted).then(() => dropClosed(wanted));
    dropping = drop.catch(() => undefined);
    await drop;
    if (!before || isGain(before, wanted)) {
      log.info('this desk may hold more than it does; asking for everything again');
      isBringingIn = true;
      const pulls = SHARED.flatMap((name) => current.by.get(name)?.pullAgain('start') ?? []);
      await Promise.race([Promise.all(pulls), aborted(current.signal)]);
      isBringingIn = false;
    }
    if (isAborted(current.signal)) return;
    if (!before || !isSame(before, wanted)) await keep(wanted);
  }

  async function dropLost({ role, departmentIds }: Reach): Promise<void> {
    if (seesEverything({ role })) return;
    const selector = { departmentId: { $nin: departmentIds }, assigneeId: { $ne: meId } };
    await dropAll(selector, () => true);
  }

  async function dropClosed({ keepClosed }: Reach): Promise<void> {
    const endMs = closedAfterMs(keepClosed, clock.nowMs());
    if (endMs === 0) return;
    const drafts = ports.ticketsWithDraft();
    await dropAll(
      { status: 'closed', updatedAtMs: { $lt: endMs } },
      (id) => !drafts.has(id) && !isFetched(id),
    );
  }

  function isFetched(ticketId: string): boolean {
    const fetched = Fetched.safeParse(local.get(FETCHED + ticketId)).data;
    return fetched !== undefined && clock.nowMs() - fetched.atMs < FETCHED_STAYS_MS;
  }

  /** Drops the tickets a selector finds, with their messages; what must stay is stepped over. */
  async function dropAll(
    selector: DocumentQuery['selector'],
    mayGo: (ticketId: string) => boolean,
  ): Promise<void> {
    let staying = 0;
    while (running && !running.signal.aborted) {
      const found = await replica.stores.tickets.query({
        selector,
        sort: [{ id: 'asc' }],
        skip: staying,
        limit: DROP_TICKETS,
      });
      if (found.length === 0) return;
      const going = found.filter(({ id }) => mayGo(id) && !ports.isTicketWaiting(id));
      const gone = await dropTickets(going);
      staying += found.length - gone;
    }
  }

  /** Messages first: a ticket whose messages are still here can be found again. Answers how many tickets are gone. */
  async function dropTickets(
    tickets: readonly { readonly id: string; readonly rev: string }[],
  ): Promise<number> {
    const ids = tickets.map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (let attempt = 0; attempt < ATTEMPTS;) {
      const messages = await replica.stores.messages.query({
        selector: { ticketId: { $in: ids } },
        limit: DROP_MESSAGES,
      });
      if (messages.length === 0) break;
      if (!(await settle('messages', messages.map(toGone)))) attempt += 1;
    }
    await settle('tickets', tickets.map(toGone));
    const left = await replica.stores.tickets.getMany(ids);
    for (const id of ids) if (!left.has(id)) await local.remove(FETCHED + id);
    return ids.length - left.size;
  }

  /** Hands documents to replication and waits until they are written. False when some were not. */
  async function settle(name: Shared, documents: readonly Wire<AnyDocument>[]): Promise<boolean> {
    const replication = running?.signal.aborted === false ? running.by.get(name) : undefined;
    if (!replication) return false;
    const open = new Set<string>(documents.map(({ id }) => id));
    return new Promise((resolve) => {
      const done = (isWritten: boolean): void => {
        end();
        cancel();
        resolve(isWritten);
      };
      const end = replica.onChange((change) => {
        if (change.collection !== name) return;
        for (const { id } of change.documents) open.delete(id);
        if (open.size === 0) done(true);
      });
      const cancel = scheduler.after(WRITTEN_WAIT_MS, () => {
        done(false);
      });
      replication.settle(documents);
    });
  }

  async function bringIn(name: Shared, documents: readonly Wire<AnyDocument>[]): Promise<void> {
    const store: { getMany(ids: readonly string[]): Promise<ReadonlyMap<string, { rev: string }>> } =
      replica.stores[name];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const here = await store.getMany(documents.map(({ id }) => id));
      const missing = documents.filter(({ id }) => !here.has(id));
      if (missing.length === 0) return;
      await settle(name, missing);
    }
    throw new BatonError('server.unavailable', 'the ticket could not be written', { name });
  }

  return {
    client: {
      ...client,
      pull: (token, query, signal) => client.pull(token, { ...query, ...asking() }, signal),
      pullBody: (token, query, signal) => client.pullBody(token, { ...query, ...asking() }, signal),
      events: (token, since, signal) => client.events(token, since, signal, closedAfter()),
    },
    noteViewer: (now) => {
      viewer = now;
      // What a replica is filled with is by the reach it begins with.
      if (ports.isEmpty() && !held()) {
        keep({ ...now, keepClosed: ports.keepClosed() }).catch((cause: unknown) => {
          log.error('remembering what this replica holds failed', cause);
        });
      }
    },
    begin: (replications, signal) => {
      running = {
        by: new Map(replications.map((replication) => [replication.name, replication])),
        signal,
      };
    },
    align: () => inTurn(align),
    take: (ticketId, { messages, tickets }) =>
      inTurn(async () => {
        await local.set(FETCHED + ticketId, { atMs: clock.nowMs() });
        await bringIn('messages', messages);
        await bringIn('tickets', tickets);
      }),
    dropped: () => dropping,
    isBringingIn: () => isBringingIn,
  };
}

/** Asked through a function, because the answer changes while somebody waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function toGone({ id, rev }: { readonly id: string; readonly rev: string }): Wire<AnyDocument> {
  return { id, rev, _deleted: true } as unknown as Wire<AnyDocument>;
}

function isSame(a: Reach, b: Reach): boolean {
  return hasSameSight(a, b) && a.sinceSeq === b.sinceSeq && a.keepClosed === b.keepClosed;
}

/**
 * True when a replica of reach `a` may lack something that belongs to reach `b`. What changed and changed back while nobody
 * looked may have left tickets without their messages.
 */
function isGain(a: Reach, b: Reach): boolean {
  return a.sinceSeq !== b.sinceSeq || daysOf(b.keepClosed) > daysOf(a.keepClosed);
}

function daysOf(keepClosed: KeepClosed): number {
  return keepClosed === 'all' ? Number.POSITIVE_INFINITY : keepClosed;
}
