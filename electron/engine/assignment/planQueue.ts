import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import type { AssignmentGrounds, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { conditionsOf, countMatching, questionOf, type Question, type Standing } from './filters.ts';
import { LEAST_WEIGHT, weightOf } from './needs.ts';
import { comesBefore, shareOf, type Contender } from './order.ts';
import type { AgentState, Team } from './team.ts';
import { inQueueOrder, waitingSinceMs } from './waiting.ts';

/** A waiting ticket with the agent who should get it, and where `me` stands. */
export interface PlannedTicket {
  readonly ticketId: TicketId;
  readonly departmentId: DepartmentId;
  readonly firstId: AgentId;
  /** `null` when this agent is not in line. */
  readonly mine: AssignmentGrounds | null;
}

/** How to plan. */
export interface PlanOptions {
  /** Whose place in line is asked; the plan ends where they can take no more. `null`: it goes on while anybody can. */
  readonly meId: AgentId | null;
  /** Whether that agent gets a ticket they are in line for, though somebody may stand before them; else the first gets it. */
  readonly takes: (planned: PlannedTicket & { readonly mine: AssignmentGrounds }) => boolean;
  /**
   * Waiting tickets this agent has claimed and the server has not answered: theirs before anything else is planned. They
   * were claimed while those ahead of them were planned for others, so every other desk plans the same; and when one of those
   * is nobody's again, it does not come on top of what nobody else knows of.
   */
  readonly claimed?: ReadonlySet<TicketId>;
}

/** An agent while a plan is made: what they hold runs ahead as the plan gives them tickets. */
interface Seat {
  readonly agent: AgentState;
  weight: number;
  /** By department; never changed in place, so that most agents need no copy. */
  counts: ReadonlyMap<DepartmentId, number>;
  latestTicketMs: number;
  /** Where this agent stands in each line they are in. */
  readonly candidates: Candidate[];
}

/** An agent in the line for one kind of ticket. Kept up to date instead of built anew: a long queue asks very often. */
interface Candidate extends Standing, Contender {
  readonly seat: Seat;
  readonly departmentId: DepartmentId;
  weight: number;
  held: number;
  share: number;
  latestTicketMs: number;
}

/** Tickets that ask for the same: who could get them is the same too, as far as it does not move with the plan. */
interface Kind {
  readonly candidates: readonly Candidate[];
  readonly passes: (standing: Standing, question: Question) => boolean;
}

/**
 * Goes through the waiting tickets in queue order and says who gets each, as if everybody had taken what the plan gave them
 * before it. No agent is given more than their capacity and limits. Tickets nobody can take now are left out.
 */
export function planQueue(waiting: readonly Ticket[], team: Team, options: PlanOptions): PlannedTicket[] {
  const seats = team.agents.map((agent): Seat => {
    const { weight, countByDepartment, latestTicketMs } = agent.load;
    return { agent, weight, counts: countByDepartment, latestTicketMs, candidates: [] };
  });
  const me = seats.find(({ agent }) => agent.id === options.meId) ?? null;
  const counting = options.meId === null ? seats : seats.filter((seat) => seat === me);
  const kindOf = kindsOf(seats);
  const planned: PlannedTicket[] = [];
  const isClaimed = (id: TicketId): boolean => me !== null && options.claimed?.has(id) === true;
  for (const ticket of waiting) if (me && isClaimed(ticket.id)) give(me, ticket);
  for (const ticket of inQueueOrder(waiting, team)) {
    if (isClaimed(ticket.id)) continue;
    if (!counting.some((seat) => hasRoom(seat, team))) break;
    const question = questionOf(ticket, team);
    const line = lineUp(kindOf(question), question, me);
    if (!line) continue;
    const { first, mine } = line;
    const plan = {
      ticketId: ticket.id,
      departmentId: ticket.departmentId,
      firstId: first.agent.id,
      mine,
    };
    planned.push(plan);
    const taker = me !== null && mine !== null && options.takes({ ...plan, mine }) ? me : first;
    give(taker, ticket);
  }
  return planned;
}

function give(seat: Seat, ticket: Ticket): void {
  const { priority, departmentId } = ticket;
  seat.weight += weightOf(priority);
  seat.counts = new Map(seat.counts).set(departmentId, (seat.counts.get(departmentId) ?? 0) + 1);
  seat.latestTicketMs = Math.max(seat.latestTicketMs, waitingSinceMs(ticket));
  for (const candidate of seat.candidates) {
    candidate.weight = seat.weight;
    candidate.held = seat.counts.get(candidate.departmentId) ?? 0;
    candidate.share = shareOf(seat.weight, seat.agent.value.capacity);
    candidate.latestTicketMs = seat.latestTicketMs;
  }
}

/** False when nothing that could still come would fit. */
function hasRoom({ agent, weight }: Seat, { departments }: Team): boolean {
  if (weight + LEAST_WEIGHT <= agent.value.capacity) return true;
  return agent.value.departmentIds.some(
    (id) => departments.get(id)?.distribution?.filtersOff.includes('capacity') === true,
  );
}

function kindsOf(seats: readonly Seat[]): (question: Question) => Kind {
  const kinds = new Map<string, Kind>();
  return (question) => {
    const { departmentId, needs, distribution } = question;
    const key = JSON.stringify([departmentId, needs.level, needs.skills, needs.language]);
    const known = kinds.get(key);
    if (known) return known;
    const { lasting, moving } = conditionsOf(distribution);
    const candidates = seats.flatMap((seat): Candidate[] => {
      const candidate = candidateIn(seat, countMatching(seat.agent, needs.skills), departmentId);
      if (!lasting(candidate, question)) return [];
      seat.candidates.push(candidate);
      return [candidate];
    });
    const kind = { candidates, passes: moving };
    kinds.set(key, kind);
    return kind;
  };
}

function candidateIn(seat: Seat, matchingSkills: number, departmentId: DepartmentId): Candidate {
  const { agent, weight, counts } = seat;
  return {
    seat,
    agent,
    id: agent.id,
    departmentId,
    matchingSkills,
    weight,
    held: counts.get(departmentId) ?? 0,
    share: shareOf(weight, agent.value.capacity),
    latestTicketMs: seat.latestTicketMs,
  };
}

/** The first in line and where `me` stands in it; `null` when nobody can take the ticket. One walk, no sorting. */
function lineUp(
  { candidates, passes }: Kind,
  question: Question,
  me: Seat | null,
): { readonly first: Seat; readonly mine: AssignmentGrounds | null } | null {
  const { method, lastAgentId } = question;
  const own = me && candidates.find(({ seat }) => seat === me);
  const mine = own && passes(own, question) ? own : null;
  let first: Candidate | null = null;
  let eligible = 0;
  let place = 0;
  for (const candidate of candidates) {
    if (!passes(candidate, question)) continue;
    eligible += 1;
    if (first === null || comesBefore(candidate, first, method, lastAgentId)) first = candidate;
    if (mine !== null && candidate !== mine && comesBefore(candidate, mine, method, lastAgentId)) place += 1;
  }
  if (first === null) return null;
  if (mine === null) return { first: first.seat, mine: null };
  return {
    first: first.seat,
    mine: {
      method,
      place,
      eligible,
      openWeight: mine.weight,
      capacity: mine.agent.value.capacity,
      matchingSkills: mine.matchingSkills,
      hadContactLast: lastAgentId === mine.id,
    },
  };
}
