import type { Contact } from '../contact.ts';
import { nextDue, type SlaBook } from '../sla/slaBook.ts';
import { isOpenStatus, rankOf, type Ticket } from './ticket.ts';

/**
 * The ticket with its derived columns set: `isOpen`, `priorityRank`, `policyId`, `nextDueAtMs`.
 * Depends on nothing but its arguments, so every writer stores the same values.
 */
export function deriveTicket(ticket: Ticket, book: SlaBook, contact: Contact | null): Ticket {
  const settled: Ticket = {
    ...ticket,
    isOpen: isOpenStatus(ticket.status),
    priorityRank: rankOf(ticket.priority),
  };
  return { ...settled, ...nextDue(book, settled, contact) };
}
