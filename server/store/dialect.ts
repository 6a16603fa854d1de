import { PostgresAdapter, sql as raw, type LogEvent } from 'kysely';
import type { QueryObserver, Sql, SqlTransaction } from './schema.ts';

/** Any number that no other program on this database is likely to take for its own lock. */
const SCHEMA_LOCK = 4_680_001;

/** True on PostgreSQL, false on SQLite; also inside a transaction. For the few queries that one text cannot serve. */
export function isPostgres(sql: Sql): boolean {
  return sql.getExecutor().adapter instanceof PostgresAdapter;
}

/** Lets one process at a time change the schema, until the transaction ends. A transaction on SQLite is alone anyway. */
export async function lockSchema(transaction: SqlTransaction): Promise<void> {
  if (isPostgres(transaction)) await raw`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(transaction);
}

/** Kysely's log as an observer hears it. */
export function observing(onQuery: QueryObserver | undefined): { readonly log?: (event: LogEvent) => void } {
  if (onQuery === undefined) return {};
  return {
    log: ({ query, queryDurationMillis }) =>
      onQuery(query.query.kind.replace(/(Query)?Node$/, '').toLowerCase(), queryDurationMillis),
  };
}

/** Runs `work` on the database as it is at one moment, while others go on writing. */
export async function readSnapshot<Result>(
  sql: Sql,
  work: (snapshot: Sql) => Promise<Result>,
): Promise<Result> {
  if (isPostgres(sql)) {
    const transaction = sql.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    return transaction.execute(work);
  }
  return sql.connection().execute(async (connection) => {
    // Not kysely's transaction: that one takes the write lock (server/store/sqlite.ts) and would hold the writers up.
    await raw`begin deferred`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await raw`rollback`.execute(connection);
    }
  });
}
