import type { SkipReason } from '../rules/ruleKinds.ts';
import type { AgentValue } from '../settings.ts';
import type { Ticket } from './ticket.ts';

/** Why the team cannot be made to hand a ticket to an agent; `null` when it can. */
export function unfitToHold(
  agentId: string,
  { departmentId }: Pick<Ticket, 'departmentId'>,
  agents: ReadonlyMap<string, AgentValue>,
): SkipReason | null {
  const agent = agents.get(agentId);
  if (!agent) return 'gone';
  if (!agent.isActive) return 'notActive';
  return agent.departmentIds.includes(departmentId) ? null : 'notInDepartment';
}
