import type { TicketId } from '../../shared/domain/ids.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type TicketCommand =
  | 'views.counts'
  | 'tickets.page'
  | 'list.show'
  | 'list.close'
  | 'tickets.get'
  | 'tickets.find'
  | 'tickets.search'
  | 'archive.search'
  | 'archive.open'
  | 'storage.size'
  | 'tickets.create'
  | 'ticket.assign'
  | 'ticket.transfer'
  | 'ticket.take'
  | 'ticket.release'
  | 'ticket.accept'
  | 'ticket.giveBack'
  | 'ticket.setStatus'
  | 'ticket.setPriority'
  | 'ticket.setTags'
  | 'ticket.setSubject'
  | 'ticket.follow'
  | 'ticket.snooze'
  | 'ticket.setDue'
  | 'contacts.search';

/** Handlers about tickets and the people who wrote them. */
export function ticketHandlers(desk: Desk): Pick<Handlers, TicketCommand> {
  const { workspace } = desk;
  /** Words in their undo time leave first: afterwards their writer may not see the ticket any more. */
  function passingOn<I extends { readonly ticketId: TicketId }, O>(
    pass: (input: I) => Promise<O>,
  ): (input: I) => Promise<O> {
    return async (input) => {
      await workspace().sends.flush(input.ticketId);
      return pass(input);
    };
  }
  return {
    'views.counts': ({ views }) => workspace().counts.counts(views),
    'tickets.page': (input) => workspace().queries.page(input),
    'list.show': (input) => workspace().lists.show(input),
    'list.close': ({ listId }) => {
      workspace().lists.close(listId);
      return {};
    },
    'tickets.get': ({ ticketId }) => workspace().queries.get(ticketId),
    'tickets.find': ({ text }) => workspace().queries.find(text),
    'tickets.search': (input) => workspace().queries.search(input),
    'tickets.create': (input) => workspace().tickets.create(input),
    'archive.search': ({ text }) => workspace().archive.search(text),
    'archive.open': async ({ ticketId }) => {
      await workspace().archive.open(ticketId);
      return {};
    },
    'storage.size': async () => ({ bytes: await workspace().storageBytes() }),
    'ticket.assign': passingOn((input) => workspace().tickets.assign(input)),
    'ticket.transfer': passingOn((input) => workspace().tickets.transfer(input)),
    'ticket.take': (input) => workspace().tickets.take(input),
    'ticket.release': passingOn((input) => workspace().tickets.release(input)),
    'ticket.accept': (input) => workspace().tickets.accept(input),
    'ticket.giveBack': passingOn((input) => workspace().tickets.giveBack(input)),
    'ticket.setStatus': (input) => workspace().tickets.setStatus(input),
    'ticket.setPriority': (input) => workspace().tickets.setPriority(input),
    'ticket.setTags': (input) => workspace().tickets.setTags(input),
    'ticket.setSubject': (input) => workspace().tickets.setSubject(input),
    'ticket.follow': (input) => workspace().tickets.follow(input),
    'ticket.snooze': (input) => workspace().tickets.snooze(input),
    'ticket.setDue': (input) => workspace().tickets.setDue(input),
    'contacts.search': ({ text }) => workspace().queries.searchContacts(text),
  };
}
