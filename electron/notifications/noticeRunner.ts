import { z } from 'zod';
import { HistoryId } from '../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { AlarmNotice } from '../engine/alarms/alarmNotice.ts';
import {
  alarmNotices,
  decideNotices,
  startNotices,
  type ChangedTicket,
  type NoticeContext,
  type NoticeEffect,
  type NoticeState,
} from '../engine/notices.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import type { Clock, Scheduler } from '../time.ts';

/** Feeds the replica's changes to the decision what to tell, and shows the outcome. */
export interface NoticeRunner {
  note(change: ReplicaChange): void;
  /** Distribution has given this agent a ticket: this desk wrote it, but nobody at it has done it. */
  given(ticket: Ticket, line: HistoryEntry): void;
  /** Alarms tell something, each once and at its instant; `isCatchUp` for what this desk has slept over: it becomes one notice. */
  alarm(alarms: readonly AlarmNotice[], isCatchUp: boolean): void;
  stop(): void;
}

const STATE_KEY = 'state:notices';
/** Changes that arrive together are told together. */
const GATHER_MS = 150;
/** While a sync catches up, one notice at its end says it all. */
const CATCHING_UP_MS = 500;

/** Clocks of devices differ; what was written so shortly before the first look still counts as news. */
const SKEW_MS = 60_000;

const StoredState = z.object({ sinceMs: z.number(), toldIds: z.array(HistoryId) });

/** What the runner looks at. */
export interface NoticePorts {
  readonly local: LocalStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly context: () => NoticeContext;
  /** True until this replica has its first full copy. */
  readonly isInitial: () => boolean;
  readonly isCatchingUp: () => boolean;
  readonly show: (effect: NoticeEffect) => void;
  readonly log: Logger;
}

/** Starts listening; what the first sync brings is never told. */
export function startNoticeRunner(ports: NoticePorts): NoticeRunner {
  const { local, clock, scheduler, log } = ports;
  const stored = StoredState.safeParse(local.get(STATE_KEY));
  let state: NoticeState = stored.success ? stored.data : startNotices(clock.nowMs() - SKEW_MS);
  if (!stored.success) remember(state);
  let batch = new Map<string, { ticket: Ticket; entries: Map<string, HistoryEntry> }>();
  let cancel: (() => void) | undefined;

  function plan(delayMs: number): void {
    cancel ??= scheduler.after(delayMs, () => {
      cancel = undefined;
      if (ports.isInitial() || ports.isCatchingUp()) plan(CATCHING_UP_MS);
      else decide();
    });
  }

  function decide(): void {
    const changed: ChangedTicket[] = [...batch.values()].map(({ ticket, entries }) => ({
      ticket,
      newEntries: [...entries.values()],
    }));
    batch = new Map();
    const outcome = decideNotices(state, changed, ports.context());
    // Marked before it is shown: after a crash in between a notice is missing, not doubled.
    if (outcome.state !== state) remember(outcome.state);
    state = outcome.state;
    for (const effect of outcome.effects) ports.show(effect);
  }

  function remember(next: NoticeState): void {
    runDetached(log, 'remembering notices', local.set(STATE_KEY, { ...next }));
  }

  return {
    note: (change) => {
      if (change.collection !== 'tickets' || ports.isInitial()) return;
      for (const { id, document, isDeleted, previous } of change.documents) {
        if (isDeleted) {
          batch.delete(id);
          continue;
        }
        const ticket = document as Ticket;
        const known = new Set((previous as Ticket | null)?.history.map((entry) => entry.id));
        const entries = batch.get(id)?.entries ?? new Map<string, HistoryEntry>();
        // What a rule has done on this desk nobody here has done.
        for (const entry of ticket.history)
          if (!known.has(entry.id) && (change.isFromServer || entry.by.kind === 'rule'))
            entries.set(entry.id, entry);
        if (entries.size > 0) batch.set(id, { ticket, entries });
      }
      if (batch.size > 0) plan(GATHER_MS);
    },
    given: (ticket, line) => {
      const entries = batch.get(ticket.id)?.entries ?? new Map<string, HistoryEntry>();
      batch.set(ticket.id, { ticket, entries: entries.set(line.id, line) });
      plan(GATHER_MS);
    },
    alarm: (alarms, isCatchUp) => {
      for (const effect of alarmNotices(alarms, isCatchUp)) ports.show(effect);
    },
    stop: () => {
      cancel?.();
    },
  };
}
