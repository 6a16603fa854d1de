import { BatonError } from '../../shared/errors.ts';
import type { Subscribe } from '../topic.ts';

/** Resolves when `isSo` answers true, looking again at every piece of news; rejects when the signal is aborted. */
export function reached(
  onNews: Subscribe<undefined> | Subscribe<void>,
  isSo: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (isSo()) {
      resolve();
      return;
    }
    const end = onNews(() => {
      if (!isSo()) return;
      end();
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    function onAbort(): void {
      end();
      reject(signal.reason instanceof Error ? signal.reason : new BatonError('internal', 'stopped'));
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** The promise's outcome, or the signal's reason when that comes first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new BatonError('internal', 'stopped'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
