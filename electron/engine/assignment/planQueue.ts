import type { AgentId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf } from '../../../shared/domain/settings.ts';
import { isOpenStatus, NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { rankAgents, type AgentLoad, type AgentState, type Team } from './rankAgents.ts';

/** Who is in line for a waiting ticket, the first one first. */
export interface PlannedTicket {
  readonly ticketId: TicketId;
  readonly departmentId: DepartmentId;
  readonly line: readonly AgentId[];
}

/** True for a ticket that distribution may hand out: open, held by nobody, not hidden, in a department that does not hand out by hand. */
export function isWaiting(ticket: Ticket, team: Team, nowMs: number): boolean {
  const department = team.departments.get(ticket.departmentId);
  return (
    ticket.assigneeId === NOBODY &&
    isOpenStatus(ticket.status) &&
    ticket.status !== 'pending' &&
    ticket.status !== 'onHold' &&
    ticket.snoozedUntilMs <= nowMs &&
    department !== undefined &&
    department.assignment !== 'manual'
  );
}

/**
 * Goes through the waiting tickets in queue order and says who is in line for each, as if the first in line had taken
 * every ticket before it. Tickets that nobody can take now are left out.
 */
export function planQueue(waiting: readonly Ticket[], team: Team): PlannedTicket[] {
  const agents = new Map(team.agents.map((agent) => [agent.id, agent]));
  const planned: PlannedTicket[] = [];
  let turn = 0;
  for (const ticket of inQueueOrder(waiting, team)) {
    const ranking = rankAgents(ticket, { ...team, agents: [...agents.values()] });
    const line = ranking.agents.filter((verdict) => verdict.isEligible).map((verdict) => verdict.agentId);
    const first = line[0] === undefined ? undefined : agents.get(line[0]);
    if (!first) continue;
    planned.push({ ticketId: ticket.id, departmentId: ticket.departmentId, line });
    turn += 1;
    agents.set(first.id, withTicket(first, ticket.departmentId, ranking.needs.weight, turn));
  }
  return planned;
}

/** Nearest due instant, then priority, then age; a department may choose first come, first served. */
export function inQueueOrder(waiting: readonly Ticket[], team: Team): Ticket[] {
  const isOldestFirst = new Map(
    [...team.departments].map(([id, department]) => [id, distributionOf(department).order === 'oldestFirst']),
  );
  const dueOf = (ticket: Ticket): number =>
    isOldestFirst.get(ticket.departmentId) === true ? 0 : ticket.nextDueAtMs;
  const rankIn = (ticket: Ticket): number =>
    isOldestFirst.get(ticket.departmentId) === true ? 0 : ticket.priorityRank;
  return [...waiting].sort(
    (a, b) =>
      dueOf(a) - dueOf(b) || rankIn(b) - rankIn(a) || a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
  );
}

/** The agent after one more ticket. `turn` keeps the order of those given in one plan, later than any real instant. */
function withTicket(agent: AgentState, departmentId: DepartmentId, weight: number, turn: number): AgentState {
  const countByDepartment = new Map(agent.load.countByDepartment);
  countByDepartment.set(departmentId, (countByDepartment.get(departmentId) ?? 0) + 1);
  const load: AgentLoad = {
    weight: agent.load.weight + weight,
    countByDepartment,
    lastAssignedAtMs: Number.MAX_SAFE_INTEGER / 2 + turn,
  };
  return { ...agent, load };
}
