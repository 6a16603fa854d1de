import type { DepartmentId } from '../ids.ts';
import { transferTicket, type ActionContext, type ActionResult } from './actions.ts';
import { NOBODY, type HistoryEntry, type Ticket } from './ticket.ts';

/** A rule gives the ticket to another department, where it waits for somebody. Refused on `closed`. Source: product design, section 4. */
export function moveByRule(ticket: Ticket, departmentId: DepartmentId, context: ActionContext): ActionResult {
  if (ticket.departmentId === departmentId) return { kind: 'unchanged' };
  const reason = { code: 'other', text: '-' } as const;
  const result = transferTicket(ticket, { departmentId, assigneeId: NOBODY, reason }, context);
  if (result.kind !== 'changed') return result;
  const added = result.ticket.history.slice(ticket.history.length);
  const told = added.map((line): HistoryEntry =>
    line.kind === 'holder' ? { ...line, cause: 'rule', reason: null } : line,
  );
  return {
    kind: 'changed',
    ticket: { ...result.ticket, history: [...ticket.history, ...told] },
  };
}
