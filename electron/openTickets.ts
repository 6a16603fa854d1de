import { setImmediate } from 'node:timers/promises';
import type { Contact } from '../shared/domain/contact.ts';
import type { Ticket } from '../shared/domain/ticket/ticket.ts';
import type { DocumentStores } from './replica/openReplica.ts';

/** Small enough that taking one over from the storage's thread holds nobody up. */
const PAGE = 100;

/** Tickets with what is known of their contacts. */
export interface TicketPage {
  readonly tickets: readonly Ticket[];
  readonly contacts: ReadonlyMap<string, Contact>;
  /** The last one's id: the place to go on from. */
  readonly lastId: string;
}

/**
 * Reads the open tickets in the order of their ids, page by page, each once, and lets others have their turn in between.
 * What is opened meanwhile with an earlier id is left out; ids are sortable by time, so that is what was just reopened.
 */
export async function* openTickets(
  stores: Pick<DocumentStores, 'tickets' | 'contacts'>,
  after: string,
  needsContacts: boolean,
): AsyncGenerator<TicketPage, void> {
  let lastId = after;
  for (;;) {
    const tickets = await stores.tickets.query({
      selector: { id: { $gt: lastId }, isOpen: true },
      sort: [{ id: 'asc' }],
      limit: PAGE,
    });
    lastId = tickets.at(-1)?.id ?? lastId;
    if (tickets.length > 0) {
      const contacts = needsContacts
        ? await stores.contacts.getMany(tickets.map(({ contactId }) => contactId))
        : new Map<string, Contact>();
      yield { tickets, contacts, lastId };
    }
    if (tickets.length < PAGE) return;
    await setImmediate();
  }
}
