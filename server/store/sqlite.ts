import { Kysely, SqliteDialect } from 'kysely';
import type { SqliteDatabase } from 'kysely';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { BatonError, type ErrorCode } from '../../shared/errors.ts';
import { observing } from './dialect.ts';
import type { QueryObserver, Sql, Tables } from './schema.ts';

const BUSY_TIMEOUT_MS = 5_000;
const CACHED_STATEMENTS = 200;

/** Primary result codes. Source: https://sqlite.org/rescode.html */
const RESULT_CODES: Readonly<Record<number, ErrorCode>> = {
  3: 'storage.unwritable',
  5: 'storage.locked',
  6: 'storage.locked',
  8: 'storage.unwritable',
  10: 'storage.unwritable',
  11: 'storage.corrupt',
  13: 'storage.full',
  14: 'storage.unwritable',
  26: 'storage.corrupt',
};

/**
 * Opens the file (`':memory:'` for a database that ends with the process), made when absent. An acknowledged commit also
 * survives a power cut (`synchronous=FULL`). Throws `storage.locked`, `storage.corrupt`, `storage.unwritable` or
 * `storage.full`; so does every later statement.
 */
export function openSqlite(file: string, onQuery?: QueryObserver): Sql {
  const database = translating(file, () => {
    if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true });
    const opened = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    opened.exec('PRAGMA journal_mode = WAL');
    opened.exec('PRAGMA synchronous = FULL');
    opened.exec('PRAGMA cache_size = -32768');
    return opened;
  });
  return new Kysely<Tables>({
    dialect: new SqliteDialect({ database: adapter(database, file) }),
    ...observing(onQuery),
  });
}

/**
 * Keeps other servers out of a data folder for as long as this process lives: the operating system drops the lock with
 * the process, however it ends. Returns the release. Throws `storage.locked` when somebody else holds it.
 */
export function holdLock(file: string): () => void {
  const database = translating(file, () => {
    mkdirSync(path.dirname(file), { recursive: true });
    const opened = new DatabaseSync(file, { timeout: 0 });
    try {
      opened.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  });
  return () => database.close();
}

/** What kysely's dialect expects, over `node:sqlite`, with prepared statements kept by their text. */
function adapter(database: DatabaseSync, file: string): SqliteDatabase {
  const statements = new Map<string, StatementSync>();
  function prepare(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known) {
      // Moved to the end, so that the first key is the one unused for longest.
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    if (statements.size > CACHED_STATEMENTS) {
      const [oldest] = statements.keys();
      if (oldest !== undefined) statements.delete(oldest);
    }
    return statement;
  }
  return {
    close: () => database.close(),
    prepare: (text) =>
      translating(file, () => {
        // A transaction here always writes; taking the lock at once lets a second process wait instead of failing later.
        const statement = prepare(text === 'begin' ? 'begin immediate' : text);
        return {
          reader: statement.columns().length > 0,
          all: (values) => translating(file, () => statement.all(...(values as SQLInputValue[]))),
          run: (values) => translating(file, () => statement.run(...(values as SQLInputValue[]))),
          iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
        };
      }),
  };
}

function translating<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw toStorageError(cause, file);
  }
}

function toStorageError(cause: unknown, file: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const { errcode, code } = cause as Error & { errcode?: unknown; code?: unknown };
  const detail = { file, reason: cause.message };
  if (typeof errcode === 'number') {
    const known = RESULT_CODES[errcode & 0xff];
    return known ? new BatonError(known, `database: ${cause.message}`, detail, { cause }) : cause;
  }
  if (code === 'ENOSPC') return new BatonError('storage.full', 'the disk is full', detail, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EEXIST' || code === 'ENOTDIR') {
    return new BatonError('storage.unwritable', `cannot write to the data folder: ${cause.message}`, detail, {
      cause,
    });
  }
  return cause;
}
