import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { AgentId, ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { BatonError } from '../../../shared/errors.ts';
import { unreadable } from './unreadable.ts';
import type { PastEvent, PastLog } from '../../engine/assignment/pastEvents.ts';

/** Which column of a log says what. */
export interface LogColumns {
  readonly ticket: string;
  readonly at: string;
  readonly group: string;
  readonly owner: string;
  readonly status: string;
  readonly priority: string;
  readonly topic: string;
  readonly customer: string;
  /** When the ticket came in; `''`: with its first event. */
  readonly created: string;
  /** Statuses, in lower case, in which it is solved. */
  readonly solved: readonly string[];
  /** Statuses, in lower case, in which nobody has it, whatever the owner column says. */
  readonly queued: readonly string[];
}

/** Logs that are known by their columns. */
export const KNOWN_LOGS: readonly LogColumns[] = [
  {
    ticket: 'number',
    at: 'sys_updated_at',
    group: 'assignment_group',
    owner: 'assigned_to',
    status: 'incident_state',
    priority: 'priority',
    topic: 'category',
    customer: 'caller_id',
    created: 'opened_at',
    solved: ['resolved', 'closed'],
    queued: [],
  },
  {
    ticket: 'SR Number',
    at: 'Change Date+Time',
    group: 'Involved ST',
    owner: 'Resource',
    status: 'Status',
    priority: 'SR Latest Impact',
    topic: 'Product',
    customer: '',
    created: '',
    solved: ['completed'],
    queued: ['queued'],
  },
];

/** So much of what a file says is shown when it cannot be used. */
const SHOWN_MAX = 300;
const EMPTY = new Set(['', '?']);
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/;

/** Baton's levels for the words and numbers logs use. */
const PRIORITIES: readonly (readonly [RegExp, string])[] = [
  [/^(1|critical|urgent|major)/i, 'urgent'],
  [/^(2|high)/i, 'high'],
  [/^(3|moderate|medium|normal)/i, 'normal'],
  [/^(4|5|low)/i, 'low'],
];

/** Reads a log of events, `.csv` or `.csv.gz`. Throws `import.badFile`, `import.missingColumn` and `import.badRow`. */
export async function readEventLog(file: string): Promise<PastLog[]> {
  const logs = new Map<string, PastLog & { readonly events: PastEvent[] }>();
  let columns: LogColumns | undefined;
  let line = 1;
  const source = createReadStream(file);
  const text = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  const rows = text.pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
  );
  source.once('error', (cause) => rows.destroy(cause));
  text.once('error', (cause: Error) => rows.destroy(cause));
  try {
    for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
      line += 1;
      columns ??= columnsOf(row, file);
      addRow(logs, row, columns, line);
    }
  } catch (cause) {
    if (cause instanceof BatonError) throw cause;
    throw unreadable(file, cause);
  }
  if (logs.size === 0) throw new BatonError('import.badFile', `${file} holds no events`, { file });
  return [...logs.values()];
}

function columnsOf(row: Readonly<Record<string, string>>, file: string): LogColumns {
  const known = KNOWN_LOGS.find(({ ticket, at, group }) => [ticket, at, group].every((name) => name in row));
  if (known) return known;
  const wanted = KNOWN_LOGS.map(({ ticket, at, group, owner }) => [ticket, at, group, owner].join(', '));
  throw new BatonError(
    'import.missingColumn',
    [
      `${file} is no log of events that is known here. It needs a row for each event of a ticket, and these columns:`,
      ...wanted.map((names, index) => `${index === 0 ? '   ' : 'or '} ${names}`),
      `Its own columns are: ${Object.keys(row).join(', ').slice(0, SHOWN_MAX)}`,
    ].join('\n'),
    { file },
  );
}

function addRow(
  logs: Map<string, PastLog & { readonly events: PastEvent[] }>,
  row: Readonly<Record<string, string>>,
  columns: LogColumns,
  line: number,
): void {
  const cell = (name: string): string => {
    const value = (row[name] ?? '').trim();
    return EMPTY.has(value) ? '' : value;
  };
  const id = cell(columns.ticket);
  const atMs = instantOf(cell(columns.at));
  if (id === '') throw badRow(line, `nothing in the column ${columns.ticket}, which says whose event it is`);
  if (atMs === null) {
    const written = cell(columns.at).slice(0, SHOWN_MAX);
    throw badRow(
      line,
      `"${written}" in the column ${columns.at}, which is no time; wanted is 2026-03-31T08:00:00Z or 31/3/2026 08:00`,
    );
  }
  const status = cell(columns.status).toLowerCase();
  const owner = columns.queued.includes(status) ? '' : cell(columns.owner);
  const known = logs.get(id) ?? {
    id: id as TicketId,
    createdAtMs: instantOf(cell(columns.created)) ?? atMs,
    priority: PRIORITIES.find(([words]) => words.test(cell(columns.priority)))?.[1] ?? '',
    tags: [cell(columns.topic)].filter((topic) => topic !== ''),
    language: '',
    contactId: (cell(columns.customer) || `customer of ${id}`) as ContactId,
    events: [],
  };
  logs.set(id, known);
  known.events.push({
    atMs,
    departmentId: cell(columns.group) as DepartmentId | '',
    ownerId: owner as AgentId | '',
    isSolved: columns.solved.includes(status),
  });
}

function badRow(line: number, problem: string): BatonError {
  return new BatonError('import.badRow', `line ${String(line)} has ${problem}`, { line });
}

/** `d/m/yyyy HH:MM` counts as UTC: only differences matter. `null` when it is no time. */
function instantOf(text: string): number | null {
  const slashed = SLASHED.exec(text);
  if (slashed) {
    const [day, month, year, hour, minute] = slashed.slice(1).map(Number);
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
  }
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}
