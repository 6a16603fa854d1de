import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../../shared/domain/sla/calendar.ts';
import type { SlaPolicy } from '../../../../shared/domain/sla/policy.ts';
import type { TargetVerdict } from '../../../../shared/domain/sla/types.ts';
import { slaVerdict } from '../../../../shared/domain/sla/verdict.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import { HOUR_MS, aCalendarValue, aPolicy, statusHistory, targets } from '../../../support/slaBuilders.ts';

const OFFICE = compileCalendar(aCalendarValue());
const RESOLUTION_ONLY = aPolicy({ targets: { '': targets({ resolution: 480 }) } });
const ms = Date.parse;

/** A ticket created on Monday 2026-03-02 at 10:00 in Prague (09:00Z), open since then. */
function ticketOfMonday(overrides: Partial<Ticket> = {}): Ticket {
  return aTicket({ createdAtMs: ms('2026-03-02T09:00:00Z'), history: [], status: 'open', ...overrides });
}

function targetOf(
  ticket: Ticket,
  target: TargetVerdict['target'],
  now: string,
  policy: SlaPolicy | null = aPolicy(),
): TargetVerdict | undefined {
  return slaVerdict(ticket, policy, OFFICE, ms(now)).targets.find((one) => one.target === target);
}

describe('first response', () => {
  it('runs from creation in open time', () => {
    // Mon 10:00 + 1:00 = 11:00 = 10:00Z; asked at 10:15 (09:15Z): 0:45 left.
    expect(targetOf(ticketOfMonday(), 'firstResponse', '2026-03-02T09:15:00Z')).toEqual({
      target: 'firstResponse',
      state: 'running',
      dueAtMs: ms('2026-03-02T10:00:00Z'),
      warnAtMs: [],
      remainingMs: 0.75 * HOUR_MS,
      metAtMs: 0,
      isManual: false,
    });
  });

  it.each([
    ['2026-03-02T10:00:00Z', 'met'],
    ['2026-03-02T10:00:00.001Z', 'metLate'],
  ])('answered at %s is %s', (answeredAt, state) => {
    const ticket = ticketOfMonday({ firstReplyAtMs: ms(answeredAt) });
    const verdict = targetOf(ticket, 'firstResponse', '2026-03-05T09:00:00Z');
    expect(verdict).toMatchObject({ state, remainingMs: 0, metAtMs: ms(answeredAt) });
  });

  it.each([
    ['2026-03-02T10:00:00Z', 'running', 0],
    ['2026-03-02T10:00:00.001Z', 'breached', -1],
  ])('unanswered at %s is %s', (now, state, remainingMs) => {
    expect(targetOf(ticketOfMonday(), 'firstResponse', now)).toMatchObject({ state, remainingMs });
  });

  it('is not stopped by a paused status', () => {
    const createdAtMs = ms('2026-03-02T09:00:00Z');
    const onHold = ticketOfMonday({
      status: 'onHold',
      history: statusHistory('new', [createdAtMs + 1, 'onHold']),
    });
    expect(targetOf(onHold, 'firstResponse', '2026-03-02T09:15:00Z')).toMatchObject({
      state: 'running',
      dueAtMs: ms('2026-03-02T10:00:00Z'),
    });
  });

  it('ends with the solving when nobody replied, because nobody waits for a reply any more', () => {
    const solvedAtMs = ms('2026-03-02T09:30:00Z');
    const solved = ticketOfMonday({
      status: 'solved',
      solvedAtMs,
      history: statusHistory('new', [solvedAtMs, 'solved']),
    });
    expect(targetOf(solved, 'firstResponse', '2026-03-05T09:00:00Z')).toMatchObject({
      state: 'met',
      metAtMs: solvedAtMs,
    });
  });
});

describe('next response', () => {
  it('is not measured before a first reply, nor while nothing waits', () => {
    const unanswered = ticketOfMonday({ awaitingReplySinceMs: ms('2026-03-02T09:00:00Z') });
    const answered = ticketOfMonday({ firstReplyAtMs: ms('2026-03-02T09:30:00Z') });
    expect(targetOf(unanswered, 'nextResponse', '2026-03-02T09:40:00Z')).toBeUndefined();
    expect(targetOf(answered, 'nextResponse', '2026-03-02T09:40:00Z')).toBeUndefined();
  });

  it('runs from the oldest customer message without an answer', () => {
    // Mon 16:00 + 1:00 until 17:00, Tue 9:00 + 1:00 = 10:00 = 09:00Z.
    const ticket = ticketOfMonday({
      firstReplyAtMs: ms('2026-03-02T09:30:00Z'),
      awaitingReplySinceMs: ms('2026-03-02T15:00:00Z'),
    });
    expect(targetOf(ticket, 'nextResponse', '2026-03-02T15:00:00Z')?.dueAtMs).toBe(
      ms('2026-03-03T09:00:00Z'),
    );
  });
});

describe('resolution', () => {
  it('leaves a pause across a night and a weekend out, in business time', () => {
    // Fri 2026-03-06 15:00 created; 1:00 used until the pause at 16:00. Pending until Mon 11:00 (3 business hours, 16-17 and
    // 9-11, do not count). 7:00 are left: Mon 11:00-17:00 = 6:00, Tue 9:00 + 1:00 = 10:00 = 09:00Z.
    const ticket = ticketOfMonday({
      createdAtMs: ms('2026-03-06T14:00:00Z'),
      history: statusHistory(
        'open',
        [ms('2026-03-06T15:00:00Z'), 'pending'],
        [ms('2026-03-09T10:00:00Z'), 'open'],
      ),
    });
    expect(targetOf(ticket, 'resolution', '2026-03-09T10:00:00Z')?.dueAtMs).toBe(ms('2026-03-10T09:00:00Z'));
  });

  it('has no due instant while paused, and shows the budget left', () => {
    // Mon 10:00-12:00 used 2:00 of 8:00; pending since 12:00.
    const ticket = ticketOfMonday({
      status: 'pending',
      history: statusHistory('open', [ms('2026-03-02T11:00:00Z'), 'pending']),
    });
    const verdict = slaVerdict(ticket, RESOLUTION_ONLY, OFFICE, ms('2026-03-20T09:00:00Z'));
    expect(verdict).toEqual({
      policyId: 'standard',
      nextDueAtMs: NO_DUE_MS,
      targets: [
        {
          target: 'resolution',
          state: 'paused',
          dueAtMs: NO_DUE_MS,
          warnAtMs: [],
          remainingMs: 6 * HOUR_MS,
          metAtMs: 0,
          isManual: false,
        },
      ],
    });
  });

  it('stays breached when it was breached before the pause', () => {
    // Due Tue 10:00 = 09:00Z (Mon 10-17 = 7:00, Tue 9:00 + 1:00); pending since Tue 11:00.
    const ticket = ticketOfMonday({
      status: 'pending',
      history: statusHistory('open', [ms('2026-03-03T10:00:00Z'), 'pending']),
    });
    expect(targetOf(ticket, 'resolution', '2026-03-04T09:00:00Z')).toMatchObject({
      state: 'breached',
      dueAtMs: ms('2026-03-03T09:00:00Z'),
    });
  });

  it('is due, not paused, when the pause begins just as the budget is used up', () => {
    // Mon 10:00-17:00 = 7:00, Tue 9:00-10:00 = 1:00; pending since Tue 10:00 = 09:00Z.
    const pausedAtMs = ms('2026-03-03T09:00:00Z');
    const ticket = ticketOfMonday({
      status: 'pending',
      history: statusHistory('open', [pausedAtMs, 'pending']),
    });
    expect(targetOf(ticket, 'resolution', '2026-03-04T09:00:00Z')).toMatchObject({
      state: 'breached',
      dueAtMs: pausedAtMs,
    });
  });

  it('leaves the solved span out when the ticket is reopened', () => {
    // Mon 10:00-14:00 used 4:00; solved Mon 14:00 to Wed 12:00; 4:00 left: Wed 12:00-16:00 = 15:00Z.
    const ticket = ticketOfMonday({
      history: statusHistory(
        'open',
        [ms('2026-03-02T13:00:00Z'), 'solved'],
        [ms('2026-03-04T11:00:00Z'), 'open'],
      ),
      reopenCount: 1,
    });
    expect(targetOf(ticket, 'resolution', '2026-03-04T11:00:00Z')?.dueAtMs).toBe(ms('2026-03-04T15:00:00Z'));
  });

  it('recomputes from creation when the priority changes after a pause, and keeps the pause', () => {
    // Normal 8:00, urgent 3:00. Mon 10:00-11:00 used 1:00, pending 11:00-13:00, urgent since 14:00.
    // 2:00 of urgent's 3:00 are left at 13:00: due 15:00 = 14:00Z; as normal it was 7:00 from 13:00: Tue 12:00 = 11:00Z.
    const policy = aPolicy({
      targets: { '': targets({ resolution: 480 }), urgent: targets({ resolution: 180 }) },
    });
    const history = statusHistory(
      'open',
      [ms('2026-03-02T10:00:00Z'), 'pending'],
      [ms('2026-03-02T12:00:00Z'), 'open'],
    );
    const now = '2026-03-02T13:00:00Z';
    expect(
      targetOf(ticketOfMonday({ history, priority: 'normal' }), 'resolution', now, policy)?.dueAtMs,
    ).toBe(ms('2026-03-03T11:00:00Z'));
    expect(
      targetOf(ticketOfMonday({ history, priority: 'urgent' }), 'resolution', now, policy)?.dueAtMs,
    ).toBe(ms('2026-03-02T14:00:00Z'));
  });

  it('keeps a due time set by hand through pauses, marked, with warnings in plain time', () => {
    // Created Mon 09:00Z, due by hand Mon 19:00Z: 50 % of ten hours is 14:00Z.
    const ticket = ticketOfMonday({
      status: 'pending',
      manualDueAtMs: ms('2026-03-02T19:00:00Z'),
      history: statusHistory('open', [ms('2026-03-02T11:00:00Z'), 'pending']),
    });
    const policy = aPolicy({ warnAtPercent: [50] });
    expect(targetOf(ticket, 'resolution', '2026-03-02T18:00:00Z', policy)).toEqual({
      target: 'resolution',
      state: 'running',
      dueAtMs: ms('2026-03-02T19:00:00Z'),
      warnAtMs: [ms('2026-03-02T14:00:00Z')],
      remainingMs: HOUR_MS,
      metAtMs: 0,
      isManual: true,
    });
    expect(targetOf(ticket, 'resolution', '2026-03-02T18:00:00Z', null)).toMatchObject({
      isManual: true,
      state: 'running',
    });
  });

  it('counts every hour by wall clock', () => {
    // Fri 2026-03-06 16:00Z + 48:00 = Sun 16:00Z.
    const policy = aPolicy({ targets: { '': targets({ resolution: 48 * 60 }, 'wallClock') } });
    const ticket = ticketOfMonday({ createdAtMs: ms('2026-03-06T16:00:00Z') });
    expect(targetOf(ticket, 'resolution', '2026-03-06T16:00:00Z', policy)?.dueAtMs).toBe(
      ms('2026-03-08T16:00:00Z'),
    );
  });

  it('warns at percents of the budget in its own time', () => {
    // 8:00 from Mon 10:00: 50 % = 4:00 at Mon 14:00 = 13:00Z; 90 % = 7:12 = 7:00 until Mon 17:00 and Tue 9:12 = 08:12Z.
    const policy = aPolicy({ targets: { '': targets({ resolution: 480 }) }, warnAtPercent: [90, 50] });
    expect(targetOf(ticketOfMonday(), 'resolution', '2026-03-02T09:00:00Z', policy)?.warnAtMs).toEqual([
      ms('2026-03-02T13:00:00Z'),
      ms('2026-03-03T08:12:00Z'),
    ]);
  });

  it('warns with minutes left in its own time, across a night, and leaves out minutes the budget does not have', () => {
    // 8:00 from Mon 10:00 is due Tue 10:00. 90 minutes before: 60 back to Tue 9:00, 30 more back from Mon 17:00 = 16:30 = 15:30Z.
    // 30 minutes before: Tue 9:30 = 08:30Z. 480 and 600 minutes are the whole budget and more.
    const policy = aPolicy({
      targets: { '': targets({ resolution: 480 }) },
      warnBeforeMinutes: [30, 600, 90, 480, 30],
    });
    expect(targetOf(ticketOfMonday(), 'resolution', '2026-03-02T09:00:00Z', policy)?.warnAtMs).toEqual([
      ms('2026-03-02T15:30:00Z'),
      ms('2026-03-03T08:30:00Z'),
    ]);
  });

  it('warns once where a percent and the minutes left name the same instant', () => {
    // 75 % of 8:00 = 6:00 used = 120 minutes left: Mon 10:00 + 6:00 = 16:00 = 15:00Z. 50 % = 14:00 = 13:00Z.
    const policy = aPolicy({
      targets: { '': targets({ resolution: 480 }) },
      warnAtPercent: [75, 50],
      warnBeforeMinutes: [120],
    });
    expect(targetOf(ticketOfMonday(), 'resolution', '2026-03-02T09:00:00Z', policy)?.warnAtMs).toEqual([
      ms('2026-03-02T13:00:00Z'),
      ms('2026-03-02T15:00:00Z'),
    ]);
  });

  it('counts the minutes before a due time set by hand in plain time, from the creation on', () => {
    // Due by hand Mon 19:00Z, created 09:00Z: 90 minutes before is 17:30Z; 11 hours before would be before the creation.
    const policy = aPolicy({ warnBeforeMinutes: [660, 90] });
    const ticket = ticketOfMonday({ manualDueAtMs: ms('2026-03-02T19:00:00Z') });
    expect(targetOf(ticket, 'resolution', '2026-03-02T09:00:00Z', policy)?.warnAtMs).toEqual([
      ms('2026-03-02T17:30:00Z'),
    ]);
  });

  it('is met when a ticket without status history says when it was solved', () => {
    const solvedAtMs = ms('2026-03-02T12:00:00Z');
    const imported = ticketOfMonday({ status: 'closed', solvedAtMs, history: [] });
    // Mon 10:00 + 8:00 = Tue 10:00 = 09:00Z: the time before it was solved counted.
    expect(targetOf(imported, 'resolution', '2026-03-09T09:00:00Z')).toMatchObject({
      state: 'met',
      metAtMs: solvedAtMs,
      dueAtMs: ms('2026-03-03T09:00:00Z'),
    });
  });
});

describe('what is not measured', () => {
  it('has no targets without a policy', () => {
    expect(slaVerdict(ticketOfMonday(), null, null, 0)).toEqual({
      policyId: '',
      targets: [],
      nextDueAtMs: NO_DUE_MS,
    });
  });

  it('uses the priority’s own targets, else the fallback, and is not fooled by a priority called like an object’s own things', () => {
    const policy = aPolicy({ targets: { urgent: targets({ resolution: 60 }) } });
    expect(slaVerdict(ticketOfMonday({ priority: 'urgent' }), policy, OFFICE, 0).targets).toHaveLength(1);
    expect(slaVerdict(ticketOfMonday({ priority: 'low' }), policy, OFFICE, 0).targets).toEqual([]);
    expect(slaVerdict(ticketOfMonday({ priority: 'constructor' }), policy, OFFICE, 0).targets).toEqual([]);
  });

  it('never breaches business time that no calendar can count', () => {
    const [target] = slaVerdict(ticketOfMonday(), RESOLUTION_ONLY, null, ms('2030-01-01')).targets;
    expect(target).toMatchObject({ state: 'running', dueAtMs: NO_DUE_MS, warnAtMs: [] });
  });

  it('is next due by the nearest target that is not met', () => {
    // First response Mon 11:00 = 10:00Z is nearer than resolution; once answered, resolution Tue 10:00 = 09:00Z is next.
    const answered = ticketOfMonday({ firstReplyAtMs: ms('2026-03-02T09:10:00Z') });
    expect(slaVerdict(ticketOfMonday(), aPolicy(), OFFICE, 0).nextDueAtMs).toBe(ms('2026-03-02T10:00:00Z'));
    expect(slaVerdict(answered, aPolicy(), OFFICE, 0).nextDueAtMs).toBe(ms('2026-03-03T09:00:00Z'));
  });
});
