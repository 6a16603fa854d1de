import type { Setting } from '../../../shared/domain/settings.ts';
import { buildSlaBook, calendarOf, type SlaBook } from '../../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { ticketEvents, type ReportBook, type ReportEvent } from './ticketEvents.ts';

/** What a report looks for in tickets. Instants are UTC epoch ms. */
export type ReportWish = {
  /** Policies and calendars; other kinds are left alone. */
  readonly settings: readonly Setting[];
  readonly nowMs: number;
  /** Only what happened in here, half-open. */
  readonly fromMs: number;
  readonly beforeMs: number;
  /** Limits as in `ReportQuestion`; `agentId` is whose doing counts, `''` for everybody. */
  readonly departmentId: string;
  readonly priority: string | null;
  readonly tag: string;
  readonly agentId: string;
};

/** What a ticket has in the span of a report. */
export type ScannedTicket = {
  readonly id: string;
  readonly policyId: string;
  readonly priority: string;
  readonly events: readonly ReportEvent[];
};

/** The settings made ready. Calendars that are the same as in `previous` keep what was computed. */
export function reportBook(
  settings: readonly Setting[],
  previous: SlaBook | undefined,
): { readonly slaBook: SlaBook; readonly book: ReportBook } {
  const slaBook = buildSlaBook(settings, previous);
  const policies = new Map(
    slaBook.policies.map((policy) => [policy.id, { policy, calendar: calendarOf(slaBook, policy) }]),
  );
  return { slaBook, book: { policies } };
}

/** What a report counts of a ticket; undefined for nothing. */
export function scanTicket(ticket: Ticket, book: ReportBook, wish: ReportWish): ScannedTicket | undefined {
  if (wish.priority !== null && ticket.priority !== wish.priority) return undefined;
  if (wish.tag !== '' && !ticket.tags.includes(wish.tag)) return undefined;
  const events = ticketEvents(ticket, book, wish.nowMs).filter(
    ({ atMs, departmentId, agentId }) =>
      atMs >= wish.fromMs &&
      atMs < wish.beforeMs &&
      (wish.departmentId === '' || departmentId === wish.departmentId) &&
      (wish.agentId === '' || agentId === wish.agentId),
  );
  if (events.length === 0) return undefined;
  return { id: ticket.id, policyId: ticket.policyId, priority: ticket.priority, events };
}
