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
            isFullFor(params.collectionName) ? refuse() : write(rows, context);
          return instance;
        },
      };
      // A first sync writes past RxDB, onto the same disk.
      const fill: OpenedStorage['fill'] = {
        ...opened.fill,
        write: (place) => (isFullFor(place.collection) ? refuse() : opened.fill.write(place)),
      };
      return { ...opened, fill, storage: storage as unknown as OpenedStorage['storage'] };
    },
  };
  const isFullFor = (collection: string): boolean =>
    disk.fullFor === 'all' || collection.startsWith(disk.fullFor ?? '-');
  const refuse = (): Promise<never> =>
    Promise.reject(new BatonError(disk.failure, 'the disk does not take it'));
  return disk;
}
