/** Notices that time has jumped: the machine was asleep, or its clock was set. */
export interface TimeWatch {
  /** Compares the clocks; to be called often. */
  check(): void;
  /** Somebody else has noticed it. */
  noteWake(): void;
  /** After a jump: true until this desk has everything the server has again, at most some seconds. */
  isWaiting(): boolean;
  /** Whether time has jumped since everything was settled last. */
  hasSlept(): boolean;
  /** What came meanwhile has been dealt with. */
  settled(): void;
}

/** Clocks are corrected by less than this all the time. */
const JUMP_MS = 2000;
/** So long the news from the server is waited for; without a network what is known here is told. */
const PATIENCE_MS = 5000;

/** Begins as if after a sleep: so it is when a desk is opened. */
export function createTimeWatch(ports: {
  readonly monotonicMs: () => number;
  /** UTC epoch ms. */
  readonly nowMs: () => number;
  /** Connected, with everything the server has. */
  readonly isCurrent: () => boolean;
  /** Connected, and getting what the server has. */
  readonly isCatchingUp: () => boolean;
  /** Hears of jumps that `check` has noticed. */
  readonly onJump: () => void;
}): TimeWatch {
  const { monotonicMs, nowMs } = ports;
  let wokeMs: number | null = monotonicMs();
  let hasSlept = true;
  let lastGapMs = nowMs() - monotonicMs();

  function noteWake(): void {
    lastGapMs = nowMs() - monotonicMs();
    wokeMs = monotonicMs();
    hasSlept = true;
  }

  return {
    noteWake,
    check: () => {
      const gapMs = nowMs() - monotonicMs();
      if (Math.abs(gapMs - lastGapMs) > JUMP_MS) {
        noteWake();
        ports.onJump();
      }
      lastGapMs = gapMs;
    },
    isWaiting: () => {
      if (ports.isCurrent()) {
        wokeMs = null;
        return false;
      }
      // What comes after a broken connection comes in a flood as well.
      if (wokeMs === null && ports.isCatchingUp()) noteWake();
      const isWaiting = wokeMs !== null && monotonicMs() - wokeMs < PATIENCE_MS;
      if (!isWaiting && !ports.isCatchingUp()) wokeMs = null;
      return isWaiting;
    },
    hasSlept: () => hasSlept,
    settled: () => {
      hasSlept = false;
    },
  };
}
