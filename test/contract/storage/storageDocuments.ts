import { fillWithDefaultSettings, normalizeMangoQuery, prepareQuery, randomToken } from 'rxdb';
import type {
  MangoQuery,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorage,
  RxStorageDefaultCheckpoint,
  RxStorageInstance,
} from 'rxdb';

/** A document of any shape; the tests write what no schema would let through, too. */
export type AnyDocument = Record<string, unknown>;
export type StoredAnyDocument = RxDocumentData<AnyDocument>;
export type AnyInstance = RxStorageInstance<AnyDocument, unknown, unknown, RxStorageDefaultCheckpoint>;

/** A storage instance made without an RxDB database around it. */
export async function createInstance(
  storage: unknown,
  schema: RxJsonSchema<StoredAnyDocument>,
  names: { databaseName?: string; collectionName?: string } = {},
): Promise<AnyInstance> {
  const made: RxStorageInstance<AnyDocument, unknown, unknown> = await (
    storage as RxStorage<unknown, unknown>
  ).createStorageInstance<AnyDocument>({
    databaseInstanceToken: randomToken(10),
    databaseName: names.databaseName ?? randomToken(10),
    collectionName: names.collectionName ?? 'things',
    schema,
    options: {},
    multiInstance: false,
    devMode: true,
  });
  return made as AnyInstance;
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
  return prepareQuery<AnyDocument>(schema, normalizeMangoQuery(schema, query));
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
