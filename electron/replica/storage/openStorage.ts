import { Worker } from 'node:worker_threads';

import { BatonError } from '../../../shared/errors.ts';
import { getRxStorageSqlite } from './getRxStorageSqlite.ts';
import type { RxStorageSqlite } from './getRxStorageSqlite.ts';
import { createStorageFill } from './fillStorage.ts';
import type { StorageFill } from './fillStorage.ts';
import { answeringInTurn } from './inTurn.ts';
import { openFile } from './openFile.ts';
import { unpackTickets } from './packedSlice.ts';
import type { ReportScan, ReportSlice } from './reportPlan.ts';
import type { SearchAnswer, SearchTables, StorageSearch, TableRef } from './searchPlan.ts';
import type { StorageCore } from './storageCore.ts';
import { fromPlainFailure } from './workerProtocol.ts';
import type { CallMessage, WorkerMessage, WorkerOptions } from './workerProtocol.ts';

/** How to open the storage. */
export type OpenStorageOptions = {
  /** The SQLite file; it and its folder are created when missing. */
  readonly filePath: string;
  /** `worker` keeps the file off the caller's thread; `sameThread` is for tools and tests. */
  readonly mode: 'worker' | 'sameThread';
  /** The built worker; by default the `storageWorker.js` (or, unbuilt, `.ts`) beside this module. */
  readonly workerUrl?: URL;
};

/** An open storage. */
export type OpenedStorage = {
  /** For `createRxDatabase`. Close the databases made with it before closing this. */
  readonly storage: RxStorageSqlite;
  /** Full-text search over three collections that are open. `open` it once before asking; it keeps itself current. */
  readonly search: {
    readonly open: (tables: SearchTables) => Promise<void>;
    readonly run: (search: StorageSearch) => Promise<SearchAnswer>;
  };
  /** One slice of what a report counts in a collection that is open. */
  readonly report: (tickets: TableRef, scan: ReportScan) => Promise<ReportSlice>;
  /** The way of a first sync into collections that are open. */
  readonly fill: StorageFill;
  /** Where a corrupt predecessor of the file was moved; undefined in the normal case. */
  readonly setAside: string | undefined;
  /** Writes the log into the file, releases the lock and ends the worker. Calls after it reject. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the storage of one data folder.
 *
 * Rejects with `storage.locked` when it is open already (in any process), `storage.unwritable` when the folder or file
 * cannot be written, `storage.full` when the disk is full. A corrupt file is no failure: it is set aside and reported.
 */
export async function openStorage(options: OpenStorageOptions): Promise<OpenedStorage> {
  const { core, setAside } =
    options.mode === 'worker' ? await startWorker(options) : openHere(options.filePath);
  let closing: Promise<void> | undefined;
  return {
    storage: getRxStorageSqlite({ core }),
    search: {
      open: (tables) => core.openSearch(tables),
      run: (search) => core.search(search),
    },
    report: async (tickets, scan) => {
      const { packed, nextRow } = await core.report(tickets, scan);
      return { tickets: unpackTickets(packed), nextRow };
    },
    fill: createStorageFill(core),
    setAside,
    close: () => (closing ??= core.close()),
  };
}

function openHere(filePath: string): { core: StorageCore; setAside: string | undefined } {
  const { core, setAside } = openFile(filePath);
  return { core: answeringInTurn(core), setAside };
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: BatonError) => void };

async function startWorker({ filePath, workerUrl }: OpenStorageOptions): Promise<{
  core: StorageCore;
  setAside: string | undefined;
}> {
  const workerData: WorkerOptions = { filePath };
  const worker = new Worker(workerUrl ?? defaultWorkerUrl(), { workerData, name: 'baton-storage' });
  const waiting = new Map<number, Waiting>();
  let ended: BatonError | undefined;
  let lastCallId = 0;

  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
  });

  const setAside = await new Promise<string | undefined>((resolve, reject) => {
    const failAll = (error: BatonError) => {
      ended ??= error;
      reject(ended);
      for (const call of waiting.values()) call.reject(ended);
      waiting.clear();
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'opened') resolve(message.setAside);
      else if (message.kind === 'failedToOpen') failAll(fromPlainFailure(message.failure));
      else {
        const call = waiting.get(message.callId);
        waiting.delete(message.callId);
        if (message.kind === 'answer') call?.resolve(message.value);
        else call?.reject(fromPlainFailure(message.failure));
      }
    });
    worker.on('error', (cause) => {
      failAll(new BatonError('internal', 'the storage worker failed', { filePath }, { cause }));
    });
    void exited.then(() => {
      failAll(new BatonError('internal', 'the storage is closed', { filePath }));
    });
  });

  const call = <Result>(
    method: keyof StorageCore,
    args: readonly unknown[],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      const callId = ++lastCallId;
      waiting.set(callId, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage({ callId, method, args } satisfies CallMessage, [...transfer]);
    });

  const core: StorageCore = {
    openTable: (...args) => call('openTable', args),
    write: (...args) => call('write', args),
    findByIds: (...args) => call('findByIds', args),
    query: (...args) => call('query', args),
    count: (...args) => call('count', args),
    changedSince: (...args) => call('changedSince', args),
    attachment: (...args) => call('attachment', args),
    cleanup: (...args) => call('cleanup', args),
    removeTable: (...args) => call('removeTable', args),
    readFill: (target, body) =>
      call('readFill', [target, body], body.buffer instanceof ArrayBuffer ? [body.buffer] : []),
    writeFill: (...args) => call('writeFill', args),
    openSearch: (...args) => call('openSearch', args),
    search: (...args) => call('search', args),
    report: (...args) => call('report', args),
    close: async () => {
      await call('close', []);
      await exited;
    },
  };
  return { core, setAside };
}

function defaultWorkerUrl(): URL {
  const isBuilt = import.meta.url.endsWith('.js');
  return new URL(isBuilt ? './storageWorker.js' : './storageWorker.ts', import.meta.url);
}
