/** Where the server's time comes from; tests pass one they move by hand. */
export interface Clock {
  /** UTC epoch milliseconds. */
  nowMs(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { nowMs: () => Date.now() };
