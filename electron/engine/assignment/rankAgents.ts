import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { AgentVerdict, TicketNeeds } from '../../../shared/ipc/assignment.ts';
import { questionOf, standingOf, verdictsOn, type Question } from './filters.ts';
import { comesBefore, shareOf, type Contender } from './order.ts';
import type { AgentState, Team } from './team.ts';

/** A department's verdict on every agent for one ticket, the best first and those who cannot get it last. */
export interface Ranking {
  readonly method: DepartmentValue['assignment'];
  readonly needs: TicketNeeds;
  readonly agents: readonly AgentVerdict[];
}

/**
 * Ranks every agent of the team for a ticket, as if it were in `departmentId`. The same inputs, in whatever order, give the
 * same ranking on every machine. Source: product design, section 5.
 */
export function rankAgents(ticket: Ticket, team: Team, departmentId?: DepartmentId): Ranking {
  const question = questionOf(ticket, team, departmentId);
  const judged = team.agents.map((agent) => judge(agent, question));
  const compare = (a: Judged, b: Judged): number =>
    comesBefore(a.contender, b.contender, question.method, question.lastAgentId) ? -1 : 1;
  const eligible = judged.filter(({ verdict }) => verdict.isEligible).sort(compare);
  const others = judged.filter(({ verdict }) => !verdict.isEligible).sort(compare);
  return {
    method: question.method,
    needs: question.needs,
    agents: [
      ...eligible.map(({ verdict }, rank) => ({ ...verdict, rank })),
      ...others.map(({ verdict }) => verdict),
    ],
  };
}

/** Who is in line for a ticket, the first one first. */
export function lineOf(ranking: Ranking): readonly AgentId[] {
  return ranking.agents.flatMap(({ agentId, isEligible }) => (isEligible ? [agentId] : []));
}

interface Judged {
  readonly verdict: AgentVerdict;
  readonly contender: Contender;
}

function judge(agent: AgentState, question: Question): Judged {
  const standing = standingOf(agent, question);
  const filters = verdictsOn(standing, question);
  const { id, value, load } = agent;
  return {
    verdict: {
      agentId: id,
      filters,
      isEligible: filters.every(({ isOn, passes }) => !isOn || passes),
      rank: -1,
      isOnline: agent.isOnline,
      availability: value.availability,
      openWeight: load.weight,
      capacity: value.capacity,
      openTickets: standing.held,
      matchingSkills: standing.matchingSkills,
      hadContactLast: question.lastAgentId === id,
      lastAssignedAtMs: load.lastAssignedAtMs,
    },
    contender: {
      id,
      share: shareOf(load.weight, value.capacity),
      matchingSkills: standing.matchingSkills,
      latestTicketMs: load.latestTicketMs,
    },
  };
}
