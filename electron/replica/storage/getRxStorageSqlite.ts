import { ensureRxStorageInstanceParamsAreCorrect, RXDB_VERSION } from 'rxdb';
import type { RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import { Subject } from 'rxjs';

import { layoutOf } from './schemaColumns.ts';
import type { StorageSchema } from './schemaColumns.ts';
import { RxStorageInstanceSqlite } from './sqliteInstance.ts';
import type { SqliteInstanceOptions, SqliteInternals } from './sqliteInstance.ts';
import type { StorageCore } from './storageCore.ts';

/** RxDB's storage over SQLite. Every database and collection created with it lives in the one file of its core. */
export type RxStorageSqlite = RxStorage<SqliteInternals, SqliteInstanceOptions>;

type Shared = { readonly internals: Promise<SqliteInternals>; openInstances: number };

/**
 * The storage to give to `createRxDatabase`. Instances of one collection share one change stream, as with RxDB's memory
 * storage; other processes are kept out by the file's lock, so `multiInstance` needs nothing more. Keys compression,
 * encryption and attachment compression are refused with RxDB's own errors: they belong into a wrapper around it.
 */
export function getRxStorageSqlite({ core }: { core: StorageCore }): RxStorageSqlite {
  const sharedByKey = new Map<string, Shared>();

  async function createStorageInstance<Document>(
    params: RxStorageInstanceCreationParams<Document, SqliteInstanceOptions>,
  ): Promise<RxStorageInstanceSqlite<Document>> {
    ensureRxStorageInstanceParamsAreCorrect(params);
    const { databaseName, collectionName, schema } = params;
    const key = JSON.stringify([databaseName, collectionName, schema.version]);
    const shared = sharedByKey.get(key) ?? { internals: openInternals(core, params), openInstances: 0 };
    shared.openInstances++;
    sharedByKey.set(key, shared);
    const forget = () => {
      shared.openInstances--;
      if (shared.openInstances === 0 && sharedByKey.get(key) === shared) sharedByKey.delete(key);
    };
    try {
      const internals = await shared.internals;
      const onClosed = () => {
        // After a removal the next instance starts over, whoever still holds the removed one.
        if (internals.isRemoved && sharedByKey.get(key) === shared) sharedByKey.delete(key);
        forget();
      };
      return new RxStorageInstanceSqlite({ databaseName, collectionName, schema, internals, core, onClosed });
    } catch (error) {
      forget();
      throw error;
    }
  }

  return { name: 'baton-sqlite', rxdbVersion: RXDB_VERSION, createStorageInstance };
}

async function openInternals<Document>(
  core: StorageCore,
  params: RxStorageInstanceCreationParams<Document, SqliteInstanceOptions>,
): Promise<SqliteInternals> {
  const { databaseName, collectionName } = params;
  const schema = params.schema as unknown as StorageSchema;
  const table = await core.openTable({ databaseName, collectionName, schema });
  return { table, layout: layoutOf(schema), changes$: new Subject(), isRemoved: false };
}
