import type { TicketId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { NOTICE_ID_PREFIX, type Message } from '../../../shared/domain/message.ts';
import { isSettlingLine } from '../../../shared/domain/ticket/mergeTicket.ts';
import { takeBack, type Met, type Step, type TakenBack } from '../../../shared/domain/ticket/takeBack.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../shared/errors.ts';
import { parseWireDocument, type AnyDocument, type CollectionName } from '../../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../../log.ts';
import type { DocumentStore } from '../../replica/documentStore.ts';
import type { LocalStore } from '../../replica/localStore.ts';
import type { DocumentStores } from '../../replica/openReplica.ts';
import { keyOf, partsOf, ticketPart, type Action, type TicketAction } from './action.ts';
import type { ActionBook } from './actionBook.ts';
import type { Passage } from './passage.ts';
import { INTENT_KEY, intentOf, UndoIntent } from './undoIntent.ts';
import { documentOf, type ServerState, type ServerStates } from './serverStates.ts';

/** What taking back needs from outside. */
export interface TakingBackPorts {
  readonly stores: DocumentStores;
  readonly nextRev: () => Rev;
  /** Gives the function that sets derived columns of this ticket. */
  readonly deriver: (ticket: Ticket) => Promise<(ticket: Ticket) => Ticket>;
  /** What replication makes of a state that meets another one of the server. */
  readonly merge: (mine: Ticket, met: Met) => Ticket;
  /** What is written next under this stamp is the server's own state: it does not wait. */
  readonly onRestored: (collection: CollectionName, id: string, rev: string) => void;
  /** A conflict over this state is the server's to decide. */
  readonly yieldTo: (collection: CollectionName, id: string, rev: string) => void;
  readonly local: LocalStore;
  /** Words that were taken back. */
  readonly onWords: (message: Message, cause: 'undone' | 'withdrawn') => Promise<void>;
  readonly log: Logger;
}

/** Takes actions of this device back as if they had never happened. */
export interface TakingBack {
  /**
   * Takes actions back as one; answers what else would have to go first, and then has done nothing. `isForced`: what lies on
   * them stays, as it would be without them, and what has left comes back too. Throws `undo.tooLate`.
   */
  readonly undoAll: (ids: ReadonlySet<string>, isForced: boolean) => Promise<readonly string[]>;
  /** The messages that actions made, apart from notices that Baton wrote itself. */
  readonly wordsOf: (ids: readonly string[]) => Promise<readonly Message[]>;
  /** After a start: completes what was cut short where it had begun, and forgets what had not. Before anything else. */
  readonly recover: () => Promise<void>;
}

/** A ticket with the steps on it and what it is without some of them. */
interface Plan {
  readonly ticketId: string;
  readonly chain: readonly TicketAction[];
  readonly plan: TakenBack;
  /** What the server has, where nothing of this device is left on top of it. */
  readonly master: AnyDocument | 'deleted' | null;
}

/** Builds taking back on a device's book. */
export function createTakingBack(
  book: ActionBook,
  passage: Passage,
  theirs: ServerStates,
  ports: TakingBackPorts,
): TakingBack {
  const { stores } = ports;

  /** What else has to go when these go, apart from what lies on the same ticket. */
  function othersNeeding(ids: ReadonlySet<string>): string[] {
    const needed: string[] = [];
    for (const id of ids) {
      const action = book.get(id);
      if (!action) continue;
      const contacts = new Set(
        action.made.flatMap((made) => (made.collection === 'contacts' ? [made.id] : [])),
      );
      const later = book.all().filter((other) => other.order > action.order && !ids.has(other.id));
      for (const other of later) {
        const isOnContact = other.contactId !== '' && contacts.has(other.contactId);
        const isOnDocument = action.changed !== null && other.changed?.id === action.changed.id;
        if (isOnContact || isOnDocument) needed.unshift(other.id);
      }
    }
    return needed;
  }

  /** The ticket as these have made it is on its way by now, or may be there. */
  function hasLeft({ chain }: Plan, ids: ReadonlySet<string>): boolean {
    const from = chain.findIndex(({ id }) => ids.has(id));
    return chain.slice(from).some((action) => ticketPart(action).some(passage.mayBeThere));
  }

  async function planFor(ids: ReadonlySet<string>, isForced: boolean): Promise<Plan[]> {
    const ticketIds = new Set(
      [...ids].flatMap((id) => {
        const action = book.get(id);
        return action?.done ? [action.ticketId] : [];
      }),
    );
    const plans: Plan[] = [];
    for (const ticketId of ticketIds) plans.push(await planOf(ticketId, ids, isForced));
    return plans;
  }

  async function planOf(ticketId: string, ids: ReadonlySet<string>, isForced: boolean): Promise<Plan> {
    const before = book.chainOf(ticketId).find(({ id }) => ids.has(id))?.done.before;
    const derive = before ? await ports.deriver(before) : (ticket: Ticket) => ticket;
    // Read after the last pause: what has been merged, and into which steps, belongs together.
    const chain = book.chainOf(ticketId);
    const plan = takeBack(stepsOf(chain, theirs.of('tickets', ticketId)), ids, {
      derive,
      nextRev: ports.nextRev,
      merge: ports.merge,
      isForced,
    });
    const isEmpty = plan.kind === 'taken' && plan.ticket !== null && plan.rest.length === 0;
    const master = isEmpty ? documentOf(theirs.of('tickets', ticketId)) : null;
    return { ticketId, chain, plan, master };
  }

  async function undoAll(ids: ReadonlySet<string>, isForced: boolean): Promise<readonly string[]> {
    // A refusal may come before it is known what was left waiting at the last end.
    if (![...ids].every((id) => (isForced ? book.get(id) : book.isListed(id)))) throw tooLate(ids);
    const plans = await planFor(ids, isForced);
    const others = isForced ? [] : othersNeeding(ids);
    const blocked = plans.flatMap(({ plan }) => (plan.kind === 'depends' ? plan.on : []));
    if (blocked.length + others.length > 0) return [...new Set([...others, ...blocked])];

    // From here to the revocation nothing waits: whoever sends and whoever takes back see the same.
    const now = [...ids].flatMap((id) => book.get(id) ?? []);
    if (now.length < ids.size || (!isForced && now.some(({ isSent }) => isSent))) throw tooLate(ids);
    if (plans.some((plan) => hasLeft(plan, ids))) throw tooLate(ids);
    const gone = new Set(goneWith(ids, now, plans));
    passage.revoke(gone);
    const words = isForced ? [] : await wordsOf([...ids]);
    const carriedOut = [...plans];
    const noteIntent = async (): Promise<UndoIntent> => {
      const intent = intentOf(ids, words, carriedOut);
      await ports.local.set(INTENT_KEY, intent);
      return intent;
    };
    try {
      let intent = await noteIntent();
      for (const [index, plan] of plans.entries()) {
        await carryOut(plan, ids, isForced, gone, async (instead) => {
          carriedOut[index] = instead;
          intent = await noteIntent();
        });
      }
      for (const action of now) await takeOthersBack(action);
      await conclude(intent, now);
    } catch (cause) {
      passage.unrevoke(gone);
      throw cause;
    } finally {
      runDetached(ports.log, 'forgetting what was taken back', ports.local.remove(INTENT_KEY));
    }
    return [];
  }

  /** The documents are written: the book follows, and the words are the person's again. */
  async function conclude({ tickets, words }: UndoIntent, taken: readonly Action[]): Promise<void> {
    for (const { rest, dropped } of tickets) {
      for (const { id, done } of rest) {
        const action = book.get(id);
        if (action) book.put({ ...action, done });
      }
      for (const id of dropped) book.forget(id);
    }
    for (const { id } of taken) book.forget(id);
    book.changed();
    for (const word of words) {
      const parsed = parseWireDocument('messages', word);
      if (parsed) await ports.onWords(parsed.document as Message, 'undone');
    }
  }

  async function recover(): Promise<void> {
    const { local } = ports;
    for (const { collection, state, mergedRev } of theirs.begun()) {
      const current = await (stores[collection] as DocumentStore<AnyDocument>).get(state.id);
      if (current?.rev === mergedRev) passage.written(collection, state.id, mergedRev);
      else theirs.end(mergedRev);
    }
    const intent = UndoIntent.safeParse(local.get(INTENT_KEY)).data;
    if (intent) await complete(intent);
    await local.remove(INTENT_KEY);
    for (const action of [...book.all()].reverse()) if (!(await hasHappened(action))) book.forget(action.id);
  }

  /** Completes what was being taken back, apart from tickets that had not been written. */
  async function complete(intent: UndoIntent): Promise<void> {
    const tickets: UndoIntent['tickets'] = [];
    for (const ticket of intent.tickets) {
      const current = await stores.tickets.get(ticket.ticketId);
      if ((current?.rev ?? null) === ticket.rev) tickets.push(ticket);
    }
    if (tickets.length === 0 && intent.tickets.length > 0) return;
    const isWritten = ({ ticketId, done }: Action): boolean =>
      done === null || tickets.some((ticket) => ticket.ticketId === ticketId);
    const taken = intent.ids.flatMap((id) => book.get(id) ?? []).filter(isWritten);
    for (const action of taken) await takeOthersBack(action);
    await conclude({ ...intent, tickets }, taken);
  }

  /** An action is on disk before its last document is; the end may have come in between. */
  async function hasHappened({ ticketId, done, changed }: Action): Promise<boolean> {
    if (done) {
      const ticket = await stores.tickets.get(ticketId);
      return done.before === null ? ticket !== undefined : ticket?.rev !== done.before.rev;
    }
    if (!changed) return true;
    const current = await (stores[changed.collection] as DocumentStore<AnyDocument>).get(changed.id);
    return current?.rev !== changed.before.rev;
  }

  async function wordsOf(ids: readonly string[]): Promise<readonly Message[]> {
    const words: Message[] = [];
    for (const id of ids) {
      for (const made of book.get(id)?.made ?? []) {
        if (made.collection !== 'messages' || made.id.startsWith(NOTICE_ID_PREFIX)) continue;
        const message = await stores.messages.get(made.id);
        if (message) words.push(message);
      }
    }
    return words;
  }

  /** Carries a plan out; a merge that is written meanwhile asks for another, which `onOther` notes. */
  async function carryOut(
    first: Plan,
    ids: ReadonlySet<string>,
    isForced: boolean,
    gone: Set<string>,
    onOther: (plan: Plan) => Promise<void>,
  ): Promise<void> {
    let current = first;
    for (;;) {
      if (current.plan.kind !== 'taken') throw tooLate(ids);
      const isDone = await applyPlan(current, current.plan);
      if (isDone) return;
      const lastRev = current.chain.at(-1)?.done.afterRev;
      current = await planOf(current.ticketId, ids, isForced);
      // Somebody has written past the journal: what lies on these steps is not known.
      if (current.chain.at(-1)?.done.afterRev === lastRev) throw tooLate(ids);
      const more = goneWith(ids, [], [current]);
      for (const key of more) gone.add(key);
      passage.revoke(more);
      await onOther(current);
    }
  }

  /**
   * Puts the ticket where it is without them: nowhere, at the server's state, or where the rest leads it. `false`: it is not
   * what the plan was made for any more.
   */
  async function applyPlan(
    { ticketId: id, chain, master }: Plan,
    plan: Extract<TakenBack, { kind: 'taken' }>,
  ): Promise<boolean> {
    const ticketId = id as TicketId;
    const last = chain.at(-1)?.done.afterRev;
    if (plan.ticket === null) {
      await stores.tickets.remove(
        ticketId,
        (current) => current.rev === last,
        onTakenAway('tickets', ticketId),
      );
      return true;
    }
    const known = theirs.of('tickets', ticketId);
    const isEmpty = plan.rest.length === 0;
    if (master === 'deleted') {
      await stores.tickets.remove(ticketId, (current) => current.rev === last);
      return true;
    }
    const next = (master as Ticket | null) ?? plan.ticket;
    if (master) ports.yieldTo('tickets', ticketId, next.rev);
    const seen = { isMoved: false };
    const written = await stores.tickets.update(ticketId, (current) => {
      seen.isMoved = current.rev !== next.rev && current.rev !== last;
      if (seen.isMoved || current.rev === next.rev) return null;
      if (hasOthersLines(current, next, chain))
        throw new BatonError('undo.tooLate', 'the ticket has changed since', { ticketId });
      if (isEmpty) ports.onRestored('tickets', ticketId, next.rev);
      return next;
    });
    if (!written) throw new BatonError('undo.tooLate', 'the ticket is gone', { ticketId });
    if (seen.isMoved) return false;
    // What came while this was written was passed over, because the change still stood in its place.
    const latest = isEmpty ? theirs.of('tickets', ticketId) : undefined;
    const newer = latest === known ? null : documentOf(latest);
    if (newer === null || newer === 'deleted') return true;
    ports.yieldTo('tickets', ticketId, newer.rev);
    await stores.tickets.update(ticketId, (current) => (current.rev === next.rev ? (newer as Ticket) : null));
    return true;
  }

  function onTakenAway(collection: CollectionName, id: string): (rev: string) => void {
    return (rev) => {
      ports.onRestored(collection, id, rev);
    };
  }

  /** The documents beside the ticket: what was made is taken away, what was changed is as it was. */
  async function takeOthersBack(action: Action): Promise<void> {
    for (const { collection, id, rev } of action.made) {
      const store = stores[collection] as DocumentStore<AnyDocument>;
      await store.remove(id, (current) => current.rev === rev, onTakenAway(collection, id));
    }
    const { changed } = action;
    if (!changed) return;
    const master = documentOf(theirs.of(changed.collection, changed.id));
    const parsed = parseWireDocument(changed.collection, changed.before);
    const before = master !== null && master !== 'deleted' ? master : parsed?.document;
    if (!before) return;
    if (master) ports.yieldTo(changed.collection, changed.id, before.rev);
    const store = stores[changed.collection] as DocumentStore<AnyDocument>;
    await store.update(changed.id, (current) => {
      if (current.rev !== changed.rev) return null;
      ports.onRestored(changed.collection, changed.id, before.rev);
      return before;
    });
  }

  return { undoAll, wordsOf, recover };
}

/** The steps on a ticket, each with what the server's states were that the ticket has met behind it. */
function stepsOf(chain: readonly TicketAction[], known: ServerState | undefined): Step[] {
  let base = chain[0]?.done.before ?? null;
  const merges = (known?.merges ?? []).flatMap(({ afterOrder, state }) => {
    const parsed = parseWireDocument('tickets', state);
    return parsed && !state._deleted ? [{ afterOrder, state: parsed.document as Ticket }] : [];
  });
  return chain.map(({ id, done, order }, index) => {
    const nextOrder = chain[index + 1]?.order ?? Infinity;
    const met: Met[] = [];
    for (const { afterOrder, state } of merges) {
      if (afterOrder < order || afterOrder >= nextOrder) continue;
      met.push({ base, theirs: state });
      base = state;
    }
    return { id, done, met };
  });
}

function tooLate(ids: ReadonlySet<string>): BatonError {
  return new BatonError('undo.tooLate', 'the server may have it', { ids: [...ids] });
}

/** Others have written lines that the state to go back to would strike out. */
function hasOthersLines(current: Ticket, next: Ticket, chain: readonly TicketAction[]): boolean {
  const known = new Set([...next.history, ...chain.flatMap(({ done }) => done.lines)].map(({ id }) => id));
  const isOfMerge = (line: HistoryEntry): boolean => line.kind === 'mergeLost' || isSettlingLine(line);
  return current.history.some((line) => !isOfMerge(line) && !known.has(line.id));
}

/** States that must not leave any more: all of the actions themselves, and the tickets of what lies on them. */
function goneWith(
  ids: ReadonlySet<string>,
  actions: readonly Action[],
  plans: readonly Plan[],
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const action of actions) for (const part of partsOf(action)) gone.add(keyOf(part));
  for (const { chain } of plans) {
    const from = chain.findIndex(({ id }) => ids.has(id));
    for (const action of chain.slice(from)) for (const part of ticketPart(action)) gone.add(keyOf(part));
  }
  return gone;
}
