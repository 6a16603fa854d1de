import { z } from 'zod';
import { AgentId, MessageId, TicketId } from './ids.ts';
import { Rev } from './rev.ts';
import { Actor, CHANNELS, Instant } from './ticket/ticket.ts';

/** Longest message body, HTML or text, in characters. A longer one is refused with `message.tooLong`. */
export const MESSAGE_MAX_LENGTH = 400_000;

/** Most colleagues one note mentions. */
export const MENTIONS_MAX = 50;

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
  /**
   * How many answers of colleagues its author had seen (`answersOfOthers`). A reply that meets more of them at the server is
   * refused as answered meanwhile. One that does not say is taken as it is: an import, or a message of an earlier version.
   */
  seenAnswers: z.int().min(0).optional(),
  /** Colleagues whom a note mentions and who may see it; they are told. */
  mentions: z.array(AgentId).max(MENTIONS_MAX).optional(),
  /** The sender's own message id where there is one: the key of exactly-once intake. */
  externalId: z.string().max(500),
});
export type Message = z.infer<typeof Message>;
export type MessageKind = Message['kind'];

/** What the id of a notice about a transfer begins with; such a message keeps the customer informed and answers nothing. */
export const NOTICE_ID_PREFIX = 'moved-';

/**
 * The public answers that somebody else than `agentId` has given. Counted, not dated: messages are never changed or taken
 * away, so of two counts over one thread the larger one has seen more, whatever the clocks and the order of arrival.
 */
export function answersOfOthers<T extends Pick<Message, 'id' | 'kind' | 'by'>>(
  messages: readonly T[],
  agentId: string,
): T[] {
  return messages.filter(
    ({ id, kind, by }) =>
      kind === 'reply' && by.kind === 'agent' && by.id !== agentId && !id.startsWith(NOTICE_ID_PREFIX),
  );
}
