import type { OpenStorage } from '../../../electron/replica/openReplica.ts';
import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { DOWNSTREAM_CONTEXT } from '../../../electron/writeContexts.ts';

/** The real storage, where what the server sends of tickets can be held up on its way to the disk. */
export function heldDisk(): {
  isHeld: boolean;
  /** Each lets one held write through. */
  readonly release: (() => void)[];
  readonly openStorage: OpenStorage;
} {
  const disk = {
    isHeld: false,
    release: [] as (() => void)[],
    openStorage: (async ({ filePath }) => {
      const opened = await openStorage({ filePath, mode: 'sameThread' });
      const create = opened.storage.createStorageInstance.bind(opened.storage);
      const createStorageInstance = async (params: { readonly collectionName: string }): Promise<unknown> => {
        const instance = await create(params as never);
        if (params.collectionName !== 'tickets') return instance;
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (rows, context) => {
          if (disk.isHeld && context.startsWith(DOWNSTREAM_CONTEXT))
            await new Promise<void>((resolve) => disk.release.push(resolve));
          return write(rows, context);
        };
        return instance;
      };
      return { ...opened, storage: { ...opened.storage, createStorageInstance } as typeof opened.storage };
    }) satisfies OpenStorage,
  };
  return disk;
}
