import { z } from 'zod';
import { AgentId, ContactId, ID_MAX_LENGTH, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { NOTICE_EVENTS } from '../../shared/domain/noticeSettings.ts';
import { SLA_TARGETS } from '../../shared/domain/settings.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import {
  decideNotices,
  startNotices,
  type NoticeContext,
  type NoticeDecision,
  type NoticeState,
} from '../engine/notices/decideNotices.ts';
import type { AlarmNotice } from '../engine/alarms/alarmNotice.ts';
import type { MessageFacts, TicketNews } from '../engine/notices/noticeEvents.ts';
import type { Logger } from '../log.ts';
import { runDetached } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { Clock, Scheduler } from '../time.ts';

/** Feeds the replica's changes to the decision what to tell, and hands the outcome on. */
export interface NoticeRunner {
  note(change: ReplicaChange): void;
  /** Distribution has given this agent a ticket: this desk wrote it, but nobody at it has done it. */
  given(ticket: Ticket, line: HistoryEntry): void;
  /** Alarms tell something, each once and at its instant; `isCatchUp` for what this desk has slept over: it becomes one notice. */
  alarm(alarms: readonly AlarmNotice[], isCatchUp: boolean): void;
  /** What the person wants to hear has changed: what was held back may be due. */
  lookAgain(): void;
  stop(): void;
}

const STATE_KEY = 'state:notices';
/** Changes that arrive together are told together. */
const GATHER_MS = 150;
/** While a sync catches up, one notice at its end says it all. */
const CATCHING_UP_MS = 500;
/** A message may come before its ticket; after so many looks it has none here. */
const LOOKS_MAX = 20;

/** Clocks of devices differ; what was written so shortly before the first look still counts as news. */
const SKEW_MS = 60_000;

const StoredNotice = z.object({
  id: z.string(),
  event: z.enum(NOTICE_EVENTS),
  ticketId: TicketId,
  number: z.number(),
  subject: z.string(),
  atMs: z.number(),
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('agent'), id: AgentId }),
    z.object({ kind: z.literal('rule'), id: z.string().max(ID_MAX_LENGTH) }),
    z.object({ kind: z.literal('customer'), id: ContactId }),
    z.object({ kind: z.literal('system') }),
  ]),
  words: z.string(),
  messageId: z.union([MessageId, z.literal('')]),
  deadline: z.object({ target: z.enum(SLA_TARGETS), dueAtMs: z.number() }).nullable(),
  ignoresQuietHours: z.boolean(),
});

/** What is not there was not kept by an earlier version. */
const StoredState = z.object({
  sinceMs: z.number(),
  toldIds: z.array(z.string()),
  held: z.array(z.object({ notice: StoredNotice, why: z.enum(['quiet', 'burst']) })).default([]),
  shownAtMs: z.array(z.number()).default([]),
  burstUntilMs: z.number().default(0),
});

/** What the runner looks at. */
export interface RunnerPorts {
  readonly stores: Pick<DocumentStores, 'tickets'>;
  readonly local: LocalStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly context: () => Omit<NoticeContext, 'isReturning'>;
  /** True until this replica has its first full copy. */
  readonly isInitial: () => boolean;
  readonly isCatchingUp: () => boolean;
  /** What was decided, after it is marked as told. */
  readonly onDecision: (decision: NoticeDecision) => void;
  readonly log: Logger;
}

interface Gathered {
  ticket: Ticket | null;
  isNewHere: boolean;
  readonly entries: Map<string, HistoryEntry>;
  readonly messages: Map<string, MessageFacts>;
  looks: number;
}

/** Starts listening; what the first sync brings is never told. */
export function startNoticeRunner(ports: RunnerPorts): NoticeRunner {
  const { local, clock, scheduler, log } = ports;
  const stored = StoredState.safeParse(local.get(STATE_KEY));
  let state: NoticeState = stored.success ? stored.data : startNotices(clock.nowMs() - SKEW_MS);
  if (!stored.success) remember(state);
  let batch = new Map<string, Gathered>();
  let alarms: AlarmNotice[] = [];
  let cancel: (() => void) | undefined;
  let plannedMs = Infinity;
  let isReturning = false;
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();

  function plan(delayMs: number): void {
    const atMs = clock.nowMs() + delayMs;
    if (isStopped || atMs >= plannedMs) return;
    cancel?.();
    plannedMs = atMs;
    cancel = scheduler.after(delayMs, () => {
      plannedMs = Infinity;
      if (ports.isInitial() || ports.isCatchingUp()) {
        plan(CATCHING_UP_MS);
        return;
      }
      working = working.then(decide);
      runDetached(log, 'deciding about notices', working);
    });
  }

  async function decide(): Promise<void> {
    if (isStopped) return;
    const gathered = batch;
    const raised = alarms;
    batch = new Map();
    alarms = [];
    const news = await complete(gathered);
    const context = { ...ports.context(), isReturning };
    const decision = decideNotices(state, news, raised, context, clock.nowMs());
    isReturning = false;
    state = decision.state;
    // Marked before it is shown: after a crash in between a notice is missing, not doubled.
    remember(state);
    ports.onDecision(decision);
    if (decision.wakeAtMs !== null) plan(Math.max(GATHER_MS, decision.wakeAtMs - clock.nowMs()));
  }

  /** Finds the tickets of messages that came alone. */
  async function complete(gathered: ReadonlyMap<string, Gathered>): Promise<TicketNews[]> {
    const missing = [...gathered].flatMap(([id, { ticket }]) => (ticket ? [] : [id]));
    const found =
      missing.length > 0 ? await ports.stores.tickets.getMany(missing) : new Map<string, Ticket>();
    return [...gathered].flatMap(([id, one]) => {
      const ticket = one.ticket ?? found.get(id);
      if (!ticket) {
        waitForTicket(id, one);
        return [];
      }
      const { isNewHere, entries, messages } = one;
      return [{ ticket, isNewHere, entries: [...entries.values()], messages: [...messages.values()] }];
    });
  }

  function waitForTicket(id: string, one: Gathered): void {
    if (one.looks >= LOOKS_MAX) return;
    const now = gatheredOf(id);
    now.looks = one.looks + 1;
    for (const [messageId, message] of one.messages) now.messages.set(messageId, message);
    plan(CATCHING_UP_MS);
  }

  function gatheredOf(id: string): Gathered {
    const known = batch.get(id);
    if (known) return known;
    const fresh = { ticket: null, isNewHere: false, entries: new Map(), messages: new Map(), looks: 0 };
    batch.set(id, fresh);
    return fresh;
  }

  function noteTicket(ticket: Ticket, previous: Ticket | null, isFromServer: boolean): void {
    const known = new Set(previous?.history.map((entry) => entry.id));
    // What a rule has done on this desk nobody here has done.
    const fresh = ticket.history.filter(
      (entry) => !known.has(entry.id) && (isFromServer || entry.by.kind === 'rule'),
    );
    const waiting = batch.get(ticket.id);
    if (waiting) waiting.ticket = ticket;
    if (fresh.length === 0) return;
    const gathered = gatheredOf(ticket.id);
    gathered.ticket = ticket;
    if (!previous && isFromServer) gathered.isNewHere = true;
    for (const entry of fresh) gathered.entries.set(entry.id, entry);
  }

  function noteMessage({ ticketId, id, kind, by, atMs, text, mentions }: Message): void {
    gatheredOf(ticketId).messages.set(id, { id, kind, by, atMs, text, ...(mentions && { mentions }) });
  }

  function remember(next: NoticeState): void {
    runDetached(log, 'remembering notices', local.set(STATE_KEY, { ...next }));
  }

  // What was held back when the app closed is looked at as soon as the replica is up to date.
  if (state.held.length > 0) plan(CATCHING_UP_MS);

  return {
    note: ({ collection, documents, isFromServer }) => {
      if (ports.isInitial()) return;
      for (const { id, document, isDeleted, previous } of documents) {
        if (collection === 'tickets') {
          if (isDeleted) batch.delete(id);
          else noteTicket(document as Ticket, previous as Ticket | null, isFromServer);
        } else if (collection === 'messages' && isFromServer && !isDeleted && !previous) {
          noteMessage(document as Message);
        }
      }
      if (batch.size === 0) return;
      // Told by when it came, not by when it is looked at: a short catching up is over by then.
      isReturning ||= isFromServer && ports.isCatchingUp();
      plan(GATHER_MS);
    },
    given: (ticket, line) => {
      const gathered = gatheredOf(ticket.id);
      gathered.ticket = ticket;
      gathered.entries.set(line.id, line);
      plan(GATHER_MS);
    },
    alarm: (raised, isCatchUp) => {
      if (raised.length === 0) return;
      isReturning ||= isCatchUp;
      alarms.push(...raised);
      plan(GATHER_MS);
    },
    lookAgain: () => {
      if (state.held.length > 0) plan(GATHER_MS);
    },
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
}
