import type { AgentId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import { MESSAGE_MAX_LENGTH, type Message, type MessageKind } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Actor, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import { htmlToText } from '../../shared/text/htmlToText.ts';
import { sanitiseHtml } from './sanitiseHtml.ts';

/** Words that may be sent: clean HTML and the same as text. */
export interface Words {
  readonly html: string;
  readonly text: string;
}

/** Cleans what was typed. Throws `message.tooLong` or `message.empty`; the draft stays where it is. */
export function readWords(html: string): Words {
  if (html.length > MESSAGE_MAX_LENGTH) {
    throw new BatonError('message.tooLong', 'the message is too long', {
      length: html.length,
      max: MESSAGE_MAX_LENGTH,
    });
  }
  const clean = sanitiseHtml(html);
  const text = htmlToText(clean);
  if (text === '') throw new BatonError('message.empty', 'the message has no words');
  // Cleaning escapes what was not, so it may make the text longer.
  if (clean.length > MESSAGE_MAX_LENGTH) throw new BatonError('message.tooLong', 'the message is too long');
  return { html: clean, text };
}

/** A message of a ticket. */
export function composeMessage(facts: {
  readonly id: MessageId;
  readonly rev: Rev;
  readonly ticketId: TicketId;
  readonly kind: MessageKind;
  readonly by: Actor;
  readonly atMs: number;
  readonly words: Words;
  readonly channel: Ticket['channel'];
  readonly seenMessageId: Message['seenMessageId'];
  /** Left out: the author does not say. */
  readonly seenAnswers?: number | undefined;
  readonly mentions?: AgentId[];
}): Message {
  const { words, seenAnswers, mentions = [], ...rest } = facts;
  return {
    ...rest,
    ...words,
    externalId: '',
    ...(seenAnswers !== undefined && { seenAnswers }),
    ...(mentions.length > 0 && { mentions }),
  };
}
