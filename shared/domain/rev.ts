import { z } from 'zod';
import type { DeviceId } from './ids.ts';

/** A write's stamp: hybrid logical clock plus device. Later writes sort after earlier ones as plain text. */
export const Rev = z.string().min(1).max(120).brand<'Rev'>();
export type Rev = z.infer<typeof Rev>;

/** The last stamp a device has made or seen; `timeMs` is UTC epoch milliseconds. */
export interface HybridClock {
  readonly timeMs: number;
  readonly counter: number;
}

const TIME_DIGITS = 9;
const COUNTER_DIGITS = 4;
const BASE = 36;

/** A clock that has seen nothing yet. */
export const CLOCK_START: HybridClock = { timeMs: 0, counter: 0 };

/** The clock after a local event at `nowMs`: never behind what it has seen. Source: Kulkarni et al., "Logical Physical Clocks", 2014. */
export function tick(clock: HybridClock, nowMs: number): HybridClock {
  const timeMs = Math.floor(nowMs);
  return timeMs > clock.timeMs
    ? { timeMs, counter: 0 }
    : { timeMs: clock.timeMs, counter: clock.counter + 1 };
}

/** The clock after seeing somebody else's stamp. An unreadable stamp changes nothing. */
export function observe(clock: HybridClock, rev: string): HybridClock {
  const seen = parseRev(rev);
  if (!seen) return clock;
  if (seen.timeMs > clock.timeMs) return seen;
  if (seen.timeMs === clock.timeMs && seen.counter > clock.counter) return seen;
  return clock;
}

/** Writes a clock and its device as a `Rev`. */
export function formatRev(clock: HybridClock, device: DeviceId | 'server'): Rev {
  const time = clock.timeMs.toString(BASE).padStart(TIME_DIGITS, '0');
  const counter = clock.counter.toString(BASE).padStart(COUNTER_DIGITS, '0');
  return `${time}.${counter}.${device}` as Rev;
}

/** Who wrote a stamp: a device's id, or `server`; `''` when the text is no stamp. */
export function writerOf(rev: string): string {
  const [, , ...writer] = rev.split('.');
  return writer.join('.');
}

/** The clock inside a stamp, or `undefined` when the text is no stamp. */
export function parseRev(rev: string): HybridClock | undefined {
  const [time, counter] = rev.split('.');
  if (!time || !counter) return undefined;
  const timeMs = Number.parseInt(time, BASE);
  const count = Number.parseInt(counter, BASE);
  return Number.isNaN(timeMs) || Number.isNaN(count) ? undefined : { timeMs, counter: count };
}
