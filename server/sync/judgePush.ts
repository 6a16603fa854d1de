import type { CollectionName } from '../../shared/sync/wire.ts';

/** How a pushed state stands to what the log holds, before anybody asks who may write it. */
type Standing =
  /** The log holds exactly this: it was accepted before. */
  | 'known'
  /** The log holds this, as the server has completed it: whoever sent it has to learn what became of it. */
  | 'completed'
  /** Somebody else was first. */
  | 'outdated'
  /** It may not change any more. */
  | 'immutable'
  /** It follows what the log holds. */
  | 'next';

/** What the log says about a stored document. */
interface Master {
  readonly rev: string;
  /** The rev a client sent this state under. */
  readonly sourceRev: string;
  readonly isDeleted: boolean;
}

/** Judges one row of a push. `assumedRev` names the state it was made from, `undefined` for none. */
export function judgePush(
  collection: CollectionName,
  next: { readonly rev: string; readonly isDeleted: boolean },
  assumedRev: string | undefined,
  master: Master | undefined,
): Standing {
  if (!master) return 'next';
  if (next.isDeleted === master.isDeleted) {
    if (next.rev === master.rev) return 'known';
    if (next.rev === master.sourceRev) return 'completed';
  }
  // Accepted once, a message never changes: there is nothing to merge.
  if (collection === 'messages') return 'immutable';
  return assumedRev === master.rev ? 'next' : 'outdated';
}
