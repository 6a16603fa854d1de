import { answersOfOthers, type Message } from '../../shared/domain/message.ts';
import { documentOf, messagesOf } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

/** The messages of each ticket as the log holds them now. */
export type Threads = ReadonlyMap<string, readonly Message[]>;

/** Reads the threads of the tickets that these messages answer; only of those whose author says what they had seen. */
export async function threadsAnswered(log: LogWriter, messages: readonly Message[]): Promise<Threads> {
  const threads = new Map<string, readonly Message[]>();
  for (const { ticketId, seenAnswers } of messages) {
    if (seenAnswers === undefined || threads.has(ticketId)) continue;
    const stored = await messagesOf(log.sql, log.workspaceId, ticketId);
    threads.set(
      ticketId,
      stored.map((one) => documentOf('messages', one)),
    );
  }
  return threads;
}

/**
 * True when somebody else has answered what its author had not seen. A customer's new words do not hold a reply up: it was
 * an answer to what stood before them. Source: product design, section 7.
 */
export function isAnsweredMeanwhile({ kind, by, ticketId, seenAnswers }: Message, threads: Threads): boolean {
  if (kind !== 'reply' || by.kind !== 'agent' || seenAnswers === undefined) return false;
  return answersOfOthers(threads.get(ticketId) ?? [], by.id).length > seenAnswers;
}
