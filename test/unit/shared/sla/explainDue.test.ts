import { describe, expect, it } from 'vitest';
import { explainDue } from '../../../../shared/domain/sla/explainDue.ts';
import { buildSlaBook } from '../../../../shared/domain/sla/slaBook.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import {
  HOUR_MS,
  aCalendarSetting,
  aCalendarValue,
  aPolicySetting,
  aPolicyValue,
  statusHistory,
  targets,
  window,
} from '../../../support/slaBuilders.ts';

const ms = Date.parse;

function explained(ticket: Partial<Ticket>, calendar = aCalendarValue(), resolutionMinutes = 480) {
  const policy = aPolicyValue({ targets: { '': targets({ resolution: resolutionMinutes }) } });
  const book = buildSlaBook([aCalendarSetting(calendar), aPolicySetting(policy)]);
  return explainDue(book, aTicket({ status: 'open', history: [], ...ticket }), null, 'resolution');
}

describe('explainDue', () => {
  it('lists windows, the pause, the holiday and the exception in order of time', () => {
    // Thu 2026-04-30 15:00 (13:00Z) created, 1:00 used; pending 16:00 to Mon 10:00 (1 + 1 open hours left out).
    // Fri 1 May is a holiday. Mon 4 May 10:00-17:00 = 7:00 makes 8:00: due at the close, 15:00Z.
    const told = explained(
      {
        createdAtMs: ms('2026-04-30T13:00:00Z'),
        history: statusHistory(
          'open',
          [ms('2026-04-30T14:00:00Z'), 'pending'],
          [ms('2026-05-04T08:00:00Z'), 'open'],
        ),
      },
      aCalendarValue({
        holidays: [
          { date: '2026-05-01', name: 'Labour Day' },
          { date: '2026-05-02', name: 'A Saturday, closed anyway' },
          { date: '2026-05-08', name: 'After it is due' },
        ],
        exceptions: [{ date: '2026-05-04', windows: [window('9:00', '17:00')] }],
      }),
    );
    expect(told).toEqual({
      target: 'resolution',
      policyId: 'standard',
      policyName: 'Standard',
      mode: 'business',
      calendarName: 'Office',
      timeZone: 'Europe/Prague',
      startMs: ms('2026-04-30T13:00:00Z'),
      dueAtMs: ms('2026-05-04T15:00:00Z'),
      isManual: false,
      budgetMs: 8 * HOUR_MS,
      countedMs: 8 * HOUR_MS,
      leftMs: 0,
      lines: [
        {
          kind: 'counted',
          fromMs: ms('2026-04-30T13:00:00Z'),
          toMs: ms('2026-04-30T14:00:00Z'),
          lengthMs: HOUR_MS,
        },
        {
          kind: 'stopped',
          status: 'pending',
          fromMs: ms('2026-04-30T14:00:00Z'),
          toMs: ms('2026-05-04T08:00:00Z'),
          lengthMs: 2 * HOUR_MS,
        },
        { kind: 'holiday', date: '2026-05-01', name: 'Labour Day' },
        { kind: 'exception', date: '2026-05-04', isClosed: false },
        {
          kind: 'counted',
          fromMs: ms('2026-05-04T08:00:00Z'),
          toMs: ms('2026-05-04T15:00:00Z'),
          lengthMs: 7 * HOUR_MS,
        },
      ],
    });
  });

  it('shows a pause that has not ended without a length', () => {
    // Mon 2026-03-02 10:00-12:00 used 2:00 of 8:00.
    const told = explained({
      createdAtMs: ms('2026-03-02T09:00:00Z'),
      status: 'pending',
      history: statusHistory('open', [ms('2026-03-02T11:00:00Z'), 'pending']),
    });
    expect(told).toMatchObject({ dueAtMs: NO_DUE_MS, countedMs: 2 * HOUR_MS, leftMs: 6 * HOUR_MS });
    expect(told?.lines.at(-1)).toEqual({
      kind: 'stopped',
      status: 'pending',
      fromMs: ms('2026-03-02T11:00:00Z'),
      toMs: NO_DUE_MS,
      lengthMs: 0,
    });
  });

  it('sums up what would be too long to read', () => {
    // 10,000 hours are 1,250 days of 8:00: 1,000 lines and one for the other 250 days.
    const told = explained({ createdAtMs: ms('2026-03-02T08:00:00Z') }, aCalendarValue(), 600_000);
    expect(told?.lines).toHaveLength(1001);
    expect(told?.lines.at(-1)).toMatchObject({
      kind: 'countedRest',
      lengthMs: 2000 * HOUR_MS,
      toMs: told?.dueAtMs,
    });
  });

  it('marks a due time set by hand', () => {
    const told = explained({
      createdAtMs: ms('2026-03-02T09:00:00Z'),
      manualDueAtMs: ms('2026-03-02T12:00:00Z'),
    });
    expect(told).toMatchObject({
      isManual: true,
      dueAtMs: ms('2026-03-02T12:00:00Z'),
      countedMs: 3 * HOUR_MS,
    });
  });

  it('has nothing to say about a target that is not measured', () => {
    expect(explainDue(buildSlaBook([]), aTicket(), null, 'resolution')).toBeNull();
  });
});
