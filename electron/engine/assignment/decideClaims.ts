import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import type { AssignmentGrounds, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { planQueue, type PlannedTicket } from './planQueue.ts';
import type { Team } from './team.ts';

/**
 * Who was seen first in line for each waiting ticket, and since when. This machine's own clock only: clocks of others never
 * decide. A ticket whose first in line changes begins anew, because nobody has missed their turn yet.
 */
export type ClaimState = ReadonlyMap<TicketId, { readonly firstId: AgentId; readonly sinceMs: number }>;

/** A ticket to claim for the own agent, and why it is theirs. */
export interface Claim {
  readonly ticketId: TicketId;
  readonly grounds: AssignmentGrounds;
}

/** What to do about the waiting tickets now. */
export interface ClaimDecision {
  readonly state: ClaimState;
  /** In queue order; together they fit the agent's capacity. */
  readonly claims: readonly Claim[];
  /** When to decide again if nothing changes before; null when nothing is due. Same clock as `nowMs`. */
  readonly wakeAtMs: number | null;
}

/** A machine that has seen nothing wait. */
export const NOTHING_SEEN: ClaimState = new Map();

const NOTHING_UNDER_WAY: ReadonlySet<TicketId> = new Set();

/**
 * Decides what `meId` claims of `waiting`. The first in line claims at once; the one at place k only when nobody before them
 * has claimed for k times the department's grace. `underWay` are those it has claimed and the server has not answered: they
 * are among `waiting`, as they are at every other desk, and not in the agent's load. Source: product design, section 5.
 */
export function decideClaims(
  state: ClaimState,
  waiting: readonly Ticket[],
  team: Team,
  meId: AgentId,
  nowMs: number,
  underWay: ReadonlySet<TicketId> = NOTHING_UNDER_WAY,
): ClaimDecision {
  const seen = new Map<TicketId, { firstId: AgentId; sinceMs: number }>();
  const claims: Claim[] = [];
  let wakeAtMs: number | null = null;

  function takes(planned: PlannedTicket & { readonly mine: AssignmentGrounds }): boolean {
    const { ticketId, firstId, mine } = planned;
    const known = state.get(ticketId);
    // A clock that was set back would otherwise let a ticket wait for as long as it was set back by.
    const sinceMs = known?.firstId === firstId ? Math.min(known.sinceMs, nowMs) : nowMs;
    seen.set(ticketId, { firstId, sinceMs });
    const { graceMs } = distributionOf(team.departments.get(planned.departmentId) ?? {});
    const turnAtMs = sinceMs + mine.place * graceMs;
    if (turnAtMs <= nowMs) {
      claims.push({ ticketId, grounds: mine });
      return true;
    }
    wakeAtMs = Math.min(wakeAtMs ?? turnAtMs, turnAtMs);
    return false;
  }

  planQueue(waiting, team, { meId, takes, claimed: underWay });
  return { state: seen, claims, wakeAtMs };
}
