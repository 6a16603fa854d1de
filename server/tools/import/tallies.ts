import { departmentChanges, holderMoves } from '../../../shared/domain/ticket/history.ts';
import type { Ticket, TransferReason } from '../../../shared/domain/ticket/ticket.ts';

/** Marks a move that the source has counted without showing where the ticket was in between. */
export const HIDDEN_REASSIGNMENT: TransferReason = {
  code: 'other',
  text: 'Counted as a reassignment where it came from; the group is the same before and after.',
};

/** How often a ticket changed its department, moves included that only its source's counter knows. */
export function reassignmentCount(ticket: Ticket): number {
  const hidden = holderMoves(ticket).filter(({ reason }) => reason?.text === HIDDEN_REASSIGNMENT.text);
  return departmentChanges(ticket).length + hidden.length;
}

/** True when one department got the ticket back directly after one other; spells in `ignored` ("no group") do not count as a stay. */
export function isDepartmentPingPong(ticket: Ticket, ignored: ReadonlySet<string>): boolean {
  const changes = departmentChanges(ticket);
  const firstStay = changes[0]?.from.departmentId ?? ticket.departmentId;
  const stays: string[] = [];
  for (const stay of [firstStay, ...changes.map(({ to }) => to.departmentId)]) {
    if (!ignored.has(stay) && stays.at(-1) !== stay) stays.push(stay);
  }
  return stays.some((stay, index) => index >= 2 && stays[index - 2] === stay);
}

/** Counts how often each value occurs, as `facts.json` of a data set writes it. */
export function histogram(values: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
