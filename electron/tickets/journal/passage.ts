import { z } from 'zod';
import type { AnyDocument, CollectionName, Wire } from '../../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../../log.ts';
import type { LocalStore } from '../../replica/localStore.ts';
import { createTopic } from '../../topic.ts';
import { keyOf, partsOf, revIn, withRev, type DocumentState, type NewAction, type Part } from './action.ts';
import type { ActionBook } from './actionBook.ts';
import type { PushGate } from './pushGate.ts';
import type { ServerStates } from './serverStates.ts';

/** What is known of states on their way to the server and back, and what that makes of the actions that led to them. */
export interface Passage extends Omit<PushGate, 'whenIdle' | 'refused' | 'isOurs'> {
  /** These states must not leave any more. */
  revoke(keys: ReadonlySet<string>): void;
  unrevoke(keys: ReadonlySet<string>): void;
  /** It is on its way, or may have arrived. */
  readonly mayBeThere: (part: Part) => boolean;
  /** The server has said what becomes of this very state. */
  noteAnswer(part: Part): void;
  /** Writes an action in that is about to happen, with what is known of its states already; resolves when it is on disk. */
  stage(action: NewAction): Promise<void>;
  /** Hears of every write of this device, a merge among them. */
  written(collection: CollectionName, id: string, rev: string): void;
}

/** So many answers are remembered, for a state whose answer comes before its action is noted. */
const ANSWERS_KEPT = 1000;

const AWAY_PREFIX = 'away:';
/** States of actions that left with one push and were not answered, by their keys. */
const Away = z.strictObject({ keys: z.array(z.string()) });

/** Starts with what left before and was not answered. */
export function openPassage(book: ActionBook, theirs: ServerStates, local: LocalStore, log: Logger): Passage {
  const revoked = new Set<string>();
  const underWay = new Set<string>();
  /** Left once without a clear end: only the server's answer can say what became of it. */
  const uncertain = new Set<string>();
  const answers = new Set<string>();
  /** What is noted on disk as having left without an answer, push by push. */
  const away = new Map<string, Set<string>>();
  let pushes = 0;
  /** The last two batches of each collection: a state may be on its way into the replica while somebody changes it. */
  const arriving = new Map<CollectionName, readonly (readonly Wire<AnyDocument>[])[]>();
  const answered = createTopic<undefined>();

  for (const { key: record, value } of local.list(AWAY_PREFIX)) {
    pushes = Math.max(pushes, Number(record.slice(AWAY_PREFIX.length)) || 0);
    const left = new Set(Away.safeParse(value).data?.keys);
    const open = new Set<string>();
    for (const action of book.all()) {
      const sent = partsOf(action)
        .map(keyOf)
        .filter((key) => left.has(key));
      if (sent.length > 0 && !action.isSent) book.put({ ...action, isSent: true });
      for (const key of sent) open.add(key);
    }
    if (open.size > 0) away.set(record, open);
    else runDetached(log, 'forgetting a push', local.remove(record));
    // Of an action with several documents one may have left, and the others not.
    for (const key of open) uncertain.add(key);
  }

  const mayBeThere = (part: Part): boolean => underWay.has(keyOf(part)) || uncertain.has(keyOf(part));

  /** It is known what became of it. */
  function arrived(key: string): void {
    underWay.delete(key);
    for (const [record, keys] of away) {
      if (!keys.delete(key) || keys.size > 0) continue;
      away.delete(record);
      runDetached(log, 'forgetting a push', local.remove(record));
    }
  }

  function noteAnswer(part: Part): void {
    const key = keyOf(part);
    answers.add(key);
    arrived(key);
    uncertain.delete(key);
    if (answers.size > ANSWERS_KEPT)
      for (const oldest of answers) {
        answers.delete(oldest);
        break;
      }
    answered.emit(undefined);
  }

  function accepted(collection: CollectionName, state: DocumentState): void {
    noteAnswer([collection, state]);
    for (const action of book.ledTo(collection, state)) book.settlePart(action, collection, state.id);
    const known = theirs.of(collection, state.id);
    if (known && known.state.rev < state.rev) theirs.drop(collection, state.id);
    book.changed();
  }

  return {
    revoke: (keys) => {
      for (const key of keys) revoked.add(key);
    },
    unrevoke: (keys) => {
      for (const key of keys) revoked.delete(key);
    },
    mayBeThere,
    noteAnswer,
    stage: (action) => {
      const parts = partsOf(action);
      const onDisk = book.stage(action, parts.some(mayBeThere));
      for (const part of parts) {
        const current = answers.has(keyOf(part)) ? book.get(action.id) : undefined;
        if (current) book.settlePart(current, part[0], part[1].id);
      }
      const before = action.done?.before ?? null;
      if (!before) return onDisk;
      // What arrived a moment ago may find this change in its place and be passed over.
      for (const batch of arriving.get('tickets') ?? []) {
        const state = batch.find(({ id }) => id === before.id);
        if (state && state.rev > before.rev) theirs.note('tickets', state);
      }
      return onDisk;
    },
    written: (collection, id, rev) => {
      const merge = theirs.end(rev);
      if (merge?.collection !== collection || merge.state.id !== id) return;
      const { mineRev } = merge;
      const state = merge.state as unknown as Wire<AnyDocument>;
      const inside = book.within(collection, { id, rev: mineRev });
      const last = inside.at(-1);
      if (!last) return;
      theirs.noteMerge(collection, state, last.order);
      const lineIds = new Set('history' in state ? state.history.map((line) => line.id as string) : []);
      for (const action of inside) {
        const isIn = action.done?.lines.some((line) => lineIds.has(line.id)) === true;
        if (isIn) book.settlePart(action, collection, id);
        else book.put(withRev(action, collection, id, rev));
      }
      book.changed();
    },

    isRevoked: (collection, state) => revoked.has(keyOf([collection, state])),
    isUnderWay: (collection, state) => underWay.has(keyOf([collection, state])),
    isAnswered: (collection, state) => answers.has(keyOf([collection, state])),
    onAnswer: (listener) => answered.subscribe(() => listener()),
    leaving: (collection, states) => {
      const keys = new Set<string>();
      for (const state of states) {
        const key = keyOf([collection, state]);
        underWay.add(key);
        const inside = book.within(collection, state);
        // A message is written before its action is noted.
        if (inside.length > 0 || collection === 'messages') keys.add(key);
        for (const action of inside) if (!action.isSent) book.mark({ ...action, isSent: true });
      }
      book.changed();
      if (keys.size === 0) return Promise.resolve();
      pushes += 1;
      const record = AWAY_PREFIX + String(pushes);
      away.set(record, keys);
      return local.set(record, { keys: [...keys] });
    },
    stayed: (collection, states, isSure) => {
      for (const state of states) {
        const key = keyOf([collection, state]);
        underWay.delete(key);
        if (!isSure) uncertain.add(key);
        if (uncertain.has(key)) {
          for (const action of book.within(collection, state)) book.put(action);
          continue;
        }
        arrived(key);
        for (const action of book.within(collection, state)) {
          if (!action.isPartlyIn && !partsOf(action).some(mayBeThere))
            book.mark({ ...action, isSent: false });
        }
      }
      book.changed();
      answered.emit(undefined);
    },
    answered: (collection, taken, open) => {
      for (const state of taken) accepted(collection, state);
      for (const state of open) {
        const key = keyOf([collection, state]);
        arrived(key);
        uncertain.delete(key);
      }
      answered.emit(undefined);
    },
    merged: (collection, mineRev, state, mergedRev) => {
      if (mergedRev !== null) {
        if (book.touching(collection, state.id).length === 0) return Promise.resolve();
        // Somebody may have changed the document meanwhile; then it is not written, and merged once more.
        return theirs.begin({ collection, mineRev, mergedRev, state: { ...state } });
      }
      for (const action of book.within(collection, { id: state.id, rev: mineRev }))
        book.settlePart(action, collection, state.id);
      book.changed();
      return Promise.resolve();
    },
    taken: (collection, states) => {
      for (const state of states) if (book.ledTo(collection, state).length > 0) accepted(collection, state);
    },
    received: (collection, states) => {
      const [latest] = arriving.get(collection) ?? [];
      arriving.set(collection, latest ? [states, latest] : [states]);
      if (book.all().length === 0) return;
      for (const state of states) {
        const all = book.touching(collection, state.id);
        const base = all[0]?.done?.before?.rev ?? all[0]?.changed?.before.rev;
        const isKnown =
          base === state.rev || all.some((action) => revIn(action, collection, state.id) === state.rev);
        if (all.length === 0 || isKnown) continue;
        const known = theirs.of(collection, state.id);
        if (!known || known.state.rev < state.rev) theirs.note(collection, state);
      }
    },
  };
}
