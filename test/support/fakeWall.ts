import type { AgentId } from '../../shared/domain/ids.ts';
import { SLA_TARGETS } from '../../shared/domain/settings.ts';
import { NO_DUE_MS, NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { WALL_DAYS, type WallFigures, type WallLoad, type WallTicket } from '../../shared/ipc/wall.ts';
import type { FakeWorkspace } from './fakeWorkspace.ts';

/** The wall over plain arrays: the due instant a ticket carries is its resolution, and one day is like the other. */
export function fakeWall({
  tickets,
  contacts,
}: Pick<FakeWorkspace, 'tickets' | 'contacts'>): { readonly tickets: WallTicket[] } & WallFigures {
  const names = new Map(contacts.map(({ id, name }) => [id, name]));
  const open = tickets.filter(({ isOpen }) => isOpen);
  return {
    tickets: open.map((ticket) => toWall(ticket, names.get(ticket.contactId) ?? '')),
    loads: loadsOf(open),
    tallies: SLA_TARGETS.map((target, index) => ({
      target,
      met: perDay(10 + index),
      breached: perDay(index),
      running: perDay(5),
    })),
  };
}

function toWall(ticket: Ticket, contactName: string): WallTicket {
  const { id, number, subject, status, priority, departmentId, assigneeId, policyId, snoozedUntilMs } =
    ticket;
  const { nextDueAtMs: dueAtMs, awaitingReplySinceMs: waitingSinceMs } = ticket;
  const clocks =
    dueAtMs < NO_DUE_MS
      ? [{ target: 'resolution' as const, dueAtMs, warnAtMs: dueAtMs - 600_000, isManual: false }]
      : [];
  return {
    ...{ id, number, subject, contactName, isVip: false, status, priority, departmentId, assigneeId },
    ...{ policyId, snoozedUntilMs, waitingSinceMs, clocks },
  };
}

function loadsOf(open: readonly Ticket[]): WallLoad[] {
  const counts = new Map<AgentId, number>();
  for (const { assigneeId } of open)
    if (assigneeId !== NOBODY) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
  return [...counts].map(([agentId, count]) => ({ agentId, count, weight: count }));
}

function perDay(count: number): number[] {
  return Array.from({ length: WALL_DAYS }, () => count);
}
