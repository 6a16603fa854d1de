import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { HistoryId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import {
  isOpenStatus,
  NOBODY,
  type Actor,
  type HistoryEntry,
  type Holder,
  type Status,
  type Ticket,
} from '../../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../../shared/errors.ts';
import { readHeader, readRows, type Row } from './files.ts';
import { historyIds } from './importIds.ts';
import type { ImportReport } from './importReport.ts';
import { messageOf, ticketIdOf, ticketOf, type MappedDocuments } from './mapped.ts';
import { NamedPeople } from './namedPeople.ts';
import type { TimeReader } from './times.ts';

const SOURCE = 'csv';
const DEFAULT_GROUP = 'Imported';

/** Baton's fields that a column can fill, and the column names that are understood without `--map`. */
export const CSV_FIELDS = {
  id: ['id', 'ticket id', 'ticket number', 'number', 'ticket', 'case number', 'key'],
  subject: ['subject', 'title', 'summary', 'short description'],
  description: ['description', 'body', 'message', 'text', 'question', 'details'],
  answer: ['answer', 'resolution', 'reply', 'response'],
  status: ['status', 'state'],
  priority: ['priority', 'urgency', 'severity'],
  requesterEmail: ['requester email', 'email', 'customer email', 'from', 'contact email'],
  requesterName: ['requester', 'requester name', 'customer', 'customer name', 'contact', 'name', 'caller'],
  created: ['created', 'created at', 'opened', 'opened at', 'date', 'created date', 'creation date'],
  updated: ['updated', 'updated at', 'last updated', 'modified', 'closed at', 'resolved at'],
  tags: ['tags', 'labels', 'category', 'type'],
  assignee: ['assignee', 'assigned to', 'agent', 'owner'],
  group: ['group', 'department', 'queue', 'team', 'assignment group'],
  language: ['language', 'lang', 'locale'],
} as const;
export type CsvField = keyof typeof CSV_FIELDS;

const STATUS_WORDS: Readonly<Record<string, Status>> = {
  new: 'new',
  open: 'open',
  active: 'open',
  'in progress': 'open',
  reopened: 'open',
  pending: 'pending',
  waiting: 'pending',
  'waiting on customer': 'pending',
  'waiting for customer': 'pending',
  hold: 'onHold',
  'on hold': 'onHold',
  onhold: 'onHold',
  solved: 'solved',
  resolved: 'solved',
  done: 'solved',
  closed: 'closed',
  archived: 'closed',
};
const PRIORITY_WORDS: Readonly<Record<string, string>> = {
  urgent: 'urgent',
  critical: 'urgent',
  highest: 'urgent',
  blocker: 'urgent',
  high: 'high',
  major: 'high',
  normal: 'normal',
  medium: 'normal',
  moderate: 'normal',
  low: 'low',
  minor: 'low',
  lowest: 'low',
};

type Columns = Readonly<Partial<Record<CsvField, string>>>;

/** Turns any table of tickets into Baton's documents. `overrides` are `--map` pairs, column to field. */
export async function mapCsv(
  files: readonly string[],
  overrides: ReadonlyMap<string, CsvField>,
  readTime: TimeReader,
  report: ImportReport,
): Promise<MappedDocuments> {
  const mapper = new CsvMapper(readTime, report);
  for (const file of files) {
    const columns = chooseColumns(await readHeader(file), overrides);
    const fileTimeMs = Math.floor((await stat(file)).mtimeMs);
    for await (const row of readRows(file, Object.values(columns), report))
      mapper.take(row, columns, fileTimeMs);
  }
  return mapper.result();
}

/** Which column fills which field. Throws `import.missingColumn` when a named one is not there, or nothing says what a ticket is about. */
export function chooseColumns(header: readonly string[], overrides: ReadonlyMap<string, CsvField>): Columns {
  const columns: Partial<Record<CsvField, string>> = {};
  for (const [column, field] of overrides) {
    if (!header.includes(column)) {
      throw new BatonError('import.missingColumn', `there is no column "${column}" to map to ${field}`, {
        column,
      });
    }
    columns[field] = column;
  }
  for (const [field, names] of Object.entries(CSV_FIELDS) as [CsvField, readonly string[]][]) {
    if (columns[field] !== undefined) continue;
    const found = names
      .map((name) => header.find((column) => !overrides.has(column) && plain(column) === name))
      .find((column) => column !== undefined);
    if (found !== undefined) columns[field] = found;
  }
  if (columns.subject === undefined && columns.description === undefined) {
    throw new BatonError(
      'import.missingColumn',
      'there is no column subject or description; name yours with --map column=subject',
    );
  }
  return columns;
}

/** `Created_At` and `created at` are one name. */
function plain(column: string): string {
  return column
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase();
}

class CsvMapper {
  private readonly readTime: TimeReader;
  private readonly report: ImportReport;
  private readonly tickets = new Map<string, Ticket>();
  private readonly messages: Message[] = [];
  private readonly people = new NamedPeople(SOURCE, DEFAULT_GROUP);

  constructor(readTime: TimeReader, report: ImportReport) {
    this.readTime = readTime;
    this.report = report;
  }

  take(row: Row, columns: Columns, fileTimeMs: number): void {
    const cell = (field: CsvField): string => {
      const column = columns[field];
      return column === undefined ? '' : (row.cells[column] ?? '');
    };
    const subject = cell('subject') || cell('description').slice(0, 80);
    const status = cell('status') === '' ? 'open' : STATUS_WORDS[plain(cell('status'))];
    const createdAtMs = cell('created') === '' ? this.undated(fileTimeMs) : this.readTime(cell('created'));
    const updatedAtMs = cell('updated') === '' ? createdAtMs : this.readTime(cell('updated'));
    // Without a number of its own a row is known by its content: the same file twice makes the same tickets.
    const key = cell('id') || createHash('sha256').update(JSON.stringify(row.cells)).digest('hex');
    const reason = problem(subject, status, createdAtMs, updatedAtMs, this.tickets.has(key));
    if (reason !== null || !status || createdAtMs === null || updatedAtMs === null) {
      this.report.skip('import.badRow', reason ?? 'unreadable', row.where);
      return;
    }
    const id = ticketIdOf(SOURCE, key);
    const contactId = this.contact(cell('requesterEmail'), cell('requesterName'), createdAtMs);
    const departmentId = this.people.department(cell('group'), createdAtMs);
    const holder: Holder = {
      departmentId,
      assigneeId: this.people.assignee(cell('assignee'), departmentId, createdAtMs),
    };
    const endMs = Math.max(createdAtMs, updatedAtMs);
    const customer: Actor = { kind: 'customer', id: contactId };
    const system: Actor = { kind: 'system' };
    const thread: Message[] = [];
    if (cell('description') !== '') {
      thread.push(
        messageOf(SOURCE, `${key} description`, {
          ticketId: id,
          kind: 'customer',
          by: customer,
          atMs: createdAtMs,
          text: cell('description'),
        }),
      );
    }
    if (cell('answer') !== '') {
      const by: Actor = holder.assigneeId === NOBODY ? system : { kind: 'agent', id: holder.assigneeId };
      thread.push(
        messageOf(SOURCE, `${key} answer`, {
          ticketId: id,
          kind: 'reply',
          by,
          atMs: endMs,
          text: cell('answer'),
        }),
      );
    }
    this.messages.push(...thread);
    this.tickets.set(
      key,
      ticketOf(
        {
          id,
          subject,
          status,
          priority: PRIORITY_WORDS[plain(cell('priority'))] ?? '',
          ...holder,
          contactId,
          language: cell('language').slice(0, 20),
          tags: cell('tags').split(/[,;|]/),
          externalId: cell('id').slice(0, 200),
          createdAtMs,
          solvedAtMs: isOpenStatus(status) ? 0 : endMs,
          history: historyOf(id, holder, status, createdAtMs, endMs, customer),
        },
        thread,
      ),
    );
  }

  result(): MappedDocuments {
    return {
      settings: this.people.settings(),
      contacts: this.people.contacts(),
      messages: this.messages,
      tickets: [...this.tickets.values()].sort(
        (a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
      ),
    };
  }

  /** The file's own time, not now: the same file imported again must give the same tickets. */
  private undated(fileTimeMs: number): number {
    this.report.note('Rows without a creation time are dated to the last change of their file.');
    return fileTimeMs;
  }

  private contact(email: string, name: string, atMs: number): Ticket['contactId'] {
    return this.people.customer(email.toLowerCase() || name, {
      name: (name || email || 'Unknown').slice(0, 200),
      emails: email.includes('@') ? [email.toLowerCase().slice(0, 320)] : [],
      createdAtMs: atMs,
    });
  }
}

function problem(
  subject: string,
  status: Status | undefined,
  createdAtMs: number | null,
  updatedAtMs: number | null,
  isKnown: boolean,
): string | null {
  if (subject === '') return 'neither subject nor description';
  if (!status) return 'unknown status';
  if (createdAtMs === null) return 'the creation time is no time';
  if (updatedAtMs === null) return 'the time of the last change is no time';
  return isKnown ? 'the same ticket stands further up' : null;
}

function historyOf(
  ticketId: string,
  holder: Holder,
  status: Status,
  createdAtMs: number,
  endMs: number,
  by: Actor,
): HistoryEntry[] {
  const newId = historyIds(ticketId);
  const nobody: Holder = { departmentId: holder.departmentId, assigneeId: NOBODY };
  const history: HistoryEntry[] = [
    { id: newId() as HistoryId, atMs: createdAtMs, by, kind: 'created', to: nobody, status: 'new' },
  ];
  const system: Actor = { kind: 'system' };
  if (holder.assigneeId !== NOBODY) {
    history.push({
      id: newId() as HistoryId,
      atMs: createdAtMs,
      by: system,
      kind: 'holder',
      from: nobody,
      to: holder,
      cause: 'manual',
      reason: null,
    });
  }
  if (status !== 'new') {
    history.push({
      id: newId() as HistoryId,
      atMs: endMs,
      by: system,
      kind: 'status',
      from: 'new',
      to: status,
    });
  }
  return history;
}
