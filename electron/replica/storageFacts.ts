import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { COLLECTIONS, type CollectionName } from '../../shared/sync/wire.ts';
import type { DocumentStores } from './openReplica.ts';

/** The size of everything in a folder, in bytes. */
export async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** How many documents each collection holds here. */
export async function documentCounts(
  stores: DocumentStores,
): Promise<Readonly<Record<CollectionName, number>>> {
  const counts = await Promise.all(
    COLLECTIONS.map(async (name) => [name, await stores[name].count({})] as const),
  );
  return Object.fromEntries(counts) as Record<CollectionName, number>;
}
