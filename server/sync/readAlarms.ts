import type { Contact } from '../../shared/domain/contact.ts';
import { isAlarmLine } from '../../shared/domain/sla/escalation.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { alarmFactsOf, haveAlarmsRung } from '../policies/alarmRights.ts';
import { documentOf, readCollection } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

/** Whether the alarms among new lines have rung for a ticket as the server has it. */
export type JudgeAlarms = (master: Ticket, lines: readonly HistoryEntry[]) => boolean;

const MOST_SETTINGS = 100_000;

/** Reads what judging the alarms in pushed tickets takes. Most pushes have none that is new, and nothing is read. */
export async function readAlarms(log: LogWriter, tickets: readonly Ticket[]): Promise<JudgeAlarms> {
  const masters = tickets.flatMap((ticket) => {
    const stored = log.master('tickets', ticket.id);
    const master = stored && documentOf('tickets', stored);
    return master && hasNewAlarms(ticket, master) ? [master] : [];
  });
  if (masters.length === 0) return () => false;
  await log.load(
    'contacts',
    masters.map(({ contactId }) => contactId),
  );
  const stored = await readCollection(log.sql, log.workspaceId, 'settings', 0, MOST_SETTINGS);
  const facts = alarmFactsOf(
    stored.filter(({ isDeleted }) => !isDeleted).map((setting) => documentOf('settings', setting)),
  );
  return (master, lines) => haveAlarmsRung(master, lines, contactIn(log, master), facts, log.nowMs);
}

function hasNewAlarms(next: Ticket, master: Ticket): boolean {
  const known = new Set<string>(master.history.map(({ id }) => id));
  return next.history.some((line) => isAlarmLine(line) && !known.has(line.id));
}

function contactIn(log: LogWriter, { contactId }: Ticket): Contact | null {
  const stored = log.master('contacts', contactId);
  return stored && !stored.isDeleted ? documentOf('contacts', stored) : null;
}
