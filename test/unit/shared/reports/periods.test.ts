import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketsOf,
  PERIOD_PRESETS,
  periodBetween,
  periodOf,
} from '../../../../shared/domain/reports/periods.ts';

/** From 2020 to 2035, clock changes included. */
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
const preset = fc.constantFrom(...PERIOD_PRESETS);

const isMidnight = (atMs: number): boolean => {
  const at = new Date(atMs);
  return at.getHours() + at.getMinutes() + at.getSeconds() + at.getMilliseconds() === 0;
};
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();

describe('the period of a report', () => {
  it('begins and ends at local midnights, and the one before it touches it', () => {
    fc.assert(
      fc.property(preset, instant, (name, nowMs) => {
        const { fromMs, beforeMs, previousFromMs } = periodOf(name, nowMs);
        expect([fromMs, beforeMs, previousFromMs].every(isMidnight)).toBe(true);
        expect(previousFromMs < fromMs && fromMs < beforeMs).toBe(true);
        if (name !== 'lastMonth') expect(fromMs <= nowMs && nowMs < beforeMs).toBe(true);
      }),
    );
  });

  it('is what its name says', () => {
    const wednesdayMs = day(2026, 3, 11) + 50_000_000;
    expect(periodOf('thisWeek', wednesdayMs)).toEqual({
      fromMs: day(2026, 3, 9),
      beforeMs: day(2026, 3, 16),
      previousFromMs: day(2026, 3, 2),
    });
    expect(periodOf('last7', wednesdayMs)).toEqual({
      fromMs: day(2026, 3, 5),
      beforeMs: day(2026, 3, 12),
      previousFromMs: day(2026, 2, 26),
    });
    expect(periodOf('lastMonth', wednesdayMs)).toEqual({
      fromMs: day(2026, 2, 1),
      beforeMs: day(2026, 3, 1),
      previousFromMs: day(2026, 1, 1),
    });
  });

  it('holds both days that were chosen, and as many before', () => {
    expect(periodBetween(day(2026, 3, 28), day(2026, 3, 30))).toEqual({
      fromMs: day(2026, 3, 28),
      beforeMs: day(2026, 3, 31),
      previousFromMs: day(2026, 3, 25),
    });
  });
});

describe('the bars of a chart', () => {
  it('touch, cover the period exactly, and are few', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 900 }), (firstMs, days) => {
        const span = periodBetween(firstMs, firstMs + days * 86_400_000);
        const bars = bucketsOf(span);
        expect(bars[0]?.fromMs).toBe(span.fromMs);
        expect(bars.at(-1)?.beforeMs).toBe(span.beforeMs);
        expect(bars.every((bar, index) => index === 0 || bar.fromMs === bars[index - 1]?.beforeMs)).toBe(
          true,
        );
        expect(bars.every(({ fromMs }) => isMidnight(fromMs))).toBe(true);
        expect(bars.length).toBeLessThanOrEqual(32);
      }),
    );
  });
});
