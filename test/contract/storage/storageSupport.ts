import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fillWithDefaultSettings, normalizeMangoQuery, prepareQuery, randomToken } from 'rxdb';
import type {
  MangoQuery,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorage,
  RxStorageInstance,
} from 'rxdb';
import { afterEach } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { OpenedStorage, OpenStorageOptions } from '../../../electron/replica/storage/openStorage.ts';

/** A document of any shape; the tests write what no schema would let through, too. */
export type AnyDocument = Record<string, unknown>;
export type StoredAnyDocument = RxDocumentData<AnyDocument>;
export type AnyInstance = RxStorageInstance<AnyDocument, unknown, unknown>;
export type AnyStorage = RxStorage<never, never>;

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

/** A storage instance made without an RxDB database around it. */
export async function createInstance(
  storage: unknown,
  schema: RxJsonSchema<StoredAnyDocument>,
  names: { databaseName?: string; collectionName?: string } = {},
): Promise<AnyInstance> {
  const { createStorageInstance } = storage as RxStorage<unknown, unknown>;
  return createStorageInstance.call(storage, {
    databaseInstanceToken: randomToken(10),
    databaseName: names.databaseName ?? randomToken(10),
    collectionName: names.collectionName ?? 'things',
    schema: schema as never,
    options: {},
    multiInstance: false,
    devMode: true,
  }) as unknown as Promise<AnyInstance>;
}

/** The schema as storages get it, with RxDB's own fields and indexes added. */
export function filled(schema: RxJsonSchema<AnyDocument>): RxJsonSchema<StoredAnyDocument> {
  return fillWithDefaultSettings(schema);
}

/** The query as storages get it. */
export function prepared(
  schema: RxJsonSchema<StoredAnyDocument>,
  query: MangoQuery<AnyDocument>,
): PreparedQuery<AnyDocument> {
  return prepareQuery(schema, normalizeMangoQuery(schema, query) as never) as PreparedQuery<AnyDocument>;
}

/** A document ready to be written to a storage instance. */
export function stored(
  fields: AnyDocument,
  meta: { rev?: string; lwt?: number; isDeleted?: boolean } = {},
): StoredAnyDocument {
  return {
    ...fields,
    _deleted: meta.isDeleted ?? false,
    _attachments: {},
    _rev: meta.rev ?? '1-test',
    _meta: { lwt: meta.lwt ?? 1_000 },
  };
}
