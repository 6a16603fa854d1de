import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { OpenedStorage, OpenStorageOptions } from '../../../electron/replica/storage/openStorage.ts';

const toUndo: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const undo of toUndo.splice(0).reverse()) await undo();
});

/** Runs `undo` when the test is over, the last registered first. */
export function afterTest(undo: () => Promise<void> | void): void {
  toUndo.push(undo);
}

/** A folder of its own, gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-storage-'));
  afterTest(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** An open storage on a fresh file (or the given one), closed after the test. */
export async function freshStorage(options: Partial<OpenStorageOptions> = {}): Promise<OpenedStorage> {
  const filePath = options.filePath ?? join(freshFolder(), 'replica.sqlite');
  const opened = await openStorage({ mode: 'sameThread', ...options, filePath });
  afterTest(() => opened.close().catch(() => undefined));
  return opened;
}
