import type { AgentId, DepartmentId } from './ids.ts';
import type { AgentValue } from './settings.ts';
import type { Ticket } from './ticket/ticket.ts';

/** Somebody who looks: what of an agent decides which tickets they may see. */
export interface Viewer {
  readonly agentId: AgentId;
  readonly role: AgentValue['role'];
  readonly departmentIds: readonly DepartmentId[];
}

/** What of a ticket decides who may see it. */
export type TicketPlace = Pick<Ticket, 'departmentId' | 'assigneeId'>;

/**
 * Agents see the tickets of their departments and those they hold; supervisors and administrators see all. Messages follow
 * their ticket; contacts and settings are everybody's. Source: product design, section 7.
 */
export function seesTicket(viewer: Viewer, ticket: TicketPlace): boolean {
  return (
    seesEverything(viewer) ||
    viewer.departmentIds.includes(ticket.departmentId) ||
    ticket.assigneeId === viewer.agentId
  );
}

/** True for those whom no department limits. */
export function seesEverything(viewer: Pick<Viewer, 'role'>): boolean {
  return viewer.role !== 'agent';
}

/** True when both see the same tickets, whatever the order of their departments. */
export function hasSameSight(a: Omit<Viewer, 'agentId'>, b: Omit<Viewer, 'agentId'>): boolean {
  if (seesEverything(a) || seesEverything(b)) return seesEverything(a) && seesEverything(b);
  const own = new Set(a.departmentIds);
  const others = new Set(b.departmentIds);
  return own.size === others.size && [...own].every((id) => others.has(id));
}

/**
 * True for words this agent wrote before they passed the ticket on, or while they filed it for another department: a
 * handover note, a word to the customer, what the customer said on the phone. They belong to that act, but reach the server
 * after the ticket has left their sight, and perhaps after somebody there has taken it.
 */
export function hasPassedOn(
  viewer: Pick<Viewer, 'agentId'>,
  ticket: Pick<Ticket, 'history'>,
  writtenAtMs: number,
): boolean {
  return ticket.history.some(
    ({ kind, by, atMs }) =>
      (kind === 'holder' || kind === 'created') &&
      by.kind === 'agent' &&
      by.id === viewer.agentId &&
      writtenAtMs <= atMs,
  );
}
