import type { AgentId, CalendarId, DepartmentId } from '../../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue } from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';

/** What an agent holds now. Only `new` and `open` tickets that are not snoozed count. */
export interface AgentLoad {
  /** Sum of the weights of what they hold. */
  readonly weight: number;
  readonly countByDepartment: ReadonlyMap<DepartmentId, number>;
  /** When a ticket was last given to them; UTC epoch ms, 0 for never. */
  readonly lastAssignedAtMs: number;
  /** Since when the latest ticket of those given to them had waited; UTC epoch ms, 0 for none. See `order.ts`. */
  readonly latestTicketMs: number;
}

/** An agent as distribution sees them. */
export interface AgentState {
  readonly id: AgentId;
  readonly value: AgentValue;
  /** Connected: the replica of an agent who is not can neither claim nor be told. */
  readonly isOnline: boolean;
  readonly load: AgentLoad;
}

/** The workspace as distribution sees it at one instant. */
export interface Team {
  readonly agents: readonly AgentState[];
  /** Every skill any agent has, in lower case. */
  readonly skills: ReadonlySet<string>;
  readonly departments: ReadonlyMap<DepartmentId, DepartmentValue>;
  /** Whether a calendar is open now; an unknown one is. */
  readonly isOpen: (calendarId: CalendarId | '') => boolean;
  /** Who had the contact's last ticket in this department, or `''`. */
  readonly lastAgentOf: (ticket: Ticket) => AgentId | '';
}

/** Somebody who holds nothing and never had anything. */
export const NO_LOAD: AgentLoad = {
  weight: 0,
  countByDepartment: new Map(),
  lastAssignedAtMs: 0,
  latestTicketMs: 0,
};

/** Every skill of these agents, in lower case. */
export function skillsOf(agents: Iterable<Pick<AgentValue, 'skills'>>): ReadonlySet<string> {
  const skills = new Set<string>();
  for (const agent of agents) for (const skill of agent.skills) skills.add(skill.toLowerCase());
  return skills;
}
