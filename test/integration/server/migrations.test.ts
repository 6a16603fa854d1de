import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS, migrate, type Migration } from '../../../server/store/migrations.ts';
import { holdLock, openSqlite } from '../../../server/store/sqlite.ts';
import { temporaryFolder } from '../../support/serverHarness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.path, 'baton.sqlite');
});
afterEach(() => folder.remove());

async function versionOf(database: ReturnType<typeof openSqlite>): Promise<number> {
  return (await database.selectFrom('schema_version').select('version').executeTakeFirstOrThrow()).version;
}

test('a database of version 1 is brought to the newest version with its content', async () => {
  const old = openSqlite(file);
  await migrate(old, MIGRATIONS.slice(0, 1));
  expect(await versionOf(old)).toBe(1);
  const workspace = {
    id: 'w',
    name: 'Desk',
    seq: 3,
    next_number: 1004,
    clock_ms: 5,
    clock_counter: 1,
    created_at_ms: 1,
  };
  await old.insertInto('workspaces').values(workspace).execute();
  await old.destroy();

  const renewed = openSqlite(file);
  await migrate(renewed);
  expect(await versionOf(renewed)).toBe(MIGRATIONS.length);
  expect(await renewed.selectFrom('workspaces').selectAll().execute()).toEqual([workspace]);
  await renewed.destroy();
});

test('migrating twice changes nothing', async () => {
  const database = openSqlite(file);
  await migrate(database);
  await migrate(database);
  expect(await versionOf(database)).toBe(MIGRATIONS.length);
  await database.destroy();
});

test('a step that fails leaves the version before it, and can be taken again', async () => {
  const database = openSqlite(file);
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
  await database.destroy();
});

test('a database of a newer Baton is left alone', async () => {
  const database = openSqlite(file);
  await migrate(database);
  await database.updateTable('schema_version').set({ version: 999 }).execute();
  await expect(migrate(database)).rejects.toMatchObject({ code: 'storage.corrupt' });
  expect(await versionOf(database)).toBe(999);
  await database.destroy();
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
