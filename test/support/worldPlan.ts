import type { TicketId } from '../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue } from '../../shared/domain/settings.ts';
import type { WorldClaim } from './assignmentFairness.ts';

/** Changes that reach a desk together are looked at together. */
export const GATHER_MS = 25;

/** What a simulated team goes through. Everything random comes from the seed. */
export interface WorldPlan {
  readonly seed: number;
  readonly agents: number;
  readonly tickets: number;
  readonly department: DepartmentValue;
  readonly agent: Partial<AgentValue>;
  /** Between two tickets coming in, at most. */
  readonly arrivalGapMs: number;
  /** One way between a desk and the server. */
  readonly latencyMs: readonly [least: number, most: number];
  /** How wrong the desks' clocks are, at most; what is left of it after they have asked the server is far less. */
  readonly skewMs: number;
  /** How often a desk crashes or loses its link, per ticket; 0 is never. */
  readonly faultsPerTicket: number;
  /** How long a ticket takes its owner; `null`: nobody solves any. */
  readonly workMs: readonly [least: number, most: number] | null;
}

/** What came of it. */
export interface WorldReport {
  /** From when a ticket was there, and somebody who could take it. */
  readonly timeToOwnerMs: readonly number[];
  /** Claims of tickets that somebody had by then. */
  readonly wastedClaims: number;
  /** Claims the server refused because who is there was another than when they were decided. */
  readonly outdatedClaims: number;
  /** Requests of all desks to the server. */
  readonly requests: number;
  /** Tickets nobody had at the end though somebody online had room. */
  readonly left: readonly TicketId[];
  /** Pieces of news all desks together got from the server. */
  readonly news: number;
  /** Largest difference between two agents' tickets, whoever was there, looked at whenever nothing waited. */
  readonly worstSpread: number;
  /** Every claim the server has judged, in that order. */
  readonly claims: readonly WorldClaim[];
  /** The most any agent ever held by the server's word, by weight. */
  readonly mostHeld: number;
  /** Tickets whose history tells of more than one giving that took effect, or of a lost one. */
  readonly crooked: readonly TicketId[];
  readonly desksAgree: boolean;
}

/** How long a claim takes at most from its decision until every desk has heard of it. */
export function roundTripOf({ latencyMs: [, most] }: WorldPlan): number {
  return 2 * most + GATHER_MS;
}
