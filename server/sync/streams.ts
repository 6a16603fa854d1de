import { liveSessions } from '../security/sessions.ts';
import type { Store } from '../store/store.ts';
import type { EventStream } from './eventStream.ts';
import type { FanOut } from './fanOut.ts';

/** How often an idle stream shows that it lives. */
const HEARTBEAT_MS = 15_000;
/** How late a change made by another process may arrive. */
const CATCH_UP_MS = 1_000;

/** The open event streams of this process. */
export interface Streams {
  /** How many are open. */
  count(): number;
  add(stream: EventStream): void;
  remove(stream: EventStream): void;
  /** Ends the streams of a session that was revoked. */
  endSession(sessionId: string): void;
  /** Beats on every stream and ends those whose session was revoked elsewhere. */
  beat(): Promise<void>;
  /** Ends them all, and every later one at once. */
  endAll(): void;
}

/** An empty set of streams. */
export function createStreams(store: Store): Streams {
  const streams = new Set<EventStream>();
  let isClosing = false;
  return {
    count: () => streams.size,
    add(stream) {
      streams.add(stream);
      if (isClosing) stream.end();
    },
    remove: (stream) => void streams.delete(stream),
    endSession(sessionId) {
      for (const stream of streams) if (stream.sessionId === sessionId) stream.end();
    },
    async beat() {
      for (const stream of streams) stream.beat();
      const live = await liveSessions(store.sql, [
        ...new Set(Array.from(streams, (stream) => stream.sessionId)),
      ]);
      for (const stream of streams) if (!live.has(stream.sessionId)) stream.end();
    },
    endAll() {
      isClosing = true;
      for (const stream of streams) stream.end();
    },
  };
}

/** Keeps the heartbeat and the catch-up going. Returns the way to stop them. `onError` hears of failures; the next turn tries again. */
export function startPulse(streams: Streams, fanOut: FanOut, onError: (error: unknown) => void): () => void {
  const beat = setInterval(() => void streams.beat().catch(onError), HEARTBEAT_MS);
  let isLooking = false;
  const look = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void fanOut
      .catchUp()
      .catch(onError)
      .finally(() => {
        isLooking = false;
      });
  }, CATCH_UP_MS);
  return () => {
    clearInterval(beat);
    clearInterval(look);
  };
}
