import type { AgentId, TicketId } from '../../shared/domain/ids.ts';

/** A claim the server has accepted, as somebody sees it who sees all desks at once. */
export interface Giving {
  readonly ticketId: TicketId;
  readonly toId: AgentId;
  /** When the ticket came in, and when the claim was accepted. */
  readonly createdAtMs: number;
  readonly acceptedAtMs: number;
  /** Where in line the claimer stood; after the first it is a takeover from somebody who did not claim. */
  readonly place: number;
  /** Everybody else who was connected then and had been since before the claimer's line for this ticket began. */
  readonly peers: readonly AgentId[];
  /** All desks had the same picture of who is there when it was decided, and had had it for a round trip. */
  readonly isAgreed: boolean;
}

/** A giving to somebody who held more than a peer. */
export interface UnevenGiving extends Giving {
  readonly held: number;
  readonly leastHeld: number;
}

/**
 * Those of `givings`, in the order in which the server accepted them, after which somebody was more than one ticket above a
 * peer. A peer also holds what was on its way: what they had claimed as first in line, came before in the queue, and was
 * accepted within `roundTripMs`.
 */
export function unevenGivings(givings: readonly Giving[], roundTripMs: number): UnevenGiving[] {
  const counts = new Map<AgentId, number>();
  const heldBy = (id: AgentId): number => counts.get(id) ?? 0;
  return givings.flatMap((giving, index) => {
    const onItsWay = givings
      .slice(index + 1)
      .filter(
        ({ place, createdAtMs, acceptedAtMs }) =>
          place === 0 &&
          createdAtMs < giving.createdAtMs &&
          acceptedAtMs <= giving.acceptedAtMs + roundTripMs,
      );
    const held = heldBy(giving.toId);
    const leastHeld = Math.min(
      ...giving.peers.map((id) => heldBy(id) + onItsWay.filter(({ toId }) => toId === id).length),
    );
    counts.set(giving.toId, held + 1);
    return held > leastHeld ? [{ ...giving, held, leastHeld }] : [];
  });
}
