import type { Contact } from '../../shared/domain/contact.ts';
import { pausedLeft, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { TicketRow } from '../../shared/ipc/lists.ts';

/** Makes the line of a ticket; it looks at what has changed until the moment it was made. */
export type RowMaker = (ticket: Ticket, contact: Pick<Contact, 'name' | 'isVip'> | undefined) => TicketRow;

/** What a line shows besides the ticket and its contact. */
export interface RowPorts {
  readonly slaBook: () => SlaBook;
  readonly isTicketWaiting: (ticketId: string) => boolean;
  readonly ticketsWithDraft: () => ReadonlySet<string>;
}

/** A maker for lines that are made together. */
export function rowMaker(ports: RowPorts): RowMaker {
  const drafts = ports.ticketsWithDraft();
  const book = ports.slaBook();
  return (ticket, contact) => ({
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    departmentId: ticket.departmentId,
    assigneeId: ticket.assigneeId,
    tags: ticket.tags,
    channel: ticket.channel,
    language: ticket.language,
    snoozedUntilMs: ticket.snoozedUntilMs,
    createdAtMs: ticket.createdAtMs,
    updatedAtMs: ticket.updatedAtMs,
    awaitingReplySinceMs: ticket.awaitingReplySinceMs,
    nextDueAtMs: ticket.nextDueAtMs,
    lastMessageBy: ticket.lastMessageBy,
    lastMessageAtMs: ticket.lastMessageAtMs,
    preview: ticket.preview,
    messageCount: ticket.messageCount,
    reopenCount: ticket.reopenCount,
    contactName: contact?.name ?? '',
    isVip: contact?.isVip ?? false,
    pausedLeftMs: pausedLeft(book, ticket),
    isDueByHand: ticket.manualDueAtMs > 0 && ticket.manualDueAtMs === ticket.nextDueAtMs,
    isWaiting: ports.isTicketWaiting(ticket.id),
    hasDraft: drafts.has(ticket.id),
  });
}
