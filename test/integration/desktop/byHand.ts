import { systemScheduler, type Scheduler } from '../../../electron/time.ts';

/** Timers of these delays, or up to half a second less, run by hand; the others by the clock. */
export function byHand(delays: readonly number[]): { scheduler: Scheduler; run(): void; count(): number } {
  const waiting = new Set<() => void>();
  const isByHand = (delayMs: number): boolean =>
    delays.some((delay) => delayMs > delay - 500 && delayMs <= delay);
  return {
    scheduler: {
      after: (delayMs, run) => {
        if (!isByHand(delayMs)) return systemScheduler.after(delayMs, run);
        waiting.add(run);
        return () => waiting.delete(run);
      },
    },
    run: () => {
      const due = [...waiting];
      waiting.clear();
      for (const run of due) run();
    },
    count: () => waiting.size,
  };
}
