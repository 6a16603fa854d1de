import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';

import { toStorageError } from './sqliteErrors.ts';

/** A value as it is bound to and read from SQLite here; booleans travel as 0 and 1. */
export type SqlValue = string | number | null | Uint8Array;
/** A result row; columns in the order of the SELECT. */
export type SqlRow = readonly SqlValue[];

/** Marks the file as Baton's ("BATN"), so that a stray SQLite file is not mistaken for a replica. */
export const APPLICATION_ID = 0x4241544e;
const CACHED_STATEMENTS = 300;
const BUSY_TIMEOUT_MS = 2_000;
const CACHE_KIB = 32 * 1024;
const WAL_CHECKPOINT_PAGES = 4_000;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * One open SQLite file with cached prepared statements. Every failure leaves as a `BatonError` (`storage.full`,
 * `storage.locked`, `storage.corrupt`, `storage.unwritable`, `internal`).
 */
export class SqliteFile {
  readonly filePath: string;
  /** Called once with every failure on its way out; corruption is noted for the next start this way. */
  onError: (error: Error) => void = () => undefined;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(filePath: string, options: { readOnly?: boolean } = {}) {
    this.filePath = filePath;
    this.#database = this.#guard(
      () => new DatabaseSync(filePath, { timeout: BUSY_TIMEOUT_MS, readOnly: options.readOnly ?? false }),
    );
  }

  /**
   * Sets the file up for durable writing. `synchronous=FULL`: a commit that was acknowledged also survives a power cut,
   * for one fsync of the log per bulk (0.3 ms measured on an SSD). NORMAL would survive `kill -9` alone, and what was
   * written offline and not sent yet exists nowhere else. Source: https://sqlite.org/pragma.html#pragma_synchronous
   */
  configure(): void {
    this.exec('PRAGMA journal_mode = WAL');
    this.exec('PRAGMA synchronous = FULL');
    this.exec('PRAGMA temp_store = MEMORY');
    this.exec(`PRAGMA cache_size = -${String(CACHE_KIB)}`);
    this.exec(`PRAGMA wal_autocheckpoint = ${String(WAL_CHECKPOINT_PAGES)}`);
    this.exec(`PRAGMA journal_size_limit = ${String(WAL_LIMIT_BYTES)}`);
  }

  exec(sql: string): void {
    this.#guard(() => {
      this.#database.exec(sql);
    });
  }

  /** Runs a writing statement; returns the number of rows it changed. */
  run(sql: string, values: readonly SqlValue[] = []): number {
    return this.#guard(() => Number(this.#statement(sql).run(...values).changes));
  }

  /** The first row, or undefined when there is none. */
  get(sql: string, values: readonly SqlValue[] = []): SqlRow | undefined {
    return this.#guard(() => this.#statement(sql).get(...values) as unknown as SqlRow | undefined);
  }

  all(sql: string, values: readonly SqlValue[] = []): SqlRow[] {
    return this.#guard(() => this.#statement(sql).all(...values) as unknown as SqlRow[]);
  }

  /** Hands rows to `visit` one by one until it returns false; the rest is never read from the file. */
  each(sql: string, values: readonly SqlValue[], visit: (row: SqlRow) => boolean): void {
    this.#guard(() => {
      for (const row of this.#statement(sql).iterate(...values)) {
        if (!visit(row as unknown as SqlRow)) break;
      }
    });
  }

  /**
   * Like `transaction`, but the disk is not waited for: a power cut may take it back, with every later one of this kind
   * and none before it. For what can be had again. The next ordinary transaction makes it durable as well.
   */
  transactionWithoutSync<Result>(work: () => Result): Result {
    this.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.exec('PRAGMA synchronous = FULL');
    }
  }

  /** Runs `work` in one write transaction: all of it is durable when this returns, none of it when this throws. */
  transaction<Result>(work: () => Result): Result {
    return this.#guard(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen)
      this.#guard(() => {
        this.#database.close();
      });
  }

  #statement(sql: string): StatementSync {
    const cached = this.#statements.get(sql);
    if (cached) {
      // Moved to the end, so that the first key is always the one unused for longest.
      this.#statements.delete(sql);
      this.#statements.set(sql, cached);
      return cached;
    }
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    this.#statements.set(sql, statement);
    if (this.#statements.size > CACHED_STATEMENTS) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (cause) {
      const error = toStorageError(cause, this.filePath);
      this.onError(error);
      throw error;
    }
  }
}
