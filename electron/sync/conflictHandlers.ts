import type { RxConflictHandler } from 'rxdb';
import { deepEqual } from 'rxdb/plugins/utils';
import { mergeDocument } from '../../shared/domain/merge.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { AnyDocument, CollectionName, Wire } from '../../shared/sync/wire.ts';

/** Which pushed changes the server has just refused; the push handler writes it, the conflict handler reads it. */
export interface Refusals {
  add(collection: CollectionName, id: string, rev: string): void;
  /** True once for each refusal that was added. */
  take(collection: CollectionName, id: string, rev: string): boolean;
}

/** An empty list of refusals. */
export function createRefusals(): Refusals {
  const keys = new Set<string>();
  return {
    add: (collection, id, rev) => {
      keys.add(`${collection} ${id} ${rev}`);
    },
    take: (collection, id, rev) => keys.delete(`${collection} ${id} ${rev}`),
  };
}

/** What merging needs from outside. */
export interface MergePorts {
  readonly nextRev: () => Rev;
  /** Sets the derived columns of a ticket. */
  readonly derive: (ticket: Ticket) => Promise<Ticket>;
  readonly refusals: Refusals;
  /** A local change that has no place left, because the document is gone: its words must not be lost. */
  readonly onOrphaned: (collection: CollectionName, document: AnyDocument, code: ErrorCode) => void;
}

type State = Wire<AnyDocument>;

/**
 * How one collection settles conflicts. Two states are equal when their `rev` is. A refused change gives way to the
 * server's state; every other pair is merged with the one shared rule, its derived columns set again, and stamped anew.
 */
export function conflictHandlerFor(
  collection: CollectionName,
  ports: MergePorts,
): RxConflictHandler<AnyDocument> {
  return {
    isEqual: (a, b) => a.rev === b.rev && (a as State)._deleted === (b as State)._deleted,
    resolve: async ({ assumedMasterState, newDocumentState, realMasterState }) => {
      const mine = newDocumentState as State;
      const theirs = realMasterState as State;
      if (ports.refusals.take(collection, mine.id, mine.rev)) return theirs;
      if (theirs._deleted) {
        ports.onOrphaned(collection, withoutMark(mine), 'ticket.notFound');
        return theirs;
      }
      if (mine._deleted) return theirs;
      const base = assumedMasterState && withoutMark(assumedMasterState);
      const merged = await settle(
        collection,
        mergeDocument(collection, base ?? null, withoutMark(mine), withoutMark(theirs)),
        ports,
      );
      // Nothing of ours is left to tell the server: its state, stamp included, is the outcome.
      if (deepEqual({ ...merged, rev: '' }, { ...withoutMark(theirs), rev: '' })) return theirs;
      return { ...merged, rev: ports.nextRev(), _deleted: false };
    },
  };
}

async function settle(
  collection: CollectionName,
  merged: AnyDocument,
  ports: MergePorts,
): Promise<AnyDocument> {
  return collection === 'tickets' ? ports.derive(merged as Ticket) : merged;
}

function withoutMark(state: State): AnyDocument {
  const { _deleted, ...document } = state;
  return document;
}
