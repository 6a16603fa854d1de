import fc from 'fast-check';
import type { CalendarValue, OpenWindow } from '../../../../shared/domain/settings.ts';
import type { Status, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import { MINUTE_MS, aCalendarValue, statusHistory } from '../../../support/slaBuilders.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** A zone and a day near which its clock does something worth seeing. */
const PLACES: readonly (readonly [zone: string, date: string])[] = [
  ['Europe/Prague', '2025-03-30'],
  ['Europe/Prague', '2025-10-26'],
  ['America/New_York', '2025-03-09'],
  ['America/New_York', '2025-11-02'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['Australia/Lord_Howe', '2025-04-06'],
  ['Australia/Lord_Howe', '2025-10-05'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/St_Johns', '2010-03-14'],
  ['America/St_Johns', '2010-11-07'],
  ['Africa/Casablanca', '2025-02-23'],
  ['Asia/Gaza', '2040-10-24'],
  ['Asia/Kolkata', '2026-01-26'],
  ['UTC', '2024-02-29'],
];

const openWindow: fc.Arbitrary<OpenWindow> = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([a, b]) => (a < b ? { fromMinute: a, toMinute: b } : { fromMinute: b - 1, toMinute: a + 1 }));

const windows = fc.array(openWindow, { maxLength: 3 });

/** A calendar with some open weekday, its holidays and exceptions near the place's day, and that day's UTC midnight. */
export const calendarNear: fc.Arbitrary<{ value: CalendarValue; aroundMs: number }> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    week: fc
      .array(windows, { minLength: 7, maxLength: 7 })
      .filter((week) => week.some((day) => day.length > 0)),
    holidays: fc.array(fc.integer({ min: -4, max: 8 }), { maxLength: 4 }),
    exceptions: fc.array(fc.tuple(fc.integer({ min: -4, max: 8 }), windows), { maxLength: 3 }),
  })
  .map(({ place: [timeZone, date], week, holidays, exceptions }) => {
    const aroundMs = Date.parse(date);
    const dateAt = (day: number): string => new Date(aroundMs + day * DAY_MS).toISOString().slice(0, 10);
    return {
      aroundMs,
      value: aCalendarValue({
        timeZone,
        week,
        holidays: holidays.map((day) => ({ date: dateAt(day), name: `day ${String(day)}` })),
        exceptions: exceptions.map(([day, open]) => ({ date: dateAt(day), windows: open })),
      }),
    };
  });

/** Whole minutes from so many days before to so many days after. */
export function minutesAround(before: number, after: number): fc.Arbitrary<number> {
  return fc.integer({ min: -before * 1440, max: after * 1440 }).map((minute) => minute * MINUTE_MS);
}

const OPEN_STATUSES: readonly Status[] = ['open', 'pending', 'onHold', 'solved'];

/** A ticket created about `aroundMs` that went through any statuses in the ten days after, with the facts that follow. */
export function ticketNear(aroundMs: number): fc.Arbitrary<Ticket> {
  return fc
    .record({
      createdAtMs: minutesAround(3, 3).map((offsetMs) => aroundMs + offsetMs),
      steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(...OPEN_STATUSES)), {
        maxLength: 6,
      }),
      firstReplyAfter: fc.option(fc.integer({ min: 0, max: 6000 })),
      awaitingAfter: fc.option(fc.integer({ min: 1, max: 3000 })),
    })
    .map(({ createdAtMs, steps, firstReplyAfter, awaitingAfter }) => {
      let atMs = createdAtMs;
      const history = statusHistory(
        'new',
        ...steps.map(([minutes, to]) => [(atMs += minutes * MINUTE_MS), to] as const),
      );
      const status = steps.at(-1)?.[1] ?? 'new';
      const firstReplyAtMs = firstReplyAfter === null ? 0 : createdAtMs + firstReplyAfter * MINUTE_MS;
      return aTicket({
        createdAtMs,
        history,
        status,
        firstReplyAtMs,
        awaitingReplySinceMs:
          firstReplyAtMs > 0 && awaitingAfter !== null ? firstReplyAtMs + awaitingAfter * MINUTE_MS : 0,
        solvedAtMs: status === 'solved' ? solvedSince(history) : 0,
      });
    });
}

/** When the last unbroken run of `solved` entries began. */
function solvedSince(history: Ticket['history']): number {
  const steps = history.filter((entry) => entry.kind === 'status');
  const lastOther = steps.findLastIndex((entry) => entry.to !== 'solved');
  return steps[lastOther + 1]?.atMs ?? 0;
}
