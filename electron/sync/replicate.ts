import type {
  RxCollection,
  RxReplicationPullStreamItem,
  RxReplicationWriteToMasterRow,
  RxStorageInstanceReplicationState,
} from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import { filter, firstValueFrom, Subject } from 'rxjs';
import {
  parseWireDocument,
  type AnyDocument,
  type Checkpoint,
  type CollectionName,
  type PushBody,
  type Refusal,
  type Wire,
} from '../../shared/sync/wire.ts';
import { NOTICE_ID_PREFIX } from '../../shared/domain/message.ts';
import { RULE_ID_PREFIX } from '../../shared/domain/rules/ruleKinds.ts';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import { runDetached, type Logger } from '../log.ts';
import { createTopic, type Subscribe } from '../topic.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';
import type { Refusals } from './conflictHandlers.ts';
import { guardedPush } from './guardedPush.ts';
import type { Link } from './link.ts';
import { createOvertaken } from './overtaken.ts';
import type { AccessToken, ServerClient } from './serverClient.ts';
import type { WaitingAccount } from './waitingAccount.ts';

type Row = RxReplicationWriteToMasterRow<AnyDocument>;
type Item = RxReplicationPullStreamItem<AnyDocument, Checkpoint>;

/** Documents of the stream and how far it has come with them. */
interface StreamPart {
  readonly documents: readonly Wire<AnyDocument>[];
  readonly checkpoint: Checkpoint;
}

/** What replication of one collection needs from outside. */
export interface ReplicationPorts {
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly link: Link;
  readonly account: WaitingAccount;
  readonly refusals: Refusals;
  readonly observeRev: (rev: string) => void;
  /** Keeps a refused document; resolves when it is safe. */
  readonly onRefused: (
    collection: CollectionName,
    document: AnyDocument,
    code: ErrorCode,
    base: AnyDocument | null,
  ) => Promise<void>;
  /** Keeps sending and taking back apart. */
  readonly gate: PushGate;
  /** Resolves when the server has answered the replies that wait for this ticket: whether they stand decides what it becomes. */
  readonly repliesFirst: (ticketId: string, signal: AbortSignal) => Promise<void>;
  /**
   * Resolves with the end of the server's log when pulling may begin; a pull that began earlier could miss what the stream
   * does not bring.
   */
  readonly mayPull: Promise<number>;
  /** The log ends before what is stored here: the server came back from an older backup. */
  readonly onRewound: () => void;
  /** What is here is offered to a server that has lost it; what it will not take from this person stays here. */
  readonly isRestoring: () => boolean;
  readonly onReceived: (count: number) => void;
  /** Replication cannot go on: the storage failed, or the session ended. */
  readonly onFault: (cause: unknown) => void;
  readonly log: Logger;
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
  /** Sends documents that the server does not know ahead of their turn; resolves when it has answered. */
  pushAhead(documents: readonly AnyDocument[]): Promise<void>;
  halt(): Promise<void>;
}

/** Rows RxDB writes as one: enough to be fast, few enough that handing them to the storage's thread takes a few ms. */
const PULL_BATCH = 200;
const PUSH_BATCH = 100;
/** Largest push body we send, in characters of JSON; one row may be larger. */
const PUSH_MAX_CHARACTERS = 1_000_000;
/** RxDB names the write of a checkpoint so. Source: rxdb, replication-protocol/checkpoint. */
const CHECKPOINT_CONTEXT = 'replication-set-checkpoint';
/** RxDB's own pause after a failed handler. Ours only fail when they are stopped, so it hardly ever matters. */
const RETRY_MS = 200;

/** Contacts first, then the tickets that name them, then their messages: a reference always points at something the server has. */
const NEEDS: Readonly<
  Record<CollectionName, (document: AnyDocument) => readonly [CollectionName, string][]>
> = {
  settings: () => [],
  contacts: () => [],
  tickets: (document) => ('contactId' in document ? [['contacts', document.contactId]] : []),
  messages: (document) => ('ticketId' in document ? [['tickets', document.ticketId]] : []),
};

/** Starts replicating one collection over RxDB's replication protocol. `identifier` names the server and workspace. */
export async function replicateCollection(
  name: CollectionName,
  collection: RxCollection<AnyDocument>,
  identifier: string,
  ports: ReplicationPorts,
): Promise<CollectionReplication> {
  const { client, link, account, refusals, log } = ports;
  const stopping = new AbortController();
  const stream$ = new Subject<Item>();
  const pulls = createTopic<undefined>();
  const overtaken = createOvertaken();
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

  async function pushesEnded({ events }: RxStorageInstanceReplicationState<AnyDocument>): Promise<void> {
    const isIdle$ = events.active.up.pipe(filter((isActive) => !isActive));
    await untilAborted(firstValueFrom(isIdle$), stopping.signal);
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

  async function push(rows: Row[]): Promise<Wire<AnyDocument>[]> {
    const open = rows.filter(({ newDocumentState: mine, assumedMasterState: master }) =>
      // Made and taken back before the server ever saw it: there is nothing to tell.
      master
        ? mine.rev !== master.rev ||
          (mine as Wire<AnyDocument>)._deleted !== (master as Wire<AnyDocument>)._deleted
        : !(mine as Wire<AnyDocument>)._deleted,
    );
    for (const row of open) {
      for (const [needed, id] of NEEDS[name](row.newDocumentState)) {
        await account.whenKnown(needed, id, stopping.signal);
      }
      if (name === 'tickets' && row.assumedMasterState)
        await ports.repliesFirst(row.newDocumentState.id, stopping.signal);
    }
    const masters: Wire<AnyDocument>[] = [];
    const takenBack: Wire<AnyDocument>[] = [];
    for (const part of portions(open)) masters.push(...(await pushPortion(part, takenBack)));
    for (const master of masters) account.answered(name, master.id, master.rev);
    // RxDB takes it for a conflict, and finds that the document has moved on: it is not marked as sent.
    return [...masters, ...takenBack];
  }

  /** Sends one portion; answers the master states of what was not accepted. */
  async function pushPortion(
    rows: readonly Row[],
    takenBack: Wire<AnyDocument>[],
  ): Promise<Wire<AnyDocument>[]> {
    const bodyOf = (sent: readonly Row[]): PushBody => ({
      collection: name,
      rows: sent.map((row) => ({
        assumedMasterState: row.assumedMasterState ?? null,
        newDocumentState: row.newDocumentState,
      })),
    });
    try {
      const guarded = await link.call(stopping.signal, () =>
        guardedPush(ports.gate, name, rows, (sent) =>
          client.push(ports.accessToken, bodyOf(sent), stopping.signal),
        ),
      );
      const { answer } = guarded;
      overtaken.accepted(guarded.acceptedIds, answer.seq);
      takenBack.push(...guarded.takenBack);
      const rollbacks: Wire<AnyDocument>[] = [];
      for (const refusal of answer.refused) rollbacks.push(...(await refuse(rows, refusal)));
      for (const { rev } of answer.conflicts) ports.observeRev(rev);
      return [...(answer.conflicts as unknown as Wire<AnyDocument>[]), ...rollbacks];
    } catch (cause) {
      const code = cause instanceof BatonError ? cause.code : null;
      if (code !== 'input.tooLarge' && code !== 'input.invalid') throw cause;
      const [first] = rows;
      if (first && rows.length === 1) {
        return refuse(rows, { id: first.newDocumentState.id, code, master: null });
      }
      // One bad row must not hold up its neighbours.
      const half = Math.ceil(rows.length / 2);
      const rest = await pushPortion(rows.slice(0, half), takenBack);
      return [...rest, ...(await pushPortion(rows.slice(half), takenBack))];
    }
  }

  /** Keeps the words of a refused row and answers the state it is rolled back to. */
  async function refuse(rows: readonly Row[], refusal: Refusal): Promise<Wire<AnyDocument>[]> {
    const row = rows.find((candidate) => candidate.newDocumentState.id === refusal.id);
    if (!row) return [];
    const mine = row.newDocumentState as Wire<AnyDocument>;
    log.warn('the server refused a change', { collection: name, id: mine.id, code: refusal.code });
    // Lines of others are theirs, or an administrator's desk, to bring back; ours stays until they have.
    if (ports.isRestoring() && name === 'tickets' && refusal.code === 'auth.forbidden') return [];
    if (ports.isRestoring() && !row.assumedMasterState) {
      // Nobody here changed it: another's words or the team's settings, which only their own devices may bring back.
      const isSaidBefore = refusal.code === 'message.answeredMeanwhile' && !ports.gate.isOurs(name, mine.id);
      if (refusal.master === null && (isSaidBefore || !isOwnDoing(refusal.code))) return [];
      if (refusal.master !== null && name === 'settings') {
        refusals.add(name, mine.id, mine.rev);
        return [refusal.master as unknown as Wire<AnyDocument>];
      }
    }
    // A colleague's desk has written the same under the same id, as a notice or as a rule: no words of anybody are missing.
    const isShared = [NOTICE_ID_PREFIX, RULE_ID_PREFIX].some((prefix) => mine.id.startsWith(prefix));
    const isToldAlready = name === 'messages' && refusal.master !== null && isShared;
    if (!isToldAlready) await ports.onRefused(name, mine, refusal.code, row.assumedMasterState ?? null);
    refusals.add(name, mine.id, mine.rev);
    const master = refusal.master ?? row.assumedMasterState;
    return [master ? (master as unknown as Wire<AnyDocument>) : { ...mine, _deleted: true }];
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

  const subscriptions = [
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
  runDetached(log, 'finding what waits', account.recall(name, state).finally(markRecalled));

  /** Hands on what the stream brought, after the push that is on its way: that may overtake it. */
  const hand = (part: StreamPart): void => {
    held.push(part);
    if (held.length > 1) return;
    if (!state.events.active.up.getValue()) handOn();
    else
      runDetached(log, 'handing on what came during a push', pushesEnded(state).then(handOn, unlessHalted));
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
    pushAhead: async (documents) => {
      const rows = documents.map((document) => ({ newDocumentState: { ...document, _deleted: false } }));
      await pushPortion(rows, []);
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

/** A refusal of what the document says, not of who brings it. */
function isOwnDoing(code: ErrorCode): boolean {
  return code !== 'auth.forbidden';
}

function portions(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let part: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    if (part.length > 0 && characters + size > PUSH_MAX_CHARACTERS) {
      parts.push(part);
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += size;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

/** Resolves when `isSo` answers true, looking again at every piece of news; rejects when the signal is aborted. */
function reached(onNews: Subscribe<undefined>, isSo: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (isSo()) {
      resolve();
      return;
    }
    const end = onNews(() => {
      if (!isSo()) return;
      end();
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    function onAbort(): void {
      end();
      reject(signal.reason instanceof Error ? signal.reason : new BatonError('internal', 'stopped'));
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** The promise's outcome, or the signal's reason when that comes first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new BatonError('internal', 'stopped'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
