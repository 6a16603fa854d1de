import { parentPort, workerData } from 'node:worker_threads';

import { BatonError } from '../../../shared/errors.ts';
import { openFile } from './openFile.ts';
import type { SqliteCore } from './sqliteCore.ts';
import { toPlainFailure } from './workerProtocol.ts';
import type { CallMessage, WorkerMessage, WorkerOptions } from './workerProtocol.ts';

/** Entry of the worker thread: opens the file it was started with and answers calls until it is told to close. */
function serve(): void {
  const port = parentPort;
  if (!port) throw new BatonError('internal', 'storageWorker must run in a worker thread');
  const post = (message: WorkerMessage) => {
    port.postMessage(message);
  };

  let core: SqliteCore;
  try {
    const opened = openFile((workerData as WorkerOptions).filePath);
    core = opened.core;
    post({ kind: 'opened', setAside: opened.setAside });
  } catch (error) {
    post({ kind: 'failedToOpen', failure: toPlainFailure(error) });
    return;
  }

  port.on('message', ({ callId, method, args }: CallMessage) => {
    const calls = core as unknown as Record<
      string,
      (...args: readonly unknown[]) => Promise<unknown> | undefined
    >;
    Promise.resolve(calls[method]?.(...args))
      .then(
        (value) => {
          post({ kind: 'answer', callId, value });
        },
        (error: unknown) => {
          post({ kind: 'failure', callId, failure: toPlainFailure(error) });
        },
      )
      .finally(() => {
        // Without an open port nothing keeps the thread alive, so it ends by itself.
        if (method === 'close') port.close();
      });
  });
}

serve();
