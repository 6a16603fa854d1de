import type { HistoryId } from '../../../shared/domain/ids.ts';
import {
  isOpenStatus,
  NOBODY,
  type Actor,
  type HistoryEntry,
  type Holder,
  type Status,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';
import { readRows, type Row } from './files.ts';
import { historyIds } from './importIds.ts';
import type { ImportReport } from './importReport.ts';
import { ticketIdOf, ticketOf, type MappedDocuments } from './mapped.ts';
import { NamedPeople } from './namedPeople.ts';
import { HIDDEN_REASSIGNMENT } from './tallies.ts';
import type { TimeReader } from './times.ts';

const SOURCE = 'servicenow';
/** How an empty cell is written in an audit log of ServiceNow. */
const EMPTY = '?';
const NO_GROUP_NAME = 'No group';

const NEEDED = [
  'number',
  'incident_state',
  'reassignment_count',
  'caller_id',
  'opened_at',
  'sys_updated_at',
  'priority',
  'assignment_group',
  'assigned_to',
] as const;
const WANTED = [
  ...NEEDED,
  'category',
  'subcategory',
  'u_symptom',
  'contact_type',
  'location',
  'impact',
  'urgency',
  'closed_code',
  'made_sla',
] as const;

const STATES: Readonly<Record<string, Status>> = {
  New: 'new',
  Active: 'open',
  'In Progress': 'open',
  'Awaiting User Info': 'pending',
  'Awaiting Vendor': 'onHold',
  'Awaiting Problem': 'onHold',
  'Awaiting Evidence': 'onHold',
  'On Hold': 'onHold',
  Resolved: 'solved',
  Closed: 'closed',
};
const PRIORITIES: Readonly<Record<string, string>> = {
  '1': 'urgent',
  '2': 'high',
  '3': 'normal',
  '4': 'low',
};
const CHANNELS: Readonly<Record<string, Ticket['channel']>> = {
  Phone: 'phone',
  IVR: 'phone',
  Email: 'email',
  'Self service': 'form',
};

/** The log does not say which of our people acted: its updaters are not its assignees. */
const BY: Actor = { kind: 'system' };

/** One row, read: what the incident was at that instant. */
interface State {
  readonly atMs: number;
  readonly status: Status;
  readonly priority: string;
  readonly group: string;
  readonly assignee: string;
  readonly reassignments: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Turns an incident audit log (one row per update) into tickets with their whole history. Invents no messages. */
export async function mapServiceNow(
  files: readonly string[],
  readTime: TimeReader,
  report: ImportReport,
): Promise<MappedDocuments> {
  const incidents = new Map<string, State[]>();
  for (const file of files) {
    for await (const row of readRows(file, NEEDED, report)) {
      const state = readState(row, readTime, report);
      if (!state) continue;
      const number = row.cells['number'] ?? '';
      const known = incidents.get(number);
      if (known) known.push(state);
      else incidents.set(number, [state]);
    }
  }
  const people = new NamedPeople(SOURCE, NO_GROUP_NAME);
  const tickets = [...incidents].flatMap(([number, states]) => {
    const openedAtMs = readTime(states[0]?.cells['opened_at'] ?? '');
    return openedAtMs === null ? [] : [incidentTicket(number, states, openedAtMs, people)];
  });
  tickets.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.externalId < b.externalId ? -1 : 1));
  report.note(
    'The log names who changed an incident by another list than its assignees; history lines are by the system.',
  );
  return { settings: people.settings(), contacts: people.contacts(), messages: [], tickets };
}

function readState({ cells, where }: Row, readTime: TimeReader, report: ImportReport): State | null {
  const skip = (reason: string): null => {
    report.skip('import.badRow', reason, where);
    return null;
  };
  const status = STATES[cells['incident_state'] ?? ''];
  const atMs = readTime(cells['sys_updated_at'] ?? '');
  const reassignments = Number(cells['reassignment_count']);
  if ((cells['number'] ?? '') === '' || cells['number'] === EMPTY) return skip('no number');
  if (!status) return skip('unknown incident_state');
  if (atMs === null) return skip('sys_updated_at is no time');
  if (readTime(cells['opened_at'] ?? '') === null) return skip('opened_at is no time');
  if (!Number.isInteger(reassignments)) return skip('reassignment_count is no number');
  // Only what is used is kept: a log has many more columns and stays in memory until its end.
  const kept: Record<string, string> = {};
  for (const column of WANTED) kept[column] = valueOf(cells[column]);
  return {
    atMs,
    status,
    priority: PRIORITIES[(cells['priority'] ?? '').charAt(0)] ?? '',
    group: valueOf(cells['assignment_group']),
    assignee: valueOf(cells['assigned_to']),
    reassignments,
    cells: kept,
  };
}

function valueOf(cell = EMPTY): string {
  return cell === EMPTY ? '' : cell.replace(/\s+/g, ' ');
}

function incidentTicket(
  number: string,
  states: readonly State[],
  openedAtMs: number,
  people: NamedPeople,
): Ticket {
  const id = ticketIdOf(SOURCE, number);
  const newId = historyIds(id);
  const history: HistoryEntry[] = [];
  let atMs = openedAtMs;
  const stamp = (): { id: HistoryId; atMs: number; by: Actor } => ({
    id: newId() as HistoryId,
    atMs,
    by: BY,
  });
  const first = states[0];
  let holder: Holder = {
    departmentId: people.department(first?.group ?? '', openedAtMs),
    assigneeId: NOBODY,
  };
  let status: Status = 'new';
  let priority = first?.priority ?? '';
  let reassignments = 0;
  let solvedAtMs = 0;
  history.push({ ...stamp(), kind: 'created', to: holder, status });

  for (const state of states) {
    // One incident of the real log steps back in time; its rows are in the right order all the same.
    atMs = Math.max(atMs, state.atMs);
    const departmentId = people.department(state.group, atMs);
    const to: Holder = { departmentId, assigneeId: people.assignee(state.assignee, departmentId, atMs) };
    const visible = holder.departmentId === departmentId ? 0 : 1;
    for (let hidden = state.reassignments - reassignments - visible; hidden > 0; hidden -= 1) {
      history.push({
        ...stamp(),
        kind: 'holder',
        from: holder,
        to: holder,
        cause: 'manual',
        reason: HIDDEN_REASSIGNMENT,
      });
    }
    reassignments = Math.max(reassignments, state.reassignments);
    if (visible === 1 || to.assigneeId !== holder.assigneeId) {
      history.push({ ...stamp(), kind: 'holder', from: holder, to, cause: 'manual', reason: null });
      holder = to;
    }
    if (state.priority !== priority) {
      history.push({ ...stamp(), kind: 'priority', from: priority, to: state.priority });
      priority = state.priority;
    }
    if (state.status === status) continue;
    const wasDone = !isOpenStatus(status);
    history.push({ ...stamp(), kind: 'status', from: status, to: state.status });
    if (wasDone && isOpenStatus(state.status)) history.push({ ...stamp(), kind: 'reopened', from: status });
    if (isOpenStatus(state.status)) solvedAtMs = 0;
    else if (!wasDone) solvedAtMs = atMs;
    status = state.status;
  }

  const cells = states.at(-1)?.cells ?? {};
  const caller = cells['caller_id'] ?? '';
  const { category = '', subcategory = '', u_symptom: symptom = '' } = cells;
  const described = [category, subcategory === '' ? symptom : subcategory].filter((part) => part !== '');
  return ticketOf({
    id,
    subject: described.length > 0 ? described.join(' · ') : number,
    status,
    priority,
    ...holder,
    contactId: people.customer(caller, {
      name: caller === '' ? 'Unknown caller' : caller,
      externalId: caller,
      createdAtMs: openedAtMs,
    }),
    channel: CHANNELS[cells['contact_type'] ?? ''] ?? 'import',
    tags: [category, subcategory],
    fields: {
      symptom,
      location: cells['location'] ?? '',
      impact: cells['impact'] ?? '',
      urgency: cells['urgency'] ?? '',
      closeCode: cells['closed_code'] ?? '',
      slaMade: cells['made_sla'] ?? '',
    },
    externalId: number,
    createdAtMs: openedAtMs,
    solvedAtMs,
    history,
  });
}
