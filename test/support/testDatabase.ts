import { DatabaseSync } from 'node:sqlite';
import { sql as raw } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import type { Clock } from '../../server/clock.ts';
import { openPostgres } from '../../server/store/postgres.ts';
import type { Sql } from '../../server/store/schema.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { createPostgresBus } from '../../server/sync/postgresBus.ts';

/** What the tests of the project `postgres` are given. */
export interface PostgresForTests {
  /** Ends with `/`; a database's name completes it. */
  readonly url: string;
  /** Why there is none; `''` when there is. */
  readonly skipReason: string;
}

/** A database of one test: SQLite, or in the project `postgres` PostgreSQL. */
export interface TestDatabase {
  /** Its address, `''` for SQLite. */
  readonly url: string;
  /** Opens it, as one server process does. */
  open(clock: Clock): Promise<Store>;
  /** Removes it once nobody has it open. */
  readonly drop: () => Promise<void>;
}

/** An empty database of the newest version, to be copied. */
export const POSTGRES_TEMPLATE = 'baton_template';

const TEST_CONNECTIONS = 4;
let made = 0;

/** Makes an empty database; `file` says where SQLite keeps it, absent for in memory. */
export async function makeTestDatabase(file = ':memory:'): Promise<TestDatabase> {
  const server = inject('postgres') as PostgresForTests | undefined;
  // Skipped tests have no server either; what they prepare for all of them still runs.
  if (server === undefined || server.url === '') {
    return { url: '', open: (clock) => openStore(openSqlite(file), clock), drop: async () => undefined };
  }
  const database =
    unused.pop() ??
    (await makePostgresDatabase(server.url, `template ${POSTGRES_TEMPLATE} strategy file_copy`));
  return {
    ...database,
    async drop() {
      // Emptying costs a fraction of making another one.
      await emptyTables(database.url);
      unused.push(database);
    },
  };
}

const unused: TestDatabase[] = [];

async function emptyTables(url: string): Promise<void> {
  const sql = openPostgres(url);
  for (const { name } of await sql.introspection.getTables()) {
    if (name !== 'schema_version') await raw`delete from ${raw.table(name)}`.execute(sql);
  }
  await sql.destroy();
}

/** A database without a schema. */
export interface BareDatabase {
  connect(): Sql;
  /** Runs SQL as it is written, several statements. */
  readonly run: (script: string) => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** Makes a database without a schema; `file` is where SQLite keeps it. */
export async function makeBareDatabase(file: string): Promise<BareDatabase> {
  const server = inject('postgres') as PostgresForTests | undefined;
  if (server === undefined || server.url === '') {
    return {
      connect: () => openSqlite(file),
      run: async (script) => {
        const database = new DatabaseSync(file);
        database.exec(script);
        database.close();
      },
      drop: async () => undefined,
    };
  }
  const { url, drop } = await makePostgresDatabase(server.url);
  return { connect: () => openPostgres(url), run: (script) => runOn(url, script), drop };
}

/** Makes a database on a running PostgreSQL; `how` completes `create database`. */
async function makePostgresDatabase(serverUrl: string, how = ''): Promise<TestDatabase> {
  made += 1;
  const name = `baton_${String(process.pid)}_${String(made)}`;
  await runOnPostgres(serverUrl, `create database ${name} ${how}`);
  const url = `${serverUrl}${name}`;
  return {
    url,
    open(clock) {
      const sql = openPostgres(url, { connections: TEST_CONNECTIONS });
      return openStore(
        sql,
        clock,
        createPostgresBus(url, sql, () => undefined),
      );
    },
    drop: () => runOnPostgres(serverUrl, `drop database ${name} with (force)`),
  };
}

/** Runs one statement beside all test databases. */
export async function runOnPostgres(serverUrl: string, statement: string): Promise<void> {
  await runOn(`${serverUrl}postgres`, statement);
}

async function runOn(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(script);
  await client.end();
}
