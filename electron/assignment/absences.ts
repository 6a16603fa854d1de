import type { AgentId } from '../../shared/domain/ids.ts';
import { absentSince } from '../engine/assignment/decideReturns.ts';
import type { AgentState } from '../engine/assignment/team.ts';

/** Since when this desk has seen agents offline or away. In memory: nobody counts as gone for longer than somebody watched. */
export interface Absences {
  /** Takes in who is there at `nowMs`. */
  watch(agents: readonly AgentState[], nowMs: number): void;
  /** Nothing is known any more, because this desk is offline itself. */
  forget(): void;
  /** Since when each absent agent is. */
  since(agents: readonly AgentState[]): ReadonlyMap<AgentId, number>;
}

/** Nobody has been seen yet. */
export function createAbsences(): Absences {
  const offlineSinceMs = new Map<AgentId, number>();
  const awaySinceMs = new Map<AgentId, number>();

  function mark(marks: Map<AgentId, number>, id: AgentId, isSo: boolean, nowMs: number): void {
    if (!isSo) marks.delete(id);
    else if (!marks.has(id)) marks.set(id, nowMs);
  }

  return {
    watch: (agents, nowMs) => {
      for (const { id, value, isOnline } of agents) {
        mark(offlineSinceMs, id, !isOnline, nowMs);
        mark(awaySinceMs, id, value.availability === 'away' || value.availability === 'off', nowMs);
      }
    },
    forget: () => {
      offlineSinceMs.clear();
      awaySinceMs.clear();
    },
    since: (agents) =>
      new Map(
        agents.flatMap((agent) => {
          const sinceMs = absentSince(agent, offlineSinceMs, awaySinceMs);
          return sinceMs === null ? [] : [[agent.id, sinceMs] as const];
        }),
      ),
  };
}
