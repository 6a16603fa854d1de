import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWindows, parseWindows } from '../../../../shared/domain/sla/windowText.ts';
import { window } from '../../../support/slaBuilders.ts';

describe('a day’s hours as people type them', () => {
  it.each([
    ['9-17', [window('9:00', '17:00')]],
    ['09:00–12:00, 13:30–17:00', [window('9:00', '12:00'), window('13:30', '17:00')]],
    ['13-17; 8.30-12', [window('8:30', '12:00'), window('13:00', '17:00')]],
    ['0830 - 1200', [window('8:30', '12:00')]],
    ['9am-5pm', [window('9:00', '17:00')]],
    ['1-5 pm', [window('13:00', '17:00')]],
    ['9-5pm', [window('9:00', '17:00')]],
    ['12am-12pm', [window('0:00', '12:00')]],
    ['0-24', [window('0:00', '24:00')]],
    ['18:00-0:00', [window('18:00', '24:00')]],
    ['', []],
    [' , ', []],
  ])('reads %j', (text, windows) => {
    expect(parseWindows(text)).toEqual({ windows, problem: null });
  });

  it.each([
    ['9', 'unreadable', '9'],
    ['9-12, later', 'unreadable', 'later'],
    ['9-25', 'unreadable', '9-25'],
    ['9:75-12', 'unreadable', '9:75-12'],
    ['24-24', 'unreadable', '24-24'],
    ['17-9', 'inverted', '17-9'],
    ['9-9', 'inverted', '9-9'],
    ['9-13, 12-17', 'overlap', '12-17'],
    [
      Array.from({ length: 13 }, (_, hour) => `${String(hour)}:00-${String(hour)}:30`).join(),
      'tooMany',
      '12:00-12:30',
    ],
  ])('refuses %j and says which part it is', (text, code, part) => {
    expect(parseWindows(text)).toEqual({ windows: null, problem: { code, part } });
  });

  it('takes windows that touch', () => {
    expect(parseWindows('9-12, 12-17').windows).toHaveLength(2);
  });

  it('reads what it has written', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 24 });
    fc.assert(
      fc.property(minutes, (cuts) => {
        const sorted = cuts.sort((a, b) => a - b);
        const windows = [];
        for (let at = 0; at + 1 < sorted.length; at += 2)
          windows.push({ fromMinute: sorted[at] ?? 0, toMinute: sorted[at + 1] ?? 0 });
        expect(parseWindows(formatWindows(windows))).toEqual({ windows, problem: null });
      }),
    );
  });
});
