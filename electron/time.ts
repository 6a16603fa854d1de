/** Where the time comes from: UTC epoch milliseconds. */
export interface Clock {
  nowMs(): number;
}

/** Runs things later. The returned function takes the run back; after the run it does nothing. */
export interface Scheduler {
  after(delayMs: number, run: () => void): () => void;
}

/** The machine's own clock, before any correction. */
export const systemClock: Clock = { nowMs: () => Date.now() };

/** A clock that is never set and, on most systems, stands still while the machine sleeps: milliseconds from any start. */
export function systemMonotonicMs(): number {
  return performance.now();
}

/** Longest delay Node's timers take; a longer one would fire at once. Source: Node.js documentation, `setTimeout`. */
const LONGEST_DELAY_MS = 2_147_483_647;

/** Real timers. They do not keep a process alive that has nothing else to do. */
export const systemScheduler: Scheduler = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), LONGEST_DELAY_MS));
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
