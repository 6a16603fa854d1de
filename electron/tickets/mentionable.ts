import type { AgentId } from '../../shared/domain/ids.ts';
import type { Mentionable } from '../../shared/domain/mentions.ts';
import { seesTicket, type TicketPlace } from '../../shared/domain/visibility.ts';
import type { Directory } from './directory.ts';

/** Who can be mentioned in a ticket: active colleagues who see it. */
export function mentionableIn(
  directory: Pick<Directory, 'agent' | 'activeAgentIds'>,
  ticket: TicketPlace,
  meId: AgentId,
): Mentionable[] {
  return directory.activeAgentIds().flatMap((id) => {
    const agent = directory.agent(id);
    if (!agent || id === meId || !seesTicket({ ...agent, agentId: id }, ticket)) return [];
    return [{ id, name: agent.name }];
  });
}
