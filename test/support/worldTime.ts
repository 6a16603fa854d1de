import type { Clock, Scheduler } from '../../electron/time.ts';

/** A computer in a world whose time a test can turn: its clock and timers, as a desk takes them. */
export interface Machine {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly monotonicMs: () => number;
  /** Its timers stand still until it wakes up; what it is connected to is left to itself. */
  sleep(): void;
  wake(): void;
}

/** Time that goes on by itself and leaps when the test says so. */
export interface WorldTime extends Clock {
  machine(): Machine;
  /** Moves on to an instant (UTC epoch ms), and lets every timer of machines that are awake go off that has come due. */
  leapTo(atMs: number): void;
}

interface Timer {
  readonly run: () => void;
  /** By the machine's monotonic clock. */
  readonly atMs: number;
  cancel: () => void;
}

/** A world at the present instant. */
export function worldTime(): WorldTime {
  let leaptMs = 0;
  const awake = new Set<(byMs: number) => void>();
  const nowMs = (): number => Date.now() + leaptMs;

  function machine(): Machine {
    const timers = new Set<Timer>();
    let leaptAwakeMs = 0;
    const monotonicMs = (): number => performance.now() + leaptAwakeMs;
    const arm = (timer: Timer): void => {
      timer.cancel();
      const handle = setTimeout(
        () => {
          timers.delete(timer);
          timer.run();
        },
        Math.max(0, timer.atMs - monotonicMs()),
      );
      timer.cancel = () => {
        clearTimeout(handle);
      };
    };
    const leap = (byMs: number): void => {
      leaptAwakeMs += byMs;
      for (const timer of [...timers].sort((a, b) => a.atMs - b.atMs)) arm(timer);
    };
    awake.add(leap);
    return {
      clock: { nowMs },
      monotonicMs,
      scheduler: {
        after: (delayMs, run) => {
          const timer: Timer = { run, atMs: monotonicMs() + delayMs, cancel: () => undefined };
          timers.add(timer);
          if (awake.has(leap)) arm(timer);
          return () => {
            timers.delete(timer);
            timer.cancel();
          };
        },
      },
      sleep: () => {
        awake.delete(leap);
        for (const timer of timers) timer.cancel();
      },
      wake: () => {
        awake.add(leap);
        for (const timer of timers) arm(timer);
      },
    };
  }

  return {
    nowMs,
    machine,
    leapTo: (atMs) => {
      const byMs = Math.max(0, atMs - nowMs());
      leaptMs += byMs;
      for (const leap of awake) leap(byMs);
    },
  };
}
