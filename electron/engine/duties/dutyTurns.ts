import type { AgentId } from '../../../shared/domain/ids.ts';
import { DUTY_GRACE_MS } from './dutyPlace.ts';

/** When it is this desk's turn at tickets with something to do for the team. Instants are UTC epoch ms. */
export interface DutyTurns {
  readonly size: number;
  has(ticketId: string): boolean;
  /** Something may be to do: it is looked at as soon as can be. */
  note(ticketId: string): void;
  /** There is nothing to do, now or later. */
  drop(ticketId: string): void;
  /** Nothing is done before. */
  putOff(ticketId: string, untilMs: number): void;
  /**
   * So many desks are before this one: they get their time first. A turn that has been waited for comes no later because the
   * line has changed.
   */
  lineUp(ticketId: string, place: number, nowMs: number): void;
  /** Its turn has come by waiting: until nothing is left to do, the desk does not stand in line again. */
  isOwn(ticketId: string): boolean;
  /** The next instant at which something is to be looked at; Infinity for none. */
  nextMs(): number;
  /** What to look at: what is due, and all of it when others are online than at the last time. */
  due(nowMs: number, online: readonly AgentId[]): readonly string[];
  /** Takes a ticket off to look at it. */
  begin(ticketId: string, nowMs: number): void;
  /** Nothing is left to do for now. */
  finished(ticketId: string): void;
}

/** Nobody's turn yet. */
export function createDutyTurns(): DutyTurns {
  const turns = new Map<string, number>();
  /** When turns come that are waited for. */
  const promised = new Map<string, number>();
  const own = new Set<string>();
  let line = '';

  function drop(ticketId: string): void {
    for (const map of [turns, promised, own]) map.delete(ticketId);
  }

  return {
    get size() {
      return turns.size;
    },
    has: (ticketId) => turns.has(ticketId),
    note: (ticketId) => {
      if (!turns.has(ticketId)) turns.set(ticketId, 0);
    },
    drop,
    putOff: (ticketId, untilMs) => {
      turns.set(ticketId, untilMs);
    },
    lineUp: (ticketId, place, nowMs) => {
      const atMs = Math.min(promised.get(ticketId) ?? Infinity, nowMs + place * DUTY_GRACE_MS);
      promised.set(ticketId, atMs);
      turns.set(ticketId, atMs);
    },
    isOwn: (ticketId) => own.has(ticketId),
    nextMs: () => {
      let nextMs = Infinity;
      for (const atMs of turns.values()) nextMs = Math.min(nextMs, atMs);
      return nextMs;
    },
    due: (nowMs, online) => {
      const now = [...online].sort().join('\n');
      const isOther = now !== line;
      line = now;
      return [...turns].flatMap(([ticketId, atMs]) => (atMs <= nowMs || isOther ? [ticketId] : []));
    },
    begin: (ticketId, nowMs) => {
      turns.delete(ticketId);
      if ((promised.get(ticketId) ?? Infinity) <= nowMs) own.add(ticketId);
    },
    finished: (ticketId) => {
      promised.delete(ticketId);
      own.delete(ticketId);
    },
  };
}
