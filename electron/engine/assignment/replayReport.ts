import type { AgentId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import type { ReplayReport } from '../../../shared/ipc/assignment.ts';

/** How one ticket went. Instants are UTC epoch ms. */
export interface TicketOutcome {
  readonly createdAtMs: number;
  /** Who had it, in order; one who had it again later is named again. */
  readonly owners: readonly { readonly agentId: AgentId; readonly atMs: number }[];
  /** Moves between holders. */
  readonly hops: number;
  readonly solvedBy: AgentId | typeof NOBODY;
}

const MOST_HOPS = 3;

/** The figures of many tickets. Pure. */
export function reportOf(outcomes: readonly TicketOutcome[]): ReplayReport {
  const byAgent = new Map<AgentId, { tickets: number; solved: number }>();
  const of = (id: AgentId): { tickets: number; solved: number } => {
    const known = byAgent.get(id) ?? { tickets: 0, solved: 0 };
    byAgent.set(id, known);
    return known;
  };
  const waits: number[] = [];
  const hops: [number, number, number, number] = [0, 0, 0, 0];
  let solved = 0;
  let solvedByFirst = 0;
  let hopsTotal = 0;
  for (const outcome of outcomes) {
    const [first] = outcome.owners;
    if (first) {
      of(first.agentId).tickets += 1;
      waits.push(Math.max(0, first.atMs - outcome.createdAtMs));
    }
    hops[Math.min(outcome.hops, MOST_HOPS) as 0 | 1 | 2 | 3] += 1;
    hopsTotal += outcome.hops;
    if (outcome.solvedBy === NOBODY) continue;
    solved += 1;
    of(outcome.solvedBy).solved += 1;
    if (outcome.owners.every(({ agentId }) => agentId === outcome.solvedBy)) solvedByFirst += 1;
  }
  waits.sort((a, b) => a - b);
  const owners = [...byAgent]
    .map(([agentId, counts]) => ({ agentId, ...counts }))
    .sort((a, b) => b.tickets - a.tickets || (a.agentId < b.agentId ? -1 : 1));
  const counts = owners.map(({ tickets }) => tickets);
  return {
    tickets: outcomes.length,
    owners,
    spread: counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts),
    unevenness: unevenness(counts),
    hopsMean: outcomes.length === 0 ? 0 : hopsTotal / outcomes.length,
    hops,
    firstOwnerShare: solved === 0 ? 0 : solvedByFirst / solved,
    waitMedianMs: Math.round(quantile(waits, 0.5)),
    waitP95Ms: Math.round(quantile(waits, 0.95)),
    neverOwned: outcomes.length - waits.length,
  };
}

/** Standard deviation over mean; 0 for nothing. */
function unevenness(counts: readonly number[]): number {
  if (counts.length === 0) return 0;
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (mean === 0) return 0;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  return Math.sqrt(variance) / mean;
}

/** The value below which this share of ascending values lies; 0 for none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
