import type { Ticket } from '../shared/domain/ticket/ticket.ts';
import type { DocumentStores } from './replica/openReplica.ts';

/** Which tickets, in what order of which column, and how many at once. */
export interface TicketWalk {
  readonly selector: Readonly<Record<string, unknown>>;
  readonly by: 'createdAtMs' | 'updatedAtMs';
  readonly page: number;
  readonly isStopped: () => boolean;
}

/** Goes through tickets page by page; the next page is read when the one before has been dealt with. */
export async function forEachTicket(
  stores: Pick<DocumentStores, 'tickets'>,
  { selector, by, page: limit, isStopped }: TicketWalk,
  each: (page: readonly Ticket[]) => Promise<void>,
): Promise<void> {
  for (let skip = 0; !isStopped(); skip += limit) {
    const page = await stores.tickets.query({
      selector,
      sort: [{ [by]: 'asc' }, { id: 'asc' }],
      skip,
      limit,
    });
    await each(page);
    if (page.length < limit) return;
  }
}
