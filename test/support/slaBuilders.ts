import type { CalendarId, HistoryId, PolicyId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { CalendarValue, OpenWindow, Setting, SlaPolicyValue } from '../../shared/domain/settings.ts';
import { EVERY_TICKET, type SlaPolicy } from '../../shared/domain/sla/policy.ts';
import type { HistoryEntry, Status } from '../../shared/domain/ticket/ticket.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A window from `9:00` to `17:00`, written as `window('9:00', '17:00')`. */
export function window(from: string, to: string): OpenWindow {
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
}

function minuteOf(clockTime: string): number {
  const [hour = 0, minute = 0] = clockTime.split(':').map(Number);
  return hour * 60 + minute;
}

/** Monday to Friday with these windows, the weekend closed. */
export function workweek(...windows: OpenWindow[]): OpenWindow[][] {
  return [windows, windows, windows, windows, windows, [], []];
}

/** Open Monday to Friday, 9:00 to 17:00, in Prague, without holidays. */
export function aCalendarValue(overrides: Partial<CalendarValue> = {}): CalendarValue {
  return {
    name: 'Office',
    timeZone: 'Europe/Prague',
    week: workweek(window('9:00', '17:00')),
    holidays: [],
    exceptions: [],
    ...overrides,
  };
}

/** Every day, around the clock. */
export function alwaysOpen(timeZone: string): CalendarValue {
  const allDay = [window('0:00', '24:00')];
  return aCalendarValue({ timeZone, week: [allDay, allDay, allDay, allDay, allDay, allDay, allDay] });
}

type Targets = SlaPolicyValue['targets'][string];

/** Targets in minutes of business time; what is not given is not measured. */
export function targets(
  minutes: Partial<Record<keyof Targets, number>>,
  mode: 'business' | 'wallClock' = 'business',
): Targets {
  const one = (value: number | undefined) => (value === undefined ? null : { minutes: value, mode });
  return {
    firstResponse: one(minutes.firstResponse),
    nextResponse: one(minutes.nextResponse),
    resolution: one(minutes.resolution),
  };
}

/** Applies to everything: first response 1 h, next response 2 h, resolution 8 h of business time; pending and on hold pause. */
export function aPolicyValue(overrides: Partial<SlaPolicyValue> = {}): SlaPolicyValue {
  return {
    name: 'Standard',
    order: 0,
    isActive: true,
    match: EVERY_TICKET,
    calendarId: 'office' as CalendarId,
    targets: { '': targets({ firstResponse: 60, nextResponse: 120, resolution: 480 }) },
    pausedStatuses: ['pending', 'onHold'],
    warnAtPercent: [],
    ...overrides,
  };
}

/** The same as the arithmetic takes it, with id `standard`. */
export function aPolicy(overrides: Partial<SlaPolicyValue> = {}, id = 'standard'): SlaPolicy {
  return { id: id as PolicyId, value: aPolicyValue(overrides) };
}

/** A calendar setting, `office`. */
export function aCalendarSetting(value = aCalendarValue(), id = 'office', rev = 'r1'): Setting {
  return { id: id as SettingId, rev: rev as Rev, updatedAtMs: 0, kind: 'calendar', value };
}

/** A policy setting, `standard`. */
export function aPolicySetting(value = aPolicyValue(), id = 'standard', rev = 'r1'): Setting {
  return { id: id as SettingId, rev: rev as Rev, updatedAtMs: 0, kind: 'sla-policy', value };
}

/** A status entry of the history. */
export function statusEntry(atMs: number, from: Status, to: Status, id = `h${String(atMs)}`): HistoryEntry {
  return { id: id as HistoryId, atMs, by: { kind: 'system' }, kind: 'status', from, to };
}

/** The entries of a ticket that went through these statuses; it starts as `first`. */
export function statusHistory(
  first: Status,
  ...steps: readonly (readonly [atMs: number, to: Status])[]
): HistoryEntry[] {
  return steps.map(([atMs, to], index) => statusEntry(atMs, steps[index - 1]?.[1] ?? first, to));
}
