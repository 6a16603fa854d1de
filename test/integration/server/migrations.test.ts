import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { sql as raw } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { isPostgres } from '../../../server/store/dialect.ts';
import { headOf, threadQuery } from '../../../server/store/documents.ts';
import { MIGRATIONS, migrate, type Migration } from '../../../server/store/migrations.ts';
import type { Sql } from '../../../server/store/schema.ts';
import { holdLock, openSqlite } from '../../../server/store/sqlite.ts';
import { openStore } from '../../../server/store/store.ts';
import { parseWireDocument, type CollectionName } from '../../../shared/sync/wire.ts';
import { aTicket } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';
import { makeBareDatabase, type BareDatabase } from '../../support/testDatabase.ts';

const RELEASED = path.resolve(import.meta.dirname, '../../support/releases');
/** Every version that was ever released has left databases behind. */
const RELEASES = readdirSync(RELEASED).map((name) => path.basename(name, '.sql'));
/** The tables that every release has had. */
const TABLES = [
  'workspaces',
  'documents',
  'contact_emails',
  'accounts',
  'sessions',
  'sign_in_codes',
  'channels',
  'intake_receipts',
] as const;

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let bare: BareDatabase;
const open: Sql[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  file = path.join(folder.path, 'baton.sqlite');
  bare = await makeBareDatabase(file);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((sql) => sql.destroy()));
  await bare.drop();
  folder.remove();
});

function connect(): Sql {
  const sql = bare.connect();
  open.push(sql);
  return sql;
}

/** Every row of the tables of the log and of the people, by table and content of its first column(s). */
async function rowsOf(sql: Sql): Promise<Map<string, object>> {
  const rows = new Map<string, object>();
  for (const table of TABLES) {
    for (const row of await sql.selectFrom(table).selectAll().execute())
      rows.set([table, ...Object.values(row).slice(0, 3)].join(' '), row);
  }
  return rows;
}

async function versionOf(database: Sql): Promise<number> {
  return (await database.selectFrom('schema_version').select('version').executeTakeFirstOrThrow()).version;
}

test('a thread is read along an index of its own, however many other messages there are', async () => {
  const sql = connect();
  await migrate(sql);
  const query = threadQuery(sql, 'workspace', 'ticket');
  const queryPlan = raw`query plan`;
  const plan = JSON.stringify(await query.explain(undefined, isPostgres(sql) ? undefined : queryPlan));
  expect(plan).toContain('documents_by_parent');
  expect(plan).not.toMatch(/TEMP B-TREE|"Sort"/);
});

describe.each(RELEASES)('a database of Baton %s', (release) => {
  beforeEach(() => bare.run(readFileSync(path.join(RELEASED, `${release}.sql`), 'utf8')));

  test('is brought to the newest version with every row as it was', async () => {
    const sql = connect();
    const before = await rowsOf(sql);
    await migrate(sql);
    expect(await versionOf(sql)).toBe(MIGRATIONS.length);
    const after = await rowsOf(sql);
    expect(before.size).toBeGreaterThan(10);
    for (const [key, row] of before) expect(after.get(key)).toMatchObject(row);
  });

  test('is served: its documents still fit, and work goes on where it stood', async () => {
    const store = await openStore(connect(), systemClock);
    const documents = await store.sql.selectFrom('documents').select(['collection', 'body']).execute();
    for (const { collection, body } of documents)
      expect(parseWireDocument(collection as CollectionName, JSON.parse(body) as object)).not.toBeNull();
    const {
      id,
      seq,
      next_number: next,
    } = await store.sql.selectFrom('workspaces').selectAll().executeTakeFirstOrThrow();
    await store.write(id, async (log) =>
      log.put('tickets', aTicket({ rev: log.stamp(), number: log.takeNumber() })),
    );
    expect(await headOf(store.sql, id)).toBe(seq + 1);
    expect(await store.sql.selectFrom('workspaces').select('next_number').executeTakeFirstOrThrow()).toEqual({
      next_number: next + 1,
    });
  });
});

test('migrating twice changes nothing', async () => {
  const database = connect();
  await migrate(database);
  await migrate(database);
  expect(await versionOf(database)).toBe(MIGRATIONS.length);
});

test('a step that fails leaves the version before it, and can be taken again', async () => {
  const database = connect();
  const addColumn: Migration = async (transaction) => {
    await transaction.schema.alterTable('workspaces').addColumn('colour', 'text').execute();
  };
  const failing: Migration = async (transaction) => {
    await addColumn(transaction);
    throw new Error('power cut');
  };
  await expect(migrate(database, [...MIGRATIONS, failing])).rejects.toThrow('power cut');
  expect(await versionOf(database)).toBe(MIGRATIONS.length);
  await migrate(database, [...MIGRATIONS, addColumn]);
  expect(await versionOf(database)).toBe(MIGRATIONS.length + 1);
});

test('a database of a newer Baton is left alone', async () => {
  const database = connect();
  await migrate(database);
  await database.updateTable('schema_version').set({ version: 999 }).execute();
  await expect(migrate(database)).rejects.toMatchObject({ code: 'storage.corrupt' });
  expect(await versionOf(database)).toBe(999);
});

test('a file that is no database is reported as corrupt', () => {
  writeFileSync(file, 'This is not a database, it is a letter to my aunt. '.repeat(100));
  expect(() => openSqlite(file)).toThrow(expect.objectContaining({ code: 'storage.corrupt' }));
});

test('a folder that cannot be made is reported as unwritable', () => {
  writeFileSync(file, 'a file where a folder should be');
  expect(() => openSqlite(path.join(file, 'data', 'baton.sqlite'))).toThrow(
    expect.objectContaining({ code: 'storage.unwritable' }),
  );
});

test('a database that another process holds is reported as locked', () => {
  const release = holdLock(file);
  expect(() => holdLock(file)).toThrow(expect.objectContaining({ code: 'storage.locked' }));
  release();
  holdLock(file)();
});

test('the stored file is a plain SQLite database in WAL mode', async () => {
  const database = openSqlite(file);
  await migrate(database);
  await database.destroy();
  const raw = new DatabaseSync(file);
  expect({ ...raw.prepare('PRAGMA journal_mode').get() }).toEqual({ journal_mode: 'wal' });
  raw.close();
});
