import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addOpenTime, compileCalendar, openTimeBetween } from '../../../../shared/domain/sla/calendar.ts';
import { HOUR_MS, aCalendarValue, alwaysOpen } from '../../../support/slaBuilders.ts';

const FOLDER = new URL('../../../../../shared/data/calendars/expected/', import.meta.url);
const isPresent = existsSync(FOLDER);

interface Holiday {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly name: string;
  readonly type: string;
}

/** Places with one time zone, where a list of local dates can be checked against instants. */
const PLACES: readonly (readonly [place: string, zone: string])[] = [
  ['AT', 'Europe/Vienna'],
  ['DE-BY', 'Europe/Berlin'],
  ['GB-SCT', 'Europe/London'],
  ['IN', 'Asia/Kolkata'],
  ['JP', 'Asia/Tokyo'],
  ['AU-VIC', 'Australia/Melbourne'],
  ['NZ', 'Pacific/Auckland'],
  ['US-NY', 'America/New_York'],
  ['ZA', 'Africa/Johannesburg'],
];

/** Public holidays that last the whole local day. */
function wholeDays(place: string, year: number): Holiday[] {
  const all = JSON.parse(readFileSync(new URL(`${place}-${String(year)}.json`, FOLDER), 'utf8')) as Holiday[];
  return all.filter(({ type, date }) => type === 'public' && date.endsWith('00:00:00'));
}

describe.skipIf(!isPresent)('real public holidays (skipped where the holiday data is absent)', () => {
  it.each(PLACES)('%s: a holiday closes exactly its local day', (place, timeZone) => {
    const holidays = [...wholeDays(place, 2025), ...wholeDays(place, 2026)];
    expect(holidays.length).toBeGreaterThan(10);
    const calendar = compileCalendar({
      ...alwaysOpen(timeZone),
      holidays: holidays.map(({ date, name }) => ({ date: date.slice(0, 10), name })),
    });
    const isHoliday = new Set(holidays.map(({ date }) => date.slice(0, 10)));
    for (const { start, end, date } of holidays) {
      const dayMs = Date.parse(date.slice(0, 10));
      const startMs = Date.parse(start);
      const oneDay = Math.min(Date.parse(end), startMs + 25 * HOUR_MS);
      expect(openTimeBetween(calendar, startMs, oneDay), `${place} ${date}`).toBe(0);
      const dayBefore = new Date(dayMs - 1).toISOString().slice(0, 10);
      if (!isHoliday.has(dayBefore)) expect(openTimeBetween(calendar, startMs - 1000, startMs)).toBe(1000);
    }
  });

  it('carries eight Austrian business hours over Christmas 2025 and the weekend', () => {
    // Wed 24 Dec 2025 is a bank holiday only, so open: 13:00-17:00 = 4:00. Thu 25 and Fri 26 are public holidays, Sat and Sun
    // closed, Mon 29 9:00 + 4:00 = 13:00 = 12:00Z.
    const austria = compileCalendar(
      aCalendarValue({
        timeZone: 'Europe/Vienna',
        holidays: wholeDays('AT', 2025).map(({ date, name }) => ({ date: date.slice(0, 10), name })),
      }),
    );
    const dueMs = addOpenTime(austria, Date.parse('2025-12-24T12:00:00Z'), 8 * HOUR_MS);
    expect(new Date(dueMs).toISOString()).toBe('2025-12-29T12:00:00.000Z');
  });
});
