import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  addOpenTime,
  compileCalendar,
  openSpans,
  openTimeBetween,
} from '../../../../shared/domain/sla/calendar.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { HOUR_MS, MINUTE_MS, aCalendarValue, window } from '../../../support/slaBuilders.ts';
import { isOpenMinute, oracleOpenTime } from '../../../support/slaOracle.ts';
import { calendarNear, minutesAround } from './slaArbitraries.ts';

// Hundreds of seeded cases against a slow oracle: the limit is for a busy machine, not for the usual run.
vi.setConfig({ testTimeout: 60_000 });

const YEAR_MS = 365 * 24 * HOUR_MS;

describe('laws of open time', () => {
  it('measures what was added, to the millisecond, on any calendar', () => {
    fc.assert(
      fc.property(
        calendarNear,
        fc.integer({ min: -YEAR_MS, max: YEAR_MS }),
        fc.integer({ min: 1, max: 4000 * HOUR_MS }),
        ({ value, aroundMs }, offsetMs, amountMs) => {
          const calendar = compileCalendar(value);
          const startMs = aroundMs + offsetMs;
          const dueMs = addOpenTime(calendar, startMs, amountMs);
          expect(dueMs < NO_DUE_MS ? openTimeBetween(calendar, startMs, dueMs) : amountMs).toBe(amountMs);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is due at the first instant at which the amount has passed', () => {
    fc.assert(
      fc.property(
        calendarNear,
        minutesAround(3, 3),
        fc.integer({ min: 1, max: 60 * HOUR_MS }),
        (near, offsetMs, amountMs) => {
          const calendar = compileCalendar(near.value);
          const startMs = near.aroundMs + offsetMs;
          const dueMs = addOpenTime(calendar, startMs, amountMs);
          expect(openTimeBetween(calendar, startMs, dueMs - 1)).toBe(amountMs - 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('adds in one step what it adds in two', () => {
    fc.assert(
      fc.property(
        calendarNear,
        minutesAround(3, 3),
        fc.nat(50 * HOUR_MS),
        fc.nat(50 * HOUR_MS),
        (near, offsetMs, a, b) => {
          const calendar = compileCalendar(near.value);
          const startMs = near.aroundMs + offsetMs;
          expect(addOpenTime(calendar, addOpenTime(calendar, startMs, a), b)).toBe(
            addOpenTime(calendar, startMs, a + b),
          );
        },
      ),
    );
  });

  it('measures a stretch as the sum of its parts, and as the sum of its spans', () => {
    fc.assert(
      fc.property(calendarNear, fc.tuple(fc.nat(YEAR_MS), fc.nat(YEAR_MS), fc.nat(YEAR_MS)), (near, cuts) => {
        const calendar = compileCalendar(near.value);
        const [a, b, c] = cuts
          .sort((x, y) => x - y)
          .map((offsetMs) => near.aroundMs - YEAR_MS / 2 + offsetMs) as [number, number, number];
        const wholeMs = openTimeBetween(calendar, a, c);
        expect(openTimeBetween(calendar, a, b) + openTimeBetween(calendar, b, c)).toBe(wholeMs);
        const spans = [...openSpans(calendar, a, c)];
        expect(spans.reduce((sum, span) => sum + span.toMs - span.fromMs, 0)).toBe(wholeMs);
        expect(
          spans.every(
            (span, index) => span.fromMs < span.toMs && span.fromMs > (spans[index - 1]?.toMs ?? 0),
          ),
        ).toBe(true);
      }),
    );
  });

  it('agrees with counting minute by minute, whatever the clock does', () => {
    fc.assert(
      fc.property(
        calendarNear,
        minutesAround(4, 2),
        fc.integer({ min: 1, max: 4 * 1440 }),
        (near, offsetMs, minutes) => {
          const fromMs = near.aroundMs + offsetMs;
          const toMs = fromMs + minutes * MINUTE_MS;
          expect(openTimeBetween(compileCalendar(near.value), fromMs, toMs)).toBe(
            oracleOpenTime(near.value, fromMs, toMs),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not care what was asked before', () => {
    fc.assert(
      fc.property(
        calendarNear,
        fc.array(fc.tuple(fc.integer({ min: -5 * YEAR_MS, max: 5 * YEAR_MS }), fc.nat(500 * HOUR_MS)), {
          maxLength: 8,
        }),
        minutesAround(300, 300),
        ({ value, aroundMs }, earlier, offsetMs) => {
          const used = compileCalendar(value);
          for (const [otherMs, amountMs] of earlier) addOpenTime(used, aroundMs + otherMs, amountMs);
          const startMs = aroundMs + offsetMs;
          expect(addOpenTime(used, startMs, 30 * HOUR_MS)).toBe(
            addOpenTime(compileCalendar(value), startMs, 30 * HOUR_MS),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('holds in every time zone this platform knows, over both clock changes of a year', () => {
    const open = [window('0:30', '3:30'), window('9:00', '17:00'), window('22:00', '24:00')];
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      const calendar = compileCalendar(
        aCalendarValue({ timeZone, week: [open, open, open, open, open, open, open] }),
      );
      for (
        let startMs = Date.UTC(2026, 0, 1);
        startMs < Date.UTC(2027, 0, 1);
        startMs += 9.7 * 24 * HOUR_MS
      ) {
        const dueMs = addOpenTime(calendar, startMs, 100 * HOUR_MS);
        expect(openTimeBetween(calendar, startMs, dueMs), timeZone).toBe(100 * HOUR_MS);
        expect(openTimeBetween(calendar, startMs, dueMs - 1), timeZone).toBe(100 * HOUR_MS - 1);
      }
    }
  });

  it('holds for each of the 127 sets of weekdays', () => {
    const open = [window('8:30', '12:00'), window('13:00', '24:00')];
    const startMs = Date.UTC(2025, 9, 22, 7, 13);
    const untilMs = startMs + 9 * 24 * HOUR_MS;
    for (let set = 1; set < 128; set += 1) {
      const week = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ((set >> weekday) & 1 ? open : []));
      const value = aCalendarValue({ week });
      const calendar = compileCalendar(value);
      const openMs = openTimeBetween(calendar, startMs, untilMs);
      expect(openMs, `weekdays ${set.toString(2)}`).toBe(oracleOpenTime(value, startMs, untilMs));
      const dueMs = addOpenTime(calendar, startMs, openMs);
      expect(openTimeBetween(calendar, startMs, dueMs)).toBe(openMs);
      expect(isOpenMinute(value, dueMs - MINUTE_MS)).toBe(true);
    }
  });
});
