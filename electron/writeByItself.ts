import type { TicketId } from '../shared/domain/ids.ts';
import { deriveTicket } from '../shared/domain/ticket/derive.ts';
import type { Ticket } from '../shared/domain/ticket/ticket.ts';
import type { TicketPorts } from './tickets/ticketChanges.ts';

/**
 * Writes what the desk does of its own accord, as one step: `decide` is asked again when somebody else was faster, and answers
 * `null` when there is nothing to do. Returns the ticket as it was written, `undefined` when nothing was. Runs inside a turn of
 * the journal.
 */
export async function writeByItself(
  { stores, directory, nextRev }: Pick<TicketPorts, 'stores' | 'directory' | 'nextRev'>,
  ticketId: TicketId,
  decide: (ticket: Ticket) => Promise<Ticket | null>,
): Promise<Ticket | undefined> {
  for (;;) {
    const ticket = await stores.tickets.get(ticketId);
    const decided = ticket && (await decide(ticket));
    if (!decided) return undefined;
    const contact = (await stores.contacts.get(decided.contactId)) ?? null;
    const next = deriveTicket(decided, directory.slaBook(), contact);
    const rev = nextRev();
    const written = await stores.tickets.update(ticketId, (current) =>
      current.rev === ticket.rev ? { ...next, rev } : null,
    );
    if (!written) return undefined;
    // Unless somebody was faster: then what they have written is looked at first.
    if (written.rev === rev) return written;
  }
}
