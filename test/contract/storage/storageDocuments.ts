import { fillWithDefaultSettings, normalizeMangoQuery, prepareQuery, randomToken } from 'rxdb';
import type {
  MangoQuery,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorage,
  RxStorageInstance,
} from 'rxdb';

/** A document of any shape; the tests write what no schema would let through, too. */
export type AnyDocument = Record<string, unknown>;
export type StoredAnyDocument = RxDocumentData<AnyDocument>;
export type AnyInstance = RxStorageInstance<AnyDocument, unknown, unknown>;

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
