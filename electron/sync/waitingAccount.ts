import { getAssumedMasterState, getChangedDocumentsSince, getLastCheckpointDoc } from 'rxdb';
import type { RxCollection, RxStorageInstanceReplicationState } from 'rxdb';
import { COLLECTIONS, type AnyDocument, type CollectionName } from '../../shared/sync/wire.ts';
import { DOWNSTREAM_CONTEXT, SETTLED_CONTEXT } from '../writeContexts.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** Exactly which local changes the server has not accepted yet. */
export interface WaitingAccount {
  /** How many documents wait. */
  size(): number;
  /** The ticket itself or one of its messages waits. */
  isTicketWaiting(ticketId: string): boolean;
  /** The ticket's messages that wait. */
  waitingMessageIds(ticketId: string): readonly string[];
  /** Every document that waits, with the ticket of a message. */
  list(): readonly { readonly collection: CollectionName; readonly id: string; readonly ticketId: string }[];
  isWaiting(collection: CollectionName, id: string): boolean;
  /** What was left waiting when the app closed is known, for one collection or for every one. */
  isRecalled(collection?: CollectionName): boolean;
  readonly onChange: Subscribe<void>;
  /** Hears the ticket (`''` for other documents) of each document the server has accepted. */
  readonly onAccepted: Subscribe<string>;
  /** Resolves when the server knows the document, at once when it does already; rejects with the signal's reason. */
  whenKnown(collection: CollectionName, id: string, signal: AbortSignal): Promise<void>;
  accepted(collection: CollectionName, id: string, rev: string): void;
  /** The server answered a push with its own state; when that very state is written here, nothing is left to tell. */
  answered(collection: CollectionName, id: string, masterRev: string): void;
  /** Notes every local write of a collection from now on; returns what ends it. */
  watch(name: CollectionName, collection: RxCollection<AnyDocument>): () => void;
  /** Finds what was left waiting when the app closed. Call once per replication, right after it has started. */
  recall(
    name: CollectionName,
    state: RxStorageInstanceReplicationState<AnyDocument>,
    /** Hears which states of changed documents the server has taken before. */
    onTaken: (states: readonly { readonly id: string; readonly rev: string }[]) => void,
  ): Promise<void>;
  /**
   * Strikes out what RxDB has nothing to send of. It does not say so of a state that has become what the server has without
   * being sent. Call when nothing is under way.
   */
  strikeOut(name: CollectionName, state: RxStorageInstanceReplicationState<AnyDocument>): Promise<void>;
}

interface Waiting {
  readonly rev: string;
  /** The server has never seen this document. */
  readonly isNew: boolean;
  /** The ticket a message belongs to; `''` for other documents. */
  readonly ticketId: string;
}

const RECALL_BATCH = 200;

/** An empty account. */
export function createWaitingAccount(): WaitingAccount {
  const waiting = new Map<CollectionName, Map<string, Waiting>>(COLLECTIONS.map((name) => [name, new Map()]));
  const changes = createTopic<undefined>();
  const acceptances = createTopic<string>();
  /** While `recall` reads, an acceptance may overtake it; keys `collection id rev`. */
  const overtaken = new Set<string>();
  /** Master revs that answered a push, by collection and id. */
  const answers = new Map<string, string>();
  let recalls = 0;
  const recalled = new Set<CollectionName>();

  const of = (name: CollectionName): Map<string, Waiting> => waiting.get(name) ?? new Map<string, Waiting>();

  return {
    size: () => [...waiting.values()].reduce((sum, entries) => sum + entries.size, 0),
    isTicketWaiting: (ticketId) =>
      of('tickets').has(ticketId) ||
      [...of('messages').values()].some((entry) => entry.ticketId === ticketId),
    list: () =>
      [...waiting].flatMap(([collection, entries]) =>
        [...entries].map(([id, { ticketId }]) => ({ collection, id, ticketId })),
      ),
    isWaiting: (name, id) => of(name).has(id),
    isRecalled: (name) => (name === undefined ? recalled.size === COLLECTIONS.length : recalled.has(name)),
    waitingMessageIds: (ticketId) =>
      [...of('messages')].flatMap(([id, entry]) => (entry.ticketId === ticketId ? [id] : [])),
    onChange: (listener) => changes.subscribe(() => listener()),
    onAccepted: acceptances.subscribe,
    whenKnown: (name, id, signal) =>
      new Promise((resolve, reject) => {
        const isKnown = (): boolean => of(name).get(id)?.isNew !== true;
        if (isKnown()) {
          resolve();
          return;
        }
        const end = changes.subscribe(() => {
          if (!isKnown()) return;
          end();
          signal.removeEventListener('abort', onAbort);
          resolve();
        });
        function onAbort(): void {
          end();
          reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
        }
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    accepted: (name, id, rev) => {
      if (recalls > 0) overtaken.add(`${name} ${id} ${rev}`);
      const entries = of(name);
      const entry = entries.get(id);
      if (!entry) return;
      if (entry.rev === rev) entries.delete(id);
      else if (entry.isNew) entries.set(id, { ...entry, isNew: false });
      else return;
      changes.emit(undefined);
      acceptances.emit(name === 'tickets' ? id : entry.ticketId);
    },
    answered: (name, id, masterRev) => {
      answers.set(`${name} ${id}`, masterRev);
    },
    watch: (name, collection) => {
      const subscription = collection.storageInstance.changeStream().subscribe((bulk) => {
        if (bulk.context.startsWith(DOWNSTREAM_CONTEXT) || bulk.context === SETTLED_CONTEXT) return;
        const entries = of(name);
        for (const event of bulk.events) {
          if (isMarks(event.documentData)) continue;
          const key = `${name} ${event.documentId}`;
          const answer = answers.get(key);
          answers.delete(key);
          if (answer === event.documentData.rev) {
            entries.delete(event.documentId);
            continue;
          }
          const isNew = event.operation === 'INSERT' || entries.get(event.documentId)?.isNew === true;
          entries.set(event.documentId, {
            rev: event.documentData.rev,
            isNew,
            ticketId: ticketOf(event.documentData),
          });
        }
        changes.emit(undefined);
      });
      return () => {
        subscription.unsubscribe();
        // What is written from now on is found by the next `recall`.
        recalled.delete(name);
      };
    },
    recall: async (name, state, onTaken) => {
      recalls += 1;
      try {
        let checkpoint: unknown = await getLastCheckpointDoc(state, 'up');
        for (;;) {
          const changed = await getChangedDocumentsSince(state.input.forkInstance, RECALL_BATCH, checkpoint);
          if (changed.documents.length === 0) break;
          checkpoint = changed.checkpoint;
          const masters = await getAssumedMasterState(
            state,
            changed.documents.map((document) => document.id),
          );
          onTaken(Object.values(masters).map(({ docData }) => docData));
          const entries = of(name);
          for (const document of changed.documents) {
            if (isMarks(document)) continue;
            const { id, rev } = document;
            const master = masters[id];
            const isAccepted = master?.docData.rev === rev || overtaken.has(`${name} ${id} ${rev}`);
            if (!isAccepted && !entries.has(id))
              entries.set(id, { rev, isNew: !master, ticketId: ticketOf(document) });
          }
        }
      } finally {
        recalls -= 1;
        if (recalls === 0) overtaken.clear();
      }
      recalled.add(name);
      changes.emit(undefined);
    },
    strikeOut: async (name, state) => {
      const entries = of(name);
      const open = new Map(entries);
      if (open.size === 0) return;
      const ids = [...open.keys()];
      const here = await state.input.forkInstance.findDocumentsById(ids, true);
      const masters = await getAssumedMasterState(state, ids);
      for (const document of here) {
        const { id, rev, _deleted: isDeleted } = document;
        const entry = open.get(id);
        const master = masters[id]?.docData;
        const isTold = master ? master.rev === rev && master._deleted === isDeleted : isDeleted;
        // Written again while this was read: it is no longer what was looked at.
        if (!entry || !isTold || entry.rev !== rev || entries.get(id) !== entry) continue;
        entries.delete(id);
        changes.emit(undefined);
        acceptances.emit(name === 'tickets' ? id : entry.ticketId);
      }
    },
  };
}

function ticketOf(document: AnyDocument): string {
  return 'ticketId' in document ? document.ticketId : '';
}

/** What one has read travels along; nobody did anything that could wait. */
function isMarks(document: object): boolean {
  return 'kind' in document && document.kind === 'notice-marks';
}
