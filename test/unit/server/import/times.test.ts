import { describe, expect, it } from 'vitest';
import { timeReader } from '../../../../server/tools/import/times.ts';

describe('timeReader', () => {
  it('reads a time without a zone as local time, in summer and in winter', () => {
    const read = timeReader('Europe/Lisbon');
    expect(read('29/2/2016 01:16')).toBe(Date.UTC(2016, 1, 29, 1, 16));
    expect(read('1/7/2016 12:00')).toBe(Date.UTC(2016, 6, 1, 11, 0));
    expect(timeReader('Europe/Prague')('2026-03-29 03:30')).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it('takes an offset where there is one, also after a blank', () => {
    const read = timeReader('Europe/Prague');
    expect(read('2016-04-28T11:19:34 -10:00')).toBe(Date.UTC(2016, 3, 28, 21, 19, 34));
    expect(read('2026-02-02T10:00:00.250Z')).toBe(Date.UTC(2026, 1, 2, 10, 0, 0, 250));
  });

  it('reads day and month in the order it was told', () => {
    expect(timeReader('UTC', 'mdy')('3/4/2026')).toBe(Date.UTC(2026, 2, 4));
    expect(timeReader('UTC', 'dmy')('3/4/2026')).toBe(Date.UTC(2026, 3, 3));
  });

  it.each(['', '?', 'yesterday', '31/4/2026 10:00', '12/13/2026 25:00', '2026-02-30'])(
    'says that %j is no time',
    (text) => {
      expect(timeReader('UTC')(text)).toBeNull();
    },
  );

  it('refuses a zone that does not exist by its name', () => {
    expect(() => timeReader('Middle/Earth')).toThrow('Middle/Earth');
  });
});
