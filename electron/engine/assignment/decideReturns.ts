import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import { substitutesOf } from '../../../shared/domain/substitutes.ts';
import { seesTicket } from '../../../shared/domain/visibility.ts';
import { NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { placeFor } from './rendezvous.ts';
import type { AgentState, Team } from './team.ts';
import { isWorkable } from './waiting.ts';

/** Since when this machine has seen each return due. Its own clock only. */
export type ReturnState = ReadonlyMap<TicketId, number>;

/** A ticket to take from an owner who is not there. */
export interface TicketReturn {
  readonly ticketId: TicketId;
  readonly fromId: AgentId;
  /** `NOBODY`: back to the pool. */
  readonly toId: AgentId | typeof NOBODY;
  readonly cause: 'auto' | 'substitute';
}

/** What of a ticket that somebody holds tells whether it goes back. */
export type HeldTicket = Pick<
  Ticket,
  'id' | 'assigneeId' | 'departmentId' | 'status' | 'snoozedUntilMs' | 'awaitingReplySinceMs'
>;

/** What to take from whom now, and when to ask again if nothing changes before. */
export interface ReturnDecision {
  readonly state: ReturnState;
  readonly returns: readonly TicketReturn[];
  readonly wakeAtMs: number | null;
}

/** A machine that has seen nothing due. */
export const NOTHING_DUE: ReturnState = new Map();

const MINUTE_MS = 60_000;

/** Since when an agent is not there for their tickets, `null` when they are. `offlineSinceMs`: since when this machine sees them offline. */
export function absentSince(
  { id, value, isOnline }: AgentState,
  offlineSinceMs: ReadonlyMap<AgentId, number>,
  seenAwaySinceMs: ReadonlyMap<AgentId, number>,
): number | null {
  const isAway = value.availability === 'away' || value.availability === 'off' || !value.isActive;
  const awayMs = isAway ? (value.availabilitySinceMs ?? seenAwaySinceMs.get(id)) : undefined;
  const offlineMs = isOnline ? undefined : offlineSinceMs.get(id);
  if (awayMs === undefined && offlineMs === undefined) return null;
  return Math.min(awayMs ?? Number.POSITIVE_INFINITY, offlineMs ?? Number.POSITIVE_INFINITY);
}

/**
 * Decides which tickets this machine takes from owners who have been absent for longer than the department allows, and whose
 * customer waits. Everybody online who sees the ticket could do it: rendezvous hashing says who does, the one at place k only
 * when nobody has for k times the grace. Source: product design, section 5.
 */
export function decideReturns(
  state: ReturnState,
  held: Iterable<HeldTicket>,
  team: Team,
  who: { readonly meId: AgentId; readonly absentSinceMs: ReadonlyMap<AgentId, number> },
  nowMs: number,
): ReturnDecision {
  const agents = new Map(team.agents.map((agent) => [agent.id, agent]));
  const seen = new Map<TicketId, number>();
  const returns: TicketReturn[] = [];
  let wakeAtMs: number | null = null;
  const wakeAt = (atMs: number): void => {
    wakeAtMs = Math.min(wakeAtMs ?? atMs, atMs);
  };
  const watchers = watchersByDepartment(team);
  for (const ticket of held) {
    const { assigneeId } = ticket;
    if (assigneeId === NOBODY || !isWorkable(ticket, nowMs) || ticket.awaitingReplySinceMs === 0) continue;
    const sinceMs = who.absentSinceMs.get(assigneeId);
    const { returnAfterMinutes, returnTo, graceMs } = distributionOf(
      team.departments.get(ticket.departmentId) ?? {},
    );
    if (sinceMs === undefined || returnAfterMinutes === 0) continue;
    const dueAtMs = sinceMs + returnAfterMinutes * MINUTE_MS;
    if (dueAtMs > nowMs) {
      wakeAt(dueAtMs);
      continue;
    }
    const seenAtMs = Math.min(state.get(ticket.id) ?? nowMs, nowMs);
    seen.set(ticket.id, seenAtMs);
    const place = placeFor(ticket.id, watchers(ticket.departmentId), who.meId);
    if (place < 0) continue;
    const turnAtMs = seenAtMs + place * graceMs;
    if (turnAtMs > nowMs) {
      wakeAt(turnAtMs);
      continue;
    }
    const substituteId =
      returnTo === 'substitute'
        ? substitutesOf(assigneeId, (id) => agents.get(id)?.value, nowMs).find(
            (id) => !who.absentSinceMs.has(id),
          )
        : undefined;
    returns.push({
      ticketId: ticket.id,
      fromId: assigneeId,
      toId: substituteId ?? NOBODY,
      cause: substituteId === undefined ? 'auto' : 'substitute',
    });
  }
  return { state: seen, returns, wakeAtMs };
}

/** Those online who see the tickets of a department. */
function watchersByDepartment(team: Team): (departmentId: DepartmentId) => readonly AgentId[] {
  const known = new Map<DepartmentId, readonly AgentId[]>();
  return (departmentId) => {
    const watchers =
      known.get(departmentId) ??
      team.agents.flatMap(({ id, value, isOnline }) => {
        const viewer = { agentId: id, role: value.role, departmentIds: value.departmentIds };
        const sees = seesTicket(viewer, { departmentId, assigneeId: NOBODY });
        return isOnline && value.isActive && sees ? [id] : [];
      });
    known.set(departmentId, watchers);
    return watchers;
  };
}
