import type { AgentId, TicketId } from '../../shared/domain/ids.ts';

/** A claim the server has judged, as somebody sees it who sees all desks at once. */
export interface WorldClaim {
  readonly ticketId: TicketId;
  readonly byId: AgentId;
  /** When the ticket came in, and when the server had the claim. */
  readonly createdAtMs: number;
  readonly judgedAtMs: number;
  readonly isAccepted: boolean;
  /** Where in line the claimer stood; after the first it is a takeover from somebody who is there and did not claim. */
  readonly place: number;
  /** Everybody else who could take it and was connected from before the claimer's line began until a round trip later. */
  readonly peers: readonly AgentId[];
}

/** A giving to somebody who held more than a peer. */
export interface UnevenGiving extends WorldClaim {
  readonly held: number;
  readonly leastHeld: number;
}

/**
 * The givings among `claims`, in the order in which the server judged them, after which somebody was more than one ticket
 * above a peer. A peer also holds what was on its way to the server then: claims of tickets that nobody had and that came
 * before in the queue, heard of within `roundTripMs`.
 */
export function unevenGivings(claims: readonly WorldClaim[], roundTripMs: number): UnevenGiving[] {
  const counts = new Map<AgentId, number>();
  const given = new Set<TicketId>();
  const uneven: UnevenGiving[] = [];
  for (const [index, claim] of claims.entries()) {
    if (!claim.isAccepted) continue;
    given.add(claim.ticketId);
    const onItsWay = new Map<AgentId, Set<TicketId>>();
    for (const { byId, ticketId, createdAtMs, judgedAtMs } of claims.slice(index + 1)) {
      if (judgedAtMs > claim.judgedAtMs + roundTripMs) break;
      if (given.has(ticketId) || createdAtMs >= claim.createdAtMs) continue;
      onItsWay.set(byId, (onItsWay.get(byId) ?? new Set()).add(ticketId));
    }
    const held = counts.get(claim.byId) ?? 0;
    const leastHeld = Math.min(
      ...claim.peers.map((id) => (counts.get(id) ?? 0) + (onItsWay.get(id)?.size ?? 0)),
    );
    counts.set(claim.byId, held + 1);
    if (held > leastHeld) uneven.push({ ...claim, held, leastHeld });
  }
  return uneven;
}
