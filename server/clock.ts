/** Where the server's time comes from; tests pass one they move by hand. */
export interface Clock {
  /** UTC epoch milliseconds. */
  nowMs(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { nowMs: () => Date.now() };

/** Runs things later. The returned function takes the run back; after the run it does nothing. */
export interface Scheduler {
  after(delayMs: number, run: () => void): () => void;
}

/** Real timers. They do not keep a process alive that has nothing else to do. */
export const systemScheduler: Scheduler = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
