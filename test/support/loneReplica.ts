import type { RxConflictHandler } from 'rxdb';
import { openReplica, type OpenStorage, type Replica } from '../../electron/replica/openReplica.ts';
import { openStorage } from '../../electron/replica/storage/openStorage.ts';
import type { AnyDocument } from '../../shared/sync/wire.ts';

const keepsTheirs: RxConflictHandler<AnyDocument> = {
  isEqual: (a, b) => a.rev === b.rev,
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};

/** A replica that nobody replicates. */
export function openLoneReplica(
  folder: string,
  storage: 'sameThread' | 'worker' | OpenStorage = 'sameThread',
): Promise<Replica> {
  return openReplica({
    folder,
    openStorage:
      typeof storage === 'string' ? (options) => openStorage({ ...options, mode: storage }) : storage,
    conflictHandlers: {
      tickets: keepsTheirs,
      messages: keepsTheirs,
      contacts: keepsTheirs,
      settings: keepsTheirs,
    },
  });
}
