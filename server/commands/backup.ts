import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BatonError } from '../../shared/errors.ts';
import { systemClock } from '../clock.ts';
import { formatMasterSecret, keepMasterSecret, readMasterSecret } from '../security/secrets.ts';
import {
  lockDeployment,
  masterSecretOf,
  openDatabase,
  SQLITE_FILE,
  type Deployment,
} from '../setup/deployment.ts';
import { readDump, writeDump } from '../store/dump.ts';
import { isMigrated } from '../store/migrations.ts';
import { version } from '../version.ts';

/** Readable by its owner only: it holds everything, the server's key included. */
const OWNER_ONLY = 0o600;

/** What `backup` and `restore` say. */
export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly workspaces: number;
  readonly documents: number;
}

/**
 * Writes everything a server has, its key included, into one file, as it is at one moment; a running server goes on
 * meanwhile. The file appears when it is complete. Throws `input.invalid` when it exists already, and `storage.*`.
 */
export async function backUp(deployment: Deployment, file: string): Promise<BackupReport> {
  if (existsSync(file))
    throw new BatonError('input.invalid', `${file} is there already; choose another name`, { file });
  const { data, databaseUrl } = deployment;
  // Opening one would make it.
  if (databaseUrl === undefined && !existsSync(path.join(data ?? '', SQLITE_FILE)))
    throw new BatonError('input.notFound', `there is no database in ${data ?? 'no --data folder'}`);
  const serverKey = formatMasterSecret(masterSecretOf(deployment));
  const { sql, bus } = openDatabase(deployment);
  const unfinished = `${file}.part`;
  try {
    if (!(await isMigrated(sql)))
      throw new BatonError(
        'storage.corrupt',
        'this database has another version; start this server on it once',
      );
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const head = { batonVersion: version, atMs: systemClock.nowMs(), serverKey };
    const rows = await writeDump(sql, head, (lines) =>
      pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: OWNER_ONLY, flush: true })),
    );
    renameSync(unfinished, file);
    return toReport(file, rows);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw toFileError(cause, file);
  } finally {
    await bus.close();
    await sql.destroy();
  }
}

/**
 * Fills an empty deployment from a backup of either database. A server must not run on it meanwhile. Throws
 * `workspace.notEmpty`, `input.invalid` when another server's key is in the way, `storage.corrupt` and other `storage.*`.
 */
export async function restore(deployment: Deployment, file: string): Promise<BackupReport> {
  const release = lockDeployment(deployment);
  const { sql, bus } = openDatabase(deployment);
  try {
    const source = createReadStream(file);
    const unpacked = createGunzip();
    const reading = pipeline(source, unpacked);
    // What ends the reading ends the lines as well, and is thrown below.
    reading.catch(() => undefined);
    const rows = await readDump(
      sql,
      createInterface({ input: unpacked, crlfDelay: Infinity }),
      ({ serverKey }) => keepServerKey(deployment, serverKey),
    );
    await reading;
    return toReport(file, rows);
  } catch (cause) {
    throw toFileError(cause, file);
  } finally {
    await bus.close();
    await sql.destroy();
    release();
  }
}

/** Puts the backup's key where the server looks for it. Throws `input.invalid` when another one is there. */
function keepServerKey(deployment: Deployment, serverKey: string): void {
  const kept = readMasterSecret(serverKey, 'the backup');
  if (deployment.data !== undefined && deployment.serverKey === undefined)
    keepMasterSecret(path.join(deployment.data, 'server.key'), kept);
  if (formatMasterSecret(masterSecretOf(deployment)) !== formatMasterSecret(kept)) {
    throw new BatonError(
      'input.invalid',
      'the server key here is not that of the backup: move server.key out of the data folder, or set BATON_SERVER_KEY to the one of the backup',
    );
  }
}

function toReport(file: string, rows: Readonly<Record<string, number>>): BackupReport {
  const { workspaces = 0, documents = 0 } = rows;
  return { file, bytes: statSync(file).size, workspaces, documents };
}

function toFileError(cause: unknown, file: string): unknown {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (cause instanceof BatonError) return cause;
  if (code.startsWith('Z_')) return new BatonError('storage.corrupt', `${file} is no backup, or was cut off`);
  if (code === 'ENOSPC') return new BatonError('storage.full', 'the disk is full', { file }, { cause });
  if (code === 'ENOENT') return new BatonError('input.notFound', `there is no file ${file}`, { file });
  if (code.startsWith('E')) return new BatonError('storage.unwritable', message, { file }, { cause });
  return cause;
}
