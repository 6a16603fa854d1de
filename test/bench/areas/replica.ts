import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { headText } from '../../../electron/replica/storage/searchWords.ts';
import { SqliteFile, type SqlRow, type SqlValue } from '../../../electron/replica/storage/sqlite.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { sortSteps, viewSelector } from '../../../shared/domain/views.ts';
import { BatonError } from '../../../shared/errors.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { BUSY_DEPARTMENT, manyTickets } from '../../support/manyTickets.ts';
import { percentile, timings, toRecord, type BenchRecord } from '../record.ts';
import { untilSearchable } from '../searchable.ts';

const TICKETS = 100_000;
/** What replication hands over at once. */
const BATCH = 200;
const READS = 200;
const PAGE = 50;
const MS_PER_SECOND = 1000;
const NS_PER_MS = 1e6;

/** The replica at 100,000 tickets in its worker, beside raw `node:sqlite` with the same rows, columns, indexes and full-text index. */
export async function benchReplica(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-replica-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a replica that holds `count` tickets takes for the questions of the desk, in milliseconds each. */
interface ReadTimes {
  readonly inbox: readonly number[];
  readonly counts: readonly number[];
  readonly gets: readonly number[];
}

async function timeReads(replica: Replica, count: number): Promise<ReadTimes> {
  const view = `department:${BUSY_DEPARTMENT}` as const;
  const tickets = replica.stores.tickets;
  const context = {
    meId: 'agent-1' as AgentId,
    myDepartmentIds: [BUSY_DEPARTMENT],
    nowMs: Date.UTC(2026, 5, 1),
  };
  const selector = viewSelector(view, context);
  const inbox = await timings(READS, () => tickets.query({ selector, sort: sortSteps('due'), limit: PAGE }));
  const counts = await timings(READS, () => tickets.count(selector));
  const ids = manyTickets(READS + 1, count / 2).map((ticket) => ticket.id);
  const gets = await timings(READS, (index) => tickets.get(ids[index + 1] ?? ''));
  return { inbox, counts, gets };
}

async function measure(folder: string): Promise<readonly BenchRecord[]> {
  const replica = await openLoneReplica(folder, 'worker');
  const inserted = await insertAll(replica, TICKETS);
  const { inbox, counts, gets } = await timeReads(replica, TICKETS);
  await replica.close();
  const raw = await measureRaw(path.join(folder, 'replica.sqlite'), path.join(folder, 'raw.sqlite'));

  const reads = (name: string, samples: readonly number[], reference: number): BenchRecord[] => [
    toRecord('replica', `${name}, p50`, percentile(samples, 0.5), 'ms', {
      reference: ['raw node:sqlite', reference],
      goal: { of: 'value', atMost: 2 },
    }),
    toRecord('replica', `${name}, p99`, percentile(samples, 0.99), 'ms', {
      goal: { of: 'value', atMost: 8 },
    }),
  ];
  return [
    toRecord('replica', '100,000 tickets inserted through RxDB, searchable', inserted.perSecond, '/s', {
      reference: ['raw node:sqlite', raw.insertsPerSecond],
      goal: { of: 'ratio', atLeast: 0.6 },
    }),
    toRecord('replica', 'event-loop delay of the caller meanwhile, p99', inserted.delayP99Ms, 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
    toRecord('replica', 'event-loop delay of the caller meanwhile, max', inserted.delayMaxMs, 'ms', {
      goal: { of: 'value', atMost: 60 },
    }),
    ...reads('one department by due, first 50', inbox, raw.inboxMs),
    ...reads('its count', counts, raw.countMs),
    ...reads('a ticket by id', gets, raw.getMs),
  ];
}

/** Tickets a second that an empty replica in its worker takes in bulks as replication hands them over, until all can be searched. */
export async function replicaInsertRate(folder: string, count: number): Promise<number> {
  return (await replicaFigures(folder, count)).perSecond;
}

/** The same, with the times of the desk's questions afterwards. */
export async function replicaFigures(
  folder: string,
  count: number,
): Promise<ReadTimes & { readonly perSecond: number }> {
  const replica = await openLoneReplica(folder, 'worker');
  const { perSecond } = await insertAll(replica, count);
  const reads = await timeReads(replica, count);
  await replica.close();
  return { perSecond, ...reads };
}

async function insertAll(
  replica: Replica,
  count: number,
): Promise<{ readonly perSecond: number; readonly delayP99Ms: number; readonly delayMaxMs: number }> {
  const tickets = manyTickets(count);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const { error } = await replica.collections.tickets.bulkInsert(tickets.slice(from, from + BATCH));
    if (error.length > 0) throw new BatonError('internal', 'a bulk was not written', { from });
  }
  await untilSearchable(replica);
  const elapsedMs = performance.now() - startedAt;
  delay.disable();
  return {
    perSecond: (count / elapsedMs) * MS_PER_SECOND,
    delayP99Ms: delay.percentile(99) / NS_PER_MS,
    delayMaxMs: delay.max / NS_PER_MS,
  };
}

interface RawFigures {
  readonly insertsPerSecond: number;
  readonly inboxMs: number;
  readonly countMs: number;
  readonly getMs: number;
}

/** The tables of the full-text index, as `searchIndex.ts` makes them. */
const SEARCH_ROWS = 'search_tickets';
const SEARCH_TEXT = 'search_text';
const INSERT_TEXT = `INSERT INTO ${SEARCH_TEXT} (rowid, subject, people, keys, messages, facets) VALUES (?, ?, ?, ?, NULL, ?)`;

/** What the index holds of each ticket; it does not give its text back, so it is made again. */
function searchTexts(
  rows: readonly SqlRow[],
  columns: readonly string[],
  searchRows: readonly SqlRow[],
): SqlValue[][] {
  const data = columns.indexOf('data');
  const byId = new Map(rows.map((row) => [row[0], row[data]]));
  return searchRows.map(([docId, ticketId]) => {
    const ticket = JSON.parse(String(byId.get(ticketId ?? null))) as Ticket;
    const { subject, people, keys, facets } = headText(ticket, undefined);
    return [docId ?? null, subject, people, keys, facets];
  });
}

/** The same rows in the same bulks, columns and indexes as the replica's own file, written and read without RxDB. */
async function measureRaw(replicaPath: string, rawPath: string): Promise<RawFigures> {
  const source = new SqliteFile(replicaPath, { readOnly: true });
  const table = ticketTable(source);
  const definitions = source.all(
    'SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?, ?) AND sql IS NOT NULL ORDER BY type DESC',
    [table, SEARCH_ROWS, SEARCH_TEXT],
  );
  const searchRows = source.all(`SELECT * FROM ${SEARCH_ROWS}`);
  const rows = source.all(`SELECT * FROM "${table}"`);
  const columns = source.all(`SELECT name FROM pragma_table_info('${table}')`).map((row) => String(row[0]));
  source.close();

  const raw = new SqliteFile(rawPath);
  raw.configure();
  for (const [sql] of definitions) raw.exec(String(sql));
  const insert = `INSERT INTO "${table}" VALUES (${columns.map(() => '?').join(', ')})`;
  const insertRow = `INSERT INTO ${SEARCH_ROWS} VALUES (${(searchRows[0] ?? []).map(() => '?').join(', ')})`;
  const texts = searchTexts(rows, columns, searchRows);
  const startedAt = performance.now();
  for (let from = 0; from < rows.length; from += BATCH) {
    raw.transaction(() => {
      for (const row of rows.slice(from, from + BATCH)) raw.run(insert, row);
      for (const row of searchRows.slice(from, from + BATCH)) raw.run(insertRow, row);
      for (const text of texts.slice(from, from + BATCH)) raw.run(INSERT_TEXT, text);
    });
  }
  const insertsPerSecond = (rows.length / (performance.now() - startedAt)) * MS_PER_SECOND;

  const column = (field: string) => columns.find((name) => name.endsWith(`_${field}`)) ?? field;
  const where = `${column('_deleted')} = 0 AND ${column('departmentId')} = ? AND ${column('isOpen')} = 1`;
  const department: SqlValue = departmentValue(rows, columns);
  const inbox = await timings(READS, () =>
    raw
      .all(
        `SELECT data FROM "${table}" WHERE ${where} ORDER BY ${column('nextDueAtMs')}, id LIMIT ${String(PAGE)}`,
        [department],
      )
      .map(([json]) => JSON.parse(String(json)) as unknown),
  );
  const counts = await timings(READS, () =>
    raw.get(`SELECT count(*) FROM "${table}" WHERE ${where}`, [department]),
  );
  const gets = await timings(
    READS,
    (index) =>
      JSON.parse(
        String(raw.get(`SELECT data FROM "${table}" WHERE id = ?`, [rows[index + 1]?.[0] ?? ''])?.[0]),
      ) as unknown,
  );
  raw.close();
  return {
    insertsPerSecond,
    inboxMs: percentile(inbox, 0.5),
    countMs: percentile(counts, 0.5),
    getMs: percentile(gets, 0.5),
  };
}

function ticketTable(file: SqliteFile): string {
  const names = file.all("SELECT name FROM sqlite_master WHERE type = 'table'").map((row) => String(row[0]));
  let best = '';
  let most = -1;
  for (const name of names) {
    const rows = Number(file.get(`SELECT count(*) FROM "${name}"`)?.[0] ?? 0);
    if (rows > most) [best, most] = [name, rows];
  }
  return best;
}

/** Text columns are stored so that they sort as JavaScript does, so the value is taken from a row. */
function departmentValue(rows: readonly SqlRow[], columns: readonly string[]): SqlValue {
  const at = columns.findIndex((name) => name.endsWith('_departmentId'));
  const data = columns.indexOf('data');
  const row = rows.find((candidate) =>
    String(candidate[data]).includes(`"departmentId":"${BUSY_DEPARTMENT}"`),
  );
  return row?.[at] ?? BUSY_DEPARTMENT;
}
