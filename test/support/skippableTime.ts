import { SILENCE_LIMIT_MS } from '../../electron/sync/eventStream.ts';
import { REQUEST_TIMEOUT_MS } from '../../electron/sync/serverClient.ts';
import { systemClock, systemScheduler, type Clock, type Scheduler } from '../../electron/time.ts';

/** What is waited for over the network comes in real time. */
const NETWORK_WAITS_MS: readonly number[] = [SILENCE_LIMIT_MS, REQUEST_TIMEOUT_MS];

/**
 * Real time that can also be skipped: for desks and their server together, so that hours pass between two lines of a test.
 * What falls due in between runs at once, in its order; everything else goes on in real time.
 */
export interface SkippableTime extends Clock, Scheduler {
  skip(ms: number): void;
}

interface Plan {
  readonly atMs: number;
  readonly run: () => void;
  cancel: () => void;
}

/** Time as it is, until some of it is skipped. */
export function skippableTime(): SkippableTime {
  const plans = new Set<Plan>();
  let skippedMs = 0;
  const nowMs = (): number => systemClock.nowMs() + skippedMs;

  function fire(plan: Plan): void {
    plan.cancel();
    if (plans.delete(plan)) plan.run();
  }

  function arm(plan: Plan): void {
    plan.cancel();
    plan.cancel = systemScheduler.after(plan.atMs - nowMs(), () => fire(plan));
  }

  return {
    nowMs,
    after: (delayMs, run) => {
      if (NETWORK_WAITS_MS.includes(delayMs)) return systemScheduler.after(delayMs, run);
      const plan: Plan = { atMs: nowMs() + delayMs, run, cancel: () => undefined };
      plans.add(plan);
      arm(plan);
      return () => {
        plan.cancel();
        plans.delete(plan);
      };
    },
    skip: (ms) => {
      skippedMs += ms;
      for (const plan of [...plans].sort((a, b) => a.atMs - b.atMs))
        if (plan.atMs <= nowMs()) fire(plan);
        else arm(plan);
    },
  };
}
