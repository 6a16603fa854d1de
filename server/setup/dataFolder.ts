import path from 'node:path';
import type { Clock } from '../clock.ts';
import { deriveSecrets, loadMasterSecret, type Secrets } from '../security/secrets.ts';
import { holdLock, openSqlite } from '../store/sqlite.ts';
import { openStore, type Store } from '../store/store.ts';

/** An opened data folder. */
export interface DataFolder {
  readonly store: Store;
  readonly secrets: Secrets;
}

/** Opens (and where it is empty, fills) a data folder. Throws `storage.*` with a message for people. */
export async function openDataFolder(folder: string, clock: Clock): Promise<DataFolder> {
  const secrets = deriveSecrets(loadMasterSecret(path.join(folder, 'server.key')));
  const store = await openStore(openSqlite(path.join(folder, 'baton.sqlite')), clock);
  return { store, secrets };
}

/** Keeps a second server out of a data folder. Returns the release; throws `storage.locked`. */
export function lockDataFolder(folder: string): () => void {
  return holdLock(path.join(folder, 'server.lock'));
}
