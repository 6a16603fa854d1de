import type { AgentId, CalendarId, DepartmentId } from '../../../shared/domain/ids.ts';
import {
  distributionOf,
  type AgentValue,
  type DepartmentValue,
  type Distribution,
  type DistributionFilter,
} from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { declinersOf, needsOf, speaks, type TicketNeeds } from './needs.ts';

/** What an agent holds now. Only `new` and `open` tickets that are not snoozed count. */
export interface AgentLoad {
  /** Sum of the weights of what they hold. */
  readonly weight: number;
  readonly countByDepartment: ReadonlyMap<DepartmentId, number>;
  /** When a ticket was last given to them; UTC epoch ms, 0 for never. */
  readonly lastAssignedAtMs: number;
}

/** An agent as distribution sees them. */
export interface AgentState {
  readonly id: AgentId;
  readonly value: AgentValue;
  /** Connected: the replica of an agent who is not can neither claim nor be told. */
  readonly isOnline: boolean;
  readonly load: AgentLoad;
}

/** The workspace as distribution sees it. */
export interface Team {
  readonly agents: readonly AgentState[];
  /** Every skill any agent has, in lower case. */
  readonly skills: ReadonlySet<string>;
  readonly departments: ReadonlyMap<DepartmentId, DepartmentValue>;
  /** Whether a calendar is open now; an unknown one is. */
  readonly isOpen: (calendarId: CalendarId | '') => boolean;
  /** Who had the contact's last ticket, or `''`. */
  readonly lastAgentOf: (ticket: Ticket) => AgentId | '';
}

/** One condition and how an agent stands to it. `need` and `have` are data for a sentence: numbers, skills, languages. */
export interface FilterVerdict {
  readonly filter: 'department' | 'online' | DistributionFilter;
  /** False where the department has switched it off: then it is shown, but does not count. */
  readonly isOn: boolean;
  readonly passes: boolean;
  readonly need: string;
  readonly have: string;
}

/** Why a ticket does or does not go to one agent. */
export interface AgentVerdict {
  readonly agentId: AgentId;
  readonly filters: readonly FilterVerdict[];
  readonly isEligible: boolean;
  /** Place among the eligible, 0 first; -1 for those who are not. */
  readonly rank: number;
  /** Open weight as a share of the capacity. */
  readonly loadShare: number;
  readonly matchingSkills: number;
  readonly hadContactLast: boolean;
  readonly lastAssignedAtMs: number;
}

/** A department's verdict on every agent for one ticket, the best first and those who cannot get it last. */
export interface Ranking {
  readonly method: DepartmentValue['assignment'];
  readonly needs: TicketNeeds;
  readonly agents: readonly AgentVerdict[];
}

/**
 * Ranks every agent of the team for a ticket. The same inputs give the same ranking on every machine. A department that
 * hands out by hand is ranked as least loaded, for suggestions. Source: product design, section 5.
 */
export function rankAgents(ticket: Ticket, team: Team): Ranking {
  const department = team.departments.get(ticket.departmentId);
  const distribution = distributionOf(department ?? {});
  const needs = needsOf(ticket, distribution, team.skills);
  const question: Question = {
    ticket,
    needs,
    distribution,
    departmentCalendarId: department?.calendarId ?? '',
    decliners: declinersOf(ticket),
    lastAgentId: distribution.prefersLastAgent ? team.lastAgentOf(ticket) : '',
    team,
  };
  const method = department?.assignment ?? 'manual';
  const verdicts = team.agents.map((agent) => judge(agent, question));
  const compare = ORDERS[method];
  const eligible = verdicts
    .filter((verdict) => verdict.isEligible)
    .sort((a, b) => Number(b.hadContactLast) - Number(a.hadContactLast) || compare(a, b))
    .map((verdict, rank) => ({ ...verdict, rank }));
  return { method, needs, agents: [...eligible, ...verdicts.filter((verdict) => !verdict.isEligible)] };
}

interface Question {
  readonly ticket: Ticket;
  readonly needs: TicketNeeds;
  readonly distribution: Distribution;
  readonly departmentCalendarId: CalendarId | '';
  readonly decliners: ReadonlySet<AgentId>;
  readonly lastAgentId: AgentId | '';
  readonly team: Team;
}

type Order = (a: AgentVerdict, b: AgentVerdict) => number;

const longestWithout: Order = (a, b) =>
  a.lastAssignedAtMs - b.lastAssignedAtMs || (a.agentId < b.agentId ? -1 : 1);
const leastLoaded: Order = (a, b) => a.loadShare - b.loadShare || longestWithout(a, b);

const ORDERS: Readonly<Record<DepartmentValue['assignment'], Order>> = {
  manual: leastLoaded,
  leastLoaded,
  roundRobin: longestWithout,
  bestSkill: (a, b) => b.matchingSkills - a.matchingSkills || leastLoaded(a, b),
};

function judge(agent: AgentState, question: Question): AgentVerdict {
  const { needs, ticket, lastAgentId } = question;
  const skills = new Set(agent.value.skills.map((skill) => skill.toLowerCase()));
  const matchingSkills = needs.skills.filter((skill) => skills.has(skill)).length;
  const filters: FilterVerdict[] = [
    {
      filter: 'department',
      isOn: true,
      passes: agent.value.isActive && agent.value.departmentIds.includes(ticket.departmentId),
      need: ticket.departmentId,
      have: '',
    },
    { filter: 'online', isOn: true, passes: agent.isOnline, need: '', have: '' },
    ...SWITCHABLE.map(([filter, check]) => ({
      filter,
      isOn: !question.distribution.filtersOff.includes(filter),
      ...check(agent, question, matchingSkills),
    })),
  ];
  return {
    agentId: agent.id,
    filters,
    isEligible: filters.every((verdict) => !verdict.isOn || verdict.passes),
    rank: -1,
    loadShare: shareOf(agent.load.weight, agent.value.capacity),
    matchingSkills,
    hadContactLast: lastAgentId !== '' && lastAgentId === agent.id,
    lastAssignedAtMs: agent.load.lastAssignedAtMs,
  };
}

type Check = (
  agent: AgentState,
  question: Question,
  matchingSkills: number,
) => Pick<FilterVerdict, 'passes' | 'need' | 'have'>;

const SWITCHABLE: readonly (readonly [DistributionFilter, Check])[] = [
  [
    'availability',
    ({ value }) => ({
      passes: value.availability === 'available',
      need: 'available',
      have: value.availability,
    }),
  ],
  [
    'level',
    ({ value }, { needs }) => ({
      passes: value.level >= needs.level,
      need: String(needs.level),
      have: String(value.level),
    }),
  ],
  [
    'skills',
    ({ value }, { needs }, matchingSkills) => ({
      passes: matchingSkills === needs.skills.length,
      need: needs.skills.join(', '),
      have: value.skills.join(', '),
    }),
  ],
  [
    'language',
    ({ value }, { needs }) => ({
      passes: needs.language === '' || speaks(value.languages, needs.language),
      need: needs.language,
      have: value.languages.join(', '),
    }),
  ],
  ['capacity', hasRoom],
  ['declined', ({ id }, { decliners }) => ({ passes: !decliners.has(id), need: '', have: '' })],
  [
    'calendar',
    ({ value }, { team, departmentCalendarId }) => {
      const calendarId = value.calendarId ?? '';
      return {
        passes: team.isOpen(calendarId === '' ? departmentCalendarId : calendarId),
        need: '',
        have: '',
      };
    },
  ],
];

/** Room for the ticket's weight in the agent's capacity, and for one more ticket in every limit of its department. */
function hasRoom(
  { value, load }: AgentState,
  { needs, ticket, distribution }: Question,
): Pick<FilterVerdict, 'passes' | 'need' | 'have'> {
  const held = load.countByDepartment.get(ticket.departmentId) ?? 0;
  const ownLimit = value.departmentLimits?.[ticket.departmentId];
  const isBelowLimits =
    (ownLimit === undefined || held < ownLimit) &&
    (distribution.limitPerAgent === 0 || held < distribution.limitPerAgent);
  return {
    passes: isBelowLimits && load.weight + needs.weight <= value.capacity,
    need: String(needs.weight),
    have: String(Math.max(0, value.capacity - load.weight)),
  };
}

function shareOf(weight: number, capacity: number): number {
  return capacity > 0 ? weight / capacity : Number.POSITIVE_INFINITY;
}
