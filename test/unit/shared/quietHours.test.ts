import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeSettings } from '../../../shared/domain/noticeSettings.ts';
import { quietAt } from '../../../shared/domain/quietHours.ts';
import { noticeSettings } from '../../support/noticeBuilders.ts';

type QuietHours = NoticeSettings['quietHours'];

function hours(changes: Partial<QuietHours>): NoticeSettings {
  const { quietHours } = noticeSettings();
  return noticeSettings({ quietHours: { ...quietHours, isOn: true, timeZone: 'Europe/Prague', ...changes } });
}

const at = (text: string): number => Date.parse(text);

describe('quiet hours', () => {
  const night = hours({ fromMinute: 22 * 60, toMinute: 6 * 60 });

  it('run through the night, in the person’s own zone', () => {
    expect(quietAt(night, at('2026-03-03T21:30:00+01:00'))).toEqual({ isQuiet: false });
    expect(quietAt(night, at('2026-03-03T23:00:00+01:00'))).toEqual({
      isQuiet: true,
      why: 'quietHours',
      untilMs: at('2026-03-04T06:00:00+01:00'),
    });
    expect(quietAt(night, at('2026-03-04T06:00:00+01:00'))).toEqual({ isQuiet: false });
  });

  it('end when the clock on the wall says so, in the nights of a clock change too', () => {
    expect(quietAt(night, at('2026-03-28T23:00:00+01:00'))).toMatchObject({
      untilMs: at('2026-03-29T06:00:00+02:00'),
    });
    expect(quietAt(night, at('2026-10-24T23:00:00+02:00'))).toMatchObject({
      untilMs: at('2026-10-25T06:00:00+01:00'),
    });
  });

  it('end with the jump where the clock never shows their end', () => {
    const early = hours({ fromMinute: 22 * 60, toMinute: 150 });
    expect(quietAt(early, at('2026-03-28T23:00:00+01:00'))).toMatchObject({
      untilMs: at('2026-03-29T03:00:00+02:00'),
    });
  });

  it('begin on the days that were chosen, and last into the next', () => {
    const weekend = hours({ fromMinute: 18 * 60, toMinute: 8 * 60, days: [4] });
    expect(quietAt(weekend, at('2026-03-06T19:00:00+01:00'))).toMatchObject({ isQuiet: true });
    expect(quietAt(weekend, at('2026-03-07T07:59:00+01:00'))).toMatchObject({ isQuiet: true });
    expect(quietAt(weekend, at('2026-03-07T19:00:00+01:00'))).toEqual({ isQuiet: false });
    expect(quietAt(weekend, at('2026-03-06T07:00:00+01:00'))).toEqual({ isQuiet: false });
  });

  it('of whole days follow each other without a gap', () => {
    const days = hours({ fromMinute: 0, toMinute: 0, days: [5, 6] });
    expect(quietAt(days, at('2026-03-07T10:00:00+01:00'))).toMatchObject({
      untilMs: at('2026-03-09T00:00:00+01:00'),
    });
  });

  it('count in UTC where nobody knows the zone any more', () => {
    const lost = hours({ fromMinute: 0, toMinute: 60, timeZone: 'Nowhere/Gone' });
    expect(quietAt(lost, at('2026-03-07T00:30:00Z'))).toMatchObject({ isQuiet: true });
  });

  it('give way to do-not-disturb, which has its own end', () => {
    const nowMs = at('2026-03-03T23:00:00+01:00');
    expect(quietAt({ ...night, pausedUntilMs: nowMs + 5 }, nowMs)).toEqual({
      isQuiet: true,
      why: 'paused',
      untilMs: nowMs + 5,
    });
    expect(quietAt({ ...night, pausedUntilMs: nowMs }, nowMs)).toMatchObject({ why: 'quietHours' });
  });

  it('are quiet exactly while the wall clock is between, and end at the first instant it is not', () => {
    const zones = ['Europe/Prague', 'America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'];
    const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
        fc.integer({ min: at('2026-01-01T00:00:00Z') / 60_000, max: at('2027-12-31T00:00:00Z') / 60_000 }),
        (timeZone, fromMinute, toMinute, days, minute) => {
          const settings = hours({ fromMinute, toMinute, days, timeZone });
          const wall = new Intl.DateTimeFormat('en-GB', {
            timeZone,
            weekday: 'short',
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          });
          const isBetween = (atMs: number): boolean => {
            const parts = Object.fromEntries(
              wall.formatToParts(atMs).map(({ type, value }) => [type, value]),
            );
            const now = Number(parts['hour']) * 60 + Number(parts['minute']);
            const today = weekdays.indexOf(parts['weekday'] ?? '');
            const isToday = days.includes(today);
            if (fromMinute < toMinute) return isToday && now >= fromMinute && now < toMinute;
            return (isToday && now >= fromMinute) || (days.includes((today + 6) % 7) && now < toMinute);
          };
          const nowMs = minute * 60_000;
          const quiet = quietAt(settings, nowMs);
          expect(quiet.isQuiet).toBe(isBetween(nowMs));
          if (!quiet.isQuiet) return;
          const isForEver = quiet.untilMs - nowMs >= 7 * 24 * 60 * 60_000;
          if (!isForEver) expect(isBetween(quiet.untilMs)).toBe(false);
          for (let back = 1; back < 4; back += 1) {
            const earlierMs = quiet.untilMs - back * 60_000;
            if (earlierMs >= nowMs) expect(isBetween(earlierMs)).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
