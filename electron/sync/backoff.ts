/** Waits between attempts: doubling from `floorMs` to `ceilingMs`, each between half and the whole of it. */
export interface Backoff {
  /** The next wait in milliseconds. */
  next(): number;
  reset(): void;
}

/** `random` answers from 0 to 1; it spreads out clients that lost the same server at the same moment. */
export function createBackoff(floorMs: number, ceilingMs: number, random: () => number): Backoff {
  let attempt = 0;
  return {
    next: () => {
      const fullMs = Math.min(ceilingMs, floorMs * 2 ** attempt);
      attempt += 1;
      return fullMs / 2 + random() * (fullMs / 2);
    },
    reset: () => {
      attempt = 0;
    },
  };
}
