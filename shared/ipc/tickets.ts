import { z } from 'zod';
import { Contact } from '../domain/contact.ts';
import { AgentId, ContactId, DepartmentId, MessageId, TicketId } from '../domain/ids.ts';
import { Message } from '../domain/message.ts';
import { SLA_TARGETS } from '../domain/settings.ts';
import { LostChange } from '../domain/ticket/lostChanges.ts';
import {
  CHANNELS,
  Instant,
  NOBODY,
  Priority,
  SUBJECT_MAX_LENGTH,
  Status,
  Ticket,
  TransferReason,
} from '../domain/ticket/ticket.ts';
import { changed, command, ticketRef } from './command.ts';
import { DRAFT_MAX_LENGTH, PendingSend } from './messages.ts';

const TargetVerdictShape = z.strictObject({
  target: z.enum(SLA_TARGETS),
  state: z.enum(['running', 'paused', 'met', 'breached', 'metLate']),
  dueAtMs: z.number(),
  warnAtMs: z.array(z.number()).readonly(),
  remainingMs: z.number(),
  metAtMs: z.number(),
  isManual: z.boolean(),
});

export const TicketDetail = z.strictObject({
  ticket: Ticket,
  contact: Contact.nullable(),
  organisation: Contact.nullable(),
  messages: z.array(Message),
  /** Earlier and other tickets of the same contact, newest first, at most 20. */
  otherTickets: z.array(
    Ticket.pick({
      id: true,
      number: true,
      subject: true,
      status: true,
      createdAtMs: true,
      updatedAtMs: true,
    }),
  ),
  sla: z.strictObject({ policyName: z.string(), targets: z.array(TargetVerdictShape).readonly() }),
  hops: z.int().min(0),
  isPingPong: z.boolean(),
  isWaiting: z.boolean(),
  /** Messages the server has not accepted yet. */
  waitingMessageIds: z.array(MessageId),
  pendingSends: z.array(PendingSend),
  /** Changes of this agent that another's has overtaken, until they have settled it; oldest first. */
  lostChanges: z.array(LostChange),
});
export type TicketDetail = z.infer<typeof TicketDetail>;

const NewTicket = z.strictObject({
  contact: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('existing'), contactId: ContactId }),
    z.strictObject({
      kind: z.literal('new'),
      name: z.string().trim().min(1).max(200),
      email: z.union([z.email().max(320), z.literal('')]),
      phone: z.string().max(60),
    }),
  ]),
  subject: z.string().trim().min(1).max(SUBJECT_MAX_LENGTH),
  /** What the customer said; becomes the first message of the thread. */
  html: z.string().max(DRAFT_MAX_LENGTH),
  departmentId: DepartmentId,
  assigneeId: z.union([AgentId, z.literal(NOBODY)]),
  priority: Priority,
  channel: z.enum(CHANNELS),
  tags: z.array(z.string().min(1).max(60)).max(50),
});
export type NewTicket = z.infer<typeof NewTicket>;

/** What a window may ask about one ticket. */
export const TICKET_COMMANDS = {
  'tickets.get': command(ticketRef, TicketDetail.nullable()),
  'tickets.create': command(NewTicket, z.strictObject({ ticketId: TicketId })),
  'ticket.assign': command(
    z.strictObject({ ticketId: TicketId, assigneeId: z.union([AgentId, z.literal(NOBODY)]) }),
    changed,
  ),
  'ticket.transfer': command(
    z.strictObject({
      ticketId: TicketId,
      departmentId: DepartmentId,
      assigneeId: z.union([AgentId, z.literal(NOBODY)]),
      reason: TransferReason,
      /** Handover note, HTML; `''` for none. */
      noteHtml: z.string().max(DRAFT_MAX_LENGTH),
      /** Write to the customer who looks after their request now, in their language. */
      tellCustomer: z.boolean(),
    }),
    changed,
  ),
  'ticket.take': command(ticketRef, changed),
  'ticket.release': command(ticketRef, changed),
  /** Says that one is on a ticket one was given. */
  'ticket.accept': command(ticketRef, changed),
  /** Gives a ticket back with a reason: to its department, or to whoever had it before. It is not handed to this agent again by itself. */
  'ticket.giveBack': command(
    z.strictObject({ ticketId: TicketId, to: z.enum(['pool', 'sender']), reason: TransferReason }),
    changed,
  ),
  'ticket.setStatus': command(z.strictObject({ ticketId: TicketId, status: Status }), changed),
  'ticket.setPriority': command(z.strictObject({ ticketId: TicketId, priority: Priority }), changed),
  'ticket.setTags': command(
    z.strictObject({ ticketId: TicketId, tags: z.array(z.string().trim().min(1).max(60)).max(50) }),
    changed,
  ),
  'ticket.setSubject': command(
    z.strictObject({ ticketId: TicketId, subject: z.string().trim().min(1).max(SUBJECT_MAX_LENGTH) }),
    changed,
  ),
  /** Has a colleague, or oneself, hear of what happens to the ticket, or not any more. Throws `input.notFound` for whoever does not see it. */
  'ticket.follow': command(
    z.strictObject({ ticketId: TicketId, agentId: AgentId, isFollowing: z.boolean() }),
    changed,
  ),
  'ticket.snooze': command(z.strictObject({ ticketId: TicketId, untilMs: Instant }), changed),
  /** Sets a due time by hand; 0 takes it away. Throws `input.invalid` for the past, `ticket.illegalMove` when it is solved. */
  'ticket.setDue': command(z.strictObject({ ticketId: TicketId, dueAtMs: Instant }), changed),
} as const;

/** What windows are told about one ticket. */
export const TICKET_EVENTS = {
  /** Tickets or their messages changed; `all` after a bulk. The window asks again for what it shows. */
  'tickets.changed': z.strictObject({ ticketIds: z.union([z.array(TicketId), z.literal('all')]) }),
  /** The person clicked a notice (or a deep link). */
  'ticket.openRequested': ticketRef,
} as const;
