import { isValidTimeZone, zoneOffsets, type OffsetAt } from '../../../shared/domain/sla/timeZone.ts';
import { BatonError } from '../../../shared/errors.ts';

export type DateOrder = 'dmy' | 'mdy';

/** Reads a written time as UTC epoch ms; `null` when it is no time. */
export type TimeReader = (text: string) => number | null;

const HOUR_MS = 3_600_000;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * A reader for the times of one export. A time with an offset is that instant; one without is local to `timeZone` (an IANA
 * name, else `import.badFile`). `12/3/2026` is read by `order`. A local time that a clock change skips is read as if it had not.
 */
export function timeReader(timeZone: string, order: DateOrder = 'dmy'): TimeReader {
  if (!isValidTimeZone(timeZone)) {
    throw new BatonError('import.badFile', `"${timeZone}" is no time zone; write one such as Europe/Lisbon`);
  }
  const offsetAt = byTheHour(zoneOffsets(timeZone));
  const cache = new Map<string, number | null>();
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const read = readTime(text.trim(), offsetAt, order);
    cache.set(text, read);
    return read;
  };
}

/** Asking the platform for an offset is slow; within an hour the answer is the same. */
function byTheHour(offsetAt: OffsetAt): OffsetAt {
  const cache = new Map<number, number>();
  return (atMs) => {
    const hour = Math.floor(atMs / HOUR_MS);
    const known = cache.get(hour);
    if (known !== undefined) return known;
    const offset = offsetAt(hour * HOUR_MS);
    cache.set(hour, offset);
    return offset;
  };
}

function readTime(text: string, offsetAt: OffsetAt, order: DateOrder): number | null {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction = '', zone] = iso;
    const wallMs = wallTime(year, month, day, hour, minute, second);
    if (wallMs === null) return null;
    const exactMs = wallMs + Number(fraction.padEnd(3, '0'));
    if (zone === undefined) return toUtc(exactMs, offsetAt);
    return usable(exactMs - offsetOf(zone));
  }
  const slashed = SLASHED.exec(text);
  if (!slashed) return null;
  const [, first, second, year, hour, minute, seconds] = slashed;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  const wallMs = wallTime(year, month, day, hour, minute, seconds);
  return wallMs === null ? null : toUtc(wallMs, offsetAt);
}

function wallTime(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour = '0',
  minute = '0',
  second = '0',
): number | null {
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const wallMs = Date.UTC(y, m - 1, d, h, min, s);
  const back = new Date(wallMs);
  // Date.UTC rolls the 31st of April over into May; a written date that does not exist is a mistake.
  const isReal = back.getUTCMonth() === m - 1 && back.getUTCDate() === d && h < 24 && min < 60 && s < 60;
  return isReal ? wallMs : null;
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function toUtc(wallMs: number, offsetAt: OffsetAt): number | null {
  const guessMs = wallMs - offsetAt(wallMs);
  return usable(wallMs - offsetAt(guessMs));
}

function usable(atMs: number): number | null {
  return atMs >= 0 ? atMs : null;
}
