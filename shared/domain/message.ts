import { z } from 'zod';
import { MessageId, TicketId } from './ids.ts';
import { Rev } from './rev.ts';
import { Actor, CHANNELS, Instant } from './ticket/ticket.ts';

/** Longest message body, HTML or text, in characters. A longer one is refused with `message.tooLong`. */
export const MESSAGE_MAX_LENGTH = 400_000;

/** One message of a thread. Immutable once accepted: it is inserted once, by id. */
export const Message = z.strictObject({
  id: MessageId,
  rev: Rev,
  ticketId: TicketId,
  /** `customer` wrote it, `reply` went to the customer, `note` stays inside. */
  kind: z.enum(['customer', 'reply', 'note']),
  by: Actor,
  atMs: Instant,
  /** Sanitised HTML; `''` when the message came as plain text only. */
  html: z.string().max(MESSAGE_MAX_LENGTH),
  /** The same words as plain text. */
  text: z.string().max(MESSAGE_MAX_LENGTH),
  channel: z.enum(CHANNELS),
  /** The last message its author had seen when writing; `''` when none. */
  seenMessageId: z.union([MessageId, z.literal('')]),
  /** The sender's own message id where there is one: the key of exactly-once intake. */
  externalId: z.string().max(500),
});
export type Message = z.infer<typeof Message>;
export type MessageKind = Message['kind'];
