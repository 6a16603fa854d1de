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

/** The server's states of documents that wait, over a restart. */
export interface ServerStates {
  of(collection: CollectionName, id: string): ServerState | undefined;
  note(collection: CollectionName, state: Wire<AnyDocument>): void;
  /** A merge with this state is written; the actions up to `afterOrder` are in it. */
  noteMerge(collection: CollectionName, state: Wire<AnyDocument>, afterOrder: number): void;
  drop(collection: CollectionName, id: string): void;
}

const PREFIX = 'theirs:';

/** Reads what was noted before; what cannot be read any more is left out. */
export function openServerStates(local: LocalStore, log: Logger): ServerStates {
  const states = new Map<string, ServerState>();
  for (const { key, value } of local.list(PREFIX)) {
    const parsed = ServerState.safeParse(value);
    if (parsed.success) states.set(key.slice(PREFIX.length), parsed.data);
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
  };
}

/** The server's state as a document, `deleted` when it has none any more, `null` when it is not known or cannot be read. */
export function documentOf(known: ServerState | undefined): AnyDocument | 'deleted' | null {
  if (!known) return null;
  if (known.state._deleted) return 'deleted';
  return parseWireDocument(known.collection, known.state)?.document ?? null;
}
