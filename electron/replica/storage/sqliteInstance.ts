import { categorizeBulkWriteRows, now, stripAttachmentsDataFromDocument } from 'rxdb';
import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxAttachmentData,
  RxAttachmentWriteData,
  RxDocumentData,
  RxDocumentWriteData,
  RxJsonSchema,
  RxStorageBulkWriteResponse,
  RxStorageChangeEvent,
  RxStorageCountResult,
  RxStorageDefaultCheckpoint,
  RxStorageInstance,
  RxStorageQueryResult,
} from 'rxdb';
import type { Observable, Subject } from 'rxjs';

import { BatonError } from '../../../shared/errors.ts';
import { rowGathererFor } from './rowValues.ts';
import type { RowGatherer } from './rowValues.ts';
import type { TableLayout } from './schemaColumns.ts';
import type {
  AttachmentWrite,
  DocumentPages,
  StorageCore,
  TableId,
  WriteAnswer,
  WriteBatch,
} from './storageCore.ts';
import { toSortableText } from './textOrder.ts';

type SqliteEventBulk<Document> = EventBulk<
  RxStorageChangeEvent<RxDocumentData<Document>>,
  RxStorageDefaultCheckpoint
>;

/** What all instances of one collection in this storage share. */
export type SqliteInternals = {
  readonly table: TableId;
  readonly layout: TableLayout;
  readonly changes$: Subject<SqliteEventBulk<unknown>>;
  isRemoved: boolean;
};

/** This storage takes no options per instance. */
export type SqliteInstanceOptions = Record<string, never>;

/**
 * One collection's storage, as RxDB sees it. It takes documents apart and puts answers together in the caller's thread;
 * the file is the core's business. Events are made here from the caller's own documents, so that they never travel.
 */
export class RxStorageInstanceSqlite<Document> implements RxStorageInstance<
  Document,
  SqliteInternals,
  SqliteInstanceOptions,
  RxStorageDefaultCheckpoint
> {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<Document>>>;
  readonly options: Readonly<SqliteInstanceOptions> = {};
  readonly internals: SqliteInternals;
  readonly #core: StorageCore;
  readonly #onClosed: () => void;
  readonly #gatherRows: () => RowGatherer;
  #closing: Promise<void> | undefined;

  constructor(options: {
    databaseName: string;
    collectionName: string;
    schema: Readonly<RxJsonSchema<RxDocumentData<Document>>>;
    internals: SqliteInternals;
    core: StorageCore;
    onClosed: () => void;
  }) {
    this.databaseName = options.databaseName;
    this.collectionName = options.collectionName;
    this.schema = options.schema;
    this.internals = options.internals;
    this.#core = options.core;
    this.#onClosed = options.onClosed;
    this.#gatherRows = rowGathererFor(options.internals.layout);
  }

  async bulkWrite(
    rows: BulkWriteRow<Document>[],
    context: string,
  ): Promise<RxStorageBulkWriteResponse<Document>> {
    this.#ensureOpen();
    const attachments = this.schema.attachments ? await Promise.all(rows.map(this.#attachmentWrite)) : [];
    const answer = await this.#core.write(
      this.internals.table,
      this.#toBatch(
        rows,
        attachments.filter((write) => write !== undefined),
      ),
    );
    const { primaryPath } = this.internals.layout;
    const categorized = categorizeBulkWriteRows<Document>(
      this,
      primaryPath as never,
      this.#storedBefore(rows, answer),
      rows,
      context,
    );
    this.#emit(categorized);
    return { error: categorized.errors };
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Document>[]> {
    this.#ensureOpen();
    return fromPages(await this.#core.findByIds(this.internals.table, ids, withDeleted));
  }

  async query(query: PreparedQuery<Document>): Promise<RxStorageQueryResult<Document>> {
    this.#ensureOpen();
    return {
      documents: fromPages(await this.#core.query(this.internals.table, query as PreparedQuery<unknown>)),
    };
  }

  async count(query: PreparedQuery<Document>): Promise<RxStorageCountResult> {
    this.#ensureOpen();
    const count = await this.#core.count(this.internals.table, query);
    return { count, mode: 'fast' };
  }

  async getChangedDocumentsSince(
    limit: number,
    checkpoint?: RxStorageDefaultCheckpoint,
  ): Promise<{ documents: RxDocumentData<Document>[]; checkpoint: RxStorageDefaultCheckpoint }> {
    this.#ensureOpen();
    const pages = await this.#core.changedSince(this.internals.table, limit, checkpoint);
    const documents = fromPages<Document>(pages);
    const last = documents.at(-1);
    return { documents, checkpoint: last ? this.#checkpointAt(last) : (checkpoint ?? { id: '', lwt: 0 }) };
  }

  async getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    this.#ensureOpen();
    const id = toSortableText(documentId);
    const found = await this.#core.attachment(this.internals.table, id, attachmentId, digest);
    if (!found)
      throw new BatonError('input.notFound', 'attachment does not exist', { documentId, attachmentId });
    return new Blob([found.data], { type: found.type });
  }

  changeStream(): Observable<SqliteEventBulk<Document>> {
    this.#ensureOpen();
    return this.internals.changes$.asObservable() as unknown as Observable<SqliteEventBulk<Document>>;
  }

  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    this.#ensureOpen();
    return this.#core.cleanup(this.internals.table, now() - minimumDeletedTime);
  }

  close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = Promise.resolve();
      this.#onClosed();
    }
    return this.#closing;
  }

  async remove(): Promise<void> {
    this.#ensureOpen();
    this.internals.isRemoved = true;
    await this.#core.removeTable(this.internals.table);
    await this.close();
  }

  #ensureOpen(): void {
    if (!this.#closing && !this.internals.isRemoved) return;
    throw new BatonError('internal', `the collection is ${this.#closing ? 'closed' : 'removed'}`, {
      collectionName: this.collectionName,
      version: this.schema.version,
    });
  }

  #toBatch(rows: readonly BulkWriteRow<Document>[], attachments: AttachmentWrite[]): WriteBatch {
    const gathered = this.#gatherRows();
    for (const { document, previous } of rows) {
      const stored = this.schema.attachments ? stripAttachmentsDataFromDocument(document) : document;
      gathered.add({
        document,
        seenRevision: previous?._rev ?? null,
        revision: document._rev,
        text: JSON.stringify(stored),
      });
    }
    return gathered.batch(attachments);
  }

  readonly #attachmentWrite = async (
    { document, previous }: BulkWriteRow<Document>,
    row: number,
  ): Promise<AttachmentWrite | undefined> => {
    const named = Object.entries((document as RxDocumentWriteData<unknown>)._attachments);
    const before = previous?._attachments ?? {};
    if (named.length === 0 && Object.keys(before).length === 0) return undefined;
    const withData = named.flatMap(([id, attachment]) => (hasData(attachment) ? [{ id, attachment }] : []));
    const bare = named.filter(([, attachment]) => !hasData(attachment)).map(([id]) => id);
    return {
      row,
      isRefusedAsInsert: bare.length > 0,
      isRefusedAsUpdate: !document._deleted && bare.some((id) => !(id in before)),
      keepIds: document._deleted ? [] : named.map(([id]) => id),
      put: document._deleted && previous ? [] : await Promise.all(withData.map(toStoredAttachment)),
    };
  };

  /** The documents the bulk met in the table, as far as RxDB's own conflict logic looks at them. */
  #storedBefore(
    rows: readonly BulkWriteRow<Document>[],
    { outcomes, storedDocuments }: WriteAnswer,
  ): Map<string, RxDocumentData<Document>> {
    const stored = new Map<string, RxDocumentData<Document>>();
    if (outcomes === 'allInserted') return stored;
    const texts = storedDocuments.values();
    rows.forEach(({ document, previous }, index) => {
      const id = String((document as Record<string, unknown>)[this.internals.layout.primaryPath]);
      const outcome = outcomes[index];
      if (outcome === 'updated' && previous) stored.set(id, previous);
      if (outcome !== 'conflict' && outcome !== 'refusedUpdate') return;
      stored.set(id, JSON.parse(texts.next().value ?? '') as RxDocumentData<Document>);
    });
    return stored;
  }

  #emit({ eventBulk, errors, newestRow }: ReturnType<typeof categorizeBulkWriteRows<Document>>): void {
    if (!newestRow) return;
    // RxDB's helper also makes events for rows it refuses over attachments; nothing happened to those.
    const refused = new Set(errors.map((error) => error.documentId));
    const events =
      refused.size === 0 ? eventBulk.events : eventBulk.events.filter((e) => !refused.has(e.documentId));
    if (events.length === 0) return;
    const bulk = { ...eventBulk, events, checkpoint: this.#checkpointAt(newestRow.document) };
    this.internals.changes$.next(bulk);
  }

  #checkpointAt(document: RxDocumentData<Document>): RxStorageDefaultCheckpoint {
    const id = String((document as Record<string, unknown>)[this.internals.layout.primaryPath]);
    return { id, lwt: document._meta.lwt };
  }
}

function hasData(attachment: RxAttachmentData | RxAttachmentWriteData): attachment is RxAttachmentWriteData {
  return 'data' in attachment && (attachment.data as Blob | undefined) !== undefined;
}

async function toStoredAttachment({
  id,
  attachment,
}: {
  id: string;
  attachment: RxAttachmentWriteData;
}): Promise<AttachmentWrite['put'][number]> {
  const data = new Uint8Array(await attachment.data.arrayBuffer());
  return { id, digest: attachment.digest, type: attachment.data.type, data };
}

function fromPages<Document>(pages: DocumentPages): RxDocumentData<Document>[] {
  return pages.flatMap((page) => JSON.parse(page) as RxDocumentData<Document>[]);
}
