import type { CalendarValue, OpenWindow } from '../settings.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
import { isValidTimeZone, offsetSegments, zoneOffsets } from './timeZone.ts';
import type { OffsetAt } from './timeZone.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** Open time is precomputed in blocks of 52 whole weeks: few enough to skip years quickly, small enough to build at once. */
const BLOCK_MS = 364 * DAY_MS;
/** 1970-01-01, day 0, was a Thursday: the fourth day of a week that starts on Monday. */
const WEEKDAY_OF_DAY_0 = 3;
/** Local time is never further than this from UTC, so a local date ends within two days of its UTC midnight. */
const DATE_SPREAD_MS = 2 * DAY_MS;

/** An open stretch of a local day in ms after local midnight, half-open. */
interface DayWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch of time, half-open, UTC epoch ms. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The open spans of one block, ascending and disjoint, with running totals. */
interface Block {
  readonly fromMs: number;
  /** How many spans start before each UTC day of the block. */
  readonly spansBefore: Uint16Array;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** Open ms of the block before each span. */
  readonly openBeforeMs: Float64Array;
  readonly totalMs: number;
}

/** A calendar made ready for arithmetic. It grows its own cache of open spans; equal inputs give equal answers all the same. */
export interface CompiledCalendar {
  readonly value: CalendarValue;
  /** False: nothing is ever open, every due instant is `NO_DUE_MS`. */
  readonly hasOpenTime: boolean;
  /** Nothing is open from here on, UTC epoch ms; `NO_DUE_MS` for a calendar with an open weekday. */
  readonly closedFromMs: number;
  readonly offsetAt: OffsetAt;
  /** Windows by weekday, Monday first, ascending and disjoint. */
  readonly week: readonly (readonly DayWindow[])[];
  /** Windows of the days that differ from their weekday, by day number since 1970-01-01. */
  readonly specialDays: ReadonlyMap<number, readonly DayWindow[]>;
  readonly blocks: Map<number, Block>;
}

/** What is wrong with a calendar; `weekday` counts from 0 = Monday. */
export type CalendarProblem =
  | { readonly code: 'unknownTimeZone'; readonly timeZone: string }
  | { readonly code: 'noOpenTime' }
  | { readonly code: 'windowsOverlap'; readonly weekday: number }
  | { readonly code: 'exceptionWindowsOverlap'; readonly date: string }
  | { readonly code: 'duplicateException'; readonly date: string };

/** Everything that keeps a calendar from being saved; empty when it is fine. Source: product design, section 6. */
export function validateCalendar(value: CalendarValue): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!isValidTimeZone(value.timeZone)) problems.push({ code: 'unknownTimeZone', timeZone: value.timeZone });
  if (!hasOpenTime(value)) problems.push({ code: 'noOpenTime' });
  value.week.forEach((windows, weekday) => {
    if (overlap(windows)) problems.push({ code: 'windowsOverlap', weekday });
  });
  const seen = new Set<string>();
  for (const { date, windows } of value.exceptions) {
    if (overlap(windows)) problems.push({ code: 'exceptionWindowsOverlap', date });
    if (seen.has(date)) problems.push({ code: 'duplicateException', date });
    seen.add(date);
  }
  return problems;
}

/** True when some weekday or some exception has a window. */
export function hasOpenTime(value: CalendarValue): boolean {
  return (
    value.week.some((windows) => windows.length > 0) ||
    value.exceptions.some(({ windows }) => windows.length > 0)
  );
}

/**
 * Makes a calendar ready for arithmetic; cheap, because open spans are built when first needed.
 * Throws RangeError when the platform does not know the time zone (`validateCalendar` tells before).
 */
export function compileCalendar(value: CalendarValue): CompiledCalendar {
  const week = value.week.map(dayWindows);
  const specialDays = new Map<number, readonly DayWindow[]>();
  for (const { date } of value.holidays) specialDays.set(dayOfDate(date), []);
  // After the holidays, because an exception wins; of two for one date the later in the list wins.
  for (const { date, windows } of value.exceptions) specialDays.set(dayOfDate(date), dayWindows(windows));
  return {
    value,
    hasOpenTime: hasOpenTime(value),
    closedFromMs: closedFrom(week, specialDays),
    offsetAt: zoneOffsets(value.timeZone),
    week,
    specialDays,
    blocks: new Map(),
  };
}

/**
 * The earliest instant at which `amountMs` of open time has passed since `startMs` (UTC epoch ms), so an amount that is
 * used up at closing time is due at the close. `startMs` itself when nothing is asked for; `NO_DUE_MS` when the calendar
 * never gives that much.
 */
export function addOpenTime(calendar: CompiledCalendar, startMs: number, amountMs: number): number {
  if (amountMs <= 0) return Math.min(startMs, NO_DUE_MS);
  if (!calendar.hasOpenTime || startMs >= NO_DUE_MS) return NO_DUE_MS;
  let index = Math.floor(startMs / BLOCK_MS);
  let block = blockAt(calendar, index);
  let nearby = Math.max(0, lastStarted(block, startMs));
  let wantedMs = amountMs + openBefore(block, startMs);
  while (wantedMs > block.totalMs) {
    nearby = 0;
    wantedMs -= block.totalMs;
    index += 1;
    if (index * BLOCK_MS >= calendar.closedFromMs) return NO_DUE_MS;
    block = blockAt(calendar, index);
  }
  const span = lastBelow(block.openBeforeMs, wantedMs, nearby);
  return Math.min(at(block.startMs, span) + wantedMs - at(block.openBeforeMs, span), NO_DUE_MS);
}

/** Open ms in `fromMs` ≤ t < `toMs` (UTC epoch ms); 0 when the range is empty or turned round. */
export function openTimeBetween(calendar: CompiledCalendar, fromMs: number, toMs: number): number {
  const endMs = Math.min(toMs, calendar.closedFromMs);
  if (endMs <= fromMs || !calendar.hasOpenTime) return 0;
  const first = Math.floor(fromMs / BLOCK_MS);
  const last = Math.floor(endMs / BLOCK_MS);
  let openMs = -openBefore(blockAt(calendar, first), fromMs);
  for (let index = first; index < last; index += 1) openMs += blockAt(calendar, index).totalMs;
  return openMs + openBefore(blockAt(calendar, last), endMs);
}

/** The open spans within `fromMs` ≤ t < `toMs` (UTC epoch ms), ascending, cut to the range; built one by one as they are asked for. */
export function* openSpans(calendar: CompiledCalendar, fromMs: number, toMs: number): Generator<Span, void> {
  const endMs = Math.min(toMs, calendar.closedFromMs);
  let pending: { fromMs: number; toMs: number } | undefined;
  for (let index = Math.floor(fromMs / BLOCK_MS); index * BLOCK_MS < endMs; index += 1) {
    const block = blockAt(calendar, index);
    for (let span = Math.max(0, lastStarted(block, fromMs)); span < block.startMs.length; span += 1) {
      const from = Math.max(at(block.startMs, span), fromMs);
      const to = Math.min(at(block.endMs, span), endMs);
      if (from >= endMs) break;
      if (from >= to) continue;
      // A span that a block's edge cuts in two is still one span.
      if (pending?.toMs === from) pending.toMs = to;
      else {
        if (pending) yield pending;
        pending = { fromMs: from, toMs: to };
      }
    }
  }
  if (pending) yield pending;
}

/** The local date of an instant in the calendar's zone, as day number since 1970-01-01. */
export function localDayAt(calendar: CompiledCalendar, atMs: number): number {
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000;
  return Math.floor((atMs + calendar.offsetAt(wholeSecondMs)) / DAY_MS);
}

/** Weekday of a day number, 0 = Monday. */
export function weekdayOfDay(day: number): number {
  return (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
}

/** Day number since 1970-01-01 of a `YYYY-MM-DD` date. */
export function dayOfDate(date: string): number {
  return Math.floor(Date.parse(date) / DAY_MS);
}

function overlap(windows: readonly OpenWindow[]): boolean {
  const sorted = windows.toSorted((a, b) => a.fromMinute - b.fromMinute);
  return sorted.some((window, index) => index > 0 && window.fromMinute < (sorted[index - 1]?.toMinute ?? 0));
}

/** Ascending and disjoint: windows that touch or overlap become one, empty ones go. */
function dayWindows(windows: readonly OpenWindow[]): DayWindow[] {
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMinute, toMinute } of windows.toSorted((a, b) => a.fromMinute - b.fromMinute)) {
    if (fromMinute >= toMinute) continue;
    const last = joined.at(-1);
    if (last && fromMinute * MINUTE_MS <= last.toMs) last.toMs = Math.max(last.toMs, toMinute * MINUTE_MS);
    else joined.push({ fromMs: fromMinute * MINUTE_MS, toMs: toMinute * MINUTE_MS });
  }
  return joined;
}

function closedFrom(
  week: readonly (readonly DayWindow[])[],
  specialDays: ReadonlyMap<number, readonly DayWindow[]>,
): number {
  if (week.some((windows) => windows.length > 0)) return NO_DUE_MS;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const [day, windows] of specialDays) if (windows.length > 0) lastDay = Math.max(lastDay, day);
  return Math.min(lastDay * DAY_MS + DATE_SPREAD_MS, NO_DUE_MS);
}

function blockAt(calendar: CompiledCalendar, index: number): Block {
  const known = calendar.blocks.get(index);
  if (known) return known;
  const block = buildBlock(calendar, index * BLOCK_MS, (index + 1) * BLOCK_MS);
  calendar.blocks.set(index, block);
  return block;
}

/**
 * The wall clock decides: an instant is open when the local time it shows lies in a window of the local date it shows.
 * Between two clock changes local time is UTC plus a constant, so both changes come out right without a special case:
 * what a skipped hour takes away never appears, what a repeated hour shows twice appears twice.
 */
function buildBlock(calendar: CompiledCalendar, blockStartMs: number, blockEndMs: number): Block {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { startMs, endMs, offsetMs } of offsetSegments(calendar.offsetAt, blockStartMs, blockEndMs)) {
    const lastDay = Math.floor((endMs + offsetMs - 1) / DAY_MS);
    for (let day = Math.floor((startMs + offsetMs) / DAY_MS); day <= lastDay; day += 1) {
      const midnightMs = day * DAY_MS - offsetMs;
      for (const window of calendar.specialDays.get(day) ?? calendar.week[weekdayOfDay(day)] ?? []) {
        const fromMs = Math.max(midnightMs + window.fromMs, startMs);
        const toMs = Math.min(midnightMs + window.toMs, endMs);
        if (fromMs >= toMs) continue;
        if (ends.at(-1) === fromMs) ends[ends.length - 1] = toMs;
        else {
          starts.push(fromMs);
          ends.push(toMs);
        }
      }
    }
  }
  return indexed(blockStartMs, Float64Array.from(starts), Float64Array.from(ends));
}

function indexed(fromMs: number, startMs: Float64Array, endMs: Float64Array): Block {
  const openBeforeMs = new Float64Array(startMs.length);
  const spansBefore = new Uint16Array(BLOCK_MS / DAY_MS);
  let totalMs = 0;
  startMs.forEach((spanStartMs, span) => {
    openBeforeMs[span] = totalMs;
    totalMs += at(endMs, span) - spanStartMs;
  });
  let span = 0;
  spansBefore.forEach((_, day) => {
    while (span < startMs.length && at(startMs, span) < fromMs + day * DAY_MS) span += 1;
    spansBefore[day] = span;
  });
  return { fromMs, spansBefore, startMs, endMs, openBeforeMs, totalMs };
}

/** Open ms of a block before an instant inside it. */
function openBefore(block: Block, atMs: number): number {
  const span = lastStarted(block, atMs);
  if (span < 0) return 0;
  return at(block.openBeforeMs, span) + Math.min(atMs, at(block.endMs, span)) - at(block.startMs, span);
}

/** Index of the last span that starts before an instant of the block, -1 when there is none. */
function lastStarted(block: Block, atMs: number): number {
  let span = block.spansBefore[Math.floor((atMs - block.fromMs) / DAY_MS)] ?? 0;
  while (span < block.startMs.length && at(block.startMs, span) < atMs) span += 1;
  return span - 1;
}

/**
 * Index of the last item below `limit` in an ascending list whose item at `nearby` is below it or the first. Budgets are
 * mostly short, so the search widens from there instead of starting with the whole list.
 */
function lastBelow(ascending: Float64Array, limit: number, nearby: number): number {
  let low = nearby;
  let step = 1;
  while (low + step < ascending.length && at(ascending, low + step) < limit) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, ascending.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(ascending, middle) < limit) low = middle;
    else high = middle;
  }
  return low;
}

/** An item known to be there. */
function at(list: Float64Array, index: number): number {
  return list[index] ?? 0;
}
