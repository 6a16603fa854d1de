import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { BatonError } from '../../shared/errors.ts';

/** Only the person who runs Baton may read it. */
const PRIVATE_MODE = 0o600;

/**
 * Writes a file so that a crash leaves the old or the new content, never half of it. The file is private to its owner.
 * Rejects with `storage.full` or `storage.unwritable`.
 */
export async function writePrivateFile(filePath: string, text: string): Promise<void> {
  try {
    await write(filePath, text);
  } catch (cause) {
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    const code = isFull ? 'storage.full' : 'storage.unwritable';
    throw new BatonError(code, 'the file could not be written', { filePath }, { cause });
  }
}

async function write(filePath: string, text: string): Promise<void> {
  await mkdir(path.dirname(filePath), { recursive: true });
  const temporary = `${filePath}.new`;
  const file = await open(temporary, 'w', PRIVATE_MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, filePath);
}

/** The content, `undefined` when there is no such file. Other failures are thrown. */
export async function readIfThere(filePath: string): Promise<string | undefined> {
  try {
    return await readFile(filePath, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}
