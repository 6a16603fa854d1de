import type { OpenedStorage, OpenStorage } from '../../../electron/replica/openReplica.ts';
import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { BatonError, type ErrorCode } from '../../../shared/errors.ts';

/** The real storage on a disk that can be filled up, for everything or for one collection, or fail otherwise. */
export function fillableDisk(): {
  fullFor: string | null;
  failure: ErrorCode;
  readonly openStorage: OpenStorage;
} {
  const disk = {
    fullFor: null as string | null,
    failure: 'storage.full' as ErrorCode,
    openStorage: async ({ filePath }: { filePath: string }): Promise<OpenedStorage> => {
      const opened = await openStorage({ filePath, mode: 'sameThread' });
      const storage = {
        ...opened.storage,
        createStorageInstance: async (params: { readonly collectionName: string }) => {
          const instance = await opened.storage.createStorageInstance(params as never);
          const write = instance.bulkWrite.bind(instance);
          instance.bulkWrite = (rows, context) =>
            disk.fullFor === 'all' || params.collectionName.startsWith(disk.fullFor ?? '-')
              ? Promise.reject(new BatonError(disk.failure, 'the disk does not take it'))
              : write(rows, context);
          return instance;
        },
      };
      return { ...opened, storage: storage as unknown as OpenedStorage['storage'] };
    },
  };
  return disk;
}
