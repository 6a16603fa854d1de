import { z } from 'zod';
import type { TicketId } from '../../shared/domain/ids.ts';
import { isTimed } from '../../shared/domain/rules/ruleFields.ts';
import { verdictFor } from '../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import { applyRules } from '../engine/rules/applyRules.ts';
import { isHandled, ruleEvents, type RuleEvent } from '../engine/rules/ruleEvents.ts';
import { rulesFor, timedEvents } from '../engine/rules/ruleInstants.ts';
import { ticketThen } from '../engine/rules/ticketThen.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import { dutyPlace } from '../engine/duties/dutyPlace.ts';
import { createDutyTurns } from '../engine/duties/dutyTurns.ts';
import { forEachTicket } from '../forEachTicket.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import { writeByItself } from '../writeByItself.ts';
import type { Scheduler } from '../time.ts';
import { readFacts } from './readFacts.ts';
import type { RuleSettings } from './ruleTeam.ts';

/** Runs the team's rules on this desk, where it is this desk's turn. */
export interface RuleRunner {
  note(change: ReplicaChange): void;
  /** The server has accepted something of this ticket. */
  accepted(ticketId: string): void;
  /** Connection, presence or settings are not what they were. */
  changed(): void;
  /** Resolves when what runs has been written. */
  stop(): Promise<void>;
}

/** What the runner works with. */
export interface RunnerPorts {
  readonly tickets: TicketPorts;
  readonly settings: RuleSettings;
  readonly local: LocalStore;
  readonly scheduler: Scheduler;
  readonly presence: () => PresenceState;
  /** Connected, with everything the server has: only then is anything decided. */
  readonly isCurrent: () => boolean;
  /** A first copy is coming in: what it brings is no news. */
  readonly isInitial: () => boolean;
  readonly isTicketWaiting: (ticketId: string) => boolean;
  readonly log: Logger;
}

/** Documents that arrive together are looked at together; messages come before their ticket, and both before this is over. */
const GATHER_MS = 50;
/** What happened longer ago than this is history, whatever the rules say. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;
/** A replica that is new here leaves to the others what is older. */
const FIRST_LOOK_BACK_MS = 24 * 60 * 60 * 1000;
/** Clocks of devices differ by less. */
const SKEW_MS = 120_000;
const MARK_PAUSE_MS = 30_000;
const NOT_READY_PAUSE_MS = 500;
const PAGE = 200;
const STATE_KEY = 'state:rules';

const StoredState = z.object({ sinceMs: z.number() });

/** Starts with everything since this desk was last sure that nothing was left to do. */
export function startRuleRunner(ports: RunnerPorts): RuleRunner {
  const { settings, local, scheduler, log } = ports;
  const { stores, directory, clock, journal, meId } = ports.tickets;
  const turns = createDutyTurns();
  /** When the oldest of what has arrived for a ticket happened: offline work arrives long after it was done. UTC epoch ms. */
  const fresh = new Map<string, number>();
  /** Events this desk has decided about and nothing came of, by ticket. */
  const judged = new Map<string, Set<string>>();
  /** The next instant at which time alone brings a ticket something. */
  const instants = new Map<string, number>();
  const stored = StoredState.safeParse(local.get(STATE_KEY));
  let sinceMs = stored.success ? stored.data.sinceMs : clock.nowMs() - FIRST_LOOK_BACK_MS;
  let markedMs = 0;
  let cancel: (() => void) | undefined;
  let plannedMs = Infinity;
  let isWorking = false;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;
  let isCaughtUp = false;
  let readFor: string | null = null;

  function plan(delayMs: number): void {
    const atMs = clock.nowMs() + delayMs;
    if (isStopped || atMs >= plannedMs) return;
    cancel?.();
    plannedMs = atMs;
    cancel = scheduler.after(delayMs, () => {
      cancel = undefined;
      plannedMs = Infinity;
      working = work().catch((cause: unknown) => {
        log.error('running rules failed', cause);
      });
    });
  }

  async function work(): Promise<void> {
    if (isStopped) return;
    if (isWorking) {
      plan(NOT_READY_PAUSE_MS);
      return;
    }
    if (!ports.isCurrent() || !ports.presence().isKnown) {
      if (turns.size > 0 || !isCaughtUp) plan(NOT_READY_PAUSE_MS);
      return;
    }
    isWorking = true;
    try {
      await catchUp();
      const nowMs = clock.nowMs();
      for (const [ticketId, atMs] of instants) if (atMs <= nowMs) turns.note(ticketId);
      for (const ticketId of turns.due(nowMs, ports.presence().online)) {
        if (!mayGoOn()) break;
        await look(ticketId);
      }
      mark();
    } finally {
      isWorking = false;
      planNext();
    }
  }

  function mayGoOn(): boolean {
    return !isStopped && ports.isCurrent();
  }

  function planNext(): void {
    const nowMs = clock.nowMs();
    let nextMs = turns.nextMs();
    for (const [ticketId, atMs] of instants) if (!turns.has(ticketId)) nextMs = Math.min(nextMs, atMs);
    if (nextMs < Infinity) plan(Math.max(GATHER_MS, nextMs - nowMs));
  }

  /** Once after opening, and again when rules have changed: what happened while nobody was there, and what time will bring. */
  async function catchUp(): Promise<void> {
    const timesKey = settings.timesKey();
    if (readFor === timesKey) return;
    const rules = settings.rules();
    const isFirst = readFor === null;
    readFor = timesKey;
    instants.clear();
    const isAnyTimed = rules.some(({ value }) => isTimed(value.trigger));
    if (rules.length > 0 && isFirst) {
      const fromMs = Math.max(sinceMs, clock.nowMs() - LOOK_BACK_MS) - SKEW_MS;
      for (const isOpen of [true, false])
        await forEach({ isOpen, updatedAtMs: { $gt: fromMs } }, 'updatedAtMs', ({ id }) => {
          turns.note(id);
        });
    }
    if (isAnyTimed) {
      await forEach({ isOpen: true }, 'createdAtMs', noteInstant);
      await forEach({ status: 'solved' }, 'createdAtMs', noteInstant);
    }
    isCaughtUp = true;
  }

  function forEach(
    selector: Readonly<Record<string, unknown>>,
    by: 'createdAtMs' | 'updatedAtMs',
    each: (ticket: Ticket) => unknown,
  ): Promise<void> {
    const walk = { selector, by, page: PAGE, isStopped: () => isStopped };
    return forEachTicket(stores, walk, async (page) => {
      for (const ticket of page) await each(ticket);
    });
  }

  async function noteInstant(ticket: Ticket): Promise<void> {
    const next = (await timed(ticket)).find(({ atMs }) => atMs > clock.nowMs());
    const isDue = (await dueTimed(ticket)).length > 0;
    if (isDue) turns.note(ticket.id);
    if (next) instants.set(ticket.id, next.atMs);
    else instants.delete(ticket.id);
  }

  async function timed(ticket: Ticket): Promise<readonly RuleEvent[]> {
    const rules = settings.rules().filter(({ value }) => isTimed(value.trigger));
    if (rules.length === 0) return [];
    const contact = (await stores.contacts.get(ticket.contactId)) ?? null;
    return timedEvents(ticket, rules, verdictFor(directory.slaBook(), ticket, contact, clock.nowMs()));
  }

  async function dueTimed(ticket: Ticket): Promise<readonly RuleEvent[]> {
    const nowMs = clock.nowMs();
    const events = await timed(ticket);
    return events.filter(
      (event) =>
        event.atMs <= nowMs &&
        (event.trigger === 'timeSince' || event.atMs > nowMs - LOOK_BACK_MS) &&
        isOpenEvent(ticket, event),
    );
  }

  /** Some rule waits for such an event, and neither this desk nor any other has decided about it. */
  function isOpenEvent(ticket: Ticket, event: RuleEvent): boolean {
    if (judged.get(ticket.id)?.has(keyOf(event)) === true || isHandled(ticket, event)) return false;
    return rulesFor(event, settings.rules()).some(
      (rule) => rule.value.trigger === event.trigger && event.atMs >= rule.sinceMs,
    );
  }

  async function look(ticketId: string): Promise<void> {
    turns.begin(ticketId, clock.nowMs());
    // What waits for the server may still be taken back; when it is accepted, `accepted` brings the ticket here again.
    if (ports.isTicketWaiting(ticketId)) {
      instants.delete(ticketId);
      return;
    }
    const ticket = await stores.tickets.get(ticketId);
    if (!ticket || settings.rules().length === 0) {
      instants.delete(ticketId);
      return;
    }
    const team = settings.team();
    const facts = await readFacts(stores, ticket, team, clock.nowMs());
    const oldestMs = Math.min(sinceMs - SKEW_MS, fresh.get(ticketId) ?? Infinity);
    const fromMs = Math.max(oldestMs, facts.nowMs - LOOK_BACK_MS);
    const happened = ruleEvents(ticket, facts.messages, fromMs).filter((event) => isOpenEvent(ticket, event));
    const events = [...happened, ...(await dueTimed(ticket))];
    if (events.length > 0 && !turns.isOwn(ticketId)) {
      const place = dutyPlace(ticket, { ...ports, ...settings, meId });
      if (place > 0) {
        turns.lineUp(ticketId, place, clock.nowMs());
        return;
      }
    }
    for (const event of events) {
      // What a rule has just written is on its way: the rest follows when it is accepted.
      if (ports.isTicketWaiting(ticketId)) {
        instants.delete(ticketId);
        return;
      }
      await run(ticketId as TicketId, event);
    }
    fresh.delete(ticketId);
    const after = await stores.tickets.get(ticketId);
    if (after) await noteInstant(after);
    if (!turns.has(ticketId)) turns.finished(ticketId);
  }

  /** Runs the rules of one event as one write. */
  function run(ticketId: TicketId, event: RuleEvent): Promise<unknown> {
    return journal.inTurn(() =>
      writeByItself(ports.tickets, ticketId, async (ticket) => {
        if (ports.isTicketWaiting(ticketId)) return null;
        const facts = await readFacts(stores, ticket, settings.team(), clock.nowMs());
        const rules = rulesFor(event, settings.rules());
        const then = isTimed(event.trigger) ? ticket : ticketThen(ticket, event.atMs);
        const outcome = applyRules(ticket, event, rules, facts, then);
        if (outcome.runs.length === 0) {
          const keys = judged.get(ticketId) ?? new Set<string>();
          judged.set(ticketId, keys.add(keyOf(event)));
          return null;
        }
        for (const message of outcome.messages)
          await stores.messages.insert({ ...message, rev: ports.tickets.nextRev() });
        return outcome.ticket;
      }),
    );
  }

  /** Nothing is left to do up to now: a later start looks no further back. */
  function mark(): void {
    const nowMs = clock.nowMs();
    if (turns.size > 0 || nowMs - markedMs < MARK_PAUSE_MS) return;
    markedMs = nowMs;
    sinceMs = Math.max(sinceMs, nowMs - SKEW_MS);
    runDetached(log, 'remembering which rules have run', local.set(STATE_KEY, { sinceMs }));
  }

  function noteFresh(ticketId: string, atMs: number): void {
    fresh.set(ticketId, Math.min(fresh.get(ticketId) ?? Infinity, atMs));
  }

  /** The lines a write has added. A ticket that comes into sight brings none: whoever wrote them runs their rules. */
  function noteLines(after: Ticket, before: Ticket | null, isFromServer: boolean): void {
    if (before === null && isFromServer) return;
    const known = new Set(before?.history.map(({ id }) => id));
    for (const { id, by, kind, atMs } of after.history)
      // A breach is recorded as of the instant it came; to rules it is no news.
      if (by.kind !== 'rule' && kind !== 'slaBreach' && !known.has(id)) noteFresh(after.id, atMs);
  }

  function noteTicket(ticketId: string): void {
    turns.note(ticketId);
    plan(GATHER_MS);
  }

  plan(GATHER_MS);
  return {
    note: ({ collection, documents, isFromServer }) => {
      if (ports.isInitial()) return;
      for (const { id, document, isDeleted, previous } of documents) {
        if (collection === 'tickets' && isDeleted) {
          turns.drop(id);
          for (const map of [judged, instants, fresh]) map.delete(id);
        } else if (collection === 'tickets') {
          noteLines(document as Ticket, previous as Ticket | null, isFromServer);
          noteTicket(id);
        } else if (collection === 'messages' && 'ticketId' in document && !isDeleted) {
          if (!previous) noteFresh(document.ticketId, document.atMs);
          noteTicket(document.ticketId);
        }
      }
    },
    accepted: noteTicket,
    changed: () => {
      if (turns.size > 0 || readFor !== settings.timesKey()) plan(GATHER_MS);
      // What fell due while this desk was not connected has no plan any more.
      else planNext();
    },
    stop: async () => {
      isStopped = true;
      cancel?.();
      await working;
    },
  };
}

function keyOf({ trigger, id }: RuleEvent): string {
  return `${trigger}/${id}`;
}
