import type { AgentId } from '../ids.ts';
import type { ActionResult } from './actions.ts';
import { FOLLOWERS_MAX, type Ticket } from './ticket.ts';

/** The followers with some more, each once; beyond `FOLLOWERS_MAX` nobody is added. */
export function withFollowers(followerIds: readonly AgentId[], more: readonly AgentId[]): AgentId[] {
  return [...new Set([...followerIds, ...more])].slice(0, Math.max(FOLLOWERS_MAX, followerIds.length));
}

/**
 * Has somebody hear of what happens to the ticket, or not any more. It is no activity, and no line tells of it. Refused as
 * `input.invalid` when the ticket has as many followers as it can.
 */
export function setFollowing(ticket: Ticket, agentId: AgentId, isFollowing: boolean): ActionResult {
  if (ticket.followerIds.includes(agentId) === isFollowing) return { kind: 'unchanged' };
  const followerIds = isFollowing
    ? withFollowers(ticket.followerIds, [agentId])
    : ticket.followerIds.filter((id) => id !== agentId);
  if (followerIds.length === ticket.followerIds.length) return { kind: 'refused', code: 'input.invalid' };
  return { kind: 'changed', ticket: { ...ticket, followerIds } };
}
