import type { PreparedQuery } from 'rxdb';

import type { FillAnswer, FillRead, FillTarget } from './fillPlan.ts';
import type { PackedSlice, ReportScan } from './reportPlan.ts';
import type { SearchAnswer, SearchTables, StorageSearch, TableRef } from './searchPlan.ts';
import type { SqlValue } from './sqlite.ts';
import type { StorageSchema } from './schemaColumns.ts';

/** Names one table: a collection of a database at one schema version. */
export type TableSpec = {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: StorageSchema;
};

/** Given out by `openTable`; means nothing to another core. */
export type TableId = number;

/** The attachments of one row of a `WriteBatch`. */
export type AttachmentWrite = {
  /** Index of the row in the batch. */
  readonly row: number;
  /** The row names an attachment without its data, which only an update of a document that has it may do. */
  readonly isRefusedAsInsert: boolean;
  readonly isRefusedAsUpdate: boolean;
  /** Attachments the document has after the write; others are dropped. */
  readonly keepIds: readonly string[];
  readonly put: readonly { id: string; digest: string; type: string; data: Uint8Array }[];
};

/**
 * Documents to write, already taken apart. One flat list of plain values crosses a message port several times faster
 * than the documents themselves, and the receiving side never has to read the documents.
 */
export type WriteBatch = {
  /** Per row: id, revision the writer has seen (null: none), new revision, JSON text, then one value per field column. */
  readonly values: readonly SqlValue[];
  /** Names of columns that cannot carry what a document of this batch holds there. */
  readonly strayColumns: readonly string[];
  readonly attachments: readonly AttachmentWrite[];
};

/** Values at the head of each row of `WriteBatch.values`, before the field columns. */
export const FIXED_VALUES = 4;

/** What became of a row. The two `refused` outcomes are about attachments named without data. */
export type WriteOutcome = 'inserted' | 'updated' | 'conflict' | 'refusedInsert' | 'refusedUpdate';

export type WriteAnswer = {
  /** One per row, or `allInserted`, the usual case, to spare the list. */
  readonly outcomes: readonly WriteOutcome[] | 'allInserted';
  /** JSON text of the stored document for each row that was a `conflict` or a `refusedUpdate`, in row order. */
  readonly storedDocuments: readonly string[];
};

/** Documents as JSON arrays; put one after the other they are the answer. Several, so that none gets too long. */
export type DocumentPages = readonly string[];

export type StoredAttachment = { readonly data: Uint8Array<ArrayBuffer>; readonly type: string };

export type Checkpoint = { readonly id: string; readonly lwt: number };

/**
 * The half of the storage that touches the file. It runs in the worker or in the same thread; arguments and answers
 * survive structured clone. Every method rejects with a `BatonError`, and calls take effect in the order they are made.
 */
export type StorageCore = {
  openTable(spec: TableSpec): Promise<TableId>;
  /** Writes all rows that do not conflict in one transaction; resolves after the commit. */
  write(table: TableId, batch: WriteBatch): Promise<WriteAnswer>;
  /** In the order of `ids`; missing documents are left out. */
  findByIds(table: TableId, ids: readonly string[], withDeleted: boolean): Promise<DocumentPages>;
  query(table: TableId, query: PreparedQuery<unknown>): Promise<DocumentPages>;
  /** Number of documents the selector matches; skip and limit play no part. */
  count(table: TableId, query: PreparedQuery<unknown>): Promise<number>;
  changedSince(table: TableId, limit: number, since: Checkpoint | undefined): Promise<DocumentPages>;
  attachment(
    table: TableId,
    documentId: string,
    attachmentId: string,
    digest: string,
  ): Promise<StoredAttachment | undefined>;
  /** Drops documents deleted at or before `untilMs`; false when more are left for another call. */
  cleanup(table: TableId, untilMs: number): Promise<boolean>;
  removeTable(table: TableId): Promise<void>;
  /** Takes a server's answer to a pull apart and checks its documents; they wait here for `writeFill`. */
  readFill(target: FillTarget, body: Uint8Array): Promise<FillRead | 'unreadable'>;
  /** Writes what was read last for this target, with everything replication wants to find beside it. */
  writeFill(target: FillTarget): Promise<FillAnswer>;
  /** Keeps a full-text index over these open collections from now on; builds it in the background where it is missing. */
  openSearch(tables: SearchTables): Promise<void>;
  /** Rejects with `internal` before `openSearch`. */
  search(search: StorageSearch): Promise<SearchAnswer>;
  /** One slice of what a report counts, read from the tickets of an open collection. */
  report(tickets: TableRef, scan: ReportScan): Promise<PackedSlice>;
  /** Brings the log into the file and lets go of it. Later calls reject. */
  close(): Promise<void>;
};
