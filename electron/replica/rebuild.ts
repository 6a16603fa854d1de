import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A replica that makes way for a new one is called that until what only it holds has been taken over. */
const MARK = '.rebuild-';
const REPLICA_FILE = 'replica.sqlite';
/** What SQLite keeps beside its file. */
const SUFFIXES = ['', '-wal', '-shm'];

/** Puts a closed replica aside, so that opening the folder makes a new one and `leftByRebuild` finds the old. */
export async function makeWayForRebuild(folder: string, nowMs: number): Promise<void> {
  const names = new Set(await readdir(folder));
  const aside = `${REPLICA_FILE}${MARK}${String(nowMs)}`;
  // The main file last: until it has moved, the old replica is still the one that opens.
  for (const suffix of [...SUFFIXES].reverse())
    if (names.has(REPLICA_FILE + suffix))
      await rename(path.join(folder, REPLICA_FILE + suffix), path.join(folder, aside + suffix));
}

/** Replicas that have made way and whose unsent work has not been taken over yet, also those of a start that was cut off. */
export async function leftByRebuild(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.startsWith(`${REPLICA_FILE}${MARK}`) && !/-(?:wal|shm)$/u.test(name))
    .map((name) => path.join(folder, name));
}

/** Deletes such a replica. */
export async function dropRebuilt(filePath: string): Promise<void> {
  await Promise.all(SUFFIXES.map((suffix) => rm(filePath + suffix, { force: true })));
}
