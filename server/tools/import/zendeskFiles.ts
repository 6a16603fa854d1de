import path from 'node:path';
import { BatonError } from '../../../shared/errors.ts';
import { fileKind, readHeader, readJson, readRows } from './files.ts';
import type { ImportReport } from './importReport.ts';

/** What a Zendesk export can hold, by kind. */
export const ZENDESK_KINDS = [
  'tickets',
  'users',
  'organizations',
  'groups',
  'comments',
  'changes',
  'tags',
] as const;
export type ZendeskKind = (typeof ZENDESK_KINDS)[number];

/** One thing of an export, its values as text; lists are kept as lists. */
export interface ZendeskRecord {
  readonly where: string;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export type ZendeskRecords = Readonly<Record<ZendeskKind, ZendeskRecord[]>>;

/** How many names of unused files are worth showing. */
const NAMES_SHOWN = 5;

/** Plural and singular names under which API answers and exports carry things. */
const KEYS: Readonly<Record<string, ZendeskKind>> = {
  tickets: 'tickets',
  ticket: 'tickets',
  users: 'users',
  user: 'users',
  organizations: 'organizations',
  organization: 'organizations',
  groups: 'groups',
  group: 'groups',
  comments: 'comments',
  comment: 'comments',
};

/** Warehouse tables, told by the columns only they have; the first that fits. */
const TABLES: readonly { readonly kind: ZendeskKind; readonly columns: readonly string[] }[] = [
  { kind: 'changes', columns: ['field_name', 'ticket_id', 'updated', 'value'] },
  { kind: 'comments', columns: ['body', 'ticket_id', 'public', 'user_id'] },
  { kind: 'tags', columns: ['tag', 'ticket_id'] },
  { kind: 'tickets', columns: ['id', 'subject', 'status', 'requester_id'] },
  { kind: 'users', columns: ['id', 'name', 'role', 'email'] },
  { kind: 'organizations', columns: ['id', 'name', 'shared_tickets'] },
  { kind: 'groups', columns: ['id', 'name', 'url', '_fivetran_deleted'] },
];

/**
 * Reads a Zendesk account export, API answers (one, a page, or a list of recorded exchanges) or warehouse tables; what a file
 * is shows in its content. Files that hold nothing of these are named in the report. Throws `import.badFile` when no file does.
 */
export async function readZendesk(files: readonly string[], report: ImportReport): Promise<ZendeskRecords> {
  const records: Record<ZendeskKind, ZendeskRecord[]> = {
    tickets: [],
    users: [],
    organizations: [],
    groups: [],
    comments: [],
    changes: [],
    tags: [],
  };
  const unused: string[] = [];
  for (const file of files) {
    const before = count(records);
    if ((await fileKind(file)) === 'json')
      collect(await readJson(file), kindByName(file), path.basename(file), records, report);
    else await collectTable(file, records, report);
    if (count(records) === before) unused.push(path.basename(file));
  }
  if (unused.length === files.length) {
    throw new BatonError('import.badFile', 'none of the files holds anything of Zendesk’s that Baton knows');
  }
  if (unused.length > 0) {
    const more = unused.length > NAMES_SHOWN ? ` and ${String(unused.length - NAMES_SHOWN)} more` : '';
    report.note(
      `Left out, for they hold no tickets, people, organisations or groups: ${unused.slice(0, NAMES_SHOWN).join(', ')}${more}.`,
    );
  }
  return records;
}

function count(records: ZendeskRecords): number {
  return ZENDESK_KINDS.reduce((sum, kind) => sum + records[kind].length, 0);
}

function kindByName(file: string): ZendeskKind | null {
  const stem = path.basename(file).replace(/\..*$/, '').toLowerCase();
  return KEYS[stem] ?? null;
}

function collect(
  value: unknown,
  kind: ZendeskKind | null,
  where: string,
  into: Record<ZendeskKind, ZendeskRecord[]>,
  report: ImportReport,
): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      collect(item, kind, `${where}:${String(index + 1)}`, into, report);
    return;
  }
  if (!isObject(value)) {
    report.read();
    report.skip('import.badRow', 'not an object', where);
    return;
  }
  // A recorded exchange: what counts is the answer.
  if (isObject(value['response'])) {
    const { body, status } = value['response'];
    if (isObject(body) && typeof status === 'number' && status < 300)
      collect(body, null, where, into, report);
    return;
  }
  const known = kind ?? kindByContent(value);
  if (known) {
    report.read();
    into[known].push({ where, values: flatten(value) });
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const innerKind = KEYS[key];
    // Search answers mix kinds.
    if (key === 'results' && Array.isArray(inner)) collect(inner, null, where, into, report);
    else if (innerKind && typeof inner === 'object' && inner !== null)
      collect(inner, innerKind, where, into, report);
  }
}

function kindByContent(value: Readonly<Record<string, unknown>>): ZendeskKind | null {
  if (!('id' in value) && !('_id' in value)) return null;
  if ('subject' in value && 'status' in value) return 'tickets';
  if ('role' in value && 'name' in value) return 'users';
  if ('domain_names' in value) return 'organizations';
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatten(value: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const flat: Record<string, string | string[]> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) flat[key] = inner.filter((item) => typeof item === 'string');
    else if (isObject(inner)) flat[key] = typeof inner['channel'] === 'string' ? inner['channel'] : '';
    else flat[key] = textOf(inner);
  }
  return flat;
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}

async function collectTable(
  file: string,
  into: Record<ZendeskKind, ZendeskRecord[]>,
  report: ImportReport,
): Promise<void> {
  const header = await readHeader(file);
  const table = TABLES.find(({ columns }) => columns.every((column) => header.includes(column)));
  if (!table) return;
  for await (const row of readRows(file, table.columns, report))
    into[table.kind].push({ where: row.where, values: row.cells });
}

/** The first of these values that is there, as text; `''` when none is. */
export function text(record: ZendeskRecord, ...names: readonly string[]): string {
  for (const name of names) {
    const value = record.values[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

/** A value that is a list; empty when it is not. */
export function list(record: ZendeskRecord, name: string): readonly string[] {
  const value = record.values[name];
  return typeof value === 'object' ? value : [];
}

/** Records by their id. The later of two records with one id wins: pages of an export overlap. */
export function byId(records: readonly ZendeskRecord[]): Map<string, ZendeskRecord> {
  const found = new Map<string, ZendeskRecord>();
  for (const record of records) {
    const id = text(record, '_id', 'id');
    const known = found.get(id);
    if (id !== '' && (!known || text(record, 'updated_at') >= text(known, 'updated_at')))
      found.set(id, record);
  }
  return found;
}
