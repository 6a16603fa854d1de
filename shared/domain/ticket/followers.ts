import type { AgentId } from '../ids.ts';
import { FOLLOWERS_MAX } from './ticket.ts';

/** The followers with some more, each once; beyond `FOLLOWERS_MAX` nobody is added. */
export function withFollowers(followerIds: readonly AgentId[], more: readonly AgentId[]): AgentId[] {
  return [...new Set([...followerIds, ...more])].slice(0, Math.max(FOLLOWERS_MAX, followerIds.length));
}
