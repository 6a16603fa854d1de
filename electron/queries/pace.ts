import { runDetached, type Logger } from '../log.ts';
import type { Scheduler } from '../time.ts';

/** Runs work at once after a quiet time, and at most once in a while (a frame, unless said otherwise) when it is asked for all the time. */
export interface Pace {
  request(): void;
  stop(): void;
}

const FRAME_MS = 16;

/** `run` never overlaps itself; what it rejects with is logged, and the next request runs it again. */
export function createPace(
  scheduler: Scheduler,
  log: Logger,
  what: string,
  run: () => Promise<void>,
  restMs = FRAME_MS,
): Pace {
  let isResting = false;
  let isWanted = false;
  let isStopped = false;
  let cancel: () => void = () => undefined;

  function begin(): void {
    isResting = true;
    // Whoever else hears of the same change hears of it first.
    cancel = scheduler.after(0, () => {
      runDetached(log, what, run().finally(rest));
    });
  }

  function rest(): void {
    if (isStopped) return;
    cancel = scheduler.after(restMs, () => {
      isResting = false;
      if (!isWanted) return;
      isWanted = false;
      begin();
    });
  }

  return {
    request: () => {
      if (isStopped) return;
      if (isResting) isWanted = true;
      else begin();
    },
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
