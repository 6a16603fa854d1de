import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import type { AssignmentGrounds, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { PRESENCE_CHECK_MS } from '../../../shared/sync/presence.ts';
import { planQueue, type PlannedTicket } from './planQueue.ts';
import type { Team } from './team.ts';

/** Whose turn it is to claim a ticket. */
interface Turn {
  readonly firstId: AgentId;
  readonly sinceMs: number;
  /** This machine has asked whether they are there. */
  readonly isAsked?: true;
  /** Somebody before them has missed this turn: the ticket has waited long enough. */
  readonly isUrgent?: true;
}

/**
 * Who was seen first in line for each waiting ticket, and since when. This machine's own clock only: clocks of others never
 * decide. A ticket whose first in line changes begins anew, because nobody has missed their turn yet.
 */
export type ClaimState = ReadonlyMap<TicketId, Turn>;

/** Claims the server has not answered. Their tickets are among those that wait, as they are at every other desk. */
export interface UnderWay {
  /** Decided by the picture of who is there that holds now. */
  readonly claimed: ReadonlySet<TicketId>;
  /** Some were decided by an earlier one: the server refuses them. */
  readonly isOutdated: boolean;
}

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
  /** Agents who have missed their turn: the server is to look whether they are there. */
  readonly missing: readonly AgentId[];
  /** When to decide again if nothing changes before; null when nothing is due. Same clock as `nowMs`. */
  readonly wakeAtMs: number | null;
}

/** A machine that has seen nothing wait. */
export const NOTHING_SEEN: ClaimState = new Map();

const NOTHING_UNDER_WAY: UnderWay = { claimed: new Set(), isOutdated: false };

/** After a turn that was missed, nobody has longer to show that they are there. */
const URGENT_MS = 1500;

/** From asking the server whether somebody is there until every desk knows: its patience, and a slow way there and back. */
const CHECK_TAKES_MS = PRESENCE_CHECK_MS + 2500;

/**
 * Decides what `meId` claims of `waiting`. The first in line claims at once. When they have not for k times the department's
 * grace, the one at place k asks the server whether they are there; if not, the line is another one without them. Only where
 * somebody is there and still does not claim, place k takes the ticket over, after the time such a question takes.
 * Source: product design, section 5.
 */
export function decideClaims(
  state: ClaimState,
  waiting: readonly Ticket[],
  team: Team,
  meId: AgentId,
  nowMs: number,
  { claimed, isOutdated }: UnderWay = NOTHING_UNDER_WAY,
): ClaimDecision {
  // What is going to be refused counts for nobody, but is in the way of claiming the same again: the answer comes soon.
  if (isOutdated) return { state, claims: [], missing: [], wakeAtMs: null };
  const turns = new Map<TicketId, Turn>();
  const claims: Claim[] = [];
  const overdue: (readonly [TicketId, Turn])[] = [];
  const { late, asked } = missedTurns(state, waiting, team, nowMs);
  const asking = { isMine: false };
  let wakeAtMs: number | null = null;

  function isDue(atMs: number): boolean {
    if (atMs > nowMs) wakeAtMs = Math.min(wakeAtMs ?? atMs, atMs);
    return atMs <= nowMs;
  }

  function takes(planned: PlannedTicket & { readonly mine: AssignmentGrounds }): boolean {
    const { ticketId, firstId, mine } = planned;
    const known = state.get(ticketId);
    const graceMs = graceOf(planned.departmentId, team);
    const turn = turnOf(firstId, known, graceMs, nowMs);
    turns.set(ticketId, turn);
    const { sinceMs } = turn;
    const patienceMs = mine.place === 0 ? 0 : mine.place * graceMs + CHECK_TAKES_MS;
    if (isDue(sinceMs + patienceMs)) {
      claims.push({ ticketId, grounds: mine });
      return true;
    }
    if (asked.has(firstId)) return false;
    const soonMs = missedAfterMs(turn, graceMs);
    if (isDue(sinceMs + soonMs)) overdue.push([ticketId, turn]);
    // Whoever has missed a turn of their own is not waited for: they may all have gone together.
    if (isDue(sinceMs + Math.max(1, mine.place + 1 - late.size) * soonMs)) asking.isMine = true;
    return false;
  }

  planQueue(waiting, team, { meId, takes, claimed });
  if (!asking.isMine) return { state: turns, claims, missing: [], wakeAtMs };
  for (const [ticketId, turn] of overdue) turns.set(ticketId, { ...turn, isAsked: true });
  const missing = [...new Set(overdue.map(([, { firstId }]) => firstId))];
  return { state: turns, claims, missing, wakeAtMs };
}

/** Whose turn it is, after `known`. */
function turnOf(firstId: AgentId, known: Turn | undefined, graceMs: number, nowMs: number): Turn {
  // A clock that was set back would otherwise let a ticket wait for as long as it was set back by.
  if (known?.firstId === firstId) return known.sinceMs <= nowMs ? known : { ...known, sinceMs: nowMs };
  const isUrgent = known !== undefined && known.sinceMs + missedAfterMs(known, graceMs) <= nowMs;
  return { firstId, sinceMs: nowMs, ...((isUrgent || known?.isUrgent) && { isUrgent: true }) };
}

/** How long a turn lasts until it counts as missed. */
function missedAfterMs({ isUrgent }: Turn, graceMs: number): number {
  return isUrgent ? Math.min(URGENT_MS, graceMs) : graceMs;
}

/** Who has missed a turn, and after whom this machine has asked. */
function missedTurns(
  state: ClaimState,
  waiting: readonly Ticket[],
  team: Team,
  nowMs: number,
): { readonly late: ReadonlySet<AgentId>; readonly asked: ReadonlySet<AgentId> } {
  const late = new Set<AgentId>();
  const asked = new Set<AgentId>();
  for (const { id, departmentId } of waiting) {
    const turn = state.get(id);
    if (!turn) continue;
    if (turn.sinceMs + missedAfterMs(turn, graceOf(departmentId, team)) <= nowMs) late.add(turn.firstId);
    if (turn.isAsked) asked.add(turn.firstId);
  }
  return { late, asked };
}

function graceOf(departmentId: DepartmentId, { departments }: Team): number {
  return distributionOf(departments.get(departmentId) ?? {}).graceMs;
}
