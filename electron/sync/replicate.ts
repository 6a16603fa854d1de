import type { RxCollection, RxReplicationPullStreamItem, RxStorageInstanceReplicationState } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import { filter, firstValueFrom, Subject } from 'rxjs';
import {
  parseWireDocument,
  type AnyDocument,
  type Checkpoint,
  type CollectionName,
  type Wire,
} from '../../shared/sync/wire.ts';
import { BatonError } from '../../shared/errors.ts';
import { runDetached } from '../log.ts';
import { createTopic } from '../topic.ts';
import { reached, untilAborted } from './abortable.ts';
import { createOvertaken } from './overtaken.ts';
import { createPushing, type PushPorts } from './pushing.ts';

type Item = RxReplicationPullStreamItem<AnyDocument, Checkpoint>;

/** Documents of the stream and how far it has come with them. */
interface StreamPart {
  readonly documents: readonly Wire<AnyDocument>[];
  readonly checkpoint: Checkpoint;
}

/** What replication of one collection needs from outside. */
export interface ReplicationPorts extends PushPorts {
  /**
   * Resolves with the end of the server's log when pulling may begin; a pull that began earlier could miss what the stream
   * does not bring.
   */
  readonly mayPull: Promise<number>;
  /** The log ends before what is stored here: the server came back from an older backup. */
  readonly onRewound: () => void;
  readonly onReceived: (count: number) => void;
  /** Replication cannot go on: the storage failed, or the session ended. */
  readonly onFault: (cause: unknown) => void;
}

/** One collection's running replication. */
export interface CollectionReplication {
  readonly name: CollectionName;
  /** Resolves when everything the server had at the start is here, and rejects never; a halt leaves it open. */
  readonly caughtUp: Promise<void>;
  /** Hands on what the stream brought; what a pull has brought already is dropped. */
  deliver(documents: readonly { id: string; rev: string; _deleted: boolean }[], checkpoint: Checkpoint): void;
  /** Pulls again from where this collection stands, or everything; resolves when nothing more comes and all is written. */
  pullAgain(from?: 'here' | 'start'): Promise<void>;
  /**
   * Writes states as if the server had sent them: what leaves this replica or comes into it and is nobody's change. A
   * document with a change that waits for the server stays as it is; so may others while a pull runs.
   */
  settle(documents: readonly Wire<AnyDocument>[]): void;
  /** Resolves when the queue to the server is empty. */
  settled(): Promise<void>;
  halt(): Promise<void>;
}

/** Rows RxDB writes as one: enough to be fast, few enough that handing them to the storage's thread takes a few ms. */
const PULL_BATCH = 200;
const PUSH_BATCH = 100;
/** RxDB names the write of a checkpoint so. Source: rxdb, replication-protocol/checkpoint. */
const CHECKPOINT_CONTEXT = 'replication-set-checkpoint';
/** RxDB's own pause after a failed handler. Ours only fail when they are stopped, so it hardly ever matters. */
const RETRY_MS = 200;

/** Starts replicating one collection over RxDB's replication protocol. `identifier` names the server and workspace. */
export async function replicateCollection(
  name: CollectionName,
  collection: RxCollection<AnyDocument>,
  identifier: string,
  ports: ReplicationPorts,
): Promise<CollectionReplication> {
  const { client, link, account, log } = ports;
  const stopping = new AbortController();
  const stream$ = new Subject<Item>();
  const pulls = createTopic<undefined>();
  const overtaken = createOvertaken();
  const { push } = createPushing(name, ports, overtaken, stopping.signal);
  /** What the stream brought while a push was on its way. */
  const held: StreamPart[] = [];
  let seenSeq = 0;
  /** How far what was pulled is on disk; the pull waits for it, so that a fast server cannot fill the memory. */
  let persistedSeq = 0;
  let lastGivenSeq = 0;
  let isFirstPull = true;
  let mustRestart = false;
  const persisted = createTopic<undefined>();
  let markRecalled: () => void = () => undefined;
  const recalled = new Promise<void>((resolve) => {
    markRecalled = resolve;
  });

  async function pull(
    checkpoint: Checkpoint | undefined,
    batchSize: number,
  ): Promise<{ documents: Wire<AnyDocument>[]; checkpoint: Checkpoint }> {
    let since = checkpoint?.seq ?? 0;
    const head = await untilAborted(ports.mayPull, stopping.signal);
    if (isFirstPull && since > head) {
      ports.onRewound();
      return untilAborted(new Promise<never>(() => undefined), stopping.signal);
    }
    // What RxDB starts from is what it has stored.
    if (isFirstPull) persistedSeq = since;
    isFirstPull = false;
    if (mustRestart) {
      mustRestart = false;
      overtaken.forgetAll();
      since = 0;
      persistedSeq = 0;
      lastGivenSeq = 0;
    }
    // The batch before the last one must be on disk: one is written while the next one travels.
    await reached(persisted.subscribe, () => persistedSeq >= Math.min(lastGivenSeq, since), stopping.signal);
    lastGivenSeq = since;
    const documents: Wire<AnyDocument>[] = [];
    for (;;) {
      const from = since;
      const answer = await link.call(stopping.signal, () =>
        client.pull(ports.accessToken, { collection: name, since: from, limit: batchSize }, stopping.signal),
      );
      documents.push(...readDocuments(answer.documents));
      since = Math.max(since, answer.checkpoint.seq);
      const isLast = answer.documents.length < batchSize;
      // RxDB stops at a batch that is not full, so one that lost unreadable documents is filled up first.
      if (isLast || documents.length >= batchSize) {
        seenSeq = Math.max(seenSeq, since);
        ports.onReceived(documents.length);
        await pushesOver(documents);
        if (isLast) pulls.emit(undefined);
        // Only the last batch may be short of some: RxDB takes a batch that is not full for the last one.
        return {
          documents: isLast ? overtaken.without(documents, since) : documents,
          checkpoint: { seq: since },
        };
      }
    }
  }

  /**
   * Waits for the push of documents that were pulled meanwhile. RxDB passes over what comes for a changed document, because its
   * push will meet it; a push the server has already taken would not meet what came after it.
   */
  async function pushesOver(documents: readonly Wire<AnyDocument>[]): Promise<void> {
    await recalled;
    if (!documents.some(({ id }) => account.isWaiting(name, id))) return;
    const state = replication.internalReplicationState;
    if (!state) return;
    await pushesEnded(state);
  }

  /** RxDB calls a push that follows a pull asked for anew not active; its queue knows of every one. */
  async function pushesEnded(state: RxStorageInstanceReplicationState<AnyDocument>): Promise<void> {
    const isIdle$ = state.events.active.up.pipe(filter((isActive) => !isActive));
    let queue: Promise<unknown> | undefined;
    while (queue !== state.streamQueue.up) {
      queue = state.streamQueue.up;
      await untilAborted(Promise.all([queue, firstValueFrom(isIdle$)]), stopping.signal);
    }
  }

  function handOn(): void {
    for (const { documents, checkpoint } of held.splice(0)) {
      const left = overtaken.without(documents, checkpoint.seq);
      overtaken.passed(checkpoint.seq);
      if (left.length > 0) stream$.next({ documents: left, checkpoint });
    }
  }

  /** What was not handed on any more is not checked off either: the next start reads it again. */
  function unlessHalted(cause: unknown): void {
    if (!stopping.signal.aborted) throw cause;
  }

  function readDocuments(
    raw: readonly { id: string; rev: string; _deleted: boolean }[],
  ): Wire<AnyDocument>[] {
    const documents: Wire<AnyDocument>[] = [];
    const unfit: string[] = [];
    let lastRev = '';
    for (const wire of raw) {
      if (wire.rev > lastRev) lastRev = wire.rev;
      // Of a deletion nothing is read but its id.
      if (wire._deleted) {
        documents.push(wire as unknown as Wire<AnyDocument>);
        continue;
      }
      const parsed = parseWireDocument(name, wire);
      if (parsed) documents.push({ ...parsed.document, _deleted: false });
      else unfit.push(wire.id);
    }
    if (unfit.length > 0) {
      log.error('the server sent documents that do not fit', {
        collection: name,
        count: unfit.length,
        first: unfit[0],
      });
    }
    if (lastRev !== '') ports.observeRev(lastRev);
    ports.gate.received(name, documents);
    return documents;
  }

  /** A handler's own failure reaches RxDB's error stream as plain text, so it is kept here. */
  let handlerFailure: unknown;
  function keeping<A extends unknown[], T>(handler: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    return async (...args) => {
      try {
        return await handler(...args);
      } catch (cause) {
        handlerFailure = cause;
        throw cause;
      }
    };
  }

  const replication: RxReplicationState<AnyDocument, Checkpoint> = replicateRxCollection<
    AnyDocument,
    Checkpoint
  >({
    replicationIdentifier: identifier,
    collection,
    live: true,
    autoStart: false,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    retryTime: RETRY_MS,
    pull: { handler: keeping(pull), batchSize: PULL_BATCH, stream$ },
    push: { handler: keeping(push), batchSize: PUSH_BATCH },
  });

  /** Stops at once: RxDB would write the next batch's checkpoint and so skip what it could not write. */
  function stopAt(failure: unknown): void {
    if (stopping.signal.aborted) return;
    replication.internalReplicationState?.events.canceled.next(true);
    ports.onFault(failure);
  }

  const subscriptions: { unsubscribe(): void }[] = [
    replication.sent$.subscribe((sent) => {
      account.accepted(name, sent.id, sent.rev);
    }),
    replication.error$.subscribe((failure) => {
      stopAt(handlerFailure ?? failure);
    }),
  ];

  const stopWatching = account.watch(name, collection);
  await replication.start();
  const state = replication.internalReplicationState;
  const { metaInstance } = replication;
  if (!state || !metaInstance) throw new BatonError('internal', 'replication did not start', { name });
  const writeMeta = metaInstance.bulkWrite.bind(metaInstance);
  metaInstance.bulkWrite = async (rows, context) => {
    try {
      return await writeMeta(rows, context);
    } catch (cause) {
      stopAt(cause);
      if (context !== CHECKPOINT_CONTEXT) throw cause;
      // RxDB waits for nobody here, so a failure would go unheard and hold up every later checkpoint. The next start reads
      // the one that is on disk and repeats what came after it.
      return { error: [] };
    }
  };
  subscriptions.push(
    metaInstance.changeStream().subscribe((bulk) => {
      for (const { documentData } of bulk.events) {
        if (documentData.isCheckpoint !== '1' || documentData.itemId !== 'down') continue;
        persistedSeq = Math.max(persistedSeq, documentData.checkpointData?.seq ?? 0);
        persisted.emit(undefined);
      }
    }),
  );
  runDetached(
    log,
    'finding what waits',
    account
      .recall(name, state, (states) => {
        ports.gate.taken(name, states);
      })
      .finally(markRecalled),
  );

  subscriptions.push(
    state.events.active.up.pipe(filter((isActive) => !isActive)).subscribe(() => {
      runDetached(log, 'finding what waits no more', account.strikeOut(name, state).catch(unlessHalted));
    }),
  );

  /** Hands on what the stream brought, after the push that is on its way: that may overtake it. */
  const hand = (part: StreamPart): void => {
    held.push(part);
    if (held.length > 1) return;
    runDetached(log, 'handing on what came', pushesEnded(state).then(handOn, unlessHalted));
  };

  return {
    name,
    caughtUp: firstValueFrom(state.firstSyncDone.down.pipe(filter((isDone) => isDone))).then(() => undefined),
    deliver: (documents, checkpoint) => {
      if (checkpoint.seq <= seenSeq || stopping.signal.aborted) return;
      seenSeq = checkpoint.seq;
      // Only says how far the log has come without anything for this person.
      if (documents.length === 0) return;
      hand({ documents: readDocuments(documents), checkpoint });
    },
    pullAgain: async (from = 'here') => {
      await new Promise<void>((resolve) => {
        mustRestart ||= from === 'start';
        const end = pulls.subscribe(() => {
          end();
          resolve();
        });
        replication.reSync();
      });
      // What was pulled is on disk when its turn is over.
      await state.streamQueue.down;
    },
    settle: (documents) => {
      if (stopping.signal.aborted) return;
      overtaken.forget(documents.map(({ id }) => id));
      hand({ documents, checkpoint: { seq: seenSeq } });
    },
    settled: async () => {
      await replication.awaitInSync();
    },
    halt: async () => {
      stopping.abort(new BatonError('internal', 'replication was stopped'));
      stopWatching();
      for (const subscription of subscriptions) subscription.unsubscribe();
      await replication.cancel().catch(async (cause: unknown) => {
        // After a failed write RxDB leaves this open, and every new start would leave one more.
        await metaInstance.close();
        throw cause;
      });
    },
  };
}
