import type { AnyDocument, CollectionName, PushAnswer, Wire } from '../../shared/sync/wire.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';
import { reached } from './abortable.ts';

/** A row of a push, as replication has read it. */
interface Row {
  readonly newDocumentState: { readonly id: string; readonly rev: string };
}

/** A push's answer and what was not sent at all, because its author has taken it back. */
export interface GuardedAnswer {
  readonly answer: Pick<PushAnswer, 'conflicts' | 'refused' | 'seq'>;
  /** What the server has taken. */
  readonly acceptedIds: readonly string[];
  readonly takenBack: readonly Wire<AnyDocument>[];
}

/**
 * Sends rows that nobody has taken back, and says so to the gate: what is under way cannot be taken back, and what was
 * taken back does not leave. A failure that shows that nothing can have arrived gives them free again. What another push has
 * under way waits for its answer: a refusal is final, and a second push could find the server of another opinion. Refused
 * rows stay under way until the caller has kept them and says so to the gate.
 */
export async function guardedPush<R extends Row>(
  gate: PushGate,
  collection: CollectionName,
  rows: readonly R[],
  send: (rows: readonly R[]) => Promise<PushAnswer>,
  signal: AbortSignal,
): Promise<GuardedAnswer> {
  const isUnderWay = (): boolean =>
    rows.some(({ newDocumentState }) => gate.isUnderWay(collection, newDocumentState));
  while (isUnderWay()) {
    await reached(gate.onAnswer, () => !isUnderWay(), signal);
    // What was refused is being taken back.
    await gate.whenIdle();
  }
  if (rows.some(({ newDocumentState }) => gate.isRevoked(collection, newDocumentState)))
    await gate.whenIdle();
  const free = rows.filter(({ newDocumentState }) => !gate.isRevoked(collection, newDocumentState));
  const takenBack = rows
    .filter((row) => !free.includes(row))
    .map(({ newDocumentState }) => newDocumentState as Wire<AnyDocument>);
  if (free.length === 0)
    return { answer: { conflicts: [], refused: [], seq: 0 }, acceptedIds: [], takenBack };
  const states = free.map(({ newDocumentState }) => newDocumentState);
  try {
    await gate.leaving(collection, states);
  } catch (cause) {
    gate.stayed(collection, states, true);
    throw cause;
  }
  try {
    const answer = await send(free);
    const refused = new Set(answer.refused.map(({ id }) => id));
    const conflicts = new Set(answer.conflicts.map(({ id }) => id));
    const accepted = states.filter(({ id }) => !refused.has(id) && !conflicts.has(id));
    gate.answered(
      collection,
      accepted,
      states.filter(({ id }) => conflicts.has(id)),
    );
    return { answer, acceptedIds: accepted.map(({ id }) => id), takenBack };
  } catch (cause) {
    gate.stayed(collection, states, cannotHaveArrived(cause));
    throw cause;
  }
}

/** Failures before a connection stands, and answers that say no to the whole request. Source: Node.js and undici error codes. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'input.invalid',
  'input.tooLarge',
  'rate.limited',
  'auth.expired',
  'server.otherVersion',
  'server.newerVersion',
  'server.olderVersion',
]);

function cannotHaveArrived(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ('code' in cause && NEVER_SENT.has(cause.code)) return true;
  if (cause instanceof AggregateError) return cause.errors.every(cannotHaveArrived);
  return cannotHaveArrived(cause.cause);
}
