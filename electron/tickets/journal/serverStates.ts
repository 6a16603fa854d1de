import { z } from 'zod';
import { CollectionName, parseWireDocument, type AnyDocument, type Wire } from '../../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../../log.ts';
import type { LocalStore } from '../../replica/localStore.ts';

const State = z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() });

/** What the server has of a document whose change waits here: the replica itself does not take it while it waits. */
const ServerState = z.strictObject({
  collection: CollectionName,
  /** The newest that is known. */
  state: State,
  /** What has been merged into what waits, in its order: on top of the actions up to this place in the book. */
  merges: z.array(z.strictObject({ afterOrder: z.int(), state: State })),
});
export type ServerState = z.infer<typeof ServerState>;

/** A merge of the state `mineRev` with the server's, about to be written as `mergedRev`. */
const Merging = z.strictObject({
  collection: CollectionName,
  mineRev: z.string(),
  mergedRev: z.string(),
  state: State,
});
export type Merging = z.infer<typeof Merging>;

/** The server's states of documents that wait, over a restart. */
export interface ServerStates {
  of(collection: CollectionName, id: string): ServerState | undefined;
  note(collection: CollectionName, state: Wire<AnyDocument>): void;
  /** A merge with this state is written; the actions up to `afterOrder` are in it. */
  noteMerge(collection: CollectionName, state: Wire<AnyDocument>, afterOrder: number): void;
  drop(collection: CollectionName, id: string): void;
  /** A merge is about to be written; resolves when that is on disk. It takes the place of an earlier one of its document. */
  begin(merging: Merging): Promise<void>;
  /** The merge that was about to be written under this stamp; it is not any more. */
  end(mergedRev: string): Merging | undefined;
  /** Merges of which nobody knows whether they were written. */
  begun(): readonly Merging[];
}

const PREFIX = 'theirs:';
const MERGING_PREFIX = 'merging:';

/** Reads what was noted before; what cannot be read any more is left out. */
export function openServerStates(local: LocalStore, log: Logger): ServerStates {
  const states = new Map<string, ServerState>();
  for (const { key, value } of local.list(PREFIX)) {
    const parsed = ServerState.safeParse(value);
    if (parsed.success) states.set(key.slice(PREFIX.length), parsed.data);
  }
  const merging = new Map<string, Merging>();
  for (const { value } of local.list(MERGING_PREFIX)) {
    const parsed = Merging.safeParse(value);
    if (parsed.success) merging.set(parsed.data.mergedRev, parsed.data);
  }
  const nameOf = (collection: CollectionName, id: string): string => `${collection}:${id}`;

  function write(noted: ServerState): void {
    const name = nameOf(noted.collection, noted.state.id);
    states.set(name, noted);
    runDetached(log, 'noting the server’s state', local.set(PREFIX + name, noted));
  }

  return {
    of: (collection, id) => states.get(nameOf(collection, id)),
    note: (collection, state) => {
      const merges = states.get(nameOf(collection, state.id))?.merges ?? [];
      write({ collection, state, merges });
    },
    noteMerge: (collection, state, afterOrder) => {
      const known = states.get(nameOf(collection, state.id));
      const merges = (known?.merges ?? []).filter((merge) => merge.state.rev !== state.rev);
      write({
        collection,
        // A newer one may have come while this one was merged.
        state: known && known.state.rev > state.rev ? known.state : state,
        merges: [...merges, { afterOrder, state }],
      });
    },
    drop: (collection, id) => {
      const name = nameOf(collection, id);
      if (!states.delete(name)) return;
      runDetached(log, 'forgetting a state', local.remove(PREFIX + name));
    },
    begin: (next) => {
      const name = nameOf(next.collection, next.state.id);
      for (const [rev, { collection, state }] of merging)
        if (nameOf(collection, state.id) === name) merging.delete(rev);
      merging.set(next.mergedRev, next);
      return local.set(MERGING_PREFIX + name, next);
    },
    end: (mergedRev) => {
      const found = merging.get(mergedRev);
      if (!found) return undefined;
      merging.delete(mergedRev);
      const name = nameOf(found.collection, found.state.id);
      runDetached(log, 'forgetting a merge', local.remove(MERGING_PREFIX + name));
      return found;
    },
    begun: () => [...merging.values()],
  };
}

/** The server's state as a document, `deleted` when it has none any more, `null` when it is not known or cannot be read. */
export function documentOf(known: ServerState | undefined): AnyDocument | 'deleted' | null {
  if (!known) return null;
  if (known.state._deleted) return 'deleted';
  return parseWireDocument(known.collection, known.state)?.document ?? null;
}
