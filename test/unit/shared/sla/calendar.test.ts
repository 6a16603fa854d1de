import { describe, expect, it } from 'vitest';
import {
  addOpenTime,
  compileCalendar,
  hasOpenTime,
  openSpans,
  openTimeBetween,
  validateCalendar,
} from '../../../../shared/domain/sla/calendar.ts';
import { isValidTimeZone } from '../../../../shared/domain/sla/timeZone.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  aCalendarValue,
  alwaysOpen,
  window,
  workweek,
} from '../../../support/slaBuilders.ts';

const CLOSED_WEEK = [[], [], [], [], [], [], []];

/** Adds hours of open time to an instant, both as ISO text. */
function due(value: ReturnType<typeof aCalendarValue>, start: string, hours: number): string {
  return new Date(addOpenTime(compileCalendar(value), Date.parse(start), hours * HOUR_MS)).toISOString();
}

function openHours(value: ReturnType<typeof aCalendarValue>, from: string, to: string): number {
  return openTimeBetween(compileCalendar(value), Date.parse(from), Date.parse(to)) / HOUR_MS;
}

describe('worked examples, Prague office hours 9:00 to 17:00', () => {
  it('leaves the lunch break out', () => {
    // Tue 2026-03-03, winter time (UTC+1). 11:30 + 0:30 until 12:00, lunch 12:00-13:00, + 1:30 from 13:00 = 14:30 = 13:30Z.
    const lunch = aCalendarValue({ week: workweek(window('9:00', '12:00'), window('13:00', '17:00')) });
    expect(due(lunch, '2026-03-03T10:30:00Z', 2)).toBe('2026-03-03T13:30:00.000Z');
  });

  it('carries a Friday evening over to Monday morning', () => {
    // Fri 2026-03-06 16:30 + 0:30 until 17:00; weekend; Mon 2026-03-09 9:00 + 1:30 = 10:30 = 09:30Z.
    expect(due(aCalendarValue(), '2026-03-06T15:30:00Z', 2)).toBe('2026-03-09T09:30:00.000Z');
  });

  it('is due at the close, not at the next opening, when the budget ends there', () => {
    // Fri 2026-03-06 15:00 + 2:00 = 17:00 = 16:00Z, exactly the close.
    expect(due(aCalendarValue(), '2026-03-06T14:00:00Z', 2)).toBe('2026-03-06T16:00:00.000Z');
  });

  it('starts to count at the next opening when asked outside hours', () => {
    // Sat 2026-03-07 12:00: nothing until Mon 9:00, + 1:00 = 10:00 = 09:00Z.
    expect(due(aCalendarValue(), '2026-03-07T11:00:00Z', 1)).toBe('2026-03-09T09:00:00.000Z');
  });

  it('skips a run of holidays with the weekend behind it', () => {
    // Wed 2025-12-24, Thu 25, Fri 26 are holidays, Sat 27 and Sun 28 closed. Tue 23 16:00 + 1:00 until 17:00,
    // Mon 29 9:00 + 2:00 = 11:00 = 10:00Z.
    const christmas = aCalendarValue({
      holidays: ['2025-12-24', '2025-12-25', '2025-12-26'].map((date) => ({ date, name: 'Christmas' })),
    });
    expect(due(christmas, '2025-12-23T15:00:00Z', 3)).toBe('2025-12-29T10:00:00.000Z');
  });

  it('lets a dated exception win over a holiday', () => {
    // Wed 2025-12-24 is a holiday, but open 9:00-12:00: 3:00 there, then Thu 25 9:00 + 1:00 = 10:00 = 09:00Z.
    const half = aCalendarValue({
      holidays: [{ date: '2025-12-24', name: 'Christmas Eve' }],
      exceptions: [{ date: '2025-12-24', windows: [window('9:00', '12:00')] }],
    });
    expect(due(half, '2025-12-24T06:00:00Z', 4)).toBe('2025-12-25T09:00:00.000Z');
  });

  it('takes the skipped hour out of a night window in spring', () => {
    // Sun 2025-03-29/30: 02:00 becomes 03:00 at 01:00Z. Sunday 0:00-6:00 is 23:00Z to 04:00Z: 5 hours.
    const night = aCalendarValue({ week: [[], [], [], [], [], [], [window('0:00', '6:00')]] });
    expect(openHours(night, '2025-03-29T00:00:00Z', '2025-03-31T00:00:00Z')).toBe(5);
    // 3:00 of it are used up at 01:00Z + 1:00 = 02:00Z, when the clock shows 04:00.
    expect(due(night, '2025-03-29T00:00:00Z', 3)).toBe('2025-03-30T02:00:00.000Z');
  });

  it('counts the repeated hour twice in autumn, because it passes twice', () => {
    // Sun 2025-10-26: 03:00 becomes 02:00 at 01:00Z. Sunday 0:00-6:00 is 22:00Z to 05:00Z: 7 hours.
    const night = aCalendarValue({ week: [[], [], [], [], [], [], [window('0:00', '6:00')]] });
    expect(openHours(night, '2025-10-25T00:00:00Z', '2025-10-27T00:00:00Z')).toBe(7);
    // 4:00 of it are used up at 22:00Z + 4:00 = 02:00Z, when the clock shows 03:00.
    expect(due(night, '2025-10-25T00:00:00Z', 4)).toBe('2025-10-26T02:00:00.000Z');
  });

  it('shrinks a window that lies in the skipped hour to nothing', () => {
    const skipped = aCalendarValue({ week: [[], [], [], [], [], [], [window('2:00', '3:00')]] });
    expect(openHours(skipped, '2025-03-29T00:00:00Z', '2025-03-31T00:00:00Z')).toBe(0);
  });
});

describe('clocks that are unlike the others', () => {
  it('gives a day of 23 and one of 25 hours where the clock changes at midnight', () => {
    // Sao Paulo: 2018-11-04 began at 01:00; on 2018-02-17 the hour from 23:00 came twice.
    const always = alwaysOpen('America/Sao_Paulo');
    const sundays = { ...always, week: [[], [], [], [], [], [], [window('0:00', '24:00')]] };
    const saturdays = { ...always, week: [[], [], [], [], [], [window('0:00', '24:00')], []] };
    expect(openHours(sundays, '2018-11-03T00:00:00Z', '2018-11-06T00:00:00Z')).toBe(23);
    expect(openHours(saturdays, '2018-02-16T00:00:00Z', '2018-02-19T00:00:00Z')).toBe(25);
  });

  it('moves by half an hour on Lord Howe Island', () => {
    // Sun 2025-10-05: 02:00 becomes 02:30.
    const sundays = aCalendarValue({
      timeZone: 'Australia/Lord_Howe',
      week: [[], [], [], [], [], [], [window('0:00', '24:00')]],
    });
    expect(openHours(sundays, '2025-10-04T00:00:00Z', '2025-10-06T12:00:00Z')).toBe(23.5);
  });

  it('has no Friday 30 December 2011 in Apia', () => {
    const fridays = aCalendarValue({
      timeZone: 'Pacific/Apia',
      week: [[], [], [], [], [window('0:00', '24:00')], [], []],
    });
    expect(openHours(fridays, '2011-12-25T00:00:00Z', '2012-01-02T00:00:00Z')).toBe(0);
    expect(openHours(fridays, '2012-01-02T00:00:00Z', '2012-01-09T00:00:00Z')).toBe(24);
  });

  it('sees two changes a week apart', () => {
    // Gaza leaves summer time for the fasting month and returns to it for seven days: 2040-10-20 to 2040-10-27.
    const gaza = compileCalendar({
      ...alwaysOpen('Asia/Gaza'),
      week: [[], [], [], [], [], [], [window('9:00', '10:00')]],
    });
    const [sunday] = [...openSpans(gaza, Date.UTC(2040, 9, 21), Date.UTC(2040, 9, 22))];
    expect(sunday).toEqual({ fromMs: Date.UTC(2040, 9, 21, 6), toMs: Date.UTC(2040, 9, 21, 7) });
  });
});

describe('windows and days', () => {
  it('runs through midnight when a window ends at 24:00 and the next day begins at 0:00', () => {
    const through = aCalendarValue({
      week: [[window('22:00', '24:00')], [window('0:00', '2:00')], [], [], [], [], []],
    });
    const spans = [
      ...openSpans(compileCalendar(through), Date.parse('2026-03-02'), Date.parse('2026-03-05')),
    ];
    expect(spans).toEqual([
      { fromMs: Date.parse('2026-03-02T21:00:00Z'), toMs: Date.parse('2026-03-03T01:00:00Z') },
    ]);
  });

  it('counts overlapping windows once', () => {
    const double = aCalendarValue({
      week: workweek(window('9:00', '13:00'), window('12:00', '17:00'), window('10:00', '11:00')),
    });
    expect(openHours(double, '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z')).toBe(8);
  });

  it('measures nothing backwards and adds nothing for nothing', () => {
    const calendar = compileCalendar(aCalendarValue());
    expect(openTimeBetween(calendar, 2_000_000, 1_000_000)).toBe(0);
    expect(addOpenTime(calendar, 12_345, 0)).toBe(12_345);
  });

  it('gives the same answer over twenty years as year by year', () => {
    const calendar = compileCalendar(aCalendarValue());
    let sumMs = 0;
    for (let year = 2020; year < 2040; year += 1) {
      sumMs += openTimeBetween(calendar, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    }
    expect(openTimeBetween(calendar, Date.UTC(2020, 0, 1), Date.UTC(2040, 0, 1))).toBe(sumMs);
  });
});

describe('calendars without enough open time', () => {
  it('refuses a week that is closed all week', () => {
    const closed = aCalendarValue({ week: CLOSED_WEEK });
    expect(hasOpenTime(closed)).toBe(false);
    expect(validateCalendar(closed)).toEqual([{ code: 'noOpenTime' }]);
  });

  it('never comes due on a closed calendar, and comes back at once', () => {
    const closed = compileCalendar(aCalendarValue({ week: CLOSED_WEEK }));
    expect(addOpenTime(closed, Date.UTC(2026, 0, 1), 1)).toBe(NO_DUE_MS);
    expect(openTimeBetween(closed, 0, NO_DUE_MS)).toBe(0);
  });

  it('never comes due after the last exception of an otherwise closed calendar', () => {
    const once = compileCalendar(
      aCalendarValue({
        week: CLOSED_WEEK,
        exceptions: [{ date: '2026-03-03', windows: [window('9:00', '10:00')] }],
      }),
    );
    const startMs = Date.UTC(2026, 0, 1);
    expect(addOpenTime(once, startMs, HOUR_MS)).toBe(Date.parse('2026-03-03T09:00:00Z'));
    expect(addOpenTime(once, startMs, HOUR_MS + 1)).toBe(NO_DUE_MS);
    expect(addOpenTime(once, Date.UTC(2030, 0, 1), 1)).toBe(NO_DUE_MS);
    expect(openTimeBetween(once, 0, NO_DUE_MS)).toBe(HOUR_MS);
  });

  it('never comes due when the budget outlasts the calendar of the world', () => {
    const oneMinute = compileCalendar(
      aCalendarValue({ week: [[window('9:00', '9:01')], [], [], [], [], [], []] }),
    );
    expect(addOpenTime(oneMinute, Date.UTC(2026, 0, 1), 5_256_000 * MINUTE_MS)).toBe(NO_DUE_MS);
  });

  it('names every problem', () => {
    const broken = aCalendarValue({
      timeZone: 'Europe/Brno',
      week: [[window('9:00', '12:00'), window('11:00', '13:00')], [], [], [], [], [], []],
      exceptions: [
        { date: '2026-03-03', windows: [] },
        { date: '2026-03-03', windows: [window('8:00', '10:00'), window('9:00', '11:00')] },
      ],
    });
    expect(validateCalendar(broken)).toEqual([
      { code: 'unknownTimeZone', timeZone: 'Europe/Brno' },
      { code: 'windowsOverlap', weekday: 0 },
      { code: 'exceptionWindowsOverlap', date: '2026-03-03' },
      { code: 'duplicateException', date: '2026-03-03' },
    ]);
    expect(validateCalendar(aCalendarValue())).toEqual([]);
  });

  it.each([
    ['Europe/Prague', true],
    ['UTC', true],
    ['Europe/Brno', false],
    ['+02:00', false],
    ['', false],
  ])('knows whether %j is a time zone', (zone, isZone) => {
    expect(isValidTimeZone(zone)).toBe(isZone);
  });
});
