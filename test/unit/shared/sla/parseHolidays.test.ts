import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHolidays } from '../../../../shared/domain/sla/parseHolidays.ts';

const AUSTRIA = new URL('../../../../../shared/data/calendars/austria-holidays.ics', import.meta.url);

function calendar(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
}

describe('holidays from lines', () => {
  it('takes a date and what it is called, and says which lines it did not understand', () => {
    const text = [
      '2026-12-25 Christmas Day',
      '# a remark',
      '',
      '2026-1-6; Epiphany',
      'Easter Monday',
      '2026-02-30 Never',
      '"2026-05-01","Labour Day"',
      '2026-12-26',
    ].join('\n');
    expect(parseHolidays(text, 2026)).toEqual({
      holidays: [
        { date: '2026-01-06', name: 'Epiphany' },
        { date: '2026-05-01', name: 'Labour Day' },
        { date: '2026-12-25', name: 'Christmas Day' },
        { date: '2026-12-26', name: '' },
      ],
      unread: [
        { line: 5, text: 'Easter Monday', why: 'noDate' },
        { line: 6, text: '2026-02-30 Never', why: 'badDate' },
      ],
    });
  });

  it('keeps one of two that are the same', () => {
    const { holidays } = parseHolidays('2026-12-25 Christmas\n2026-12-25 Christmas\n2026-12-25 Noël', 2026);
    expect(holidays.map(({ name }) => name)).toEqual(['Christmas', 'Noël']);
  });
});

describe('holidays from an iCalendar file', () => {
  it('reads folded lines, escapes, parameters and days of several', () => {
    const text = calendar(
      ...event('SUMMARY;LANGUAGE=cs:Štědrý den\\, 24.', ' prosince', 'DTSTART;VALUE=DATE:20261224'),
      ...event('DTSTART;X-A="a:b";VALUE=DATE:20261228', 'DTEND;VALUE=DATE:20261230', 'SUMMARY:Between'),
    );
    expect(parseHolidays(text, 2026)).toEqual({
      holidays: [
        { date: '2026-12-24', name: 'Štědrý den, 24.prosince' },
        { date: '2026-12-28', name: 'Between' },
        { date: '2026-12-29', name: 'Between' },
      ],
      unread: [],
    });
  });

  it('writes down what comes every year, and leaves out what comes by another rule', () => {
    const text = calendar(
      ...event('DTSTART;VALUE=DATE:20000501', 'RRULE:FREQ=YEARLY', 'SUMMARY:Labour Day'),
      ...event('DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;UNTIL=20280301', 'SUMMARY:Leap Day'),
      ...event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Every week'),
      ...event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY;BYDAY=3MO', 'SUMMARY:Third Monday'),
    );
    const { holidays, unread } = parseHolidays(text, 2026);
    const dates = (name: string): string[] =>
      holidays.flatMap((one) => (one.name === name ? [one.date] : []));
    expect(dates('Labour Day')).toEqual(
      Array.from({ length: 11 }, (_, index) => `${String(2026 + index)}-05-01`),
    );
    expect(dates('Leap Day')).toEqual(['2028-02-29']);
    expect(unread.map(({ text: name, why }) => [name, why])).toEqual([
      ['Every week', 'repeats'],
      ['Third Monday', 'repeats'],
    ]);
  });

  it('says what has no date, a date there is not, or lasts too long for a holiday', () => {
    const text = calendar(
      ...event('SUMMARY:When'),
      ...event('SUMMARY:Never', 'DTSTART;VALUE=DATE:20260230'),
      ...event('SUMMARY:Summer', 'DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260901'),
    );
    expect(parseHolidays(text, 2026)).toEqual({
      holidays: [],
      unread: [
        { line: 3, text: 'When', why: 'noDate' },
        { line: 6, text: 'Never', why: 'badDate' },
        { line: 10, text: 'Summer', why: 'tooLong' },
      ],
    });
  });
});

describe.skipIf(!existsSync(AUSTRIA))('a real file (skipped where the holiday data is absent)', () => {
  it('reads all 792 entries of the Austrian one, which ends each day on the day it starts', () => {
    const { holidays, unread } = parseHolidays(readFileSync(AUSTRIA, 'utf8'), 2026);
    expect(unread).toEqual([]);
    expect(holidays).toHaveLength(792);
    expect(holidays.filter(({ date }) => date === '2026-12-25')).toEqual([
      { date: '2026-12-25', name: 'Weihnachten (§)' },
    ]);
  });
});
