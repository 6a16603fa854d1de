import type { DepartmentValue } from '../../../shared/domain/settings.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';

/** What decides who of two agents, both of whom could take a ticket, comes first. */
export interface Contender {
  readonly id: AgentId;
  /** Open weight as a share of the capacity. */
  readonly share: number;
  readonly matchingSkills: number;
  /**
   * Since when the latest of their tickets had waited. It stands for when they were given something last, and takes that from
   * the ticket, not from a clock: whether a claim has been accepted already or is only planned, every desk sees the same order.
   */
  readonly latestTicketMs: number;
}

type Method = DepartmentValue['assignment'];

/** Share of an agent's capacity that is taken; without any capacity they are always the fullest. */
export function shareOf(weight: number, capacity: number): number {
  return capacity > 0 ? weight / capacity : Number.POSITIVE_INFINITY;
}

/**
 * True when `a` comes before `b`. A strict total order, because the ids differ. A department that hands out by hand ranks
 * like least loaded, for suggestions. Source: product design, section 5.
 */
export function comesBefore(a: Contender, b: Contender, method: Method, lastAgentId: AgentId | ''): boolean {
  if (lastAgentId !== '' && (a.id === lastAgentId || b.id === lastAgentId)) return a.id === lastAgentId;
  if (method === 'bestSkill' && a.matchingSkills !== b.matchingSkills)
    return a.matchingSkills > b.matchingSkills;
  if (method !== 'roundRobin' && a.share !== b.share) return a.share < b.share;
  if (a.latestTicketMs !== b.latestTicketMs) return a.latestTicketMs < b.latestTicketMs;
  // Tickets that came at one instant go round as well.
  if (a.share !== b.share) return a.share < b.share;
  return a.id < b.id;
}
