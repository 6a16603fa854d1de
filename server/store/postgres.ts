import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import { observing } from './dialect.ts';
import type { QueryObserver, Sql, Tables } from './schema.ts';

/** Type numbers of bigint and numeric, which PostgreSQL sends as text. Source: pg_type.dat of PostgreSQL */
const NUMBER_TYPES: ReadonlySet<number> = new Set([20, 1700]);
const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_CONNECTIONS = 10;

/** Error classes and codes. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const SQL_STATES: Readonly<Record<string, ErrorCode>> = {
  // Text that PostgreSQL cannot hold (a NUL), or that is too long for an index: the asker's fault.
  '22021': 'input.invalid',
  '54000': 'input.invalid',
  '25006': 'storage.unwritable',
  '40001': 'storage.locked',
  '40P01': 'storage.locked',
  '42501': 'storage.unwritable',
  // There is no such table: a database that is not Baton's, or not yet.
  '42P01': 'storage.corrupt',
  '53100': 'storage.full',
  '53200': 'storage.full',
  XX001: 'storage.corrupt',
  XX002: 'storage.corrupt',
};
const UNREACHABLE = /^(08|28|3D|53300|57P|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE)/;

/** What a listener connection hears. */
export interface PostgresListener {
  readonly channel: string;
  onMessage(payload: string): void;
  /** The connection is gone; nothing is heard any more. Called once. */
  onLost(reason: unknown): void;
}

/**
 * Opens a pool of connections to the database at this address (`postgres://user:password@host/database?sslmode=…`).
 * Connects with the first statement; every statement may throw `server.unavailable` or `storage.*`.
 */
export function openPostgres(
  url: string,
  options: { readonly connections?: number | undefined; readonly onQuery?: QueryObserver | undefined } = {},
): Sql {
  const { connections = DEFAULT_CONNECTIONS, onQuery } = options;
  const pool = new pg.Pool({ ...connectionOf(url), max: connections, allowExitOnIdle: true });
  // A connection that breaks while nobody uses it is replaced at the next use, which also reports what is wrong.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: adapter(pool) }), ...observing(onQuery) });
}

/** Listens to one channel on a connection of its own. Returns the way to stop. Throws as statements do. */
export async function listenPostgres(url: string, listener: PostgresListener): Promise<() => Promise<void>> {
  const client = new pg.Client({ ...connectionOf(url), keepAlive: true });
  let isOver = false;
  function lose(reason: unknown): void {
    if (isOver) return;
    isOver = true;
    listener.onLost(reason);
    client.end().catch(() => undefined);
  }
  client.on('error', lose);
  client.on('end', () => lose(new BatonError('server.unavailable', 'the database ended the connection')));
  client.on('notification', ({ payload }) => {
    if (!isOver && payload !== undefined) listener.onMessage(payload);
  });
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(listener.channel)}`);
  } catch (cause) {
    isOver = true;
    client.end().catch(() => undefined);
    throw toStorageError(cause);
  }
  return async () => {
    if (isOver) return;
    isOver = true;
    await client.end();
  };
}

function connectionOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'baton',
    types: { getTypeParser: parserOf },
  };
}

/** Every whole number Baton stores (sequences, instants) fits a JavaScript number. */
function parserOf(...[type, format]: Parameters<typeof pg.types.getTypeParser>): (text: string) => unknown {
  if (NUMBER_TYPES.has(type)) return Number;
  return pg.types.getTypeParser(type, format) as (text: string) => unknown;
}

/** What kysely's dialect expects, with errors in Baton's words. */
function adapter(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(rethrow);
      const wrapped = known.get(client) ?? {
        query: ((text: string, values: unknown[]) =>
          client.query(text, values).catch(rethrow)) as unknown as PostgresPoolClient['query'],
        release: (destroy?: boolean) => client.release(destroy),
      };
      known.set(client, wrapped);
      return wrapped;
    },
  };
}

function rethrow(cause: unknown): never {
  throw toStorageError(cause);
}

/**
 * What an error of the driver means. The original is left out on purpose: its `detail` quotes the row it is about, and
 * what a customer wrote does not belong in a log.
 */
function toStorageError(cause: unknown): BatonError {
  if (cause instanceof BatonError) return cause;
  const { code = '', message, table, constraint } = cause as Partial<pg.DatabaseError>;
  const known =
    SQL_STATES[code] ?? (UNREACHABLE.test(code) || code === '' ? 'server.unavailable' : 'internal');
  return new BatonError(known, `database: ${message ?? 'unknown failure'}`, {
    sqlState: code,
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
  });
}
