import type { AnyDocument, Wire } from '../../shared/sync/wire.ts';

/**
 * Knows which states of the server a push of ours has overtaken: a stream or pull that is behind still brings them, and the
 * window would go back to them for a moment.
 */
export interface Overtaken {
  /** The server has accepted these documents while its log ended at `seq`: what it had of them until then is older. */
  accepted(ids: readonly string[], seq: number): void;
  /**
   * What is left of states none of which is later in the log than `seq`. A deletion always is: it may say that a document has
   * left its reader's sight.
   */
  without(documents: readonly Wire<AnyDocument>[], seq: number): Wire<AnyDocument>[];
  /** The stream has come to `seq`: nothing before it comes any more. */
  passed(seq: number): void;
  /** These documents come or go past the log. */
  forget(ids: readonly string[]): void;
  /** Everything is asked for again, from the beginning. */
  forgetAll(): void;
}

/** The overtaken states of one collection. */
export function createOvertaken(): Overtaken {
  const until = new Map<string, number>();
  return {
    accepted: (ids, seq) => {
      for (const id of ids) until.set(id, seq);
    },
    without: (documents, seq) =>
      documents.filter(({ id, _deleted: isDeleted }) => isDeleted || seq > (until.get(id) ?? -1)),
    passed: (seq) => {
      for (const [id, end] of until) if (end <= seq) until.delete(id);
    },
    forget: (ids) => {
      for (const id of ids) until.delete(id);
    },
    forgetAll: () => {
      until.clear();
    },
  };
}
