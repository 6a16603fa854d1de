import type { AnyDocument, CollectionName, Wire } from '../../../shared/sync/wire.ts';
import type { Subscribe } from '../../topic.ts';
import type { DocumentState } from './action.ts';

/** What replication tells the journal, and asks it: who takes something back and who sends it must never both succeed. */
export interface PushGate {
  /** Resolves when nobody is taking anything back. */
  whenIdle(): Promise<void>;
  /** The state was taken back: it must not leave any more. */
  isRevoked(collection: CollectionName, state: DocumentState): boolean;
  /** These states leave now, and cannot be taken back until `stayed`; resolves when a kill would not make that unknown. */
  leaving(collection: CollectionName, states: readonly DocumentState[]): Promise<void>;
  /** They did not get there. `isSure`: not even perhaps. */
  stayed(collection: CollectionName, states: readonly DocumentState[], isSure: boolean): void;
  isUnderWay(collection: CollectionName, state: DocumentState): boolean;
  /** The server has accepted or refused this very state since the start. */
  isAnswered(collection: CollectionName, state: DocumentState): boolean;
  readonly onAnswer: Subscribe<void>;
  /** The server has answered: these states it has, over those it did not agree. */
  answered(
    collection: CollectionName,
    accepted: readonly DocumentState[],
    open: readonly DocumentState[],
  ): void;
  /** The server will not have it. Resolves when everything else it did is taken back too. */
  refused(collection: CollectionName, state: DocumentState): Promise<void>;
  /**
   * The server has a newer state. With it the state `mineRev` is to become `mergedRev`, which counts once it is written;
   * `null`: nothing of it is left to tell. Resolves when a kill would not make that unknown.
   */
  merged(
    collection: CollectionName,
    mineRev: string,
    theirs: Wire<AnyDocument>,
    mergedRev: string | null,
  ): Promise<void>;
  /** After a start: these states the server has taken before, whatever waits on top of them. */
  taken(collection: CollectionName, states: readonly DocumentState[]): void;
  /** What the server has sent, before the replica looks at it. */
  received(collection: CollectionName, states: readonly Wire<AnyDocument>[]): void;
  /** Somebody at this device made it, and it waits. */
  isOurs(collection: CollectionName, id: string): boolean;
}
