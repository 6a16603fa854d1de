import { distributionOf, type DepartmentValue } from '../../../shared/domain/settings.ts';
import { holderMoves } from '../../../shared/domain/ticket/history.ts';
import { isOpenStatus, NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { AssignmentExplanation } from '../../../shared/ipc/assignment.ts';
import type { Team } from './team.ts';

/** How distribution stands to a ticket of `department`; one of an unknown department is nobody's to hand out. */
export function distributionState(
  ticket: Ticket,
  department: DepartmentValue | undefined,
  nowMs: number,
): AssignmentExplanation['state'] {
  if (!isOpenStatus(ticket.status)) return 'settled';
  if (ticket.assigneeId !== NOBODY) return 'held';
  if (!isWorkable(ticket, nowMs)) return 'paused';
  return department !== undefined && isHandedOut(ticket, department) ? 'waiting' : 'byHand';
}

/** True for a ticket on which somebody can work now: open, and not hidden until later. */
export function isWorkable(ticket: Pick<Ticket, 'status' | 'snoozedUntilMs'>, nowMs: number): boolean {
  return (ticket.status === 'new' || ticket.status === 'open') && ticket.snoozedUntilMs <= nowMs;
}

/** Among `tickets` those that go out as soon as somebody can take them. */
export function waitingAmong(tickets: Iterable<Ticket>, team: Team, nowMs: number): Ticket[] {
  const waiting: Ticket[] = [];
  for (const ticket of tickets) {
    if (distributionState(ticket, team.departments.get(ticket.departmentId), nowMs) === 'waiting')
      waiting.push(ticket);
  }
  return waiting;
}

/** Nearest due instant, then priority, then age; a department may choose first come, first served. */
export function inQueueOrder(tickets: readonly Ticket[], team: Team): Ticket[] {
  const isOldestFirst = new Set(
    [...team.departments].flatMap(([id, department]) =>
      distributionOf(department).order === 'oldestFirst' ? [id] : [],
    ),
  );
  const dueOf = (ticket: Ticket): number => (isOldestFirst.has(ticket.departmentId) ? 0 : ticket.nextDueAtMs);
  const rankIn = (ticket: Ticket): number =>
    isOldestFirst.has(ticket.departmentId) ? 0 : ticket.priorityRank;
  return [...tickets].sort(
    (a, b) =>
      dueOf(a) - dueOf(b) || rankIn(b) - rankIn(a) || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
  );
}

/** Since when a ticket that nobody has waits for somebody: since it came in, or since it was last put back. */
export function waitingSinceMs(ticket: Ticket): number {
  const isMoved = ticket.history.some(({ kind }) => kind === 'holder');
  return (isMoved ? holderMoves(ticket).at(-1)?.atMs : undefined) ?? ticket.createdAtMs;
}

/** A reopened ticket goes the department's way of reopening, every other its way of handing out. */
function isHandedOut(ticket: Ticket, department: DepartmentValue): boolean {
  const isAutomatic = department.assignment !== 'manual';
  const last = ticket.reopenCount > 0 ? holderMoves(ticket).at(-1) : undefined;
  if (last?.cause !== 'reopen') return isAutomatic;
  return department.reopenTo === 'auto' || (department.reopenTo === 'lastOwner' && isAutomatic);
}
