import type { AgentId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';
import { reached } from './abortable.ts';
import type { Pushing } from './pushing.ts';
import type { WaitingAccount } from './waitingAccount.ts';

/** What sending replies ahead of their ticket needs. */
interface RepliesPorts {
  readonly account: WaitingAccount;
  readonly gate: PushGate;
  readonly stores: DocumentStores;
  readonly meId: AgentId;
  /** Sends messages; their replication need not have begun. */
  readonly messages: Pick<Pushing, 'pushAhead'>;
}

/**
 * Sees to it that the server has answered every waiting reply of a ticket before the ticket itself is sent: a reply that it
 * refuses as answered meanwhile takes with it what it has done to the ticket, and nobody but this device has seen that.
 * Never waits for another row of a push, so that tickets and messages cannot wait for each other.
 */
export async function sendRepliesFirst(
  ports: RepliesPorts,
  ticketId: string,
  signal: AbortSignal,
): Promise<void> {
  const { gate, messages } = ports;
  for (const message of await repliesThatMayWait(ports, ticketId)) {
    const isDone = (): boolean => gate.isAnswered('messages', message) || gate.isRevoked('messages', message);
    if (gate.isUnderWay('messages', message))
      await reached(gate.onAnswer, () => isDone() || !gate.isUnderWay('messages', message), signal);
    if (isDone()) continue;
    await messages.pushAhead([message]);
  }
  // A reply that was refused is being taken out of the ticket: only then the state it led to is known not to leave.
  await gate.whenIdle();
}

/**
 * Right after a start nobody knows yet which messages wait: then all of this person's, of which the server takes those it
 * has without a trace.
 */
async function repliesThatMayWait(
  { account, stores, meId }: RepliesPorts,
  ticketId: string,
): Promise<readonly Message[]> {
  const found = account.isRecalled('messages')
    ? (await stores.messages.getMany(account.waitingMessageIds(ticketId))).values()
    : await stores.messages.query({ selector: { ticketId } });
  return [...found].filter(
    ({ kind, by, seenAnswers }) =>
      kind === 'reply' && seenAnswers !== undefined && by.kind === 'agent' && by.id === meId,
  );
}
