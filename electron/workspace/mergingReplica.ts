import type { DeviceId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { COLLECTIONS } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import {
  openReplica,
  type ConflictHandlers,
  type OpenStorage,
  type Replica,
} from '../replica/openReplica.ts';
import { dropRebuilt, leftByRebuild } from '../replica/rebuild.ts';
import { rescueInto } from '../replica/rescue.ts';
import { conflictHandlerFor, createRefusals, type Refusals } from '../sync/conflictHandlers.ts';
import type { HeldChanges } from '../sync/heldChanges.ts';
import type { Journal } from '../tickets/journal.ts';
import type { TicketChanges } from '../tickets/ticketChanges.ts';
import type { Clock } from '../time.ts';

/** What merging takes: it is built on the replica that merges. */
export interface MergeParts {
  readonly nextRev: () => Rev;
  readonly changes: Pick<TicketChanges, 'derive'>;
  readonly held: Pick<HeldChanges, 'hold'>;
  readonly journal: Pick<Journal, 'merged'>;
}

/** A replica that merges what the server has with what was done here. */
export interface MergingReplica {
  readonly replica: Replica;
  readonly refusals: Refusals;
  /** To be told before anything is exchanged with the server. */
  readonly mergeWith: (parts: MergeParts) => void;
}

/** Opens it, with what could be taken over from a damaged one or one that was put aside. */
export async function openMergingReplica(options: {
  readonly folder: string;
  readonly openStorage: OpenStorage;
  readonly deviceId: DeviceId;
  readonly serverClock: Clock;
  readonly log: Logger;
}): Promise<MergingReplica> {
  const { folder, openStorage, serverClock, log } = options;
  const refusals = createRefusals();
  let parts: MergeParts | undefined;
  const ready = (): MergeParts => {
    if (!parts) throw new Error('merging before the workspace is open');
    return parts;
  };
  const conflictHandlers = Object.fromEntries(
    COLLECTIONS.map((name) => [
      name,
      conflictHandlerFor(name, {
        deviceId: options.deviceId,
        nextRev: () => ready().nextRev(),
        derive: (ticket) => ready().changes.derive(ticket),
        refusals,
        gate: {
          merged: (...news) => ready().journal.merged(...news),
        },
        onOrphaned: (collection, document, code) => {
          ready()
            .held.hold({ collection, document, code, atMs: serverClock.nowMs() })
            .catch((cause: unknown) => {
              log.error('keeping a change without a place failed', cause);
            });
        },
      }),
    ]),
  ) as unknown as ConflictHandlers;

  const replica = await openReplica({ folder, openStorage, conflictHandlers });
  try {
    for (const setAside of replica.setAside) {
      // What cannot be taken over lies in the file that was set aside; the desk opens all the same.
      await rescueInto(replica, setAside, log).catch((cause: unknown) => {
        log.error('nothing could be taken over from the damaged replica', cause);
      });
    }
    for (const left of await leftByRebuild(folder)) {
      await rescueInto(replica, left, log);
      await dropRebuilt(left);
    }
  } catch (cause) {
    await replica.close();
    throw cause;
  }
  return {
    replica,
    refusals,
    mergeWith: (known) => {
      parts = known;
    },
  };
}
