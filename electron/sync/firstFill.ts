import { getRxReplicationMetaInstanceSchema } from 'rxdb';
import type { RxCollection, RxStorageInstance, RxStorageReplicationMeta } from 'rxdb';
import { BatonError } from '../../shared/errors.ts';
import type { AnyDocument, Checkpoint, CollectionName } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { FillRead } from '../replica/storage/fillPlan.ts';
import type { FillPlace, StorageFill } from '../replica/storage/fillStorage.ts';
import type { Link } from './link.ts';
import type { AccessToken, ServerClient } from './serverClient.ts';

type Notes = RxStorageInstance<RxStorageReplicationMeta<AnyDocument, Checkpoint>, unknown, unknown>;

/** What filling a collection needs from outside. */
export interface FillPorts {
  readonly fill: StorageFill;
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly link: Link;
  readonly observeRev: (rev: string) => void;
  readonly onReceived: (count: number) => void;
  /** Resolves with the end of the server's log when pulling may begin. */
  readonly mayPull: Promise<number>;
  readonly log: Logger;
}

/** Documents in one answer: some 40 ms of the storage's thread, which meanwhile answers no window. */
const FILL_BATCH = 500;
/** After an answer that did not arrive whole smaller ones are asked for: on a slow line they arrive in time. */
const FILL_BATCH_MIN = 25;

/**
 * Brings an empty collection to where the server's log ends, or as far as it stays untouched by anybody here. Whatever is
 * left, replication does: it finds the notes it would have made itself. One answer is written while the next one travels.
 * Rejects with failures that waiting does not cure, and with the signal's reason.
 */
export async function fillCollection(
  collection: RxCollection<AnyDocument>,
  identifier: string,
  ports: FillPorts,
  signal: AbortSignal,
): Promise<void> {
  const head = await ports.mayPull;
  signal.throwIfAborted();
  const notes = await openNotes(collection, identifier);
  const place: FillPlace = {
    collection: collection.name as CollectionName,
    documents: collection.storageInstance as unknown as FillPlace['documents'],
    notes: notes as unknown as FillPlace['notes'],
    revision: `1-${collection.database.token}`,
  };
  let writing: Promise<'written' | 'taken'> = Promise.resolve('written');
  try {
    let since = await storedCheckpoint(notes);
    const batch = { size: FILL_BATCH };
    // A checkpoint beyond the head is a server that came back from a backup: replication knows what to do.
    while (since < head) {
      const { read, asked } = await pull(place, since, batch, ports, signal);
      if ((await writing) === 'taken') return;
      signal.throwIfAborted();
      writing = ports.fill.write(place);
      // Heard at its turn; until then nobody listens.
      writing.catch(() => undefined);
      noteRead(place.collection, read, ports);
      since = Math.max(since, read.seq);
      if (read.count < asked) break;
    }
    await writing;
  } finally {
    // Nothing is written any more when this has ended.
    await writing.catch(() => undefined);
    await notes.close();
  }
}

async function pull(
  place: FillPlace,
  since: number,
  batch: { size: number },
  { client, accessToken, link, fill }: FillPorts,
  signal: AbortSignal,
): Promise<{ readonly read: FillRead; readonly asked: number }> {
  return link.call(signal, async () => {
    const asked = batch.size;
    const query = { collection: place.collection, since, limit: asked };
    const body = await client.pullBody(accessToken, query, signal).catch((cause: unknown) => {
      batch.size = Math.max(FILL_BATCH_MIN, Math.floor(asked / 2));
      throw cause;
    });
    batch.size = Math.min(FILL_BATCH, asked * 2);
    const read = await fill.read(place, body);
    if (read === 'unreadable') throw new BatonError('server.notBaton', 'the server answered something else');
    return { read, asked };
  });
}

function noteRead(
  collection: CollectionName,
  read: FillRead,
  { log, observeRev, onReceived }: FillPorts,
): void {
  const { unfitIds, lastRev, fitting } = read;
  if (unfitIds.length > 0) {
    log.error('the server sent documents that do not fit', {
      collection,
      count: unfitIds.length,
      first: unfitIds[0],
    });
  }
  if (lastRev !== '') observeRev(lastRev);
  onReceived(fitting);
}

/** The table in which RxDB's replication of this name keeps its notes. Source: rxdb, RxReplicationState. */
async function openNotes(collection: RxCollection<AnyDocument>, identifier: string): Promise<Notes> {
  const { database } = collection;
  const hash = await database.hashFunction([collection.name, identifier].join('-'));
  return database.storage.createStorageInstance<RxStorageReplicationMeta<AnyDocument, Checkpoint>>({
    databaseName: database.name,
    collectionName: `rx-replication-meta-${hash}`,
    databaseInstanceToken: database.token,
    multiInstance: database.multiInstance,
    options: {},
    schema: getRxReplicationMetaInstanceSchema<AnyDocument, Checkpoint>(collection.schema.jsonSchema, false),
    devMode: false,
  });
}

async function storedCheckpoint(notes: Notes): Promise<number> {
  const [note] = await notes.findDocumentsById(['down|1'], false);
  return note?.checkpointData?.seq ?? 0;
}
