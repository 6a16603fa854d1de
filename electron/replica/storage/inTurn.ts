import { setImmediate } from 'node:timers';

import type { StorageCore } from './storageCore.ts';

/**
 * A core of the same thread that answers as a worker does: one answer after the other, each in a turn of its own. Whoever
 * hears of writes and reads beside them can rely on the order: a read knows exactly the writes that were answered before it.
 */
export function answeringInTurn(core: StorageCore): StorageCore {
  return new Proxy(core, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: readonly unknown[]) => {
        const answer = Reflect.apply(method, target, args) as Promise<unknown>;
        const turn = new Promise<void>((resolve) => {
          setImmediate(resolve);
        });
        return Promise.all([answer, turn]).then(([value]) => value);
      };
    },
  });
}
