import type { Contact } from '../contact.ts';
import type { PolicyId } from '../ids.ts';
import type { SlaTarget } from '../settings.ts';
import type { Status, Ticket } from '../ticket/ticket.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
import { DAY_MS, dayOfDate, localDayAt, openSpans, weekdayOfDay } from './calendar.ts';
import type { CompiledCalendar, Span } from './calendar.ts';
import { isClosed, statusSpans } from './pauses.ts';
import { choosePolicy } from './policy.ts';
import type { SlaPolicy } from './policy.ts';
import { calendarOf } from './slaBook.ts';
import type { SlaBook } from './slaBook.ts';
import { clockTime, targetClocks } from './targetClock.ts';
import type { TargetClock } from './targetClock.ts';
import { dueOf } from './verdict.ts';

/** More counted windows than this are summed up in one line, so that a budget of years stays readable. */
const COUNTED_LINES_MAX = 1000;

/** One line of the reckoning; instants are UTC epoch ms, lengths are in the target's own mode. */
export type DueLine =
  /** A window (or, by wall clock, a stretch) that used up `lengthMs` of the budget. */
  | { readonly kind: 'counted'; readonly fromMs: number; readonly toMs: number; readonly lengthMs: number }
  /** All later windows together. */
  | {
      readonly kind: 'countedRest';
      readonly fromMs: number;
      readonly toMs: number;
      readonly lengthMs: number;
    }
  /** The clock stood still; `lengthMs` is what it would have counted, 0 for a stop without an end (`toMs` is `NO_DUE_MS`). */
  | {
      readonly kind: 'stopped';
      readonly status: Status;
      readonly fromMs: number;
      readonly toMs: number;
      readonly lengthMs: number;
    }
  /** A holiday on a day that would have been open. */
  | { readonly kind: 'holiday'; readonly date: string; readonly name: string }
  /** A day with windows of its own. */
  | { readonly kind: 'exception'; readonly date: string; readonly isClosed: boolean };

/** Why a target is due when it is due: data for the panel that shows it. */
export interface DueExplanation {
  readonly target: SlaTarget;
  readonly policyId: PolicyId | '';
  readonly policyName: string;
  readonly mode: 'business' | 'wallClock';
  /** `''` by wall clock, or when the calendar cannot be used. */
  readonly calendarName: string;
  readonly timeZone: string;
  readonly startMs: number;
  /** `NO_DUE_MS` while the clock stands still or when it can never use up its budget. */
  readonly dueAtMs: number;
  readonly isManual: boolean;
  /** 0 when only a due time set by hand is measured. */
  readonly budgetMs: number;
  /** Sum of the counted lines. Unless the due time was set by hand, `countedMs` + `leftMs` = `budgetMs`. */
  readonly countedMs: number;
  readonly leftMs: number;
  /** In order of time. */
  readonly lines: readonly DueLine[];
}

/** The reckoning of one target; `null` when it is not measured now. Source: product design, section 6. */
export function explainDue(
  book: SlaBook,
  ticket: Ticket,
  contact: Contact | null,
  target: SlaTarget,
): DueExplanation | null {
  const policy = choosePolicy(ticket, contact, book.policies);
  const clock = targetClocks(ticket, policy, calendarOf(book, policy)).find((one) => one.target === target);
  if (!clock) return null;
  const { dueAtMs } = dueOf(clock);
  const runs = runsOf(clock, dueAtMs);
  const countedMs = runs.reduce((sum, { fromMs, toMs }) => sum + clockTime(clock, fromMs, toMs), 0);
  const budgetMs = clock.budgetMs ?? 0;
  const lines = [
    ...countedLines(clock, runs, countedMs),
    ...stoppedLines(clock, ticket, policy, dueAtMs),
    ...(clock.calendar ? dayLines(clock.calendar, clock.startMs, runs.at(-1)?.toMs ?? clock.startMs) : []),
  ];
  return {
    target,
    policyId: policy?.id ?? '',
    policyName: policy?.value.name ?? '',
    mode: clock.mode,
    calendarName: clock.calendar?.value.name ?? '',
    timeZone: clock.calendar?.value.timeZone ?? '',
    startMs: clock.startMs,
    dueAtMs,
    isManual: clock.manualDueAtMs > 0,
    budgetMs,
    countedMs,
    leftMs: Math.max(0, budgetMs - countedMs),
    lines: lines.sort((a, b) => a.atMs - b.atMs).map(({ line }) => line),
  };
}

interface PlacedLine {
  readonly atMs: number;
  readonly line: DueLine;
}

/** The stretches between the stops, up to the due instant. */
function runsOf(clock: TargetClock, dueAtMs: number): Span[] {
  const runs: Span[] = [];
  let fromMs = clock.startMs;
  for (const stop of clock.stops) {
    if (stop.fromMs >= dueAtMs) break;
    if (stop.fromMs > fromMs) runs.push({ fromMs, toMs: stop.fromMs });
    fromMs = Math.max(fromMs, stop.toMs);
  }
  if (dueAtMs > fromMs) runs.push({ fromMs, toMs: dueAtMs });
  return runs;
}

function countedLines(clock: TargetClock, runs: readonly Span[], countedMs: number): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let listedMs = 0;
  for (const run of runs) {
    const windows =
      clock.mode === 'wallClock'
        ? [run]
        : clock.calendar
          ? openSpans(clock.calendar, run.fromMs, run.toMs)
          : [];
    for (const { fromMs, toMs } of windows) {
      if (lines.length === COUNTED_LINES_MAX) {
        const rest = { fromMs, toMs: runs.at(-1)?.toMs ?? toMs, lengthMs: countedMs - listedMs };
        lines.push({ atMs: fromMs, line: { kind: 'countedRest', ...rest } });
        return lines;
      }
      lines.push({ atMs: fromMs, line: { kind: 'counted', fromMs, toMs, lengthMs: toMs - fromMs } });
      listedMs += toMs - fromMs;
    }
  }
  return lines;
}

function stoppedLines(
  clock: TargetClock,
  ticket: Ticket,
  policy: SlaPolicy | null,
  dueAtMs: number,
): PlacedLine[] {
  const lines: PlacedLine[] = [];
  if (clock.stops.length === 0) return lines;
  const paused = clock.target === 'resolution' ? (policy?.value.pausedStatuses ?? []) : [];
  for (const span of statusSpans(ticket)) {
    if (!isClosed(span.status) && !paused.includes(span.status)) continue;
    const fromMs = Math.max(span.fromMs, clock.startMs);
    const toMs = clock.metAtMs > 0 ? Math.min(span.toMs, clock.metAtMs) : span.toMs;
    if (fromMs >= toMs || fromMs >= dueAtMs) continue;
    const lengthMs = toMs >= NO_DUE_MS ? 0 : clockTime(clock, fromMs, toMs);
    lines.push({ atMs: fromMs, line: { kind: 'stopped', status: span.status, fromMs, toMs, lengthMs } });
  }
  return lines;
}

/** Holidays and exceptions from the local day of one instant to that of another. */
function dayLines(calendar: CompiledCalendar, fromMs: number, toMs: number): PlacedLine[] {
  const firstDay = localDayAt(calendar, fromMs);
  const lastDay = localDayAt(calendar, toMs);
  const byDay = new Map<number, DueLine>();
  for (const { date, name } of calendar.value.holidays) {
    const isWorkday = (calendar.week[weekdayOfDay(dayOfDate(date))] ?? []).length > 0;
    if (isWorkday) byDay.set(dayOfDate(date), { kind: 'holiday', date, name });
  }
  for (const { date, windows } of calendar.value.exceptions) {
    byDay.set(dayOfDate(date), { kind: 'exception', date, isClosed: windows.length === 0 });
  }
  const lines: PlacedLine[] = [];
  for (const [day, line] of byDay) {
    if (day < firstDay || day > lastDay) continue;
    lines.push({ atMs: day * DAY_MS - calendar.offsetAt(day * DAY_MS), line });
  }
  return lines;
}
