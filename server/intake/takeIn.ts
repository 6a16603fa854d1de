import type { Contact } from '../../shared/domain/contact.ts';
import type { ContactId, DepartmentId, HistoryId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { addMessage, createTicket, type MessageContext } from '../../shared/domain/ticket/actions.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import { SUBJECT_MAX_LENGTH, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { IntakeAnswer } from '../../shared/sync/wire.ts';
import { excerpt } from '../../shared/text/htmlToText.ts';
import type { Channel } from '../security/channels.ts';
import { newId } from '../security/ids.ts';
import { readReplyToken, replyTokenFor } from '../security/replyTokens.ts';
import type { Secrets } from '../security/secrets.ts';
import { documentOf } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { LogWriter } from '../store/writeLog.ts';
import { cleanWords, type Words } from './cleanWords.ts';
import { resolveContact, type Sender } from './contacts.ts';
import type { FactsReader, WorkspaceFacts } from './workspaceFacts.ts';

/** A customer's words on their way in, whatever the channel. */
export interface Incoming extends Words {
  /** The sender's own id of this message: the same key twice is the same message. */
  readonly messageKey: string;
  /** `ticketContact`: whoever the ticket of the reply token belongs to. */
  readonly from: Sender | 'ticketContact';
  readonly subject: string;
  readonly language: string;
  readonly tags: readonly string[];
  /** Appends to the ticket it stands for; absent for a new ticket. */
  readonly replyToken?: string | undefined;
  /** When it was written, UTC epoch ms; absent for now. */
  readonly atMs?: number | undefined;
}

/** What intake works with. */
export interface IntakeParts {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly facts: FactsReader;
}

const SUBJECT_FROM_TEXT = 80;
const DEFAULT_PRIORITY = 'normal';

/**
 * Takes a message in: a new ticket, a message on one, or a follow-up of a closed one. Ticket, message, contact and receipt
 * are written in one transaction, so a message that is sent again (or twice at once) is answered `duplicate`. Throws
 * `message.empty`, `message.tooLong` and `intake.unknownTicket`.
 */
export async function takeIn(
  parts: IntakeParts,
  channel: Channel,
  incoming: Incoming,
): Promise<IntakeAnswer> {
  const words = cleanWords(incoming);
  return parts.store.write(channel.workspaceId, async (log) => {
    const answer = (
      outcome: IntakeAnswer['outcome'],
      ticket: Ticket,
      messageId: MessageId,
    ): IntakeAnswer => ({
      outcome,
      ticketId: ticket.id,
      number: ticket.number,
      messageId,
      replyToken: replyTokenFor(parts.secrets.replyTokenKey, channel.workspaceId, ticket.id),
    });

    const receipt = await findReceipt(log, channel, incoming.messageKey);
    if (receipt) return answer('duplicate', await loadTicket(log, receipt.ticketId), receipt.messageId);

    const parent = await findParent(parts, log, channel, incoming.replyToken);
    const facts = await parts.facts.read(log.sql, channel.workspaceId);
    const contact = await resolveContact(log, senderOf(incoming, parent), incoming.language);
    const { ticket: target, outcome } = targetOf(log, channel, incoming, words, contact, parent, facts);
    const message = newMessage(log, channel, incoming, words, contact.id, target);
    const ticket = joined(log, target, message, contact, facts, parent);
    log.put('messages', message);
    log.put('tickets', ticket);
    await keepReceipt(log, channel, incoming.messageKey, ticket.id, message.id);
    return answer(outcome, ticket, message.id);
  });
}

async function findParent(
  parts: IntakeParts,
  log: LogWriter,
  channel: Channel,
  replyToken: string | undefined,
): Promise<Ticket | undefined> {
  if (replyToken === undefined) return undefined;
  const id = readReplyToken(parts.secrets.replyTokenKey, channel.workspaceId, replyToken);
  if (id === undefined)
    throw new BatonError('intake.unknownTicket', 'this reply token belongs to no ticket here');
  return loadTicket(log, id);
}

async function loadTicket(log: LogWriter, id: TicketId): Promise<Ticket> {
  await log.load('tickets', [id]);
  const stored = log.master('tickets', id);
  if (!stored || stored.isDeleted)
    throw new BatonError('intake.unknownTicket', 'this ticket is not here any more');
  return documentOf('tickets', stored);
}

function senderOf({ from }: Incoming, parent: Ticket | undefined): Sender | ContactId {
  if (from !== 'ticketContact') return from;
  if (!parent)
    throw new BatonError('intake.unknownTicket', 'this message names neither a sender nor a ticket');
  return parent.contactId;
}

/** The ticket the message goes to: the one it answers, unless that is closed or there is none. */
function targetOf(
  log: LogWriter,
  channel: Channel,
  incoming: Incoming,
  words: Words,
  contact: Contact,
  parent: Ticket | undefined,
  facts: WorkspaceFacts,
): { readonly ticket: Ticket; readonly outcome: 'created' | 'appended' | 'followUp' } {
  if (parent && parent.status !== 'closed') return { ticket: parent, outcome: 'appended' };
  const context = contextOf(log, contact.id, facts);
  const ticket = createTicket(
    {
      id: newId(log.nowMs) as TicketId,
      subject: parent?.subject ?? subjectOf(incoming.subject, words.text),
      departmentId: parent?.departmentId ?? channel.departmentId,
      priority: DEFAULT_PRIORITY,
      tags: [...new Set(parent?.tags ?? incoming.tags)],
      contactId: contact.id,
      channel: channel.kind,
      language: incoming.language || contact.language,
    },
    context,
    facts.activeAgentIds,
  );
  const numbered = { ...ticket, number: log.takeNumber() };
  if (!parent) return { ticket: numbered, outcome: 'created' };
  const entry = {
    id: context.newId() as HistoryId,
    atMs: log.nowMs,
    by: context.by,
    kind: 'followUp' as const,
    fromTicketId: parent.id,
  };
  return { ticket: { ...numbered, history: [...numbered.history, entry] }, outcome: 'followUp' };
}

function newMessage(
  log: LogWriter,
  channel: Channel,
  incoming: Incoming,
  words: Words,
  contactId: ContactId,
  ticket: Ticket,
): Message {
  return {
    id: newId(log.nowMs) as MessageId,
    rev: log.stamp(),
    ticketId: ticket.id,
    kind: 'customer',
    by: { kind: 'customer', id: contactId },
    // Nobody writes from the future, and nobody has waited since before their ticket was there.
    atMs: Math.max(ticket.createdAtMs, Math.min(incoming.atMs ?? log.nowMs, log.nowMs)),
    html: words.html,
    text: words.text,
    channel: channel.kind,
    seenMessageId: '',
    externalId: incoming.messageKey,
  };
}

function joined(
  log: LogWriter,
  target: Ticket,
  message: Message,
  contact: Contact,
  facts: WorkspaceFacts,
  parent: Ticket | undefined,
): Ticket {
  const result = addMessage(target, message, contextOf(log, contact.id, facts));
  if (result.kind === 'refused') {
    throw new BatonError(result.code, 'this ticket takes no message', { ticketId: target.id });
  }
  const ticket = result.kind === 'changed' ? result.ticket : target;
  return { ...deriveTicket(ticket, facts.book, contact), rev: log.stamp(parent?.rev) };
}

function contextOf(log: LogWriter, contactId: ContactId, facts: WorkspaceFacts): MessageContext {
  return {
    nowMs: log.nowMs,
    by: { kind: 'customer', id: contactId },
    newId: () => newId(log.nowMs),
    authorDepartmentIds: [] satisfies DepartmentId[],
    isAvailable: (agentId) => facts.isAvailable(agentId),
    reopenTo: (departmentId) => facts.reopenTo(departmentId),
  };
}

function subjectOf(subject: string, text: string): string {
  const given = subject.replace(/\s+/g, ' ').trim();
  return (given === '' ? excerpt(text, SUBJECT_FROM_TEXT) : given).slice(0, SUBJECT_MAX_LENGTH);
}

async function findReceipt(
  log: LogWriter,
  channel: Channel,
  messageKey: string,
): Promise<{ readonly ticketId: TicketId; readonly messageId: MessageId } | undefined> {
  const row = await log.sql
    .selectFrom('intake_receipts')
    .select(['ticket_id', 'message_id'])
    .where('channel_id', '=', channel.id)
    .where('message_key', '=', messageKey)
    .executeTakeFirst();
  return row && { ticketId: row.ticket_id as TicketId, messageId: row.message_id as MessageId };
}

async function keepReceipt(
  log: LogWriter,
  channel: Channel,
  messageKey: string,
  ticketId: TicketId,
  messageId: MessageId,
): Promise<void> {
  await log.sql
    .insertInto('intake_receipts')
    .values({
      channel_id: channel.id,
      message_key: messageKey,
      workspace_id: channel.workspaceId,
      ticket_id: ticketId,
      message_id: messageId,
      at_ms: log.nowMs,
    })
    .execute();
}
