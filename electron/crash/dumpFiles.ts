import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a process of Baton has left behind that the system has ended: a piece of its memory, for whoever looks for the fault. */
export interface DumpFile {
  readonly file: string;
  readonly bytes: number;
  /** UTC epoch ms. */
  readonly atMs: number;
}

/** One tells what happened, a few more whether it is always the same. */
const DUMPS_MAX = 5;
const DUMP_NAME = /\.dmp$/u;

/** All dumps below a folder, newest first; one that is just being moved may be missing. */
export function dumpFilesIn(folder: string): readonly DumpFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => DUMP_NAME.test(name))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats ? [{ file, bytes: stats.size, atMs: Math.round(stats.mtimeMs) }] : [];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** Deletes all but the newest. */
export function rotateDumpFiles(folder: string, max = DUMPS_MAX): void {
  for (const { file } of dumpFilesIn(folder).slice(max)) rmSync(file, { force: true });
}

/** The dump that a run of the host has left; `undefined` when it was not a crash that ended it. */
export function dumpOfRun(folder: string, run: string): DumpFile | undefined {
  return dumpFilesIn(folder).find(({ file }) => readFileSync(file).includes(run));
}
