import type { Setting } from '../../shared/domain/settings.ts';
import { calendarUsers } from '../../shared/domain/sla/checkCalendar.ts';
import type { CalendarId } from '../../shared/domain/ids.ts';
import { documentOf, readCollection } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

/** Whether a policy, a department or an active agent counts by a calendar, by what this push has written so far. */
export type IsCalendarUsed = (calendarId: CalendarId) => boolean;

const MOST_SETTINGS = 100_000;

/** Reads what that takes. Most pushes delete no calendar, and nothing is read. `pushedIds` are the settings they bring. */
export async function readCalendarUses(
  log: LogWriter,
  pushedIds: readonly string[],
  deletesCalendar: boolean,
): Promise<IsCalendarUsed> {
  if (!deletesCalendar) return () => false;
  const stored = await readCollection(log.sql, log.workspaceId, 'settings', 0, MOST_SETTINGS);
  const byId = new Map(stored.map((setting) => [setting.id, setting]));
  const ids = new Set([...byId.keys(), ...pushedIds]);
  return (calendarId) => {
    const settings = [...ids].flatMap((id): Setting[] => {
      const now = log.master('settings', id) ?? byId.get(id);
      return now && !now.isDeleted ? [documentOf('settings', now)] : [];
    });
    return calendarUsers(calendarId, settings).length > 0;
  };
}
