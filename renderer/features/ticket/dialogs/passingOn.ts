import { holderMoves } from '../../../../shared/domain/ticket/history.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Holder, Ticket } from '../../../../shared/domain/ticket/ticket.ts';

/** From this many hops on, one more is warned about. Source: product design, section 4 ("a third hop warns first"). */
const WARN_FROM_HOPS = 2;

/** What should be said before responsibility moves on. */
export interface PassingOnWarning {
  /** Hops so far when they are enough to warn about, else 0. */
  readonly hops: number;
  /** Who would get it straight back after having passed it on. */
  readonly returnsTo: 'department' | 'person' | null;
}

/** What to warn about when `ticket`, passed on `hops` times so far, goes to `to`. */
export function passingOnWarning(ticket: Ticket, hops: number, to: Holder): PassingOnWarning {
  return { hops: hops >= WARN_FROM_HOPS ? hops : 0, returnsTo: returnsTo(ticket, to) };
}

function returnsTo(ticket: Ticket, to: Holder): PassingOnWarning['returnsTo'] {
  const departments: string[] = [];
  const agents: string[] = [];
  for (const move of holderMoves(ticket)) {
    for (const holder of [move.from, move.to]) {
      if (departments.at(-1) !== holder.departmentId) departments.push(holder.departmentId);
      if (holder.assigneeId !== NOBODY && agents.at(-1) !== holder.assigneeId) agents.push(holder.assigneeId);
    }
  }
  if (to.departmentId !== ticket.departmentId) {
    return departments.at(-2) === to.departmentId ? 'department' : null;
  }
  return to.assigneeId !== NOBODY && agents.at(-2) === to.assigneeId ? 'person' : null;
}
