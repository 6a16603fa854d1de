import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../../shared/domain/sla/calendar.ts';
import { openingsAt } from '../../../../shared/domain/sla/openings.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { aCalendarValue, alwaysOpen, window, workweek } from '../../../support/slaBuilders.ts';

const ms = Date.parse;
const lunch = compileCalendar(
  aCalendarValue({ week: workweek(window('9:00', '12:00'), window('13:00', '17:00')) }),
);

describe('openingsAt', () => {
  it('tells within a window when it closes and when it opens again', () => {
    // Fri 2026-03-06 10:00 in Prague (09:00Z): closes at 12:00 = 11:00Z, opens at 13:00 = 12:00Z.
    expect(openingsAt(lunch, ms('2026-03-06T09:00:00Z'))).toEqual({
      isOpen: true,
      closesAtMs: ms('2026-03-06T11:00:00Z'),
      opensAtMs: ms('2026-03-06T12:00:00Z'),
    });
  });

  it('tells at the close, when nothing is open, when it opens and closes next', () => {
    // Fri 17:00 is 16:00Z; Mon 9:00 to 12:00 is 08:00Z to 11:00Z.
    expect(openingsAt(lunch, ms('2026-03-06T16:00:00Z'))).toEqual({
      isOpen: false,
      opensAtMs: ms('2026-03-09T08:00:00Z'),
      closesAtMs: ms('2026-03-09T11:00:00Z'),
    });
  });

  it('has no closing in sight around the clock, and no opening on a calendar whose days are over', () => {
    expect(openingsAt(compileCalendar(alwaysOpen('UTC')), ms('2026-03-06'))).toEqual({
      isOpen: true,
      opensAtMs: NO_DUE_MS,
      closesAtMs: NO_DUE_MS,
    });
    const once = compileCalendar(
      aCalendarValue({
        week: [[], [], [], [], [], [], []],
        exceptions: [{ date: '2026-03-05', windows: [window('9:00', '10:00')] }],
      }),
    );
    expect(openingsAt(once, ms('2026-03-06'))).toEqual({
      isOpen: false,
      opensAtMs: NO_DUE_MS,
      closesAtMs: NO_DUE_MS,
    });
  });
});
