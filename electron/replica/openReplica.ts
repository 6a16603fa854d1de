import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { addRxPlugin, createRxDatabase } from 'rxdb';
import type {
  EventBulk,
  RxCollection,
  RxConflictHandler,
  RxDatabase,
  RxDocumentData,
  RxStorage,
  RxStorageChangeEvent,
} from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import {
  COLLECTIONS,
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
} from '../../shared/sync/wire.ts';
import { DOWNSTREAM_CONTEXT, SETTLED_CONTEXT } from '../writeContexts.ts';
import { createTopic, type Subscribe } from '../topic.ts';
import { COLLECTION_PLANS, MIGRATIONS } from './collectionPlans.ts';
import { passSettledWrites } from './passSettledWrites.ts';
import { documentStoreOver, plain, type DocumentStore } from './documentStore.ts';
import type { StorageFill } from './storage/fillStorage.ts';
import type { ReportScan, ReportSlice } from './storage/reportPlan.ts';
import type { SearchAnswer, SearchTables, StorageSearch, TableRef } from './storage/searchPlan.ts';
import { openLocalStore, type LocalStore } from './localStore.ts';
import { toRxSchema } from './rxSchema.ts';

/** Settles what a collection holds when server and device changed the same document. */
export type ConflictHandlers = Readonly<Record<CollectionName, RxConflictHandler<AnyDocument>>>;

/** A storage that is open, as `openStorage` gives it. */
export interface OpenedStorage {
  readonly storage: RxStorage<unknown, unknown>;
  /** Full-text search over collections of the storage. */
  readonly search: {
    readonly open: (tables: SearchTables) => Promise<void>;
    readonly run: (search: StorageSearch) => Promise<SearchAnswer>;
  };
  /** One slice of what a report counts in a collection of the storage. */
  readonly report: (tickets: TableRef, scan: ReportScan) => Promise<ReportSlice>;
  /** The way of a first sync into collections of the storage. */
  readonly fill: StorageFill;
  /** Where a corrupt predecessor was moved; undefined in the normal case. */
  readonly setAside?: string | undefined;
  close(): Promise<void>;
}

/** Opens the storage of one file; see `electron/replica/storage/openStorage.ts`. */
export type OpenStorage = (options: { readonly filePath: string }) => Promise<OpenedStorage>;

/** The typed stores of a replica. */
export type DocumentStores = { readonly [C in CollectionName]: DocumentStore<DocumentOf[C]> };

/** Documents of one collection that were written together. */
export interface ReplicaChange {
  readonly collection: CollectionName;
  /** Nobody here did it: replication brought it, or it only sets what follows from the rest. Otherwise this device wrote it. */
  readonly isFromServer: boolean;
  readonly documents: readonly {
    readonly id: string;
    /** As it is now; of a deleted one, the last state. */
    readonly document: AnyDocument;
    readonly isDeleted: boolean;
    readonly previous: AnyDocument | null;
  }[];
}

/** One agent's copy of one workspace. */
export interface Replica {
  readonly stores: DocumentStores;
  readonly local: LocalStore;
  /** Full-text search over the tickets; finds everything that was on disk before it was asked. */
  search(search: StorageSearch): Promise<SearchAnswer>;
  /** One slice of what a report counts in the tickets. */
  report(scan: ReportScan): Promise<ReportSlice>;
  /** Hears of every write, after it is on disk. */
  readonly onChange: Subscribe<ReplicaChange>;
  /** For the first sync only. */
  readonly fill: StorageFill;
  /** For replication only; everything else uses `stores`. */
  readonly collections: Readonly<Record<CollectionName, RxCollection<AnyDocument>>>;
  /** Files that had to be set aside while opening. */
  readonly setAside: readonly string[];
  close(): Promise<void>;
}

/** What tells replicas apart: each server, workspace and agent has its own. */
export interface ReplicaOwner {
  readonly server: string;
  readonly workspaceId: string;
  readonly agentId: string;
}

const FILE_NAME = 'replica.sqlite';
const FOLDER_HASH_LENGTH = 24;
/** "Another instance created this collection with a different schema." Source: RxDB error messages. */
const SCHEMA_CHANGED = 'DB6';

addRxPlugin(RxDBMigrationSchemaPlugin);

/** The folder of one owner's replica below the data folder. */
export function replicaFolder(dataDir: string, owner: ReplicaOwner): string {
  const name = sha256(JSON.stringify([owner.server, owner.workspaceId, owner.agentId])).slice(
    0,
    FOLDER_HASH_LENGTH,
  );
  return path.join(dataDir, 'replicas', name);
}

/**
 * Opens a replica. Rejects with the storage's codes (`storage.locked`, `storage.unwritable`, `storage.full`). A file
 * whose layout no migration knows is set aside and the replica starts empty: the server has everything it accepted.
 */
export async function openReplica(options: {
  readonly folder: string;
  readonly openStorage: OpenStorage;
  readonly conflictHandlers: ConflictHandlers;
}): Promise<Replica> {
  const filePath = path.join(options.folder, FILE_NAME);
  try {
    return await openFile(filePath, options, []);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === SCHEMA_CHANGED)) throw cause;
    const aside = `${filePath}.layout-${String(Date.now())}`;
    await Promise.all(['', '-wal', '-shm'].map((suffix) => moveIfThere(filePath + suffix, aside + suffix)));
    return openFile(filePath, options, [aside]);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
  }
}

async function openFile(
  filePath: string,
  options: { readonly openStorage: OpenStorage; readonly conflictHandlers: ConflictHandlers },
  alreadyAside: readonly string[],
): Promise<Replica> {
  const opened = await options.openStorage({ filePath });
  let database: RxDatabase | undefined;
  try {
    database = await createRxDatabase({
      // The name is part of nothing but messages: the storage's file tells replicas apart.
      name: filePath,
      storage: opened.storage,
      multiInstance: false,
      eventReduce: true,
      ignoreDuplicate: false,
      // The default hashes through WebCrypto, asynchronously and without need.
      hashFunction: (input) =>
        Promise.resolve(sha256(typeof input === 'string' ? input : JSON.stringify(input))),
    });
    const creators = Object.fromEntries(
      COLLECTIONS.map((name) => [
        name,
        {
          schema: toRxSchema<AnyDocument>(COLLECTION_PLANS[name]),
          migrationStrategies: MIGRATIONS[name],
          conflictHandler: options.conflictHandlers[name],
        },
      ]),
    );
    const collections = (await database.addCollections(creators)) as unknown as Replica['collections'];
    const refTo = (name: CollectionName) => ({
      databaseName: filePath,
      collectionName: name,
      version: COLLECTION_PLANS[name].version,
    });
    await opened.search.open({
      tickets: refTo('tickets'),
      messages: refTo('messages'),
      contacts: refTo('contacts'),
    });
    const local = await openLocalStore(database);
    const openDatabase = database;
    const changes = createTopic<ReplicaChange>();
    for (const name of COLLECTIONS) {
      passSettledWrites(collections[name].storageInstance);
      collections[name].storageInstance.changeStream().subscribe((bulk) => {
        changes.emit(toChange(name, bulk));
      });
    }
    return {
      collections,
      local,
      fill: opened.fill,
      search: (search) => opened.search.run(search),
      report: (scan) => opened.report(refTo('tickets'), scan),
      onChange: changes.subscribe,
      stores: {
        tickets: documentStoreOver(collections.tickets as unknown as RxCollection<DocumentOf['tickets']>),
        messages: documentStoreOver(collections.messages as unknown as RxCollection<DocumentOf['messages']>),
        contacts: documentStoreOver(collections.contacts as unknown as RxCollection<DocumentOf['contacts']>),
        settings: documentStoreOver(collections.settings as unknown as RxCollection<DocumentOf['settings']>),
      },
      setAside: [...alreadyAside, ...(opened.setAside === undefined ? [] : [opened.setAside])],
      close: async () => {
        await local.close();
        await openDatabase.close();
        await opened.close();
      },
    };
  } catch (cause) {
    await database?.close();
    await opened.close();
    throw cause;
  }
}

function toChange(
  collection: CollectionName,
  bulk: EventBulk<RxStorageChangeEvent<AnyDocument>, unknown>,
): ReplicaChange {
  return {
    collection,
    isFromServer: bulk.context.startsWith(DOWNSTREAM_CONTEXT) || bulk.context === SETTLED_CONTEXT,
    documents: bulk.events.map((event) => ({
      id: event.documentId,
      document: plain<AnyDocument>(event.documentData),
      isDeleted: event.operation === 'DELETE',
      previous: previousOf(event),
    })),
  };
}

function previousOf(event: RxStorageChangeEvent<AnyDocument>): AnyDocument | null {
  const previous: RxDocumentData<AnyDocument> | undefined =
    event.operation === 'INSERT' ? undefined : event.previousDocumentData;
  return previous && !previous._deleted ? plain<AnyDocument>(previous) : null;
}
