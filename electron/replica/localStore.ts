import { createRevision, fillWithDefaultSettings, now } from 'rxdb';
import type { BulkWriteRow, RxDatabase, RxDocumentData, RxJsonSchema, RxStorageInstance } from 'rxdb';
import { BatonError } from '../../shared/errors.ts';

/** One thing this device keeps for itself; `value` is plain data that its reader parses before use. */
interface LocalDocument {
  readonly id: string;
  readonly value: unknown;
}

/**
 * What never leaves this device: drafts, pending sends, held changes, marks. Keys look like `draft:<id>`. Held in memory
 * as well, so reading needs no waiting; a write is on disk when its promise resolves.
 */
export interface LocalStore {
  get(key: string): unknown;
  /** Everything whose key starts with `prefix`, by key. */
  list(prefix: string): readonly { readonly key: string; readonly value: unknown }[];
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

const KEY_MAX_LENGTH = 200;
const READ_BATCH = 500;
const CONTEXT = 'baton-local';

const SCHEMA = {
  title: 'local',
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: KEY_MAX_LENGTH },
    value: { type: 'object', additionalProperties: true },
  },
  required: ['id'],
} as unknown as RxJsonSchema<LocalDocument>;

/**
 * Opens the store beside the collections of a database. It is a plain storage instance and no collection, because RxDB
 * counts open collections per process and this needs none of what a collection adds.
 */
export async function openLocalStore(database: RxDatabase): Promise<LocalStore> {
  const instance: RxStorageInstance<LocalDocument, unknown, unknown> =
    await database.storage.createStorageInstance({
      databaseInstanceToken: database.token,
      databaseName: database.name,
      collectionName: 'local',
      schema: fillWithDefaultSettings(SCHEMA),
      options: {},
      multiInstance: false,
      devMode: false,
    });
  const stored = new Map<string, RxDocumentData<LocalDocument>>();
  let since: unknown;
  for (;;) {
    if (!instance.getChangedDocumentsSince) break;
    const changed: { documents: RxDocumentData<LocalDocument>[]; checkpoint: unknown } =
      await instance.getChangedDocumentsSince(READ_BATCH, since);
    const { documents, checkpoint } = changed;
    if (documents.length === 0) break;
    since = checkpoint;
    for (const document of documents) stored.set(document.id, document);
  }
  let queue: Promise<unknown> = Promise.resolve();

  function write(key: string, value: unknown, isDeleted: boolean): Promise<void> {
    const run = queue.then(async () => {
      const previous = stored.get(key);
      if (isDeleted && (!previous || previous._deleted)) return;
      const document = {
        id: key,
        value,
        _deleted: isDeleted,
        _attachments: {},
        _meta: { lwt: now() },
        _rev: createRevision(database.token, previous),
      } as RxDocumentData<LocalDocument>;
      const row: BulkWriteRow<LocalDocument> = { ...(previous && { previous }), document };
      const { error } = await instance.bulkWrite([row], CONTEXT);
      if (error.length > 0) {
        throw new BatonError('internal', 'could not keep a local document', {
          key,
          status: error[0]?.status,
        });
      }
      stored.set(key, document);
    });
    queue = run.catch(() => undefined);
    return run;
  }

  return {
    get: (key) => {
      const found = stored.get(key);
      return found && !found._deleted ? found.value : undefined;
    },
    list: (prefix) =>
      [...stored.values()]
        .filter((document) => !document._deleted && document.id.startsWith(prefix))
        .map((document) => ({ key: document.id, value: document.value })),
    set: (key, value) => write(key, value, false),
    remove: (key) => write(key, {}, true),
    close: async () => {
      await queue;
      await instance.close();
    },
  };
}
