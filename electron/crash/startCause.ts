import path from 'node:path';
import { decideAfterCrash, type CrashVerdict } from '../engine/crashes.ts';
import type { Logger } from '../log.ts';
import type { CrashFile } from './crashFile.ts';
import { dumpOfRun } from './dumpFiles.ts';
import { runBefore } from './hostWatch.ts';

/**
 * What a start has to reckon with: `asWished` by a person, `startAgain` or `giveUp` after a crash, `ended` after an end by
 * force, which nobody wanted to be followed by a start.
 */
export type StartCause = 'asWished' | 'ended' | CrashVerdict;

/** Looks what this start follows, and notes a crash. */
export function causeOfStart(about: {
  readonly argv: readonly string[];
  readonly dumpFolder: string;
  readonly file: CrashFile;
  readonly nowMs: number;
  readonly log: Logger;
}): StartCause {
  const { argv, dumpFolder, file, nowMs, log } = about;
  const run = runBefore(argv);
  if (run === null) return 'asWished';
  const dump = dumpOfRun(dumpFolder, run);
  if (!dump) return 'ended';
  const { verdict, crashesMs } = decideAfterCrash(file.read(), nowMs);
  file.write(crashesMs);
  log.error('the host has crashed', { dump: path.basename(dump.file) });
  return verdict;
}
