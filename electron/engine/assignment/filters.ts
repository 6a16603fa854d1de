import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import {
  distributionOf,
  type DepartmentValue,
  type Distribution,
  type DistributionFilter,
} from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { FilterVerdict, TicketNeeds } from '../../../shared/ipc/assignment.ts';
import { declinersOf, needsOf, speaks } from './needs.ts';
import type { AgentState, Team } from './team.ts';

/** A ticket with what its department asks of whoever gets it. */
export interface Question {
  readonly departmentId: DepartmentId;
  readonly method: DepartmentValue['assignment'];
  readonly needs: TicketNeeds;
  readonly distribution: Distribution;
  readonly departmentCalendarId: DepartmentValue['calendarId'];
  readonly decliners: ReadonlySet<AgentId>;
  /** Whoever comes first, or `''`. */
  readonly lastAgentId: AgentId | '';
  readonly team: Team;
}

/** What one agent is asked; `weight` and `held` may run ahead of the agent's load while a plan is made. */
export interface Standing {
  readonly agent: AgentState;
  readonly weight: number;
  /** Tickets of the question's department they hold. */
  readonly held: number;
  readonly matchingSkills: number;
}

interface Filter {
  readonly name: FilterVerdict['filter'];
  /** Who passes may change from ticket to ticket of the same needs, or with what they are given. */
  readonly isMoving?: true;
  readonly passes: (standing: Standing, question: Question) => boolean;
  readonly need: (question: Question) => string;
  readonly have: (standing: Standing, question: Question) => string;
}

const nothing = (): string => '';

/** Every condition, in the order in which people ask. The first two cannot be switched off. */
const FILTERS: readonly Filter[] = [
  {
    name: 'department',
    passes: ({ agent }, { departmentId }) =>
      agent.value.isActive && agent.value.departmentIds.includes(departmentId),
    need: ({ departmentId }) => departmentId,
    have: nothing,
  },
  { name: 'online', passes: ({ agent }) => agent.isOnline, need: nothing, have: nothing },
  {
    name: 'availability',
    passes: ({ agent }) => agent.value.availability === 'available',
    need: () => 'available',
    have: ({ agent }) => agent.value.availability,
  },
  {
    name: 'level',
    passes: ({ agent }, { needs }) => agent.value.level >= needs.level,
    need: ({ needs }) => String(needs.level),
    have: ({ agent }) => String(agent.value.level),
  },
  {
    name: 'skills',
    passes: ({ matchingSkills }, { needs }) => matchingSkills === needs.skills.length,
    need: ({ needs }) => needs.skills.join(', '),
    have: ({ agent }) => agent.value.skills.join(', '),
  },
  {
    name: 'language',
    passes: ({ agent }, { needs }) => needs.language === '' || speaks(agent.value.languages, needs.language),
    need: ({ needs }) => needs.language,
    have: ({ agent }) => agent.value.languages.join(', '),
  },
  {
    name: 'capacity',
    isMoving: true,
    passes: (standing, question) =>
      standing.weight + question.needs.weight <= standing.agent.value.capacity &&
      standing.held < limitOf(standing, question),
    need: ({ needs }) => String(needs.weight),
    have: (standing, question) => {
      const room = Math.max(0, standing.agent.value.capacity - standing.weight);
      return String(standing.held < limitOf(standing, question) ? room : 0);
    },
  },
  {
    name: 'declined',
    isMoving: true,
    passes: ({ agent }, { decliners }) => !decliners.has(agent.id),
    need: nothing,
    have: nothing,
  },
  {
    name: 'calendar',
    passes: ({ agent }, { team, departmentCalendarId }) => {
      const own = agent.value.calendarId ?? '';
      return team.isOpen(own === '' ? departmentCalendarId : own);
    },
    need: nothing,
    have: nothing,
  },
];

/** The limits an agent has in a department: their own and everybody's; without either, none. */
function limitOf({ agent }: Standing, { departmentId, distribution }: Question): number {
  const own = agent.value.departmentLimits?.[departmentId] ?? Number.POSITIVE_INFINITY;
  return Math.min(
    own,
    distribution.limitPerAgent === 0 ? Number.POSITIVE_INFINITY : distribution.limitPerAgent,
  );
}

/** What distribution asks about a ticket, as if it were in `departmentId`. */
export function questionOf(
  ticket: Ticket,
  team: Team,
  departmentId: DepartmentId = ticket.departmentId,
): Question {
  const department = team.departments.get(departmentId);
  const distribution = distributionOf(department ?? {});
  return {
    departmentId,
    method: department?.assignment ?? 'manual',
    needs: needsOf(ticket, distribution, team.skills),
    distribution,
    departmentCalendarId: department?.calendarId ?? '',
    decliners: declinersOf(ticket),
    lastAgentId: distribution.prefersLastAgent ? team.lastAgentOf(ticket) : '',
    team,
  };
}

/** How an agent stands to a question with the load they have. */
export function standingOf(agent: AgentState, { needs, departmentId }: Question): Standing {
  return {
    agent,
    weight: agent.load.weight,
    held: agent.load.countByDepartment.get(departmentId) ?? 0,
    matchingSkills: countMatching(agent, needs.skills),
  };
}

/** How many of `wanted`, in lower case, this agent has. */
export function countMatching({ value }: AgentState, wanted: readonly string[]): number {
  if (wanted.length === 0) return 0;
  const skills = new Set(value.skills.map((skill) => skill.toLowerCase()));
  return wanted.filter((skill) => skills.has(skill)).length;
}

/** Every condition's verdict on one agent. */
export function verdictsOn(standing: Standing, question: Question): FilterVerdict[] {
  return FILTERS.map((filter) => ({
    filter: filter.name,
    isOn: isOn(filter, question.distribution),
    passes: filter.passes(standing, question),
    need: filter.need(question),
    have: filter.have(standing, question),
  }));
}

/** The conditions of a department that are on: those that stay while a queue is planned, and those that move with it. */
export function conditionsOf(distribution: Distribution): {
  readonly lasting: (standing: Standing, question: Question) => boolean;
  readonly moving: (standing: Standing, question: Question) => boolean;
} {
  const on = FILTERS.filter((filter) => isOn(filter, distribution));
  return {
    lasting: allOf(on.filter(({ isMoving }) => isMoving !== true)),
    moving: allOf(on.filter(({ isMoving }) => isMoving === true)),
  };
}

/** One function of several: a plan asks it some hundred thousand times. */
function allOf(filters: readonly Filter[]): Filter['passes'] {
  return filters.reduce<Filter['passes']>(
    (before, { passes }) =>
      (standing, question) =>
        before(standing, question) && passes(standing, question),
    () => true,
  );
}

function isOn({ name }: Filter, { filtersOff }: Distribution): boolean {
  return !filtersOff.includes(name as DistributionFilter);
}
