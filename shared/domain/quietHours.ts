import type { NoticeSettings } from './noticeSettings.ts';
import { isValidTimeZone, offsetSegments, zoneOffsets, type OffsetAt } from './sla/timeZone.ts';

/** Whether somebody may be disturbed. While not: why, and until when (UTC epoch ms) as things stand. */
export type Quiet =
  | { readonly isQuiet: false }
  | { readonly isQuiet: true; readonly why: 'paused' | 'quietHours'; readonly untilMs: number };

type QuietHours = NoticeSettings['quietHours'];

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** Quiet hours that never end are looked at anew after this. */
const LOOK_AHEAD_MS = 8 * DAY_MS;
/** 1970-01-01 was a Thursday; Monday is 0. */
const FIRST_WEEKDAY = 3;

const offsets = new Map<string, OffsetAt>();

/** A zone nobody knows any more counts as UTC: better quiet at the wrong hour than no notices at all. */
function offsetsIn(timeZone: string): OffsetAt {
  let known = offsets.get(timeZone);
  if (!known) {
    known = zoneOffsets(isValidTimeZone(timeZone) ? timeZone : 'UTC');
    offsets.set(timeZone, known);
  }
  return known;
}

/**
 * Whether a person is to be left alone at an instant (UTC epoch ms). Quiet hours go by what the clock on their wall shows, so
 * that a night of a clock change is an hour shorter or longer.
 */
export function quietAt(settings: NoticeSettings, nowMs: number): Quiet {
  if (settings.pausedUntilMs > nowMs)
    return { isQuiet: true, why: 'paused', untilMs: settings.pausedUntilMs };
  const { quietHours } = settings;
  if (!quietHours.isOn || quietHours.days.length === 0) return { isQuiet: false };
  const offsetAt = offsetsIn(quietHours.timeZone);
  if (!isWithin(quietHours, nowMs + offsetAt(wholeSecond(nowMs)))) return { isQuiet: false };
  return { isQuiet: true, why: 'quietHours', untilMs: endOf(quietHours, nowMs, offsetAt) };
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}

/** `localMs` is what the clock on the wall shows, as if it were UTC. */
function isWithin({ fromMinute, toMinute, days }: QuietHours, localMs: number): boolean {
  const day = Math.floor(localMs / DAY_MS);
  const minute = Math.floor((localMs - day * DAY_MS) / MINUTE_MS);
  const weekday = (day + FIRST_WEEKDAY) % 7;
  if (fromMinute < toMinute) return days.includes(weekday) && minute >= fromMinute && minute < toMinute;
  const began = minute >= fromMinute && days.includes(weekday);
  return began || (minute < toMinute && days.includes((weekday + 6) % 7));
}

/** The first instant after `nowMs` that is not quiet any more: they only ever end where the clock shows `to`, or jumps. */
function endOf(hours: QuietHours, nowMs: number, offsetAt: OffsetAt): number {
  const fromMs = wholeSecond(nowMs);
  const lastMs = fromMs + LOOK_AHEAD_MS;
  for (const segment of offsetSegments(offsetAt, fromMs, lastMs)) {
    const isPossible = (atMs: number): boolean =>
      atMs > nowMs && atMs < segment.endMs && !isWithin(hours, atMs + segment.offsetMs);
    if (isPossible(segment.startMs)) return segment.startMs;
    const firstDay = Math.floor((segment.startMs + segment.offsetMs) / DAY_MS);
    const lastDay = Math.floor((segment.endMs + segment.offsetMs) / DAY_MS);
    for (let day = firstDay; day <= lastDay; day += 1) {
      const endMs = day * DAY_MS + hours.toMinute * MINUTE_MS - segment.offsetMs;
      if (endMs >= segment.startMs && isPossible(endMs)) return endMs;
    }
  }
  return lastMs;
}
