import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

/** Handlers about why tickets are due when they are due. */
export function slaHandlers(desk: Desk): Pick<Handlers, 'sla.explain'> {
  return { 'sla.explain': ({ ticketId }) => desk.workspace().queries.explainDue(ticketId) };
}
