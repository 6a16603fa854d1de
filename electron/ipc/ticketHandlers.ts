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
  | 'tickets.create'
  | 'ticket.assign'
  | 'ticket.transfer'
  | 'ticket.take'
  | 'ticket.release'
  | 'ticket.setStatus'
  | 'ticket.setPriority'
  | 'ticket.setTags'
  | 'ticket.setSubject'
  | 'ticket.snooze'
  | 'contacts.search';

/** Handlers about tickets and the people who wrote them. */
export function ticketHandlers(desk: Desk): Pick<Handlers, TicketCommand> {
  const { workspace } = desk;
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
    'ticket.assign': (input) => workspace().tickets.assign(input),
    'ticket.transfer': (input) => workspace().tickets.transfer(input),
    'ticket.take': (input) => workspace().tickets.take(input),
    'ticket.release': (input) => workspace().tickets.release(input),
    'ticket.setStatus': (input) => workspace().tickets.setStatus(input),
    'ticket.setPriority': (input) => workspace().tickets.setPriority(input),
    'ticket.setTags': (input) => workspace().tickets.setTags(input),
    'ticket.setSubject': (input) => workspace().tickets.setSubject(input),
    'ticket.snooze': (input) => workspace().tickets.snooze(input),
    'contacts.search': ({ text }) => workspace().queries.searchContacts(text),
  };
}
