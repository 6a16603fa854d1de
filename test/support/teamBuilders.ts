import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import {
  distributionOf,
  type AgentValue,
  type DepartmentValue,
  type Distribution,
} from '../../shared/domain/settings.ts';
import {
  NO_LOAD,
  skillsOf,
  type AgentLoad,
  type AgentState,
  type Team,
} from '../../electron/engine/assignment/team.ts';

export const SUPPORT = 'support' as DepartmentId;

/** A first-level agent of `support`, available, with room for eight normal tickets. */
export function anAgentValue(overrides: Partial<AgentValue> = {}): AgentValue {
  return {
    name: 'Ana',
    email: 'ana@example.com',
    role: 'agent',
    departmentIds: [SUPPORT],
    level: 1,
    skills: [],
    languages: ['en'],
    capacity: 8,
    availability: 'available',
    substituteId: '',
    isActive: true,
    ...overrides,
  };
}

/** An agent who is online and holds nothing. */
export function anAgentState(
  id: string,
  value: Partial<AgentValue> = {},
  { isOnline = true, ...load }: Partial<AgentLoad> & { readonly isOnline?: boolean } = {},
): AgentState {
  return {
    id: id as AgentId,
    value: anAgentValue({ name: id, ...value }),
    isOnline,
    load: { ...NO_LOAD, ...load },
  };
}

/** A department that gives each ticket to the least loaded; the same agent as last time is not preferred. */
export function aDepartmentValue(
  overrides: Partial<DepartmentValue> = {},
  distribution: Partial<Distribution> = {},
): DepartmentValue {
  return {
    name: 'Support',
    color: 'indigo',
    calendarId: '',
    reopenTo: 'auto',
    assignment: 'leastLoaded',
    distribution: { ...distributionOf({}), prefersLastAgent: false, ...distribution },
    ...overrides,
  };
}

/** These agents with one department, `support`, always open. */
export function aTeam(agents: readonly AgentState[], overrides: Partial<Team> = {}): Team {
  return {
    agents,
    skills: skillsOf(agents.map(({ value }) => value)),
    departments: new Map([[SUPPORT, aDepartmentValue()]]),
    isOpen: () => true,
    lastAgentOf: () => '',
    ...overrides,
  };
}
