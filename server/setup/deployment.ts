import path from 'node:path';
import { BatonError } from '../../shared/errors.ts';
import type { Clock } from '../clock.ts';
import { deriveSecrets, loadMasterSecret, readMasterSecret, type Secrets } from '../security/secrets.ts';
import { openPostgres } from '../store/postgres.ts';
import type { QueryObserver, Sql } from '../store/schema.ts';
import { holdLock, openSqlite } from '../store/sqlite.ts';
import { openStore, type Store } from '../store/store.ts';
import { createLocalBus, type Bus } from '../sync/bus.ts';
import { createPostgresBus } from '../sync/postgresBus.ts';

/** The database's file in a data folder. */
export const SQLITE_FILE = 'baton.sqlite';

/** Where a server keeps its things. */
export interface Deployment {
  /** Folder of `server.key` and, without PostgreSQL, of the database. */
  readonly data?: string | undefined;
  /** `postgres://…`: several server processes may share it. Without it, SQLite in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** Most connections to PostgreSQL. */
  readonly databaseConnections?: number | undefined;
  /** The content of a `server.key`, instead of the one in the data folder. */
  readonly serverKey?: string | undefined;
}

/** An opened deployment. */
export interface OpenDeployment {
  readonly store: Store;
  readonly secrets: Secrets;
}

/** What hears of a running deployment. */
export interface DeploymentEars {
  /** Trouble that mends itself: the connection for other processes' news is lost. */
  readonly onError?: (error: unknown) => void;
  readonly onQuery?: QueryObserver | undefined;
}

/**
 * Opens the database, brings it to the newest version, and reads (in an empty data folder: makes) the server's key. Throws
 * `storage.*`, `server.unavailable` and `input.invalid` with a message for people.
 */
export async function openDeployment(
  deployment: Deployment,
  clock: Clock,
  ears: DeploymentEars = {},
): Promise<OpenDeployment> {
  const secrets = deriveSecrets(masterSecretOf(deployment));
  const { sql, bus } = openDatabase(deployment, ears);
  try {
    return { store: await openStore(sql, clock, bus), secrets };
  } catch (error) {
    await bus.close();
    await sql.destroy();
    throw error;
  }
}

/** The secret behind access and reply tokens, 32 bytes. Throws as `openDeployment` does. */
export function masterSecretOf({ data, serverKey }: Deployment): Uint8Array {
  if (serverKey !== undefined) return readMasterSecret(serverKey, 'BATON_SERVER_KEY');
  if (data === undefined)
    throw new BatonError(
      'input.invalid',
      'neither --data (with its server.key) nor BATON_SERVER_KEY is given',
    );
  return loadMasterSecret(path.join(data, 'server.key'));
}

/**
 * Keeps a second server out of a data folder that holds its own database; PostgreSQL is there for several. Returns the
 * release; throws `storage.locked`.
 */
export function lockDeployment({ data, databaseUrl }: Deployment): () => void {
  if (databaseUrl !== undefined || data === undefined) return () => undefined;
  return holdLock(path.join(data, 'server.lock'));
}

/** Opens the database as it is, whatever its version; the caller closes both. Throws `input.invalid` and `storage.*`. */
export function openDatabase(
  { data, databaseUrl, databaseConnections }: Deployment,
  { onError = () => undefined, onQuery }: DeploymentEars = {},
): { readonly sql: Sql; readonly bus: Bus } {
  if (databaseUrl === undefined) {
    if (data === undefined) throw new BatonError('input.invalid', 'neither --data nor --database is given');
    return { sql: openSqlite(path.join(data, SQLITE_FILE), onQuery), bus: createLocalBus() };
  }
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new BatonError('input.invalid', 'the database address has to begin with postgres://');
  const sql = openPostgres(databaseUrl, { connections: databaseConnections, onQuery });
  return { sql, bus: createPostgresBus(databaseUrl, sql, onError) };
}
