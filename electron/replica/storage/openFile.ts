import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { BatonError } from '../../../shared/errors.ts';
import { SqliteFile } from './sqlite.ts';
import { prepareCatalogue, SqliteCore } from './sqliteCore.ts';

/** An open file. `setAside` is where a corrupt predecessor now lies, when there was one. */
export type OpenedFile = { readonly core: SqliteCore; readonly setAside: string | undefined };

/** Everything that belongs to a SQLite file in WAL mode and must move with it. */
const COMPANIONS = ['', '-wal', '-shm'] as const;
const LOCK_SUFFIX = '-lock';
const SUSPECT_SUFFIX = '-suspect';

/**
 * Opens or creates the storage file; the folder is created when missing.
 *
 * One process at a time: the lock is an exclusive transaction on a companion file, which the operating system drops
 * with the process, however that ends. It is held while a corrupt file is replaced, too.
 *
 * Corruption: SQLite finds a foreign or torn file when the catalogue is read. Damage further in shows only when it is
 * reached; then a `-suspect` mark is left beside the file, and the next open pays for a full `quick_check`. Without
 * suspicion no page is read beyond the catalogue: an unclean end is none, the log exists to recover from it.
 *
 * Throws `storage.locked`, `storage.unwritable`, `storage.full`.
 */
export function openFile(filePath: string): OpenedFile {
  const unlock = takeLock(filePath);
  try {
    let opened = openSound(filePath);
    let setAside: string | undefined;
    if (!opened) {
      setAside = moveAside(filePath);
      opened = openSound(filePath);
    }
    if (!opened) throw new BatonError('storage.corrupt', 'a new file is corrupt at once', { filePath });
    opened.onError = (error) => {
      if (isCorrupt(error)) markSuspect(filePath);
    };
    return { core: new SqliteCore(opened, unlock), setAside };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Undefined when the file is corrupt; other failures throw. */
function openSound(filePath: string): SqliteFile | undefined {
  const suspectPath = filePath + SUSPECT_SUFFIX;
  let file: SqliteFile | undefined;
  try {
    file = new SqliteFile(filePath);
    file.configure();
    prepareCatalogue(file);
    if (existsSync(suspectPath)) {
      if (file.get('PRAGMA quick_check(1)')?.[0] !== 'ok') {
        throw new BatonError('storage.corrupt', 'the check found damage', { filePath });
      }
      rmSync(suspectPath);
    }
    return file;
  } catch (error) {
    file?.close();
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}

/** Renames the file and its companions; the name says when, so that nothing set aside earlier is overwritten. */
function moveAside(filePath: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const target = `${filePath}.corrupt-${stamp}`;
  try {
    for (const companion of COMPANIONS) {
      if (existsSync(filePath + companion)) renameSync(filePath + companion, target + companion);
    }
    rmSync(filePath + SUSPECT_SUFFIX, { force: true });
  } catch (cause) {
    throw new BatonError(
      'storage.unwritable',
      'the corrupt file cannot be set aside',
      { filePath },
      { cause },
    );
  }
  return target;
}

function markSuspect(filePath: string): void {
  try {
    writeFileSync(filePath + SUSPECT_SUFFIX, '');
  } catch {
    // The disk may be what is failing. The caller already gets `storage.corrupt`, and meets it again next time.
  }
}

/** Returns what releases the lock. Throws `storage.locked` when another process, or this one, holds it. */
function takeLock(filePath: string): () => void {
  try {
    mkdirSync(dirname(filePath), { recursive: true });
  } catch (cause) {
    throw new BatonError('storage.unwritable', 'the folder cannot be created', { filePath }, { cause });
  }
  const lockPath = filePath + LOCK_SUFFIX;
  let lock: SqliteFile;
  try {
    lock = lockFile(lockPath);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    // The lock's file is empty by right; what it holds instead is of no use, and nobody could have locked it like that.
    writeFileSync(lockPath, '');
    lock = lockFile(lockPath);
  }
  return () => {
    lock.close();
  };
}

function lockFile(lockPath: string): SqliteFile {
  const lock = new SqliteFile(lockPath);
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function isCorrupt(error: unknown): boolean {
  return error instanceof BatonError && error.code === 'storage.corrupt';
}
