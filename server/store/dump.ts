import { sql as raw } from 'kysely';
import { z } from 'zod';
import { BatonError } from '../../shared/errors.ts';
import { indexAllClosed } from './closedTickets.ts';
import { readSnapshot } from './dialect.ts';
import { currentVersion, foundVersion, migrate, MIGRATIONS } from './migrations.ts';
import type { Sql, SqlTransaction, Tables } from './schema.ts';

/** Tables that are made again from the others and are not part of a dump. */
type Derived = 'schema_version';

/** The tables of a dump in the order they are written, each with the columns that order its rows. */
const TABLE_KEYS: Readonly<Record<Exclude<keyof Tables, Derived>, readonly string[]>> = {
  workspaces: ['id'],
  documents: ['workspace_id', 'seq'],
  agent_sights: ['workspace_id', 'agent_id'],
  contact_emails: ['workspace_id', 'email', 'contact_id'],
  accounts: ['workspace_id', 'agent_id'],
  sessions: ['id'],
  invitations: ['id'],
  sign_in_codes: ['code_hash'],
  channels: ['id'],
  intake_receipts: ['channel_id', 'message_key'],
  webhook_calls: ['id'],
};

const PAGE_ROWS = 500;
/** SQLite takes 32,766 values in a statement, PostgreSQL twice as many. */
const STATEMENT_VALUES = 30_000;

const Cell = z.union([z.string(), z.number(), z.null()]);
const Head = z.object({
  format: z.literal('baton-dump'),
  schemaVersion: z.int().min(1),
  batonVersion: z.string(),
  atMs: z.int(),
  serverKey: z.string(),
});
const TableStart = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
const Row = z.array(Cell);
const End = z.object({ rows: z.record(z.string(), z.int()) });
const Line = z.union([Row, TableStart, End]);

/** What a dump says of itself. */
export type DumpHead = z.infer<typeof Head>;
/** How many rows of each table a dump holds. */
export type DumpedRows = Readonly<Record<string, number>>;

/**
 * Hands `sink` the whole database as it is at one moment, in lines of JSON: what it is, then each table's columns and rows,
 * and how many there were. The lines are the same for every database, so that a workspace can move from SQLite to
 * PostgreSQL and back. The sink may take its time; others go on writing meanwhile.
 */
export async function writeDump(
  sql: Sql,
  head: Omit<DumpHead, 'format' | 'schemaVersion'>,
  sink: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<DumpedRows> {
  const counts: Record<string, number> = {};
  await readSnapshot(sql, async (snapshot) => {
    const schemaVersion = await currentVersion(snapshot);
    await sink(linesOf(snapshot, { format: 'baton-dump', schemaVersion, ...head }, counts));
  });
  return counts;
}

async function* linesOf(sql: Sql, head: DumpHead, counts: Record<string, number>): AsyncGenerator<string> {
  yield lineOf(head);
  for (const [table, keys] of Object.entries(TABLE_KEYS)) {
    counts[table] = 0;
    for await (const rows of pagesOf(sql, table, keys)) {
      if (counts[table] === 0) yield lineOf({ table, columns: Object.keys(rows[0]) });
      counts[table] += rows.length;
      yield rows.map((row) => lineOf(Row.parse(Object.values(row)))).join('');
    }
  }
  yield lineOf({ rows: counts });
}

function lineOf(line: z.infer<typeof Line> | DumpHead): string {
  return `${JSON.stringify(line)}\n`;
}

type AnyRow = Record<string, unknown>;

async function* pagesOf(
  sql: Sql,
  table: string,
  keys: readonly string[],
): AsyncGenerator<[AnyRow, ...AnyRow[]]> {
  const order = raw.join(keys.map((key) => raw.ref(key)));
  let from = raw``;
  for (;;) {
    const { rows } = await raw<AnyRow>`
      select * from ${raw.table(table)} ${from} order by ${order} limit ${raw.lit(PAGE_ROWS)}`.execute(sql);
    const [first, ...others] = rows;
    if (!first) return;
    yield [first, ...others];
    const last = others.at(-1) ?? first;
    from = raw`where (${order}) > (${raw.join(keys.map((key) => last[key]))})`;
  }
}

/**
 * Fills an empty database from a dump's lines, all or nothing, and brings it to the newest version. `onHead` may still
 * refuse by throwing. Throws `workspace.notEmpty` when something is there, `storage.corrupt` for what is no dump, one that
 * was cut off, or one of a newer Baton.
 */
export async function readDump(
  sql: Sql,
  lines: AsyncIterable<string>,
  onHead: (head: DumpHead) => void,
): Promise<DumpedRows> {
  const reader = lines[Symbol.asyncIterator]();
  const first = await reader.next();
  const head = Head.safeParse(first.done === true ? undefined : parseJson(first.value));
  if (!head.success) throw new BatonError('storage.corrupt', 'this file is no backup of Baton');
  const { schemaVersion } = head.data;
  if (schemaVersion > MIGRATIONS.length)
    throw new BatonError('storage.corrupt', 'this backup was made by a newer Baton; update the server');
  const foundSchema = await foundVersion(sql);
  if (foundSchema !== 0 && foundSchema !== schemaVersion) throw notEmpty();
  onHead(head.data);
  await migrate(sql, MIGRATIONS.slice(0, schemaVersion));
  const rows = await sql.transaction().execute(async (transaction) => {
    const found = await transaction.selectFrom('workspaces').select('id').limit(1).executeTakeFirst();
    if (found) throw notEmpty();
    return insertAll(transaction, reader);
  });
  await migrate(sql);
  // No database can read another's index, so none is in a dump.
  await sql.transaction().execute(indexAllClosed);
  return rows;
}

async function insertAll(transaction: SqlTransaction, reader: AsyncIterator<string>): Promise<DumpedRows> {
  const counts: Record<string, number> = {};
  let target: z.infer<typeof TableStart> | undefined;
  let waiting: z.infer<typeof Row>[] = [];

  async function flush(): Promise<void> {
    if (!target || waiting.length === 0) return;
    const columns = raw.join(target.columns.map((column) => raw.ref(column)));
    const values = raw.join(waiting.map((row) => raw`(${raw.join(row)})`));
    await raw`insert into ${raw.table(target.table)} (${columns}) values ${values}`.execute(transaction);
    counts[target.table] = (counts[target.table] ?? 0) + waiting.length;
    waiting = [];
  }

  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    const line = Line.safeParse(parseJson(next.value));
    if (!line.success) throw cutOff();
    if (Array.isArray(line.data)) {
      waiting.push(line.data);
      if ((waiting.length + 1) * line.data.length > STATEMENT_VALUES || waiting.length === PAGE_ROWS)
        await flush();
      continue;
    }
    await flush();
    if ('rows' in line.data) {
      const { rows } = line.data;
      if (Object.entries(rows).some(([table, count]) => count !== (counts[table] ?? 0))) throw cutOff();
      return rows;
    }
    if (!Object.hasOwn(TABLE_KEYS, line.data.table)) throw cutOff();
    target = line.data;
  }
  throw cutOff();
}

function notEmpty(): BatonError {
  return new BatonError('workspace.notEmpty', 'a backup is restored into an empty database only');
}

function cutOff(): BatonError {
  return new BatonError('storage.corrupt', 'this backup is damaged or was cut off; nothing was restored');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What is no JSON fits no schema either, which is what the caller asks next.
    return undefined;
  }
}
