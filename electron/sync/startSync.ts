import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { BatonError } from '../../shared/errors.ts';
import type { AgentId } from '../../shared/domain/ids.ts';
import { isOnlyAlarms } from '../../shared/domain/sla/escalation.ts';
import { isOnlyDistribution } from '../../shared/domain/ticket/distribution.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { KeepClosed } from '../../shared/ipc/preferences.ts';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import {
  COLLECTIONS,
  type AnyDocument,
  type CollectionName,
  type StreamViewer,
} from '../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../log.ts';
import type { Replica } from '../replica/openReplica.ts';
import type { Clock, Scheduler } from '../time.ts';
import { createTopic, type Subscribe } from '../topic.ts';
import type { Journal } from '../tickets/journal.ts';
import type { Refusals } from './conflictHandlers.ts';
import { fillCollection } from './firstFill.ts';
import { aborted, followStream, readHead, type StreamState } from './followStream.ts';
import type { HeldChanges } from './heldChanges.ts';
import { createLink } from './link.ts';
import { createOvertaken } from './overtaken.ts';
import { createPushing } from './pushing.ts';
import { createReplicaReach, type ReplicaReach } from './replicaReach.ts';
import type { PresenceLine } from './presence.ts';
import { replicateCollection, type CollectionReplication, type ReplicationPorts } from './replicate.ts';
import type { AccessToken, ServerClient } from './serverClient.ts';
import type { Stamps } from './stamps.ts';
import { sendRepliesFirst } from './repliesFirst.ts';
import type { WaitingAccount } from './waitingAccount.ts';

/** A replica's exchange with its server. */
export interface Sync {
  status(): SyncStatus;
  /** At most once in `STATUS_PAUSE_MS`. */
  readonly onStatus: Subscribe<SyncStatus>;
  /** A local change of this ticket or of one of its messages still waits. */
  isTicketWaiting(ticketId: string): boolean;
  /** The ticket's messages that the server has not accepted yet. */
  waitingMessageIds(ticketId: string): readonly string[];
  /** Hears the ticket of every change the server has accepted. */
  readonly onAccepted: Subscribe<string>;
  readonly held: HeldChanges;
  /** True until everything the server had when we connected is here; what arrives meanwhile is no news. */
  isCatchingUp(): boolean;
  /** True while a first sync, or everything anew, comes in: no news. */
  isInitial(): boolean;
  /** What part of the workspace is here. */
  readonly reach: Pick<ReplicaReach, 'align' | 'take' | 'dropped'>;
  /** Looks for the server now, and starts again what a fault has stopped. */
  retry(): Promise<void>;
  /** The machine was asleep: connections may have died without a word. What was missed is asked for at once. */
  renew(): void;
  /** Resolves when nothing waits and the event stream is open. For tests and for quitting calmly. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** What sync needs from outside. */
export interface SyncOptions {
  readonly replica: Replica;
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly stamps: Stamps;
  readonly presence: PresenceLine;
  readonly refusals: Refusals;
  readonly account: WaitingAccount;
  readonly journal: Journal;
  readonly held: HeldChanges;
  readonly meId: AgentId;
  /** How long closed tickets stay in this replica. */
  readonly keepClosed: () => KeepClosed;
  readonly ticketsWithDraft: () => ReadonlySet<string>;
  /** Server-corrected time. */
  readonly clock: Clock;
  readonly clockOffsetMs: () => number;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly log: Logger;
  /** Names server and workspace; a replica that changes either starts over. */
  readonly identifier: string;
  /** The session is over: tokens are refused for good. */
  readonly onSessionLost: (code: ErrorCode) => void;
  /** The replica's file is damaged: it has to be opened anew, which sets it aside. */
  readonly onCorrupt: () => void;
}

const OFFSET_STEP_MS = 1000;
const STATUS_PAUSE_MS = 100;
const FAULT_PAUSE_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const LAST_SYNCED_KEY = 'state:lastSynced';
const RESTORE_KEY = 'state:restore';
const SYNCED_SAVE_MS = 10_000;

const LastSynced = z.object({ atMs: z.int().min(0), initialDone: z.boolean() });

/** How often this replica began anew with its server, and whether what the server had lost is back. */
const Restore = z.object({ round: z.int().min(0), isDone: z.boolean() });

const SESSION_CODES: ReadonlySet<ErrorCode> = new Set([
  'auth.expired',
  'auth.revoked',
  'auth.signedOut',
  'auth.forbidden',
  'auth.badCredentials',
]);

/** Starts exchanging at once; failures show in the status and are tried again, never thrown. */
export function startSync(options: SyncOptions): Sync {
  const { replica, clock, scheduler, log } = options;
  const { account, journal, held } = options;
  let isEmpty = false;
  const reach = createReplicaReach({
    ...options,
    isEmpty: () => isEmpty,
    isTicketWaiting: (ticketId) => account.isTicketWaiting(ticketId),
  });
  const { client } = reach;
  const link = createLink({ ...options, probe: () => client.hello() });
  const renewals = createTopic<undefined>();
  const streamPorts = { ...options, client, link, onRewound, onRenewal: renewals.subscribe };
  const statusTopic = createTopic<SyncStatus>();
  const news = createTopic<undefined>();
  const remembered = LastSynced.safeParse(replica.local.get(LAST_SYNCED_KEY));
  let lastSyncedAtMs = remembered.success ? remembered.data.atMs : 0;
  let isInitial = !(remembered.success && remembered.data.initialDone);
  const restored = Restore.safeParse(replica.local.get(RESTORE_KEY));
  let restore = restored.success ? restored.data : { round: 0, isDone: true };
  let savedAtMs = 0;
  let received = 0;
  let isStarted = false;
  let isCatchingUp = true;
  let isStreamOpen = false;
  let hasBeenOnline = false;
  let fault: ErrorCode | null = null;
  let isStopped = false;
  let isRestarting = false;
  let running: { stop(): Promise<void>; readonly replications: CollectionReplication[] } | undefined;
  let cancelRestart: () => void = () => undefined;
  let cancelStatus: (() => void) | undefined;

  function status(): SyncStatus {
    const state = link.state();
    const isOffline = state.name === 'down';
    const name = isStopped || fault !== null ? 'stopped' : isOffline ? 'offline' : nameWhileUp();
    return {
      name,
      offlineSinceMs: isOffline ? state.sinceMs : 0,
      waiting: account.size(),
      lastSyncedAtMs,
      received,
      problem: fault ?? (isOffline ? state.problem : link.trouble()),
      held: held.list().length,
      clockOffsetMs: inSteps(options.clockOffsetMs()),
    };
  }

  function nameWhileUp(): SyncStatus['name'] {
    if (isInitial) return isStarted ? 'initialSync' : 'starting';
    // A stream that is opened again after a short break is nothing a person has to see.
    return hasBeenOnline ? 'online' : 'starting';
  }

  /** Status changes come in floods during a sync; listeners get one in a while, and always the last. */
  function statusChanged(): void {
    noteSynced();
    news.emit(undefined);
    cancelStatus ??= scheduler.after(STATUS_PAUSE_MS, () => {
      cancelStatus = undefined;
      statusTopic.emit(status());
    });
  }

  function isInSync(): boolean {
    return !isStopped && isStreamOpen && !isCatchingUp && link.state().name === 'up' && account.size() === 0;
  }

  function noteSynced(): void {
    if (!isInSync()) return;
    if (!restore.isDone) {
      restore = { ...restore, isDone: true };
      runDetached(log, 'remembering the restoration', replica.local.set(RESTORE_KEY, restore));
    }
    lastSyncedAtMs = clock.nowMs();
    if (lastSyncedAtMs - savedAtMs < SYNCED_SAVE_MS) return;
    savedAtMs = lastSyncedAtMs;
    saveSynced();
  }

  function saveSynced(): void {
    runDetached(
      log,
      'remembering the last sync',
      replica.local.set(LAST_SYNCED_KEY, { atMs: lastSyncedAtMs, initialDone: !isInitial }),
    );
  }

  async function onRefused(
    collection: CollectionName,
    document: AnyDocument,
    code: ErrorCode,
    base: AnyDocument | null,
  ): Promise<void> {
    if (collection === 'tickets' && isByItself(base as Ticket | null, document as Ticket)) {
      // Nobody has done this: there is nothing to decide about.
      await journal.refused(collection, document);
      statusChanged();
      return;
    }
    const status = journal.statusSetWith(collection, document.id);
    await held.hold({ collection, document, code, base, status, atMs: clock.nowMs() });
    await journal.refused(collection, document);
    statusChanged();
  }

  const ports: Omit<ReplicationPorts, 'onFault' | 'mayPull' | 'repliesFirst'> = {
    client,
    accessToken: options.accessToken,
    link,
    account,
    refusals: options.refusals,
    observeRev: (rev) => {
      options.stamps.observe(rev);
    },
    onRefused,
    gate: journal,
    onRewound,
    isRestoring: () => !restore.isDone,
    onReceived: (count) => {
      received += count;
      statusChanged();
    },
    log,
  };

  /**
   * The server came back from an older backup. Replication begins anew under another name, so that everything here counts
   * as a change of this device again: what the server has is recognised by its stamp, what it has lost is offered to it.
   */
  function onRewound(): void {
    const rewound = running;
    if (!rewound || isRestarting) return;
    isRestarting = true;
    log.warn('the server came back from an older backup; offering it what it has lost');
    restore = { round: restore.round + 1, isDone: false };
    isInitial = true;
    isCatchingUp = true;
    const again = async (): Promise<void> => {
      await replica.local.set(RESTORE_KEY, restore);
      await rewound.stop();
      if (running === rewound) running = undefined;
      isRestarting = false;
      restart();
    };
    runDetached(
      log,
      'beginning anew',
      again().catch((cause: unknown) => {
        isRestarting = false;
        return stopAfterFault(rewound, cause);
      }),
    );
  }

  async function run(): Promise<void> {
    const stopping = new AbortController();
    const replications: CollectionReplication[] = [];
    let isFaulty = false;
    let filling: Promise<void> = Promise.resolve();
    const identifier =
      restore.round === 0 ? options.identifier : `${options.identifier} ${String(restore.round)}`;
    const own = {
      replications,
      stop: async () => {
        stopping.abort(new BatonError('internal', 'sync was stopped'));
        await filling.catch(() => undefined);
        const halts = await Promise.allSettled(replications.map((replication) => replication.halt()));
        for (const halt of halts) {
          // What it could not write any more is the fault it is stopped for; it is stopped all the same.
          if (halt.status === 'rejected') log.warn('a replication did not stop in order', halt.reason);
        }
      },
    };
    running = own;
    const onFault = (cause: unknown): void => {
      if (isFaulty || stopping.signal.aborted) return;
      isFaulty = true;
      runDetached(log, 'stopping after a fault', stopAfterFault(own, cause));
    };
    // The head of the log before any pull: what the pulls bring reaches at least to there, and the stream goes on from it.
    const ownPorts = { ...streamPorts, onViewer };
    function onViewer(viewer: StreamViewer): void {
      reach.noteViewer(viewer);
      reach.align().catch(onFault);
    }
    // Messages never wait for replies themselves.
    const repliesFirst = (): Promise<void> => Promise.resolve();
    const messages = createPushing(
      'messages',
      { ...ports, repliesFirst },
      createOvertaken(),
      stopping.signal,
    );
    const head = noteEmptiness().then(() => readHead(ownPorts, stopping.signal));
    head.catch((cause: unknown) => {
      onFault(cause);
    });
    try {
      for (const name of COLLECTIONS_IN_ORDER) {
        // What a server that lost something has to be offered must not count as known to it.
        if (isInitial && restore.round === 0) {
          isStarted = true;
          filling = fillCollection(
            replica.collections[name],
            identifier,
            { ...ports, fill: replica.fill, mayPull: head },
            stopping.signal,
          );
          await filling;
        }
        const replication = await replicateCollection(name, replica.collections[name], identifier, {
          ...ports,
          repliesFirst: (ticketId, signal) =>
            sendRepliesFirst(
              { account, gate: journal, stores: replica.stores, meId: options.meId, messages },
              ticketId,
              signal,
            ),
          mayPull: head,
          onFault,
        });
        replications.push(replication);
        if (stopping.signal.aborted) {
          await replication.halt();
          return;
        }
        isStarted = true;
        statusChanged();
        // A first sync brings what the window needs first; later ones are small and run side by side.
        if (isInitial) await Promise.race([replication.caughtUp, aborted(stopping.signal)]);
      }
      await Promise.race([
        Promise.all(replications.map(({ caughtUp }) => caughtUp)),
        aborted(stopping.signal),
      ]);
      if (stopping.signal.aborted) return;
      if (isInitial) {
        isInitial = false;
        lastSyncedAtMs = clock.nowMs();
        saveSynced();
      }
      isEmpty = false;
      reach.begin(replications, stopping.signal);
      await followStream(ownPorts, replications, await head, stopping.signal, noteStream);
    } catch (cause) {
      onFault(cause);
    }
  }

  /** Into a replica without a ticket comes nothing that would have to be taken away. */
  async function noteEmptiness(): Promise<void> {
    isEmpty = isInitial && (await replica.stores.tickets.count({})) === 0;
  }

  async function stopAfterFault(own: { stop(): Promise<void> }, cause: unknown): Promise<void> {
    const code = codeIn(cause) ?? 'internal';
    log.error('sync had to stop', cause);
    fault = code;
    statusChanged();
    await own.stop();
    if (running === own) running = undefined;
    if (SESSION_CODES.has(code)) {
      options.onSessionLost(code);
      return;
    }
    cancelRestart();
    cancelRestart = scheduler.after(FAULT_PAUSE_MS, code === 'storage.corrupt' ? options.onCorrupt : restart);
  }

  function restart(): void {
    if (isStopped || running) return;
    cancelRestart();
    fault = null;
    isCatchingUp = true;
    statusChanged();
    runDetached(log, 'sync', run());
  }

  function noteStream(state: StreamState): void {
    isStreamOpen = state !== 'closed';
    hasBeenOnline ||= isStreamOpen;
    isCatchingUp = state !== 'current';
    statusChanged();
  }

  const endings = [
    link.onChange(statusChanged),
    account.onChange(() => {
      if (account.isRecalled()) journal.prune((name, id) => account.isWaiting(name, id));
      statusChanged();
    }),
    held.onChange(statusChanged),
  ];
  runDetached(log, 'sync', run());
  let cancelDaily = scheduler.after(DAY_MS, onNewDay);
  /** Closed tickets grow older without anybody writing. */
  function onNewDay(): void {
    runDetached(log, 'dropping what was closed long ago', reach.align());
    cancelDaily = scheduler.after(DAY_MS, onNewDay);
  }

  return {
    status,
    onStatus: statusTopic.subscribe,
    isTicketWaiting: (ticketId) => account.isTicketWaiting(ticketId),
    waitingMessageIds: (ticketId) => account.waitingMessageIds(ticketId),
    onAccepted: (listener) =>
      account.onAccepted((ticketId) => {
        if (ticketId !== '') listener(ticketId);
      }),
    held,
    isCatchingUp: () => isCatchingUp,
    isInitial: () => isInitial || reach.isBringingIn(),
    reach,
    retry: async () => {
      restart();
      await link.probeNow();
    },
    renew: () => {
      noteStream('closed');
      renewals.emit(undefined);
      runDetached(log, 'looking for the server', link.probeNow());
    },
    settled: () =>
      new Promise((resolve) => {
        if (isInSync()) {
          resolve();
          return;
        }
        const end = news.subscribe(() => {
          if (!isInSync()) return;
          end();
          resolve();
        });
      }),
    stop: async () => {
      isStopped = true;
      cancelDaily();
      cancelRestart();
      cancelStatus?.();
      for (const end of endings) end();
      link.stop();
      await running?.stop();
      running = undefined;
      saveSynced();
    },
  };
}

/** The order of a first sync: who and what the team is, then the tickets the lists show, then what is inside them. */
const COLLECTIONS_IN_ORDER: readonly CollectionName[] = [...COLLECTIONS].sort((a, b) => rank(a) - rank(b));

function rank(name: CollectionName): number {
  return { settings: 0, contacts: 1, tickets: 2, messages: 3 }[name];
}

/** The Baton code inside a failure that RxDB may have wrapped. */
function codeIn(cause: unknown): ErrorCode | undefined {
  if (cause instanceof BatonError) return cause.code;
  if (cause instanceof Error && cause.cause !== undefined) return codeIn(cause.cause);
  return undefined;
}

/** What a round trip makes uncertain is no news. */
function inSteps(offsetMs: number): number {
  return Math.round(offsetMs / OFFSET_STEP_MS) * OFFSET_STEP_MS;
}

/** Distribution or alarms have done it. */
function isByItself(base: Ticket | null, mine: Ticket): boolean {
  return isOnlyDistribution(base, mine) || isOnlyAlarms(base, mine);
}
