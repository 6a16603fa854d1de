import type { CalendarId } from '../ids.ts';
import type { CalendarValue, Setting } from '../settings.ts';
import { validateCalendar, type CalendarProblem } from './calendar.ts';

/** Why a calendar cannot be saved as it is. */
export type CalendarSaveProblem =
  CalendarProblem | { readonly code: 'nameMissing' } | { readonly code: 'nameTaken' };

/**
 * What stands in the way of saving a calendar; empty when nothing does. `others` are the workspace's calendars by id; the
 * calendar itself may be among them.
 */
export function checkCalendar(
  calendarId: CalendarId | '',
  value: CalendarValue,
  others: Iterable<readonly [string, Pick<CalendarValue, 'name'>]>,
): CalendarSaveProblem[] {
  const problems: CalendarSaveProblem[] = [];
  const name = plain(value.name);
  if (name === '') problems.push({ code: 'nameMissing' });
  else
    for (const [id, other] of others) {
      if (id === calendarId || plain(other.name) !== name) continue;
      problems.push({ code: 'nameTaken' });
      break;
    }
  return [...problems, ...validateCalendar(value)];
}

/** Who counts by a calendar. */
export interface CalendarUser {
  readonly kind: 'policy' | 'department' | 'agent';
  readonly id: string;
  readonly name: string;
}

/** Everything that would be without its working hours if the calendar went; deactivated agents do not count. */
export function calendarUsers(calendarId: CalendarId, settings: readonly Setting[]): CalendarUser[] {
  return settings.flatMap((setting): CalendarUser[] => {
    const user = (kind: CalendarUser['kind'], name: string): CalendarUser[] => [
      { kind, id: setting.id, name },
    ];
    if (setting.kind === 'agent' && !setting.value.isActive) return [];
    if (setting.kind === 'agent' || setting.kind === 'department')
      return setting.value.calendarId === calendarId ? user(setting.kind, setting.value.name) : [];
    return setting.kind === 'sla-policy' && setting.value.calendarId === calendarId
      ? user('policy', setting.value.name)
      : [];
  });
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
