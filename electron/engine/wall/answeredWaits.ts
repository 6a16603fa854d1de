import { NOTICE_ID_PREFIX, type Message } from '../../../shared/domain/message.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { isRuleMessage } from '../rules/ruleEvents.ts';

/** What the wall keeps of a public message. */
export type TalkLine = Pick<Message, 'id' | 'kind' | 'by' | 'atMs'>;

/** A customer waited from one instant to another, UTC epoch ms, and then had an answer, or the ticket was solved. */
export interface AnsweredWait {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/**
 * The waits of a ticket that are over, after its first reply, oldest first: what the next response was owed in and is no longer
 * told by the ticket itself. The one that still lasts is not among them.
 */
export function answeredWaits(
  ticket: Pick<Ticket, 'firstReplyAtMs' | 'history'>,
  talk: readonly TalkLine[],
): AnsweredWait[] {
  const events = talk.flatMap((line): { readonly atMs: number; readonly isQuestion: boolean }[] =>
    line.kind === 'customer'
      ? [{ atMs: line.atMs, isQuestion: true }]
      : isAnswer(line)
        ? [{ atMs: line.atMs, isQuestion: false }]
        : [],
  );
  for (const entry of ticket.history)
    if (entry.kind === 'status' && entry.to === 'solved')
      events.push({ atMs: entry.atMs, isQuestion: false });
  // What is said at one instant was asked before it was answered.
  events.sort((a, b) => a.atMs - b.atMs || Number(b.isQuestion) - Number(a.isQuestion));
  const waits: AnsweredWait[] = [];
  let sinceMs = 0;
  for (const { atMs, isQuestion } of events) {
    if (isQuestion) {
      if (sinceMs === 0) sinceMs = atMs;
      continue;
    }
    if (sinceMs > 0 && ticket.firstReplyAtMs > 0 && sinceMs > ticket.firstReplyAtMs)
      waits.push({ sinceMs, untilMs: atMs });
    sinceMs = 0;
  }
  return waits;
}

/** Words that only keep the customer informed answer nothing. */
function isAnswer({ kind, by, id }: TalkLine): boolean {
  return kind === 'reply' && by.kind !== 'rule' && !isRuleMessage({ id }) && !id.startsWith(NOTICE_ID_PREFIX);
}

/** True when waits may have ended since `sinceMs` that the ticket itself does not tell of, so that its messages have to. */
export function mayHaveAnswered(
  ticket: Pick<Ticket, 'firstReplyAtMs' | 'lastReplyAtMs' | 'solvedAtMs' | 'reopenCount'>,
  sinceMs: number,
): boolean {
  if (ticket.firstReplyAtMs === 0) return false;
  const hasAnsweredAgain = ticket.lastReplyAtMs > ticket.firstReplyAtMs && ticket.lastReplyAtMs >= sinceMs;
  return hasAnsweredAgain || ticket.solvedAtMs >= sinceMs || ticket.reopenCount > 0;
}
