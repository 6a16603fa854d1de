import type { DocumentStores } from '../replica/openReplica.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';
import type { CollectionReplication } from './replicate.ts';
import type { WaitingAccount } from './waitingAccount.ts';

/** What sending replies ahead of their ticket needs. */
interface RepliesPorts {
  readonly account: WaitingAccount;
  readonly gate: PushGate;
  readonly stores: DocumentStores;
  /** The replication of the messages, as soon as it runs. */
  readonly messages: Promise<CollectionReplication>;
}

/**
 * Sees to it that the server has answered every waiting reply of a ticket before the ticket itself is sent: a reply that it
 * refuses as answered meanwhile takes with it what it has done to the ticket, and nobody but this device has seen that.
 * Never waits for another row of a push, so that tickets and messages cannot wait for each other.
 */
export async function sendRepliesFirst(
  { account, gate, stores, messages }: RepliesPorts,
  ticketId: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await stores.messages.getMany(account.waitingMessageIds(ticketId));
  for (const message of found.values()) {
    if (message.kind !== 'reply' || message.seenAnswers === undefined) continue;
    const isDone = (): boolean => gate.isAnswered('messages', message) || gate.isRevoked('messages', message);
    if (gate.isUnderWay('messages', message)) {
      await until(gate, () => isDone() || !gate.isUnderWay('messages', message), signal);
    }
    if (isDone()) continue;
    const replication = await aborting(messages, signal);
    await replication.pushAhead([message]);
  }
}

function until(gate: PushGate, isSo: () => boolean, signal: AbortSignal): Promise<void> {
  if (isSo()) return Promise.resolve();
  let end: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    end = gate.onAnswer(() => {
      if (isSo()) resolve();
    });
  });
  return aborting(reached, signal).finally(() => {
    end();
  });
}

function aborting<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
