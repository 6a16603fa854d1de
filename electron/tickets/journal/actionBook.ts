import type { CollectionName } from '../../../shared/sync/wire.ts';
import { runDetached, type Logger } from '../../log.ts';
import type { LocalStore } from '../../replica/localStore.ts';
import { createTopic, type Subscribe } from '../../topic.ts';
import {
  Action,
  partsOf,
  revIn,
  withoutPart,
  type DocumentState,
  type NewAction,
  type TicketAction,
} from './action.ts';
import type { ServerStates } from './serverStates.ts';

/** The actions of a device, on disk and in their order. */
export interface ActionBook {
  get(id: string): Action | undefined;
  /** Everything, oldest first. */
  all(): readonly Action[];
  /** What is known to wait, oldest first. */
  readonly listed: () => readonly Action[];
  isListed(id: string): boolean;
  /** Writes an action in just before its last document is written; resolves when it is on disk. */
  stage(action: NewAction, isSent: boolean): Promise<void>;
  readonly unstage: (id: string) => void;
  /** Its last document is written. Resolves when what is known of it by then is on disk. */
  readonly keep: (id: string) => Promise<void>;
  put(action: Action): void;
  /** Like `put`, in memory only: what follows nearly always at once decides what is worth the disk. */
  mark(action: Action): void;
  forget(id: string): void;
  /** Once what waits is known after a start: forgets what does not. */
  readonly prune: (isWaiting: (collection: CollectionName, id: string) => boolean) => void;
  /** Actions that made or changed a document, in their order. */
  touching(collection: CollectionName, id: string): Action[];
  /** Those of them that a state holds: up to the one that led to it; all, when none of them is known to have. */
  within(collection: CollectionName, state: DocumentState): Action[];
  /** Those of them that certainly lie below a state; none, when none is known to have led to it. */
  ledTo(collection: CollectionName, state: DocumentState): Action[];
  /** What was done to a ticket, step upon step. */
  chainOf(ticketId: string): TicketAction[];
  /** One part of an action is with the server: it cannot be taken back any more, and ends with its last part. */
  settlePart(action: Action, collection: CollectionName, id: string): void;
  /** Tells whoever shows what waits. */
  changed(): void;
  readonly onChange: Subscribe<undefined>;
}

const PREFIX = 'action:';

/** Reads what was noted before. An entry that cannot be read any more is left out, and logged. */
export function openActionBook(local: LocalStore, theirs: ServerStates, log: Logger): ActionBook {
  const actions = new Map<string, Action>();
  /** What was just about to happen, as it is on disk. */
  const staged = new Map<string, Action>();
  /** What was on disk at the start, until it is known which of it still waits. */
  const recalled = new Set<string>();
  const changes = createTopic<undefined>();
  let lastOrder = 0;
  const stored = local.list(PREFIX).flatMap(({ key, value }) => {
    const parsed = Action.safeParse(value);
    if (!parsed.success) log.warn('an action cannot be read', { key });
    return parsed.success ? [parsed.data] : [];
  });
  for (const action of stored.sort((a, b) => a.order - b.order)) {
    actions.set(action.id, action);
    lastOrder = action.order;
    recalled.add(action.id);
  }

  const isListed = (id: string): boolean => actions.has(id) && !staged.has(id) && !recalled.has(id);

  function persist(action: Action): Promise<void> {
    return staged.has(action.id) ? Promise.resolve() : local.set(PREFIX + action.id, action);
  }

  function put(action: Action): void {
    actions.set(action.id, action);
    runDetached(log, 'noting an action', persist(action));
  }

  function forget(id: string): void {
    const action = actions.get(id);
    if (!action) return;
    actions.delete(id);
    runDetached(log, 'forgetting an action', local.remove(PREFIX + id));
    for (const [collection, part] of partsOf(action)) {
      if (touching(collection, part.id).length === 0) theirs.drop(collection, part.id);
    }
    changes.emit(undefined);
  }

  function touching(collection: CollectionName, id: string): Action[] {
    return [...actions.values()].filter((action) => revIn(action, collection, id) !== undefined);
  }

  function ledTo(collection: CollectionName, state: DocumentState): Action[] {
    const all = touching(collection, state.id);
    return all.slice(0, all.findLastIndex((action) => revIn(action, collection, state.id) === state.rev) + 1);
  }

  return {
    get: (id) => actions.get(id),
    all: () => [...actions.values()],
    listed: () => [...actions.values()].filter(({ id }) => isListed(id)),
    isListed,
    stage: (newAction, isSent) => {
      lastOrder += 1;
      const action = { ...newAction, isSent, isPartlyIn: false, order: lastOrder };
      staged.set(action.id, action);
      actions.set(action.id, action);
      return local.set(PREFIX + action.id, action);
    },
    unstage: (id) => {
      if (!staged.delete(id)) return;
      actions.delete(id);
      runDetached(log, 'forgetting an action', local.remove(PREFIX + id));
    },
    keep: async (id) => {
      const before = staged.get(id);
      staged.delete(id);
      const action = actions.get(id);
      // It may have been accepted while it was being written.
      if (!action) return;
      changes.emit(undefined);
      if (action !== before) await persist(action);
    },
    put,
    mark: (action) => {
      actions.set(action.id, action);
    },
    forget,
    prune: (isWaiting) => {
      for (const id of recalled) {
        const action = actions.get(id);
        const isOver =
          action && !partsOf(action).some(([collection, part]) => isWaiting(collection, part.id));
        if (isOver) forget(id);
      }
      if (recalled.size > 0) changes.emit(undefined);
      recalled.clear();
    },
    touching,
    within: (collection, state) => {
      const known = ledTo(collection, state);
      return known.length > 0 ? known : touching(collection, state.id);
    },
    ledTo,
    chainOf: (ticketId) =>
      [...actions.values()].flatMap((action) =>
        action.ticketId === ticketId && action.done ? [{ ...action, done: action.done }] : [],
      ),
    settlePart: (action, collection, id) => {
      const next = withoutPart(action, collection, id);
      if (partsOf(next).length === 0) forget(action.id);
      else put(next);
    },
    changed: () => {
      changes.emit(undefined);
    },
    onChange: changes.subscribe,
  };
}
