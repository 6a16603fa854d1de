import type { CalendarValue } from '../../shared/domain/settings.ts';
import type { Status, Ticket } from '../../shared/domain/ticket/ticket.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** What the wall clock of a zone shows, as minutes since 1970-01-01 00:00 of that clock. */
function wallClockMinute(zone: string, atMs: number): number {
  const known = shown.get(zone) ?? { format: clockFaceOf(zone), minutes: new Map<number, number>() };
  shown.set(zone, known);
  let minute = known.minutes.get(atMs);
  if (minute === undefined) {
    minute = Date.parse(`${known.format.format(atMs).replace(' ', 'T')}Z`) / MINUTE_MS;
    known.minutes.set(atMs, minute);
  }
  return minute;
}

const shown = new Map<string, { format: Intl.DateTimeFormat; minutes: Map<number, number> }>();

function clockFaceOf(zone: string): Intl.DateTimeFormat {
  // Swedish writes 2025-03-30 03:00.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** True when the minute that begins at `atMs` is open: look at the wall clock, look at the calendar on the wall. */
export function isOpenMinute(value: CalendarValue, atMs: number): boolean {
  const local = wallClockMinute(value.timeZone, atMs);
  const day = Math.floor(local / DAY_MINUTES);
  const { isoDate, weekday } = calendarDay(day);
  const exception = value.exceptions.findLast((one) => one.date === isoDate);
  const isHoliday = value.holidays.some((one) => one.date === isoDate);
  const weekdayWindows = value.week[weekday] ?? [];
  const windows = exception?.windows ?? (isHoliday ? [] : weekdayWindows);
  const minute = local - day * DAY_MINUTES;
  return windows.some((one) => one.fromMinute <= minute && minute < one.toMinute);
}

const days = new Map<number, { isoDate: string; weekday: number }>();

/** Date and weekday (0 = Monday) of a day of the wall clock. */
function calendarDay(day: number): { isoDate: string; weekday: number } {
  const known = days.get(day);
  if (known) return known;
  const date = new Date(day * DAY_MINUTES * MINUTE_MS);
  const made = { isoDate: date.toISOString().slice(0, 10), weekday: (date.getUTCDay() + 6) % 7 };
  days.set(day, made);
  return made;
}

/** Open ms between two whole minutes, minute by minute. */
export function oracleOpenTime(value: CalendarValue, fromMs: number, toMs: number): number {
  let openMs = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += MINUTE_MS) if (isOpenMinute(value, atMs)) openMs += MINUTE_MS;
  return openMs;
}

/** What an oracle looks at to decide whether a minute counts. */
export interface OracleClock {
  readonly startMs: number;
  readonly budgetMs: number;
  /** `null` counts every minute. */
  readonly calendar: CalendarValue | null;
  readonly ticket: Ticket;
  /** A minute in one of these statuses does not count. */
  readonly stoppedStatuses: readonly Status[];
}

/** When the budget is used up, counting minute by minute; `null` when that has not happened by `giveUpMs`. */
export function oracleDue(clock: OracleClock, giveUpMs: number): number | null {
  const steps = clock.ticket.history
    .filter((entry) => entry.kind === 'status')
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
  let usedMs = 0;
  for (let atMs = clock.startMs; atMs < giveUpMs; atMs += MINUTE_MS) {
    // The newest entry that is not later says which status holds.
    const status = steps.findLast((entry) => entry.atMs <= atMs)?.to ?? steps[0]?.from ?? clock.ticket.status;
    if (clock.stoppedStatuses.includes(status)) continue;
    if (clock.calendar && !isOpenMinute(clock.calendar, atMs)) continue;
    usedMs += MINUTE_MS;
    if (usedMs >= clock.budgetMs) return atMs + MINUTE_MS;
  }
  return null;
}
