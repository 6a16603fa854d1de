import type { CollectionName } from '../../../shared/sync/wire.ts';

/** What a first sync fills: an empty collection and the table in which its replication keeps its notes. */
export type FillTarget = {
  readonly collection: CollectionName;
  /** Ids that `openTable` gave out, of the documents and of the notes. */
  readonly documents: number;
  readonly notes: number;
  /** The revision the written rows get; RxDB counts on from it. */
  readonly revision: string;
};

/** What a server's answer held. */
export type FillRead = {
  /** Where the log stands behind it. */
  readonly seq: number;
  /** Documents in the answer, deletions and unfit ones included; fewer than were asked for mean the end. */
  readonly count: number;
  /** Documents that will be written. */
  readonly fitting: number;
  /** Documents that do not fit their schema, by id. */
  readonly unfitIds: readonly string[];
  /** The latest stamp in it; `''` without documents. */
  readonly lastRev: string;
};

/**
 * The documents as they are stored now, or `taken`: the collection holds something that no fill has written, and nothing
 * was written this time.
 */
export type FillAnswer = readonly string[] | 'taken';
