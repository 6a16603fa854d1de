import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import { NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { conditionsOf, countMatching, questionOf, type Question, type Standing } from './filters.ts';
import { weightOf } from './needs.ts';
import { comesBefore, shareOf, type Contender } from './order.ts';
import type { AgentState, Team } from './team.ts';

/** Later than any real instant, and still exact when counted up from. */
const GIVEN_LAST_MS = 1e15;

/** An agent while tickets are handed round on paper: what they hold runs ahead. */
interface Seat {
  readonly agent: AgentState;
  weight: number;
  readonly counts: Map<DepartmentId, number>;
  /** How many they were given on this paper. */
  given: number;
}

/** The team on paper: tickets can be put to agents and taken from them, and nobody outside notices. */
export interface Seats {
  /** Share of the capacity that is taken; infinite without any capacity, 0 for an unknown agent. */
  shareOf(agentId: AgentId): number;
  /** The share an agent would have with one more ticket. */
  shareWith(agentId: AgentId, ticket: Ticket): number;
  /** Everybody who can take the ticket as it stands on paper, the best match first. */
  lineFor(ticket: Ticket): AgentId[];
  put(ticket: Ticket, agentId: AgentId): void;
  take(ticket: Ticket, agentId: AgentId): void;
}

/** Seats everybody with what they hold now. */
export function seatTeam(team: Team): Seats {
  const seats = new Map<AgentId, Seat>(
    team.agents.map((agent) => [
      agent.id,
      { agent, weight: agent.load.weight, counts: new Map(agent.load.countByDepartment), given: 0 },
    ]),
  );
  const conditions = new Map<DepartmentId, ReturnType<typeof conditionsOf>>();

  function passes(standing: Standing, question: Question): boolean {
    const known = conditions.get(question.departmentId) ?? conditionsOf(question.distribution);
    conditions.set(question.departmentId, known);
    return known.lasting(standing, question) && known.moving(standing, question);
  }

  function add(ticket: Ticket, agentId: AgentId, sign: 1 | -1): void {
    const seat = seats.get(agentId);
    if (!seat) return;
    seat.weight = Math.max(0, seat.weight + sign * weightOf(ticket.priority));
    const { departmentId } = ticket;
    seat.counts.set(departmentId, Math.max(0, (seat.counts.get(departmentId) ?? 0) + sign));
    if (sign > 0) seat.given += 1;
  }

  return {
    shareOf: (agentId) => {
      const seat = seats.get(agentId);
      return seat ? shareOf(seat.weight, seat.agent.value.capacity) : 0;
    },
    shareWith: (agentId, ticket) => {
      const seat = seats.get(agentId);
      if (!seat) return Number.POSITIVE_INFINITY;
      return shareOf(seat.weight + weightOf(ticket.priority), seat.agent.value.capacity);
    },
    lineFor: (ticket) => {
      const question = questionOf(ticket, team);
      const contenders: Contender[] = [];
      for (const { agent, weight, counts, given } of seats.values()) {
        const matchingSkills = countMatching(agent, question.needs.skills);
        const held = counts.get(question.departmentId) ?? 0;
        if (!passes({ agent, weight, held, matchingSkills }, question)) continue;
        contenders.push({
          id: agent.id,
          share: shareOf(weight, agent.value.capacity),
          matchingSkills,
          // Whoever has been given something on this paper was given something last.
          latestTicketMs: given > 0 ? GIVEN_LAST_MS + given : agent.load.latestTicketMs,
        });
      }
      const { method, lastAgentId } = question;
      return contenders.sort((a, b) => (comesBefore(a, b, method, lastAgentId) ? -1 : 1)).map(({ id }) => id);
    },
    put: (ticket, agentId) => {
      add(ticket, agentId, 1);
    },
    take: (ticket, agentId) => {
      add(ticket, agentId, -1);
    },
  };
}

/** Who holds a ticket, or nothing for nobody. */
export function holderOf({ assigneeId }: Ticket): AgentId | undefined {
  return assigneeId === NOBODY ? undefined : assigneeId;
}
