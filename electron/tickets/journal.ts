import { z } from 'zod';
import { TicketId, type MessageId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { NOTICE_ID_PREFIX, type Message } from '../../shared/domain/message.ts';
import { DoneToTicket, takeBack, type TakenBack } from '../../shared/domain/ticket/takeBack.ts';
import { Instant, type Status, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import { WhatWasDone } from '../../shared/ipc/waiting.ts';
import { CollectionName, parseWireDocument, type AnyDocument, type Wire } from '../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../log.ts';
import type { DocumentStore } from '../replica/documentStore.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import { createTopic, type Subscribe } from '../topic.ts';

const Made = z.strictObject({ collection: CollectionName, id: z.string(), rev: z.string() });

/** One thing the person did on this device and the server has not accepted, with what it takes to take it back. */
export const Action = z.strictObject({
  id: z.string(),
  /** Its place among all of this device; counts up. */
  order: z.int(),
  atMs: Instant,
  what: WhatWasDone,
  ticketId: z.union([TicketId, z.literal('')]),
  /** What it did to the ticket, `null` when nothing. */
  done: DoneToTicket.nullable(),
  /** Documents it brought into the world beside the ticket. */
  made: z.array(Made),
  /** A document other than a ticket that it changed, as it was before. */
  changed: Made.extend({ before: z.looseObject({ id: z.string(), rev: z.string() }) }).nullable(),
  /** The contact a new ticket belongs to, else `''`. */
  contactId: z.string(),
  /** It has left, and no answer says that the server does not have it. */
  isSent: z.boolean(),
  /** The server has accepted a part of it. */
  isPartlyIn: z.boolean(),
});
export type Action = z.infer<typeof Action>;

/** An action that has just happened. */
export type NewAction = Omit<Action, 'isSent' | 'isPartlyIn' | 'order'>;

/** What the server has of a document whose change waits here: the replica itself does not take it while it waits. */
const Theirs = z.strictObject({
  collection: CollectionName,
  state: z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() }),
  /** It has been merged into what waits. */
  isMerged: z.boolean(),
});
type Theirs = z.infer<typeof Theirs>;

/** A state on its way to the server. */
export interface Leaving {
  readonly id: string;
  readonly rev: string;
}

/** What replication tells the journal, and asks it: who takes something back and who sends it must never both succeed. */
export interface PushGate {
  /** Resolves when nobody is taking anything back. */
  whenIdle(): Promise<void>;
  /** The state was taken back: it must not leave any more. */
  isRevoked(collection: CollectionName, state: Leaving): boolean;
  /** These states leave now, and cannot be taken back until `stayed`. */
  leaving(collection: CollectionName, states: readonly Leaving[]): void;
  /** They did not get there. `isSure`: not even perhaps. */
  stayed(collection: CollectionName, states: readonly Leaving[], isSure: boolean): void;
  isUnderWay(collection: CollectionName, state: Leaving): boolean;
  /** The server has accepted or refused this very state since the start. */
  isAnswered(collection: CollectionName, state: Leaving): boolean;
  readonly onAnswer: Subscribe<void>;
  /** The server has answered: these states it has, over those it did not agree. */
  answered(collection: CollectionName, accepted: readonly Leaving[], open: readonly Leaving[]): void;
  /** The server will not have it. Resolves when everything else it did is taken back too. */
  refused(collection: CollectionName, state: Leaving): Promise<void>;
  /**
   * The server has a newer state. With it the state `mineRev` is to become `mergedRev`, which counts once it is written;
   * `null`: nothing of it is left to tell.
   */
  merged(
    collection: CollectionName,
    mineRev: string,
    theirs: Wire<AnyDocument>,
    mergedRev: string | null,
  ): void;
  /** What the server has sent, before the replica looks at it. */
  received(collection: CollectionName, states: readonly Wire<AnyDocument>[]): void;
  /** Somebody at this device made it, and it waits. */
  isOurs(collection: CollectionName, id: string): boolean;
}

/** The journal of a device: what was done here and waits, and how to take it back. */
export interface Journal extends PushGate {
  /** Runs changes of tickets one after the other, so that none is taken back while another builds on it. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Notes an action just before its last document is written. */
  stage(action: NewAction): void;
  /** The write did not happen. */
  unstage(id: string): void;
  /** The write has happened; resolves when the action is on disk. */
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
export interface JournalPorts {
  readonly local: LocalStore;
  readonly stores: DocumentStores;
  readonly nextRev: () => Rev;
  /** Gives the function that sets derived columns of this ticket. */
  readonly deriver: (ticket: Ticket) => Promise<(ticket: Ticket) => Ticket>;
  /** What is written next under this stamp is the server's own state: it does not wait. */
  readonly onRestored: (collection: CollectionName, id: string, rev: string) => void;
  /** A conflict over this state is the server's to decide. */
  readonly yieldTo: (collection: CollectionName, id: string, rev: string) => void;
  /** Words that were taken back. */
  readonly onWords: (
    message: Message,
    cause: 'undone' | 'withdrawn',
    status: Action['what'],
  ) => Promise<void>;
  readonly log: Logger;
}

const PREFIX = 'action:';
const THEIRS_PREFIX = 'theirs:';
/** So many answers are remembered, for a state whose answer comes before its action is noted. */
const ANSWERS_KEPT = 1000;

/** Opens the journal of a replica. An entry that cannot be read any more is left out, and logged. */
export function openJournal(ports: JournalPorts): Journal {
  const { local, stores, log } = ports;
  const actions = new Map<string, Action>();
  const staged = new Set<string>();
  const theirs = new Map<string, Theirs>();
  const revoked = new Set<string>();
  const underWay = new Set<string>();
  /** Left once without a clear end: only the server's answer can say what became of it. */
  const uncertain = new Set<string>();
  const answers = new Set<string>();
  /** Merges that are about to be written, by their stamp. */
  const merges = new Map<
    string,
    { readonly collection: CollectionName; readonly mineRev: string; readonly state: Wire<AnyDocument> }
  >();
  const changes = createTopic<undefined>();
  const answered = createTopic<undefined>();
  /** The last two batches of each collection: a state may be on its way into the replica while somebody changes it. */
  const arriving = new Map<CollectionName, readonly (readonly Wire<AnyDocument>[])[]>();
  let queue: Promise<unknown> = Promise.resolve();

  const keyOf = (collection: CollectionName, { id, rev }: Leaving): string => `${collection} ${id} ${rev}`;
  const nameOf = (collection: CollectionName, id: string): string => `${collection}:${id}`;

  /** What was on disk at the start, until it is known which of it still waits. */
  const recalled = new Set<string>();
  let lastOrder = 0;
  const stored = local.list(PREFIX).flatMap(({ key, value }) => {
    const parsed = Action.safeParse(value);
    if (!parsed.success) log.warn('an action cannot be read', { key });
    return parsed.success ? [parsed.data] : [];
  });
  for (const action of stored.sort((a, b) => a.order - b.order)) {
    actions.set(action.id, action);
    lastOrder = action.order;
    recalled.add(action.id);
    if (action.isSent) for (const part of partsOf(action)) uncertain.add(keyOf(...part));
  }
  for (const { key, value } of local.list(THEIRS_PREFIX)) {
    const parsed = Theirs.safeParse(value);
    if (parsed.success) theirs.set(key.slice(THEIRS_PREFIX.length), parsed.data);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  function persist(action: Action): Promise<void> {
    return staged.has(action.id) ? Promise.resolve() : local.set(PREFIX + action.id, action);
  }

  function put(action: Action): void {
    actions.set(action.id, action);
    runDetached(log, 'noting an action', persist(action));
  }

  function forget(id: string): void {
    const action = actions.get(id);
    if (!action) return;
    actions.delete(id);
    runDetached(log, 'forgetting an action', local.remove(PREFIX + id));
    for (const [collection, { id: documentId }] of partsOf(action)) {
      const name = nameOf(collection, documentId);
      if (theirs.has(name) && touching(collection, documentId).length === 0) {
        theirs.delete(name);
        runDetached(log, 'forgetting a state', local.remove(THEIRS_PREFIX + name));
      }
    }
    changes.emit(undefined);
  }

  function setTheirs(name: string, value: Theirs): void {
    theirs.set(name, value);
    runDetached(log, 'noting the server’s state', local.set(THEIRS_PREFIX + name, value));
  }

  /** Actions that made or changed a document, in their order. */
  function touching(collection: CollectionName, id: string): Action[] {
    return [...actions.values()].filter((action) =>
      partsOf(action).some(([name, part]) => name === collection && part.id === id),
    );
  }

  /** Those of them that a state holds: up to the one that led to it; all, when none of them is known to have. */
  function within(collection: CollectionName, state: Leaving): Action[] {
    const all = touching(collection, state.id);
    const last = all.findLastIndex((action) =>
      partsOf(action).some(
        ([name, part]) => name === collection && part.id === state.id && part.rev === state.rev,
      ),
    );
    return last === -1 ? all : all.slice(0, last + 1);
  }

  function noteAnswer(key: string): void {
    answers.add(key);
    underWay.delete(key);
    uncertain.delete(key);
    if (answers.size > ANSWERS_KEPT)
      for (const oldest of answers) {
        answers.delete(oldest);
        break;
      }
    answered.emit(undefined);
  }

  /** One part of an action is with the server: from now on it cannot be taken back, and it ends with its last part. */
  function settlePart(action: Action, collection: CollectionName, id: string): void {
    const made = action.made.filter((part) => part.collection !== collection || part.id !== id);
    const isTicket = collection === 'tickets' && action.ticketId === id;
    const next: Action = {
      ...action,
      made,
      done: isTicket ? null : action.done,
      changed: action.changed?.collection === collection && action.changed.id === id ? null : action.changed,
      isSent: true,
      isPartlyIn: true,
    };
    if (partsOf(next).length === 0) forget(action.id);
    else put(next);
  }

  function accepted(collection: CollectionName, state: Leaving): void {
    noteAnswer(keyOf(collection, state));
    const all = touching(collection, state.id);
    const last = all.findLastIndex((action) => revIn(action, collection, state.id) === state.rev);
    for (const action of all.slice(0, last + 1)) settlePart(action, collection, state.id);
    const name = nameOf(collection, state.id);
    const known = theirs.get(name);
    if (known && known.state.rev < state.rev) {
      theirs.delete(name);
      runDetached(log, 'forgetting a state', local.remove(THEIRS_PREFIX + name));
    }
    changes.emit(undefined);
  }

  /** The chain of a ticket with the steps that lie on each other. */
  function chainOf(ticketId: string): (Action & { readonly done: DoneToTicket })[] {
    return [...actions.values()].flatMap((action) =>
      action.ticketId === ticketId && action.done ? [{ ...action, done: action.done }] : [],
    );
  }

  /** What else has to go when these go, apart from what lies on the same ticket. */
  function othersNeeding(ids: ReadonlySet<string>): string[] {
    const needed: string[] = [];
    for (const id of ids) {
      const action = actions.get(id);
      if (!action) continue;
      const contacts = new Set(
        action.made.flatMap((made) => (made.collection === 'contacts' ? [made.id] : [])),
      );
      const later = [...actions.values()].filter((other) => other.order > action.order && !ids.has(other.id));
      for (const other of later) {
        const isOnContact = other.contactId !== '' && contacts.has(other.contactId);
        const isOnDocument = action.changed !== null && other.changed?.id === action.changed.id;
        if (isOnContact || isOnDocument) needed.unshift(other.id);
      }
    }
    return needed;
  }

  async function planFor(
    ids: ReadonlySet<string>,
    isForced: boolean,
  ): Promise<{ readonly ticketId: string; readonly chain: readonly Action[]; readonly plan: TakenBack }[]> {
    const ticketIds = new Set(
      [...ids].flatMap((id) => {
        const action = actions.get(id);
        return action?.done ? [action.ticketId] : [];
      }),
    );
    const plans = [];
    for (const ticketId of ticketIds) {
      const chain = chainOf(ticketId);
      const first = chain.find(({ id }) => ids.has(id));
      const isMerged = theirs.get(nameOf('tickets', ticketId))?.isMerged === true;
      const left = chain.filter(({ id }) => !ids.has(id));
      const derive = first?.done.before ? await ports.deriver(first.done.before) : (ticket: Ticket) => ticket;
      // Merged with what the server has, they are one: what each would be without the others cannot be said any more.
      const plan: TakenBack =
        isMerged && left.length > 0 && !isForced
          ? { kind: 'depends', on: left.map(({ id }) => id).reverse() }
          : takeBack(
              chain.map(({ id, done }) => ({ id, done })),
              ids,
              { derive, nextRev: ports.nextRev, isForced },
            );
      plans.push({ ticketId, chain, plan });
    }
    return plans;
  }

  /** Takes actions back as one; answers what else would have to go first. */
  async function undoAll(ids: ReadonlySet<string>, isForced: boolean): Promise<readonly string[]> {
    const tooLate = (): BatonError =>
      new BatonError('undo.tooLate', 'the server may have it', { ids: [...ids] });
    const targets = [...ids].map((id) => actions.get(id));
    if (targets.some((action) => !action || staged.has(action.id) || recalled.has(action.id)))
      throw tooLate();
    const plans = await planFor(ids, isForced);
    const others = isForced ? [] : othersNeeding(ids);
    const blocked = plans.flatMap(({ plan }) => (plan.kind === 'depends' ? plan.on : []));
    if (blocked.length + others.length > 0) return [...new Set([...others, ...blocked])];

    // From here to the revocation nothing waits: whoever sends and whoever takes back see the same.
    const now = [...ids].flatMap((id) => actions.get(id) ?? []);
    if (now.length < ids.size || (!isForced && now.some(({ isSent }) => isSent))) throw tooLate();
    const gone = new Set<string>();
    for (const action of now) for (const part of partsOf(action)) gone.add(keyOf(...part));
    for (const { chain } of plans) {
      const from = chain.findIndex(({ id }) => ids.has(id));
      for (const action of chain.slice(from)) for (const part of ticketPart(action)) gone.add(keyOf(...part));
    }
    for (const key of gone) revoked.add(key);
    try {
      for (const { ticketId, chain, plan } of plans) {
        if (plan.kind === 'taken') await applyPlan(ticketId as TicketId, chain, plan);
      }
      for (const action of now) await takeOthersBack(action);
    } catch (cause) {
      for (const key of gone) revoked.delete(key);
      throw cause;
    }
    for (const { plan } of plans) {
      if (plan.kind !== 'taken') continue;
      for (const { id, done } of plan.rest) {
        const action = actions.get(id);
        if (action) put({ ...action, done });
      }
      for (const id of plan.dropped) forget(id);
    }
    for (const { id } of now) forget(id);
    changes.emit(undefined);
    return [];
  }

  async function applyPlan(
    ticketId: TicketId,
    chain: readonly Action[],
    plan: Extract<TakenBack, { kind: 'taken' }>,
  ): Promise<void> {
    const last = chain.at(-1)?.done?.afterRev;
    if (plan.ticket === null) {
      await stores.tickets.remove(
        ticketId,
        (current) => current.rev === last,
        onTakenAway('tickets', ticketId),
      );
      return;
    }
    const known = theirs.get(nameOf('tickets', ticketId));
    const isEmpty = plan.rest.length === 0;
    const master = isEmpty && known ? masterOf(known) : null;
    if (master === 'deleted') {
      await stores.tickets.remove(ticketId, (current) => current.rev === last);
      return;
    }
    const next = (master as Ticket | null) ?? plan.ticket;
    if (master) ports.yieldTo('tickets', ticketId, next.rev);
    const written = await stores.tickets.update(ticketId, (current) => {
      if (current.rev === next.rev) return null;
      if (current.rev !== last)
        throw new BatonError('undo.tooLate', 'the ticket has changed since', { ticketId });
      if (isEmpty) ports.onRestored('tickets', ticketId, next.rev);
      return next;
    });
    if (!written) throw new BatonError('undo.tooLate', 'the ticket is gone', { ticketId });
    // What came while this was written was passed over, because the change still stood in its place.
    const latest = isEmpty ? theirs.get(nameOf('tickets', ticketId)) : undefined;
    const newer = latest && latest !== known ? masterOf(latest) : null;
    if (newer === null || newer === 'deleted') return;
    ports.yieldTo('tickets', ticketId, newer.rev);
    await stores.tickets.update(ticketId, (current) => (current.rev === next.rev ? (newer as Ticket) : null));
  }

  function onTakenAway(collection: CollectionName, id: string): (rev: string) => void {
    return (rev) => {
      ports.onRestored(collection, id, rev);
    };
  }

  /** The documents beside the ticket: what was made is taken away, what was changed is as it was. */
  async function takeOthersBack(action: Action): Promise<void> {
    for (const { collection, id, rev } of action.made) {
      if (collection === 'tickets') continue;
      const store = stores[collection] as DocumentStore<AnyDocument>;
      await store.remove(id, (current) => current.rev === rev, onTakenAway(collection, id));
    }
    const { changed } = action;
    if (!changed) return;
    const known = theirs.get(nameOf(changed.collection, changed.id));
    const master = known ? masterOf(known) : null;
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

  async function wordsOf(ids: readonly string[]): Promise<{ message: Message; what: Action['what'] }[]> {
    const words = [];
    for (const id of ids) {
      const action = actions.get(id);
      for (const made of action?.made ?? []) {
        if (made.collection !== 'messages' || made.id.startsWith(NOTICE_ID_PREFIX)) continue;
        const message = await stores.messages.get(made.id as MessageId);
        if (message && action) words.push({ message, what: action.what });
      }
    }
    return words;
  }

  return {
    inTurn,
    whenIdle: async () => {
      await queue;
    },
    stage: (action) => {
      const parts = partsOf(action);
      const isSent = parts.some((part) => underWay.has(keyOf(...part)));
      staged.add(action.id);
      lastOrder += 1;
      actions.set(action.id, { ...action, isSent, isPartlyIn: false, order: lastOrder });
      for (const [collection, part] of parts) {
        if (answers.has(keyOf(collection, part))) {
          const current = actions.get(action.id);
          if (current) settlePart(current, collection, part.id);
        }
      }
      const before = action.done?.before ?? null;
      if (!before) return;
      // What arrived a moment ago may find this change in its place and be passed over.
      for (const batch of arriving.get('tickets') ?? []) {
        const state = batch.find(({ id }) => id === before.id);
        if (state && state.rev > before.rev)
          setTheirs(nameOf('tickets', before.id), { collection: 'tickets', state, isMerged: false });
      }
    },
    unstage: (id) => {
      staged.delete(id);
      actions.delete(id);
    },
    keep: async (id) => {
      staged.delete(id);
      const action = actions.get(id);
      if (!action) return;
      changes.emit(undefined);
      await persist(action);
      // It may have been accepted while it was being written.
      if (!actions.has(id)) await local.remove(PREFIX + id);
    },
    actions: () => [...actions.values()].filter(({ id }) => !staged.has(id) && !recalled.has(id)),
    undo: (ids) =>
      inTurn(async () => {
        const words = await wordsOf(ids);
        const dependsOn = await undoAll(new Set(ids), false);
        if (dependsOn.length === 0)
          for (const { message, what } of words) await ports.onWords(message, 'undone', what);
        return { dependsOn };
      }),
    prune: (isWaiting) => {
      for (const id of recalled) {
        const action = actions.get(id);
        const isOver =
          action && !partsOf(action).some(([collection, part]) => isWaiting(collection, part.id));
        if (isOver) forget(id);
      }
      if (recalled.size > 0) changes.emit(undefined);
      recalled.clear();
    },
    statusSetWith: (collection, id) => {
      const what = collection === 'messages' ? touching(collection, id)[0]?.what : undefined;
      return what?.kind === 'reply' || what?.kind === 'note' ? what.status : null;
    },
    onChange: (listener) => changes.subscribe(() => listener()),

    isRevoked: (collection, state) => revoked.has(keyOf(collection, state)),
    isUnderWay: (collection, state) => underWay.has(keyOf(collection, state)),
    isAnswered: (collection, state) => answers.has(keyOf(collection, state)),
    onAnswer: (listener) => answered.subscribe(() => listener()),
    isOurs: (collection, id) => touching(collection, id).length > 0,
    leaving: (collection, states) => {
      for (const state of states) {
        underWay.add(keyOf(collection, state));
        // Not written down yet: a clear answer nearly always follows at once.
        for (const action of within(collection, state))
          if (!action.isSent) actions.set(action.id, { ...action, isSent: true });
      }
      changes.emit(undefined);
    },
    stayed: (collection, states, isSure) => {
      for (const state of states) {
        const key = keyOf(collection, state);
        underWay.delete(key);
        if (!isSure) uncertain.add(key);
        if (uncertain.has(key)) {
          for (const action of within(collection, state)) put(action);
          continue;
        }
        for (const action of within(collection, state)) {
          const parts = partsOf(action).map((part) => keyOf(...part));
          if (!action.isPartlyIn && !parts.some((part) => underWay.has(part) || uncertain.has(part)))
            actions.set(action.id, { ...action, isSent: false });
        }
      }
      changes.emit(undefined);
      answered.emit(undefined);
    },
    answered: (collection, taken, open) => {
      for (const state of taken) accepted(collection, state);
      for (const state of open) {
        const key = keyOf(collection, state);
        underWay.delete(key);
        uncertain.delete(key);
      }
      answered.emit(undefined);
    },
    refused: (collection, state) =>
      inTurn(async () => {
        noteAnswer(keyOf(collection, state));
        const inside = within(collection, state);
        // A notice that two have sent at once is told already: the transfer it speaks of stands.
        if (collection !== 'messages' || state.id.startsWith(NOTICE_ID_PREFIX)) {
          for (const action of inside) settlePart(action, collection, state.id);
          return;
        }
        const [action] = inside;
        if (!action) return;
        // A ticket that has left already cannot be called back; what the reply did to it stands.
        const isTicketGone = chainOf(action.ticketId).some(
          (other) =>
            other.order >= action.order &&
            ticketPart(other).some((part) => underWay.has(keyOf(...part)) || uncertain.has(keyOf(...part))),
        );
        const isMerged = theirs.get(nameOf('tickets', action.ticketId))?.isMerged === true;
        if (isTicketGone || (isMerged && chainOf(action.ticketId).length > 1))
          settlePart(action, 'tickets', action.ticketId);
        if (!actions.has(action.id)) return;
        const ids = [action.id];
        const words = await wordsOf(ids);
        try {
          await undoAll(new Set(ids), true);
        } catch (cause) {
          if (!(cause instanceof BatonError) || cause.code !== 'undo.tooLate') throw cause;
          // The message goes all the same; what it did to the ticket has become part of something else.
          log.warn('a refused message could not be taken out of its ticket', cause);
          forget(action.id);
        }
        for (const { message, what } of words)
          if (message.id !== state.id) await ports.onWords(message, 'withdrawn', what);
      }),
    merged: (collection, mineRev, state, mergedRev) => {
      if (mergedRev !== null) {
        // Somebody may have changed the document meanwhile; then it is not written, and merged once more.
        merges.set(mergedRev, { collection, mineRev, state });
        return;
      }
      for (const action of within(collection, { id: state.id, rev: mineRev }))
        settlePart(action, collection, state.id);
      changes.emit(undefined);
    },
    written: (collection, id, rev) => {
      const merge = merges.get(rev);
      merges.delete(rev);
      if (merge?.collection !== collection || merge.state.id !== id) return;
      const { state, mineRev } = merge;
      const inside = within(collection, { id, rev: mineRev });
      if (inside.length === 0) return;
      setTheirs(nameOf(collection, id), { collection, state, isMerged: true });
      const lineIds = new Set('history' in state ? state.history.map((line) => line.id as string) : []);
      for (const action of inside) {
        const isIn = action.done?.lines.some((line) => lineIds.has(line.id)) === true;
        if (isIn) settlePart(action, collection, id);
        else put(withRev(action, collection, id, rev));
      }
      changes.emit(undefined);
    },
    received: (collection, states) => {
      const [latest] = arriving.get(collection) ?? [];
      arriving.set(collection, latest ? [states, latest] : [states]);
      if (actions.size === 0) return;
      for (const state of states) {
        const all = touching(collection, state.id);
        const base = all[0]?.done?.before?.rev ?? all[0]?.changed?.before.rev;
        const isKnown =
          base === state.rev || all.some((action) => revIn(action, collection, state.id) === state.rev);
        if (all.length === 0 || isKnown) continue;
        const name = nameOf(collection, state.id);
        const known = theirs.get(name);
        if (!known || known.state.rev < state.rev)
          setTheirs(name, { collection, state, isMerged: known?.isMerged ?? false });
      }
    },
  };
}

/** The states of documents that an action waits with. */
function partsOf(action: NewAction): [CollectionName, Leaving][] {
  const parts: [CollectionName, Leaving][] = action.made.map(({ collection, id, rev }) => [
    collection,
    { id, rev },
  ]);
  parts.push(...ticketPart(action));
  if (action.changed)
    parts.push([action.changed.collection, { id: action.changed.id, rev: action.changed.rev }]);
  return parts;
}

function ticketPart({ ticketId, done }: Pick<Action, 'ticketId' | 'done'>): [CollectionName, Leaving][] {
  return done ? [['tickets', { id: ticketId, rev: done.afterRev }]] : [];
}

function revIn(action: Action, collection: CollectionName, id: string): string | undefined {
  return partsOf(action).find(([name, part]) => name === collection && part.id === id)?.[1].rev;
}

function withRev(action: Action, collection: CollectionName, id: string, rev: string): Action {
  return {
    ...action,
    done: collection === 'tickets' && action.done ? { ...action.done, afterRev: rev } : action.done,
    changed:
      action.changed?.collection === collection && action.changed.id === id
        ? { ...action.changed, rev }
        : action.changed,
    isSent: action.isPartlyIn,
  };
}

/** The server's state as a document, `deleted` when it has none any more, `null` when it cannot be read. */
function masterOf({ collection, state }: Theirs): AnyDocument | 'deleted' | null {
  if (state._deleted) return 'deleted';
  return parseWireDocument(collection, state)?.document ?? null;
}
