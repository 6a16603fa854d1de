import type { CalendarId } from '../../../../shared/domain/ids.ts';
import type { EscalationStep, SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { EVERY_TICKET } from '../../../../shared/domain/sla/policy.ts';

const HOUR = 60;

/** A policy to begin with: answers within four hours of open time, solved within three days of eight. */
export function newPolicy(calendarId: CalendarId | '', order: number): SlaPolicyValue {
  const target = (hours: number) => ({ minutes: hours * HOUR, mode: 'business' as const });
  return {
    name: '',
    order,
    isActive: true,
    match: EVERY_TICKET,
    // Without any calendar nothing can be saved, and the form says so.
    calendarId: calendarId as CalendarId,
    targets: { '': { firstResponse: target(4), nextResponse: target(4), resolution: target(24) } },
    pausedStatuses: ['pending', 'onHold'],
    warnAtPercent: [75],
    warnBeforeMinutes: [],
    escalation: [],
    ignoresQuietHours: false,
  };
}

/** A step that tells the owner when something is due. Its id is made once, so that what was taken stays known. */
export function newStep(): EscalationStep {
  return { id: crypto.randomUUID(), targets: [], minutesAfterDue: 0, notify: ['owner'], actions: [] };
}
