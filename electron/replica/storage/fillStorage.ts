import type { RxStorageInstance } from 'rxdb';

import type { CollectionName } from '../../../shared/sync/wire.ts';
import type { FillRead, FillTarget } from './fillPlan.ts';
import type { SqliteInternals } from './sqliteInstance.ts';
import type { StorageCore } from './storageCore.ts';

/** RxDB's own mark on what replication has brought begins so; listeners tell by it who has written. */
const FILL_CONTEXT = 'replication-downstream-fill';

/** What a first sync fills: two instances of this storage. */
export type FillPlace = {
  readonly collection: CollectionName;
  readonly documents: RxStorageInstance<unknown, unknown, unknown>;
  /** Where replication of the collection keeps its notes. */
  readonly notes: RxStorageInstance<unknown, unknown, unknown>;
  /** For rows that are new; RxDB counts on from it. */
  readonly revision: string;
};

/**
 * The way of a first sync, past RxDB: the server's answer goes to the storage's thread as it came, is checked and
 * written there, and only news of it comes back. A document costs the caller's thread a fifth of what RxDB's replication
 * takes, and the file one transaction instead of four per batch.
 */
export type StorageFill = {
  /** Hands over the body of an answer; its documents wait for `write`. The bytes are gone from here afterwards. */
  readonly read: (place: FillPlace, body: Uint8Array<ArrayBuffer>) => Promise<FillRead | 'unreadable'>;
  /**
   * Writes what was read last. Answers `taken`, with nothing written, as soon as the collection holds anything that no
   * fill has brought: then replication goes on from its stored checkpoint.
   */
  readonly write: (place: FillPlace) => Promise<'written' | 'taken'>;
};

/** The fill over a core. */
export function createStorageFill(core: StorageCore): StorageFill {
  return {
    read: (place, body) => core.readFill(targetOf(place), body),
    write: async (place) => {
      const answer = await core.writeFill(targetOf(place));
      if (answer === 'taken') return 'taken';
      tellOf(internalsOf(place.documents), answer);
      return 'written';
    },
  };
}

function targetOf({ collection, documents, notes, revision }: FillPlace): FillTarget {
  return {
    collection,
    documents: internalsOf(documents).table,
    notes: internalsOf(notes).table,
    revision,
  };
}

/** RxDB hands its wrapped instances the internals of what they wrap. */
function internalsOf(instance: FillPlace['documents']): SqliteInternals {
  return instance.internals as SqliteInternals;
}

function tellOf({ layout, changes$ }: SqliteInternals, texts: readonly string[]): void {
  const [last] = texts.slice(-1);
  if (last === undefined) return;
  type Change = Parameters<typeof changes$.next>[0];
  const events = texts.map((text) => {
    const documentData = JSON.parse(text) as Change['events'][number]['documentData'];
    const documentId = String((documentData as Record<string, unknown>)[layout.primaryPath]);
    return { documentId, documentData, previousDocumentData: undefined, operation: 'INSERT' as const };
  });
  const newest = events.at(-1);
  if (!newest) return;
  changes$.next({
    id: `fill ${newest.documentId}`,
    events,
    checkpoint: { id: newest.documentId, lwt: newest.documentData._meta.lwt },
    context: FILL_CONTEXT,
  });
}
