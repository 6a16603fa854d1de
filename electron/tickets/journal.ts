import { NOTICE_ID_PREFIX } from '../../shared/domain/message.ts';
import type { Status } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { Subscribe } from '../topic.ts';
import { ticketPart, type Action, type DocumentState, type NewAction } from './journal/action.ts';
import { openActionBook } from './journal/actionBook.ts';
import { openPassage } from './journal/passage.ts';
import type { PushGate } from './journal/pushGate.ts';
import { openServerStates } from './journal/serverStates.ts';
import { createTakingBack, type TakingBackPorts } from './journal/takingBack.ts';

/** The journal of a device: what was done here and waits, and how to take it back. */
export interface Journal extends PushGate {
  /** Runs changes of tickets one after the other, so that none is taken back while another builds on it. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Notes an action just before its last document is written; resolves when it is on disk, and the write may begin. */
  stage(action: NewAction): Promise<void>;
  /** The write did not happen. */
  unstage(id: string): void;
  /** The write has happened. */
  keep(id: string): Promise<void>;
  /** What waits, oldest first. */
  actions(): readonly Action[];
  /** Takes an action back, with `ids` that depend on it. Throws `undo.tooLate`. */
  undo(ids: readonly string[]): Promise<{ readonly dependsOn: readonly string[] }>;
  /** The status that was set along with a message which waits; `null` when none was. */
  statusSetWith(collection: CollectionName, id: string): Status | null;
  /** Hears of every write of this device, a merge among them. */
  written(collection: CollectionName, id: string, rev: string): void;
  /** Once what waits is known after a start: forgets what the server has accepted without our hearing of it. */
  prune(isWaiting: (collection: CollectionName, id: string) => boolean): void;
  readonly onChange: Subscribe<void>;
}

/** What the journal needs from outside. */
export interface JournalPorts extends TakingBackPorts {
  readonly local: LocalStore;
  readonly log: Logger;
}

/**
 * Opens the journal of a replica, and looks first what became of what the last end has cut short: `whenIdle` resolves after
 * that. An entry that cannot be read any more is left out, and logged.
 */
export function openJournal(ports: JournalPorts): Journal {
  const { local, log } = ports;
  const theirs = openServerStates(local, log);
  const book = openActionBook(local, theirs, log);
  const passage = openPassage(book, theirs, local, log);
  const { undoAll, wordsOf, recover } = createTakingBack(book, passage, theirs, ports);
  let queue: Promise<unknown> = recover().catch((cause: unknown) => {
    log.error('what was cut short could not be looked at', cause);
  });

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  async function refused(collection: CollectionName, state: DocumentState): Promise<void> {
    passage.noteAnswer([collection, state]);
    const inside = book.within(collection, state);
    // A notice that two have sent at once is told already: the transfer it speaks of stands.
    if (collection !== 'messages' || state.id.startsWith(NOTICE_ID_PREFIX)) {
      for (const action of inside) book.settlePart(action, collection, state.id);
      return;
    }
    const [action] = inside;
    if (!action) return;
    const chain = book.chainOf(action.ticketId);
    // A ticket that has left already cannot be called back; what the reply did to it stands.
    const isTicketGone = chain.some(
      (other) => other.order >= action.order && ticketPart(other).some(passage.mayBeThere),
    );
    if (isTicketGone) book.settlePart(action, 'tickets', action.ticketId);
    if (!book.get(action.id)) return;
    const words = await wordsOf([action.id]);
    try {
      await undoAll(new Set([action.id]), true);
    } catch (cause) {
      if (!(cause instanceof BatonError) || cause.code !== 'undo.tooLate') throw cause;
      // The message goes all the same; what it did to the ticket has become part of something else.
      log.warn('a refused message could not be taken out of its ticket', cause);
      book.forget(action.id);
    }
    for (const message of words) if (message.id !== state.id) await ports.onWords(message, 'withdrawn');
  }

  return {
    ...passage,
    inTurn,
    whenIdle: async () => {
      await queue;
    },
    unstage: book.unstage,
    keep: book.keep,
    actions: book.listed,
    undo: (ids) => inTurn(async () => ({ dependsOn: await undoAll(new Set(ids), false) })),
    prune: book.prune,
    statusSetWith: (collection, id) => {
      const what = collection === 'messages' ? book.touching(collection, id)[0]?.what : undefined;
      return what?.kind === 'reply' || what?.kind === 'note' ? what.status : null;
    },
    onChange: (listener) => book.onChange(() => listener()),
    refused: (collection, state) => inTurn(() => refused(collection, state)),
    isOurs: (collection, id) => book.touching(collection, id).length > 0,
  };
}
