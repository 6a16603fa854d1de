import type { AgentId } from '../ids.ts';
import type { ActionContext, ActionResult } from './actions.ts';
import { holderMoves } from './history.ts';
import { isOpenStatus, NOBODY, type HistoryEntry, type HolderEntry, type Ticket } from './ticket.ts';

/** Causes by which a ticket comes to somebody who has not asked for it. */
const GIVEN: ReadonlySet<HolderEntry['cause']> = new Set([
  'manual',
  'rule',
  'auto',
  'bulk',
  'escalation',
  'substitute',
]);

/**
 * The move by which this agent was given the ticket, as long as they have neither accepted it nor done anything to it since;
 * `null` when there is nothing to accept. `lastWroteAtMs`: when they last wrote in it, UTC epoch ms, 0 for never.
 */
export function openHandover(ticket: Ticket, agentId: AgentId, lastWroteAtMs: number): HolderEntry | null {
  if (ticket.assigneeId !== agentId || !isOpenStatus(ticket.status)) return null;
  const move = holderMoves(ticket).at(-1);
  if (move?.to.assigneeId !== agentId || !GIVEN.has(move.cause)) return null;
  const isOwn = ({ by }: HistoryEntry): boolean => by.kind === 'agent' && by.id === agentId;
  if (isOwn(move) || lastWroteAtMs > move.atMs) return null;
  return ticket.history.some((line) => isOwn(line) && line.atMs >= move.atMs) ? null : move;
}

/** Who had the ticket before a move and could have it back: the agent it was taken from inside the department, else `''`. */
export function senderOf({ from, to }: HolderEntry): AgentId | typeof NOBODY {
  return from.departmentId === to.departmentId ? from.assigneeId : NOBODY;
}

/** The agent says that they are on it. Refused to everybody who does not hold it; `unchanged` when there is nothing to accept. */
export function acceptTicket(ticket: Ticket, agentId: AgentId, context: ActionContext): ActionResult {
  if (ticket.assigneeId !== agentId) return { kind: 'refused', code: 'ticket.alreadyHeld' };
  const move = openHandover(ticket, agentId, 0);
  if (!move) return { kind: 'unchanged' };
  const line: HistoryEntry = {
    id: context.newId() as HistoryEntry['id'],
    atMs: Math.max(context.nowMs, move.atMs),
    by: context.by,
    kind: 'accepted',
    moveId: move.id,
  };
  return {
    kind: 'changed',
    ticket: {
      ...ticket,
      updatedAtMs: Math.max(ticket.updatedAtMs, context.nowMs),
      history: [...ticket.history, line],
    },
  };
}
