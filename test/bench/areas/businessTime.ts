import { createRequire } from 'node:module';
import path from 'node:path';
import type { CalendarValue } from '../../../shared/domain/settings.ts';
import { MINUTE_MS } from '../../../shared/domain/sla/calendar.ts';
import { nextDue, type SlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { formatWindows } from '../../../shared/domain/sla/windowText.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { COMPARISON, installComparison } from '../installComparison.ts';
import { percentile, timings, toRecord, type BenchRecord } from '../record.ts';

/** Installed by the bench alone. */
const LIBRARY = 'moment-business-time';
const ROUNDS = 5;
/** The library takes a good part of a millisecond each. */
const CASES = 2000;
const MS_PER_SECOND = 1000;

/** What is used of `moment-business-time`. Source: its README. */
interface Moment {
  addWorkingTime(amount: number, unit: 'minutes'): Moment;
  workingDiff(other: Moment, unit: 'minutes'): number;
  clone(): Moment;
  valueOf(): number;
}
type MakeMoment = ((atMs: number) => Moment) & {
  updateLocale(locale: string, hours: object): void;
};

/** The same due instants by `moment-business-time`: one calendar, its holidays and a pause. It has no time zones: the process gets the calendar's. */
export async function businessTimeFigures(
  book: SlaBook,
  calendar: CalendarValue,
  budgetMinutes: number,
  tickets: readonly Ticket[],
): Promise<readonly BenchRecord[]> {
  await installComparison();
  const some = tickets.slice(0, CASES);
  let ours: readonly number[] = [];
  const oursMs = percentile(
    await timings(ROUNDS, () => {
      ours = some.map((ticket) => nextDue(book, ticket, null).nextDueAtMs);
    }),
    0.5,
  );
  const zoneBefore = process.env['TZ'];
  process.env['TZ'] = calendar.timeZone;
  try {
    const require = createRequire(path.join(COMPARISON, 'package.json'));
    const moment = require(LIBRARY) as MakeMoment;
    moment.updateLocale('en', hoursOf(calendar));
    let theirs: readonly number[] = [];
    const theirsMs = percentile(
      await timings(1, () => {
        theirs = some.map((ticket) => dueBy(moment, ticket, budgetMinutes));
      }),
      0.5,
    );
    const perSecond = (lengthMs: number): number => (some.length / lengthMs) * MS_PER_SECOND;
    const agreeing = ours.filter((dueMs, index) => Math.abs(dueMs - (theirs[index] ?? 0)) < MINUTE_MS);
    return [
      toRecord('sla', 'due instants with calendar, holidays and a pause', perSecond(oursMs), '/s', {
        reference: [LIBRARY, perSecond(theirsMs)],
        goal: { of: 'ratio', atLeast: 10 },
      }),
      toRecord('sla', 'of them the same to the minute by both', (agreeing.length / some.length) * 100, '%'),
    ];
  } finally {
    if (zoneBefore === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zoneBefore;
  }
}

/** Runs until the pause, stands still in it, and goes on after it. */
function dueBy(moment: MakeMoment, { createdAtMs, history }: Ticket, budgetMinutes: number): number {
  const start = moment(createdAtMs);
  const due = start.clone().addWorkingTime(budgetMinutes, 'minutes').valueOf();
  const [pause, resume] = history.filter(({ kind }) => kind === 'status').slice(-2);
  if (!pause || !resume || due <= pause.atMs) return due;
  const usedMinutes = Math.round(Math.abs(start.workingDiff(moment(pause.atMs), 'minutes')));
  return moment(resume.atMs)
    .addWorkingTime(budgetMinutes - usedMinutes, 'minutes')
    .valueOf();
}

/** Hours by weekday as the library takes them, Sunday first. */
function hoursOf({ week, holidays }: CalendarValue): object {
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = week.map((windows) =>
    windows.length === 0 ? null : windows.flatMap((window) => formatWindows([window]).split('–')),
  );
  return {
    workinghours: { 0: sunday, 1: monday, 2: tuesday, 3: wednesday, 4: thursday, 5: friday, 6: saturday },
    holidays: holidays.map(({ date }) => date),
  };
}
