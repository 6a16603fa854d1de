const SECOND_MS = 1000;
/**
 * How far apart a zone is asked for its offset. It must be shorter than any stay in an offset; the shortest from 1970 to 2090
 * are about seven days (Asia/Gaza in 2040). Source: a scan of every zone the platform knows.
 */
const PROBE_STEP_MS = 4 * 24 * 60 * 60 * SECOND_MS;

/** A stretch of time in which a zone keeps one offset: `startMs` ≤ t < `endMs`, UTC epoch ms; local = UTC + `offsetMs`. */
export interface OffsetSegment {
  readonly startMs: number;
  readonly endMs: number;
  readonly offsetMs: number;
}

/** The offset from UTC in ms at an instant of whole seconds, in one zone. */
export type OffsetAt = (atMs: number) => number;

/** True for an IANA time zone this platform knows, such as `Europe/Prague`; bare offsets such as `+02:00` are not zones. */
export function isValidTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    // The platform's only way to say that it does not know a zone.
    return false;
  }
}

/** Asks the platform for a zone's offsets. Throws RangeError for a zone it does not know. */
export function zoneOffsets(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (atMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(atMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - atMs;
  };
}

/**
 * Splits `fromMs` ≤ t < `toMs` where the zone changes its clock. Both are whole seconds; the segments are ascending,
 * touch each other and cover the whole range.
 */
export function offsetSegments(offsetAt: OffsetAt, fromMs: number, toMs: number): OffsetSegment[] {
  const segments: OffsetSegment[] = [];
  let startMs = fromMs;
  let offsetMs = offsetAt(fromMs);
  for (let probedMs = fromMs; probedMs < toMs;) {
    const nextMs = Math.min(probedMs + PROBE_STEP_MS, toMs);
    const nextOffsetMs = offsetAt(nextMs);
    while (offsetMs !== nextOffsetMs) {
      const changeMs = firstOtherOffset(offsetAt, offsetMs, probedMs, nextMs);
      // A change exactly at the end belongs to the next range.
      if (changeMs >= toMs) break;
      segments.push({ startMs, endMs: changeMs, offsetMs });
      startMs = changeMs;
      probedMs = changeMs;
      offsetMs = offsetAt(changeMs);
    }
    probedMs = nextMs;
  }
  segments.push({ startMs, endMs: toMs, offsetMs });
  return segments;
}

/** The second at which `offsetMs` ends: it holds at `sameMs` and no longer at `otherMs`. */
function firstOtherOffset(offsetAt: OffsetAt, offsetMs: number, sameMs: number, otherMs: number): number {
  let same = sameMs / SECOND_MS;
  let other = otherMs / SECOND_MS;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle * SECOND_MS) === offsetMs) same = middle;
    else other = middle;
  }
  return other * SECOND_MS;
}
