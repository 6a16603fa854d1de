import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Licence } from '../shared/ipc/desktop.ts';

/** What the build has written down about the packages in its outputs, each once and by name. */
export async function readLicences(folders: readonly string[]): Promise<readonly Licence[]> {
  const texts = await Promise.all(
    folders.map((folder) => readFile(path.join(folder, 'licences.json'), 'utf8')),
  );
  const all = texts.flatMap((text) => z.array(Licence).parse(JSON.parse(text)));
  const byName = new Map(all.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
}
