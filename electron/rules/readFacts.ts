import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { RuleFacts, RuleTeam } from '../engine/rules/ruleFacts.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { Message } from '../../shared/domain/message.ts';

/** Everything rules know of one ticket. */
export interface TicketFacts extends RuleFacts {
  readonly messages: readonly Message[];
}

/** Reads what rules ask of a ticket besides itself. */
export async function readFacts(
  stores: Pick<DocumentStores, 'messages' | 'contacts'>,
  ticket: Ticket,
  team: RuleTeam,
  nowMs: number,
): Promise<TicketFacts> {
  const [messages, contact] = await Promise.all([
    stores.messages.query({ selector: { ticketId: ticket.id }, sort: [{ atMs: 'asc' }] }),
    stores.contacts.get(ticket.contactId),
  ]);
  const organisationId = contact?.organisationId ?? '';
  const organisation = organisationId === '' ? undefined : await stores.contacts.get(organisationId);
  return { messages, contact: contact ?? null, organisation: organisation ?? null, team, nowMs };
}
