import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { holderOf, seatTeam, type Seats } from './seats.ts';
import type { Team } from './team.ts';
import { inQueueOrder, isWorkable } from './waiting.ts';

/** A ticket that should go from one agent to another. */
export interface ProposedMove {
  readonly ticketId: TicketId;
  readonly fromId: AgentId;
  readonly toId: AgentId;
}

/** By how much of a capacity a move must help at least: less is not worth a customer's new face. */
const LEAST_GAIN = 0.05;

/**
 * Moves that level the load among the agents of a department, at most `limit`. Each takes a ticket from the fullest agent
 * from whom one can go to somebody who then still holds a smaller share of their capacity than the giver did; every
 * condition of distribution holds for the receiver. Tickets nobody has answered yet go first, then those due last. `tickets`
 * are those of the department; each moves at most once.
 */
export function rebalance(
  tickets: readonly Ticket[],
  team: Team,
  limit: number,
  nowMs: number,
): ProposedMove[] {
  const seats = seatTeam(team);
  const byHolder = new Map<AgentId, Ticket[]>();
  for (const ticket of [...tickets].sort(easiestFirst)) {
    const holderId = holderOf(ticket);
    if (holderId === undefined || !isWorkable(ticket, nowMs)) continue;
    byHolder.set(holderId, [...(byHolder.get(holderId) ?? []), ticket]);
  }
  const moves: ProposedMove[] = [];
  while (moves.length < limit) {
    const move = bestMove(byHolder, seats);
    if (!move) break;
    const { ticket, fromId, toId } = move;
    seats.take(ticket, fromId);
    seats.put(ticket, toId);
    byHolder.set(
      fromId,
      (byHolder.get(fromId) ?? []).filter((one) => one !== ticket),
    );
    moves.push({ ticketId: ticket.id, fromId, toId });
  }
  return moves;
}

/**
 * Who should get each of these tickets if they were all handed out anew, the agents' other tickets kept: by the method of
 * their department, in queue order. Tickets nobody can take now are left out.
 */
export function spreadTickets(
  tickets: readonly Ticket[],
  team: Team,
): { readonly ticketId: TicketId; readonly toId: AgentId }[] {
  const seats = seatTeam(team);
  for (const ticket of tickets) {
    const holderId = holderOf(ticket);
    if (holderId !== undefined) seats.take(ticket, holderId);
  }
  return inQueueOrder(tickets, team).flatMap((ticket) => {
    const [toId] = seats.lineFor(ticket);
    if (toId === undefined) return [];
    seats.put(ticket, toId);
    return [{ ticketId: ticket.id, toId }];
  });
}

function bestMove(
  byHolder: ReadonlyMap<AgentId, readonly Ticket[]>,
  seats: Seats,
): { readonly ticket: Ticket; readonly fromId: AgentId; readonly toId: AgentId } | null {
  const givers = [...byHolder.keys()].sort((a, b) => seats.shareOf(b) - seats.shareOf(a) || (a < b ? -1 : 1));
  for (const fromId of givers) {
    const share = seats.shareOf(fromId);
    for (const ticket of byHolder.get(fromId) ?? []) {
      const toId = seats
        .lineFor(ticket)
        .filter((id) => id !== fromId && seats.shareWith(id, ticket) + LEAST_GAIN < share)
        .sort((a, b) => seats.shareWith(a, ticket) - seats.shareWith(b, ticket) || (a < b ? -1 : 1))[0];
      if (toId !== undefined) return { ticket, fromId, toId };
    }
  }
  return null;
}

/** A ticket nobody has answered knows no agent yet; one that is due late leaves its new owner time. */
function easiestFirst(a: Ticket, b: Ticket): number {
  return (
    Number(a.firstReplyAtMs > 0) - Number(b.firstReplyAtMs > 0) ||
    b.nextDueAtMs - a.nextDueAtMs ||
    (a.id < b.id ? -1 : 1)
  );
}
