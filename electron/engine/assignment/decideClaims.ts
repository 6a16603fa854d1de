import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { isWaiting, planQueue } from './planQueue.ts';
import type { Team } from './rankAgents.ts';

/** Since when this machine has seen each waiting ticket. Its own clock only: clocks of others never decide. */
export interface ClaimState {
  readonly seenAtMs: ReadonlyMap<TicketId, number>;
}

/** What to do about the waiting tickets now. */
export interface ClaimDecision {
  readonly state: ClaimState;
  /** Tickets to claim for the own agent, in queue order. */
  readonly claims: readonly TicketId[];
  /** When to decide again if nothing changes before; null when nothing is due. UTC epoch ms. */
  readonly wakeAtMs: number | null;
}

/** A machine that has seen nothing wait. */
export const NOTHING_SEEN: ClaimState = { seenAtMs: new Map() };

/**
 * Decides what `meId` claims. The first in line claims at once; the one at place k only when the ticket still waits
 * k times the department's grace after this machine first saw it. Source: product design, section 5.
 */
export function decideClaims(
  state: ClaimState,
  tickets: readonly Ticket[],
  team: Team,
  meId: AgentId,
  nowMs: number,
): ClaimDecision {
  const waiting = tickets.filter((ticket) => isWaiting(ticket, team, nowMs));
  const seenAtMs = new Map(
    waiting.map((ticket) => [ticket.id, state.seenAtMs.get(ticket.id) ?? nowMs] as const),
  );
  const claims: TicketId[] = [];
  let wakeAtMs: number | null = null;
  for (const { ticketId, departmentId, line } of planQueue(waiting, team)) {
    const place = line.indexOf(meId);
    if (place < 0) continue;
    const department = team.departments.get(departmentId);
    const turnAtMs = (seenAtMs.get(ticketId) ?? nowMs) + place * distributionOf(department ?? {}).graceMs;
    if (turnAtMs <= nowMs) claims.push(ticketId);
    else wakeAtMs = Math.min(wakeAtMs ?? turnAtMs, turnAtMs);
  }
  return { state: { seenAtMs }, claims, wakeAtMs };
}
