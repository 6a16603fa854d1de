import type { Contact } from '../../../shared/domain/contact.ts';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { SlaTarget } from '../../../shared/domain/settings.ts';
import type { Span } from '../../../shared/domain/sla/calendar.ts';
import { choosePolicy } from '../../../shared/domain/sla/policy.ts';
import { calendarOf, type SlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { targetClocks, type TargetClock } from '../../../shared/domain/sla/targetClock.ts';
import { dueOf, slaVerdict } from '../../../shared/domain/sla/verdict.ts';
import { NO_DUE_MS, NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { WallTicket } from '../../../shared/ipc/wall.ts';
import { weightOf } from '../assignment/needs.ts';
import { answeredWaits, type TalkLine } from './answeredWaits.ts';

/** One target of a ticket from its start to its end, as the ticket stands now. */
export interface ClockSpan {
  readonly target: SlaTarget;
  readonly startMs: number;
  /** 0 while it is not met. */
  readonly metAtMs: number;
  /** `NO_DUE_MS` while it is paused or cannot be counted. */
  readonly dueAtMs: number;
  /** Stretches in which it did not run, ascending. */
  readonly stops: readonly Span[];
}

/** Everything the wall knows of one ticket: a pure function of the ticket, its talk, its contact and the settings. */
export interface WallFacts {
  readonly ticketId: TicketId;
  readonly contactId: Ticket['contactId'];
  /** What the wall shows of it; `null` while nothing of it runs or waits. */
  readonly shown: WallTicket | null;
  /** Who works on it, and how much of their capacity it takes; `null` when nobody does. */
  readonly held: {
    readonly agentId: AgentId;
    readonly weight: number;
    readonly snoozedUntilMs: number;
  } | null;
  readonly spans: readonly ClockSpan[];
}

/** The facts of a ticket. Waits that ended before `sinceMs` (UTC epoch ms) are of no interest any more. */
export function wallFacts(
  ticket: Ticket,
  talk: readonly TalkLine[],
  contact: Contact | null,
  book: SlaBook,
  sinceMs: number,
): WallFacts {
  const policy = choosePolicy(ticket, contact, book.policies);
  const calendar = calendarOf(book, policy);
  const spans = targetClocks(ticket, policy, calendar).map(spanOf);
  for (const { sinceMs: startMs, untilMs } of answeredWaits(ticket, talk)) {
    if (untilMs < sinceMs) continue;
    // The ticket as it was while that customer waited, for the target's budget and the stretches in which it was closed.
    const then = { ...ticket, awaitingReplySinceMs: startMs };
    const clock = targetClocks(then, policy, calendar).find(({ target }) => target === 'nextResponse');
    if (clock) spans.push(spanOf({ ...clock, metAtMs: untilMs, stops: before(clock.stops, untilMs) }));
  }
  const isWorkable = ticket.status === 'new' || ticket.status === 'open';
  const { assigneeId, snoozedUntilMs } = ticket;
  return {
    ticketId: ticket.id,
    contactId: ticket.contactId,
    shown: ticket.isOpen ? shownOf(ticket, contact, clocksOf()) : null,
    held:
      isWorkable && assigneeId !== NOBODY
        ? { agentId: assigneeId, weight: weightOf(ticket.priority), snoozedUntilMs }
        : null,
    spans,
  };

  function clocksOf(): WallTicket['clocks'] {
    // Warnings do not depend on the instant that is asked for; whether a clock still runs does not either.
    const { targets } = slaVerdict(ticket, policy, calendar, ticket.createdAtMs);
    return targets.flatMap(({ target, metAtMs, dueAtMs, warnAtMs, isManual }) =>
      metAtMs > 0 || dueAtMs >= NO_DUE_MS
        ? []
        : [{ target, dueAtMs, warnAtMs: Math.min(dueAtMs, ...warnAtMs), isManual }],
    );
  }
}

function shownOf(ticket: Ticket, contact: Contact | null, clocks: WallTicket['clocks']): WallTicket | null {
  const isUnowned = ticket.assigneeId === NOBODY && ticket.awaitingReplySinceMs > 0;
  if (clocks.length === 0 && !isUnowned) return null;
  const { id, number, subject, status, priority, departmentId, assigneeId, policyId, snoozedUntilMs } =
    ticket;
  return {
    id,
    number,
    subject,
    contactName: contact?.name ?? '',
    isVip: contact?.isVip ?? false,
    status,
    priority,
    departmentId,
    assigneeId,
    policyId,
    snoozedUntilMs,
    waitingSinceMs: ticket.awaitingReplySinceMs,
    clocks,
  };
}

function spanOf(clock: TargetClock): ClockSpan {
  const { target, startMs, metAtMs, stops } = clock;
  return { target, startMs, metAtMs, dueAtMs: dueOf(clock).dueAtMs, stops };
}

function before(stops: readonly Span[], endMs: number): readonly Span[] {
  return stops.flatMap(({ fromMs, toMs }) =>
    fromMs < endMs ? [{ fromMs, toMs: Math.min(toMs, endMs) }] : [],
  );
}
