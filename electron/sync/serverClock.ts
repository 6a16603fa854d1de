import type { Clock } from '../time.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** The server's time as this device knows it: its own clock plus a measured offset. */
export interface ServerClock extends Clock {
  /** Takes in a time the server has said; `askedAtMs` and `heardAtMs` are this device's clock around the request. */
  note(serverTimeMs: number, askedAtMs: number, heardAtMs: number): void;
  /** What has to be added to this device's clock, in milliseconds. */
  offsetMs(): number;
  /** Takes an offset measured in an earlier run; one that was measured in this run stands. */
  recall(offsetMs: number): void;
  readonly onChange: Subscribe<number>;
}

/** A sample older than this gives way to any newer one: clocks drift and get set. */
const SAMPLE_LIFE_MS = 60_000;

/**
 * Keeps the offset of the sample with the shortest round trip, the one that can be wrong by the least. Source: Cristian,
 * "Probabilistic clock synchronization", 1989.
 */
export function createServerClock(clock: Clock): ServerClock {
  const changes = createTopic<number>();
  let offset = 0;
  let bestTripMs = Number.POSITIVE_INFINITY;
  let sampledAtMs = 0;
  return {
    nowMs: () => Math.round(clock.nowMs() + offset),
    offsetMs: () => offset,
    onChange: changes.subscribe,
    recall: (offsetMs) => {
      if (bestTripMs === Number.POSITIVE_INFINITY) offset = offsetMs;
    },
    note: (serverTimeMs, askedAtMs, heardAtMs) => {
      const tripMs = Math.max(0, heardAtMs - askedAtMs);
      const isStale = Math.abs(heardAtMs - sampledAtMs) > SAMPLE_LIFE_MS;
      if (tripMs > bestTripMs && !isStale) return;
      bestTripMs = tripMs;
      sampledAtMs = heardAtMs;
      offset = Math.round(serverTimeMs - (askedAtMs + tripMs / 2));
      changes.emit(offset);
    },
  };
}
