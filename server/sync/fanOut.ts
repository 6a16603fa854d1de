import type { CollectionName } from '../../shared/sync/wire.ts';
import { headsOf, readLog, type LogEntry } from '../store/documents.ts';
import type { Store } from '../store/store.ts';

/** A run of neighbouring log entries of one collection, ready to be sent to anybody. */
export interface Change {
  readonly collection: CollectionName;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly entries: readonly LogEntry[];
}

/** Hears the log of one workspace. Never throws and never waits. */
export interface Subscriber {
  readonly workspaceId: string;
  /** Hears of changes it has seen already when it joined ahead of the others. */
  deliver(changes: readonly Change[]): void;
}

/** Brings every commit to every subscriber of its workspace, in log order and without a hole. */
export interface FanOut {
  /**
   * Lets a subscriber in who has read the log up to `position`. False when the others are further by now: read on and come
   * again. Both happen between two turns of the event loop, which is why nothing is missed.
   */
  join(subscriber: Subscriber, position: number): boolean;
  leave(subscriber: Subscriber): void;
  /** Looks for commits of other processes that nobody told of and delivers them. */
  catchUp(): Promise<void>;
  /** Hears the bus no more. */
  close(): void;
}

/** Most documents in one change: one huge commit does not become one huge text. */
const CHANGE_DOCUMENTS = 500;
const CATCH_UP_ENTRIES = 1000;

interface Feed {
  readonly subscribers: Set<Subscriber>;
  /** Everything up to here was delivered. */
  position: number;
  /** The log is known to reach this far. */
  head: number;
  /** The reading of the log that is on its way. */
  reading: Promise<void> | undefined;
}

/**
 * Builds the fan-out over a store's commits and what other processes say on the bus: that names only how far the log has
 * come, the rest is read from the log. `onError` hears when it could not be read; the next catch-up tries again.
 */
export function createFanOut(store: Store, onError: (error: unknown) => void): FanOut {
  const feeds = new Map<string, Feed>();

  /** Delivers what the log has up to the feed's head; one reading at a time, however often it is asked for. */
  function readOn(workspaceId: string, feed: Feed): Promise<void> {
    feed.reading ??= readAll(workspaceId, feed).finally(() => {
      feed.reading = undefined;
    });
    return feed.reading;
  }

  async function readAll(workspaceId: string, feed: Feed): Promise<void> {
    while (feed.position < feed.head) {
      const from = feed.position;
      const entries = await readLog(store.sql, workspaceId, from, CATCH_UP_ENTRIES);
      // Commits of this process were delivered while the log was read: look again from there.
      if (feed.position !== from) continue;
      const last = entries.at(-1);
      if (!last) return;
      deliver(feed, last.seq, entries);
    }
  }

  function hear(workspaceId: string, head: number): Promise<void> {
    const feed = feeds.get(workspaceId);
    if (!feed || head <= feed.position) return Promise.resolve();
    feed.head = Math.max(feed.head, head);
    return readOn(workspaceId, feed);
  }

  async function catchUp(): Promise<void> {
    const heads = await headsOf(store.sql, [...feeds.keys()]);
    await Promise.all(Array.from(heads, ([workspaceId, head]) => hear(workspaceId, head)));
  }

  store.onCommit((commit) => {
    const feed = feeds.get(commit.workspaceId);
    if (!feed || commit.lastSeq <= feed.position) return;
    if (commit.firstSeq === feed.position + 1) deliver(feed, commit.lastSeq, commit.entries);
    // A hole before this commit is another process's: the log has both, in order.
    else hear(commit.workspaceId, commit.lastSeq).catch(onError);
  });
  const stopHearing = [
    store.bus.subscribe('log', ({ workspaceId, text }) => {
      hear(workspaceId, Number(text)).catch(onError);
    }),
    store.bus.onGap(() => {
      catchUp().catch(onError);
    }),
  ];

  return {
    join(subscriber, position) {
      const feed = feeds.get(subscriber.workspaceId) ?? {
        subscribers: new Set(),
        position,
        head: position,
        reading: undefined,
      };
      if (feed.position > position) return false;
      feeds.set(subscriber.workspaceId, feed);
      feed.subscribers.add(subscriber);
      return true;
    },
    leave(subscriber) {
      const feed = feeds.get(subscriber.workspaceId);
      feed?.subscribers.delete(subscriber);
      if (feed?.subscribers.size === 0) feeds.delete(subscriber.workspaceId);
    },
    catchUp,
    close() {
      for (const stop of stopHearing) stop();
    },
  };
}

function deliver(feed: Feed, position: number, entries: readonly LogEntry[]): void {
  feed.position = position;
  const changes = toChanges(entries);
  for (const subscriber of feed.subscribers) subscriber.deliver(changes);
}

/** Groups entries in log order into runs of one collection. */
export function toChanges(entries: readonly LogEntry[]): Change[] {
  const changes: { collection: CollectionName; firstSeq: number; lastSeq: number; entries: LogEntry[] }[] =
    [];
  for (const entry of entries) {
    const { collection, seq } = entry;
    const run = changes.at(-1);
    if (run?.collection === collection && run.entries.length < CHANGE_DOCUMENTS) {
      run.entries.push(entry);
      run.lastSeq = seq;
    } else changes.push({ collection, firstSeq: seq, lastSeq: seq, entries: [entry] });
  }
  return changes;
}
