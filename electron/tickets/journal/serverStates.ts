import { z } from 'zod';
import { CollectionName, parseWireDocument, type AnyDocument, type Wire } from '../../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../../log.ts';
import type { LocalStore } from '../../replica/localStore.ts';

/** What the server has of a document whose change waits here: the replica itself does not take it while it waits. */
const ServerState = z.strictObject({
  collection: CollectionName,
  state: z.looseObject({ id: z.string(), rev: z.string(), _deleted: z.boolean() }),
  /** It has been merged into what waits. */
  isMerged: z.boolean(),
});
export type ServerState = z.infer<typeof ServerState>;

/** The server's states of documents that wait, over a restart. */
export interface ServerStates {
  of(collection: CollectionName, id: string): ServerState | undefined;
  note(collection: CollectionName, state: Wire<AnyDocument>, isMerged: boolean): void;
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

  return {
    of: (collection, id) => states.get(nameOf(collection, id)),
    note: (collection, state, isMerged) => {
      const name = nameOf(collection, state.id);
      const noted: ServerState = { collection, state, isMerged };
      states.set(name, noted);
      runDetached(log, 'noting the server’s state', local.set(PREFIX + name, noted));
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
