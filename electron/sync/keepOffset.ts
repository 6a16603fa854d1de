import { z } from 'zod';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { ServerClock } from './serverClock.ts';

const OFFSET_KEY = 'state:clockOffset';
/** The offset to the server's clock is stored when it has moved by more than this. */
const OFFSET_STEP_MS = 1000;

const StoredOffset = z.object({ offsetMs: z.int() });

/**
 * Remembers how wrong this device's clock is, so that work without a link is dated right after a restart as well. The returned
 * function ends it.
 */
export function keepOffset(local: LocalStore, serverClock: ServerClock, log: Logger): () => void {
  const stored = StoredOffset.safeParse(local.get(OFFSET_KEY));
  let keptMs = stored.success ? stored.data.offsetMs : 0;
  serverClock.recall(keptMs);
  const keep = (offsetMs: number): void => {
    if (Math.abs(offsetMs - keptMs) < OFFSET_STEP_MS) return;
    keptMs = offsetMs;
    runDetached(log, 'remembering the clock', local.set(OFFSET_KEY, { offsetMs }));
  };
  keep(serverClock.offsetMs());
  return serverClock.onChange(keep);
}
