import { describe, expect, it } from 'vitest';
import type { CalendarId } from '../../../../shared/domain/ids.ts';
import { buildSlaBook, nextDue, pausedLeft, verdictFor } from '../../../../shared/domain/sla/slaBook.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import {
  aCalendarSetting,
  aCalendarValue,
  aPolicySetting,
  aPolicyValue,
  HOUR_MS,
  statusHistory,
} from '../../../support/slaBuilders.ts';

const ticket = aTicket({ createdAtMs: Date.parse('2026-03-02T09:00:00Z'), history: [] });
/** Monday 10:00 in Prague plus one open hour. */
const firstDueMs = Date.parse('2026-03-02T10:00:00Z');

describe('a book of SLA settings', () => {
  it('names the policy and counts by its calendar', () => {
    const book = buildSlaBook([aPolicySetting(), aCalendarSetting()]);
    expect(verdictFor(book, ticket, null, 0)).toMatchObject({
      policyId: 'standard',
      policyName: 'Standard',
      nextDueAtMs: firstDueMs,
    });
    expect(nextDue(book, ticket, null)).toEqual({ policyId: 'standard', nextDueAtMs: firstDueMs });
  });

  it('says nothing about a ticket that no policy covers', () => {
    const book = buildSlaBook([aCalendarSetting()]);
    expect(verdictFor(book, ticket, null, 0)).toEqual({
      policyId: '',
      policyName: '',
      targets: [],
      nextDueAtMs: NO_DUE_MS,
    });
    expect(nextDue(book, ticket, null)).toEqual({ policyId: '', nextDueAtMs: NO_DUE_MS });
  });

  it('keeps what it computed for calendars whose rev is the same, and only for those', () => {
    const first = buildSlaBook([aCalendarSetting(), aCalendarSetting(aCalendarValue(), 'night')]);
    const changed = aCalendarSetting(
      aCalendarValue({ holidays: [{ date: '2026-03-02', name: 'Off' }] }),
      'night',
      'r2',
    );
    const second = buildSlaBook([aCalendarSetting(), changed], first);
    expect(second.calendars.get('office')).toBe(first.calendars.get('office'));
    expect(second.calendars.get('night')?.compiled?.value.holidays).toHaveLength(1);
  });

  it.each([
    ['is missing', 'gone', aCalendarValue()],
    ['has a time zone nobody knows', 'office', aCalendarValue({ timeZone: 'Mars/Olympus' })],
    ['is closed all week', 'office', aCalendarValue({ week: [[], [], [], [], [], [], []] })],
  ])('has no due instant, and does not throw, when the calendar %s', (_, calendarId, value) => {
    const policy = aPolicySetting(aPolicyValue({ calendarId: calendarId as CalendarId }));
    const book = buildSlaBook([policy, aCalendarSetting(value)]);
    expect(nextDue(book, ticket, null)).toEqual({ policyId: 'standard', nextDueAtMs: NO_DUE_MS });
    expect(verdictFor(book, ticket, null, Date.UTC(2030, 0, 1)).targets.map(({ state }) => state)).toEqual([
      'running',
      'running',
    ]);
  });

  it('knows what is left of a clock that stands still, unless another one runs', () => {
    const book = buildSlaBook([aPolicySetting(), aCalendarSetting()]);
    const pausedAtMs = ticket.createdAtMs + HOUR_MS;
    const paused = aTicket({
      ...ticket,
      status: 'pending',
      firstReplyAtMs: pausedAtMs,
      history: statusHistory('open', [pausedAtMs, 'pending']),
    });
    const stored = { ...paused, ...nextDue(book, paused, null) };
    expect(pausedLeft(book, stored)).toBe(7 * HOUR_MS);
    expect(pausedLeft(book, { ...stored, nextDueAtMs: pausedAtMs })).toBeNull();
    expect(pausedLeft(book, { ...stored, policyId: '' })).toBeNull();
    expect(pausedLeft(buildSlaBook([]), stored)).toBeNull();
  });

  it('keeps the problems of a calendar that cannot be used', () => {
    const book = buildSlaBook([aCalendarSetting(aCalendarValue({ timeZone: 'Mars/Olympus' }))]);
    expect(book.calendars.get('office')).toEqual({
      rev: 'r1',
      compiled: null,
      problems: [{ code: 'unknownTimeZone', timeZone: 'Mars/Olympus' }],
    });
  });
});
