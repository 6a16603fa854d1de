import type { RxConflictHandler } from 'rxdb';
import { deepEqual } from 'rxdb/plugins/utils';
import { mergeDocument } from '../../shared/domain/merge.ts';
import type { DeviceId } from '../../shared/domain/ids.ts';
import { writerOf, type Rev } from '../../shared/domain/rev.ts';
import { isOnlyAlarms } from '../../shared/domain/sla/escalation.ts';
import { isOnlyDistribution } from '../../shared/domain/ticket/distribution.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { AnyDocument, CollectionName, Wire } from '../../shared/sync/wire.ts';
import type { PushGate } from '../tickets/journal/pushGate.ts';

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
  readonly deviceId: DeviceId;
  readonly nextRev: () => Rev;
  /** Sets the derived columns of a ticket. */
  readonly derive: (ticket: Ticket) => Promise<Ticket>;
  readonly refusals: Refusals;
  readonly gate: Pick<PushGate, 'merged'>;
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
      // It was taken back before it left.
      if (mine.rev === theirs.rev && mine._deleted === theirs._deleted) return theirs;
      if (theirs._deleted) {
        // What distribution or an alarm has done to a ticket that is gone is nobody's work.
        if (!(collection === 'tickets' && isByItself(assumedMasterState, mine)))
          ports.onOrphaned(collection, withoutMark(mine), 'ticket.notFound');
        await ports.gate.merged(collection, mine.rev, theirs, null);
        return theirs;
      }
      if (mine._deleted) return theirs;
      const base = assumedMasterState && withoutMark(assumedMasterState);
      const merged = await settle(
        collection,
        mergeWithServer(ports.deviceId, collection, base ?? null, withoutMark(mine), withoutMark(theirs)),
        ports,
      );
      // Nothing of ours is left to tell the server: its state, stamp included, is the outcome.
      if (deepEqual({ ...merged, rev: '' }, { ...withoutMark(theirs), rev: '' })) {
        await ports.gate.merged(collection, mine.rev, theirs, null);
        return theirs;
      }
      const rev = ports.nextRev();
      await ports.gate.merged(collection, mine.rev, theirs, rev);
      return { ...merged, rev, _deleted: false };
    },
  };
}

/** What a state of this device becomes when the server has another than the one it was made from. */
export function mergeWithServer(
  deviceId: DeviceId,
  collection: CollectionName,
  base: AnyDocument | null,
  mine: AnyDocument,
  theirs: AnyDocument,
): AnyDocument {
  return isOwnPast(deviceId, mine, theirs) ? mine : mergeDocument(collection, base, mine, theirs);
}

/**
 * The server has taken what this device wrote, and ours goes on from there: only the answer was lost. A ticket tells by its
 * history and its messages; of other documents nobody knows, because a stream that is behind may have brought back an older one.
 */
function isOwnPast(deviceId: DeviceId, mine: AnyDocument, theirs: AnyDocument): boolean {
  if (!('history' in mine && 'history' in theirs)) return false;
  if (writerOf(theirs.rev) !== deviceId || theirs.rev > mine.rev) return false;
  const lines = new Set(mine.history.map(({ id }) => id));
  const keys = new Set(mine.messageKeys);
  return (
    theirs.history.every(({ id }) => lines.has(id)) &&
    (theirs.messageKeys ?? []).every((key) => keys.has(key))
  );
}

async function settle(
  collection: CollectionName,
  merged: AnyDocument,
  ports: MergePorts,
): Promise<AnyDocument> {
  return collection === 'tickets' ? ports.derive(merged as Ticket) : merged;
}

function isByItself(base: AnyDocument | undefined, mine: State): boolean {
  const before = base ? (withoutMark(base as State) as Ticket) : null;
  const ticket = withoutMark(mine) as Ticket;
  return isOnlyDistribution(before, ticket) || isOnlyAlarms(before, ticket);
}

function withoutMark(state: State): AnyDocument {
  const { _deleted, ...document } = state;
  return document;
}
