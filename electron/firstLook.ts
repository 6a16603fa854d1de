import type { Scheduler } from './time.ts';

/** What can wait while a window comes up: it would take the processor and the storage from the first list. */
export interface FirstLook {
  /** Resolves when the window shows something of use, or when nobody is waited for any longer. */
  readonly over: Promise<void>;
  end(): void;
}

/** A window that shows nothing after so long shows something else than a desk. */
const LATEST_MS = 5000;

/** Waits from now on. */
export function startFirstLook(scheduler: Scheduler): FirstLook {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  scheduler.after(LATEST_MS, end);
  return { over, end };
}

/** The same scheduler, except that nothing runs before the first look is over. */
export function afterFirstLook(scheduler: Scheduler, over: Promise<void>): Scheduler {
  return {
    after: (delayMs, run) => {
      let isCancelled = false;
      const cancel = scheduler.after(delayMs, () => {
        // A promise never rejects here, and one that is kept costs a turn.
        void over.then(() => {
          if (!isCancelled) run();
        });
      });
      return () => {
        isCancelled = true;
        cancel();
      };
    },
  };
}
