import { setImmediate } from 'node:timers/promises';
import type { Scheduler } from '../../server/clock.ts';

/** Time that passes when the test says so; it fits server and desk. */
export interface TestScheduler extends Scheduler {
  nowMs(): number;
  /** Lets time pass, runs what falls due in its order, and lets what that began come to rest. */
  pass(ms: number): Promise<void>;
}

/** Turns of the event loop after which a query of a database in memory has been answered. */
const TURNS = 8;

/** A scheduler at `startMs` with nothing to do. */
export function testScheduler(startMs: number): TestScheduler {
  const plans = new Set<{ readonly atMs: number; readonly run: () => void }>();
  let nowMs = startMs;

  async function rest(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const plan = { atMs: nowMs + delayMs, run };
      plans.add(plan);
      return () => void plans.delete(plan);
    },
    async pass(ms) {
      const endMs = nowMs + ms;
      await rest();
      for (;;) {
        const [next] = [...plans].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (!next) break;
        plans.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
        await rest();
      }
      nowMs = endMs;
    },
  };
}
