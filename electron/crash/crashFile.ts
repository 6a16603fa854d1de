import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** When the host crashed, kept over its restarts. Instants are UTC epoch ms. */
export interface CrashFile {
  read(): readonly number[];
  write(crashesMs: readonly number[]): void;
  /** True once after a restart that a crash made necessary. */
  takeRestart(): boolean;
}

const Shape = z.object({ crashesMs: z.array(z.number()), isRestart: z.boolean() });
const NOTHING: z.infer<typeof Shape> = { crashesMs: [], isRestart: false };

/** The file in Baton's data folder. One that cannot be read or written tells of no crash. */
export function openCrashFile(folder: string): CrashFile {
  const file = path.join(folder, 'crashes.json');
  const load = (): z.infer<typeof Shape> => {
    try {
      return Shape.catch(NOTHING).parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // No file is the normal case, and a broken one must not stop the restart it is there for.
      return NOTHING;
    }
  };
  const save = (content: z.infer<typeof Shape>): void => {
    try {
      writeFileSync(file, JSON.stringify(content));
    } catch {
      // A disk that takes nothing may be what the crash came from; starting again matters more.
      rmSync(file, { force: true });
    }
  };
  return {
    read: () => load().crashesMs,
    write: (crashesMs) => {
      save({ crashesMs: [...crashesMs], isRestart: true });
    },
    takeRestart: () => {
      const { crashesMs, isRestart } = load();
      if (isRestart) save({ crashesMs, isRestart: false });
      return isRestart;
    },
  };
}
