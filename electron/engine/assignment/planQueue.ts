import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import type { AssignmentGrounds, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { conditionsOf, countMatching, questionOf, type Question, type Standing } from './filters.ts';
import { LEAST_WEIGHT } from './needs.ts';
import { comesBefore, shareOf, type Contender } from './order.ts';
import type { AgentState, Team } from './team.ts';
import { inQueueOrder } from './waiting.ts';

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
}

/** An agent while a plan is made: what they hold runs ahead as the plan gives them tickets. */
interface Seat {
  readonly agent: AgentState;
  weight: number;
  readonly counts: Map<DepartmentId, number>;
  lastAssignedAtMs: number;
}

/** Later than any real instant: who has been given something in this plan was given something last. */
const IN_THIS_PLAN_MS = 1e15;

/**
 * Goes through the waiting tickets in queue order and says who gets each, as if everybody had taken what the plan gave them
 * before it. No agent is given more than their capacity and limits. Tickets nobody can take now are left out.
 */
export function planQueue(waiting: readonly Ticket[], team: Team, options: PlanOptions): PlannedTicket[] {
  const seats = team.agents.map((agent): Seat => ({
    agent,
    weight: agent.load.weight,
    counts: new Map(agent.load.countByDepartment),
    lastAssignedAtMs: agent.load.lastAssignedAtMs,
  }));
  const me = seats.find(({ agent }) => agent.id === options.meId) ?? null;
  const counting = options.meId === null ? seats : seats.filter((seat) => seat === me);
  const book = createSeatBook(seats);
  const planned: PlannedTicket[] = [];
  let turn = 0;
  for (const ticket of inQueueOrder(waiting, team)) {
    if (!counting.some((seat) => book.hasRoom(seat, team))) break;
    const question = questionOf(ticket, team);
    const line = lineUp(book.candidates(question), question, me, book.moving(question));
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
    turn += 1;
    taker.weight += question.needs.weight;
    taker.counts.set(question.departmentId, (taker.counts.get(question.departmentId) ?? 0) + 1);
    taker.lastAssignedAtMs = IN_THIS_PLAN_MS + turn;
  }
  return planned;
}

interface Candidate {
  readonly seat: Seat;
  readonly matchingSkills: number;
}

/** What needs to be worked out once per kind of ticket, not once per ticket. */
interface SeatBook {
  /** Those who pass every condition that does not move while the plan is made. */
  candidates(question: Question): readonly Candidate[];
  moving(question: Question): (standing: Standing, question: Question) => boolean;
  /** False when nothing that could still come would fit. */
  hasRoom(seat: Seat, team: Team): boolean;
}

function createSeatBook(seats: readonly Seat[]): SeatBook {
  const byKind = new Map<string, readonly Candidate[]>();
  const byDepartment = new Map<DepartmentId, ReturnType<typeof conditionsOf>>();

  function conditions({ departmentId, distribution }: Question): ReturnType<typeof conditionsOf> {
    const known = byDepartment.get(departmentId) ?? conditionsOf(distribution);
    byDepartment.set(departmentId, known);
    return known;
  }

  return {
    candidates: (question) => {
      const { departmentId, needs } = question;
      const kind = JSON.stringify([departmentId, needs.level, needs.skills, needs.language]);
      const known = byKind.get(kind);
      if (known) return known;
      const { lasting } = conditions(question);
      const candidates = seats.flatMap((seat): Candidate[] => {
        const matchingSkills = countMatching(seat.agent, needs.skills);
        const standing = standingIn(seat, matchingSkills, departmentId);
        return lasting(standing, question) ? [{ seat, matchingSkills }] : [];
      });
      byKind.set(kind, candidates);
      return candidates;
    },
    moving: (question) => conditions(question).moving,
    hasRoom: ({ agent, weight }, team) =>
      weight + LEAST_WEIGHT <= agent.value.capacity ||
      agent.value.departmentIds.some(
        (id) => team.departments.get(id)?.distribution?.filtersOff.includes('capacity') === true,
      ),
  };
}

function standingIn(seat: Seat, matchingSkills: number, departmentId: DepartmentId): Standing {
  return { agent: seat.agent, weight: seat.weight, held: seat.counts.get(departmentId) ?? 0, matchingSkills };
}

/** The first in line and where `me` stands in it; `null` when nobody can take the ticket. One walk, no sorting. */
function lineUp(
  candidates: readonly Candidate[],
  question: Question,
  me: Seat | null,
  passes: (standing: Standing, question: Question) => boolean,
): { readonly first: Seat; readonly mine: AssignmentGrounds | null } | null {
  const { method, lastAgentId, departmentId } = question;
  const eligible: { readonly seat: Seat; readonly contender: Contender }[] = [];
  let first: (typeof eligible)[number] | undefined;
  let own: (typeof eligible)[number] | undefined;
  for (const { seat, matchingSkills } of candidates) {
    if (!passes(standingIn(seat, matchingSkills, departmentId), question)) continue;
    const { agent, weight, lastAssignedAtMs } = seat;
    const share = shareOf(weight, agent.value.capacity);
    const entry = { seat, contender: { id: agent.id, share, matchingSkills, lastAssignedAtMs } };
    eligible.push(entry);
    if (!first || comesBefore(entry.contender, first.contender, method, lastAgentId)) first = entry;
    if (seat === me) own = entry;
  }
  if (!first) return null;
  if (!own || !me) return { first: first.seat, mine: null };
  const mine = own.contender;
  let place = 0;
  for (const { contender } of eligible) {
    if (contender !== mine && comesBefore(contender, mine, method, lastAgentId)) place += 1;
  }
  return {
    first: first.seat,
    mine: {
      method,
      place,
      eligible: eligible.length,
      openWeight: me.weight,
      capacity: me.agent.value.capacity,
      matchingSkills: mine.matchingSkills,
      hadContactLast: lastAgentId === mine.id,
    },
  };
}
