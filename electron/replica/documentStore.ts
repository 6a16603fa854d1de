import { normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { BulkWriteRow, MangoQuery, PreparedQuery, RxCollection, RxDocumentData } from 'rxdb';
import { BatonError } from '../../shared/errors.ts';
import { SETTLED_CONTEXT } from '../writeContexts.ts';

/** A query as plain data; see RxDB's Mango queries. */
export interface DocumentQuery {
  readonly selector: Readonly<Record<string, unknown>>;
  readonly sort?: readonly Readonly<Record<string, 'asc' | 'desc'>>[];
  readonly skip?: number;
  readonly limit?: number;
}

/** Documents that were read, to set what follows from the rest of them. They carry RxDB's own fields: copying costs more than all else. */
export interface SettlePage<T> {
  readonly documents: readonly T[];
  /** As `settleMany` does it; nothing is read again but what somebody has changed meanwhile. */
  settle(decide: (current: T) => T | null): Promise<void>;
}

/** Reads and writes of one collection, with plain documents in and out. */
export interface DocumentStore<T> {
  /** `undefined` when there is none (or it is deleted). */
  get(id: string): Promise<T | undefined>;
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, T>>;
  query(query: DocumentQuery): Promise<readonly T[]>;
  /** Answered from indexes; never loads a row. */
  count(selector: DocumentQuery['selector']): Promise<number>;
  /** Writes a document whose id nobody has yet. `false` when one exists already: nothing is written then. */
  insert(document: T): Promise<boolean>;
  /**
   * Reads, decides and writes as one step: `decide` is asked again when somebody else was faster. It returns `null` to
   * leave the document alone; what it throws goes to the caller. Returns the document as it is afterwards, `undefined`
   * when there is none.
   */
  update(id: string, decide: (current: T) => T | null): Promise<T | undefined>;
  /**
   * Sets what follows from the rest of documents and is nobody's change: their stamp stays, so nothing is sent and nothing
   * waits. `decide` is asked as in `update`; what is not there is passed over.
   */
  settleMany(ids: readonly string[], decide: (current: T) => T | null): Promise<void>;
  /** Reads a page of documents for that. */
  querySettling(query: DocumentQuery): Promise<SettlePage<T>>;
  /** Takes a document away when it still is what it should be; `onLeaving` hears its stamp before. */
  remove(id: string, isStill: (current: T) => boolean, onLeaving?: (rev: string) => void): Promise<void>;
}

type Stored<T> = RxDocumentData<T>;

const CONFLICT = 409;
const WRITE_CONTEXT = 'baton-local-write';

/**
 * The store over a collection's storage. It goes below RxDB's documents and query cache on purpose: a list of 300 rows
 * needs neither, and a view whose selector holds the time would fill that cache with queries nobody asks again.
 */
export function documentStoreOver<T extends { readonly id: string }>(
  collection: RxCollection<T>,
): DocumentStore<T> {
  const { storageInstance } = collection;
  const { schema } = storageInstance;

  function prepare(query: DocumentQuery, isCount: boolean): PreparedQuery<T> {
    const mango = {
      // As RxDB's own queries do: leaves deleted documents out, and every index begins with this column.
      selector: { ...query.selector, _deleted: { $eq: false } },
      ...(query.sort && { sort: query.sort }),
      ...(query.skip !== undefined && { skip: query.skip }),
      ...(query.limit !== undefined && { limit: query.limit }),
    } as unknown as MangoQuery<T>;
    // Reading is all we do, but RxDB takes the parts of the query over as its own.
    return prepareQuery(schema, normalizeMangoQuery(schema, structuredClone(mango), isCount));
  }

  async function find(id: string): Promise<Stored<T> | undefined> {
    const [found] = await storageInstance.findDocumentsById([id], false);
    return found;
  }

  /** `false` when somebody else was faster. */
  async function write(document: T, previous: Stored<T> | undefined, isDeleted = false): Promise<boolean> {
    const row = {
      ...(previous && { previous }),
      document: {
        ...document,
        _deleted: isDeleted,
        _attachments: {},
        _meta: { ...(previous?._meta ?? { lwt: 1 }) },
        _rev: previous?._rev ?? '1-new',
      },
    } as unknown as BulkWriteRow<T>;
    const { error } = await storageInstance.bulkWrite([row], WRITE_CONTEXT);
    const [failure] = error;
    if (!failure) return true;
    if (failure.status === CONFLICT) return false;
    throw new BatonError('internal', 'the replica refused a write', {
      id: document.id,
      status: failure.status,
    });
  }

  /** Answers the ids of what somebody has changed meanwhile. */
  async function settle(
    found: readonly Stored<T>[],
    decide: (current: T) => T | null,
  ): Promise<readonly string[]> {
    const rows = found.flatMap((stored) => {
      const next = decide(stored);
      return next === null ? [] : [{ previous: stored, document: { ...stored, ...next } }];
    });
    if (rows.length === 0) return [];
    const { error } = await storageInstance.bulkWrite(rows, SETTLED_CONTEXT);
    const failure = error.find(({ status }) => status !== CONFLICT);
    if (failure)
      throw new BatonError('internal', 'the replica refused a write', {
        id: failure.documentId,
        status: failure.status,
      });
    return error.map(({ documentId }) => documentId);
  }

  async function settleMany(ids: readonly string[], decide: (current: T) => T | null): Promise<void> {
    let open = ids;
    while (open.length > 0)
      open = await settle(await storageInstance.findDocumentsById([...open], false), decide);
  }

  return {
    get: async (id) => {
      const found = await find(id);
      return found && plain<T>(found);
    },
    getMany: async (ids) => {
      const found = ids.length === 0 ? [] : await storageInstance.findDocumentsById([...new Set(ids)], false);
      return new Map(found.map((document) => [(document as { id: string }).id, plain<T>(document)]));
    },
    query: async (query) => {
      const { documents } = await storageInstance.query(prepare(query, false));
      return documents.map((document) => plain<T>(document));
    },
    count: async (selector) => (await storageInstance.count(prepare({ selector }, true))).count,
    insert: async (document) => (await find(document.id)) === undefined && write(document, undefined),
    update: async (id, decide) => {
      for (;;) {
        const stored = await find(id);
        if (!stored) return undefined;
        const current = plain<T>(stored);
        const next = decide(current);
        if (next === null) return current;
        if (await write(next, stored)) return next;
      }
    },
    settleMany,
    querySettling: async (query) => {
      const { documents: stored } = await storageInstance.query(prepare(query, false));
      return {
        documents: stored,
        settle: async (decide) => {
          await settleMany(await settle(stored, decide), decide);
        },
      };
    },
    remove: async (id, isStill, onLeaving) => {
      for (;;) {
        const stored = await find(id);
        if (!stored) return;
        const current = plain<T>(stored);
        if (!isStill(current)) return;
        onLeaving?.((current as unknown as { readonly rev: string }).rev);
        if (await write(current, stored, true)) return;
      }
    },
  };
}

/** A stored document without RxDB's own fields. */
export function plain<T>(stored: RxDocumentData<T>): T {
  const { _deleted, _attachments, _meta, _rev, ...fields } = stored as RxDocumentData<
    Record<string, unknown>
  >;
  return fields as T;
}
