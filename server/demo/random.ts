/** Repeatable randomness: the same seed gives the same story on every machine. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of a list that must not be empty (`RangeError`). */
  readonly pick: <T>(values: readonly T[]) => T;
  /** One of the keys, by weight. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K;
  /** A waiting time around `meanMs`: often shorter, now and then much longer. Never 0. */
  readonly wait: (meanMs: number) => number;
  readonly bytes: (into: Uint8Array) => Uint8Array;
}

/** A small generator with 32 bits of state. Source: mulberry32, public domain. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }
  function pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }
  function weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    return pick(entries)[0];
  }
  return {
    next,
    between,
    pick,
    weighted,
    chance: (probability) => next() < probability,
    wait: (meanMs) => Math.round(Math.min(meanMs * 4, -Math.log(1 - next()) * meanMs) + 45_000),
    bytes: (into) => {
      let pool = 0;
      for (let index = 0; index < into.length; index += 1) {
        if (index % 4 === 0) pool = Math.floor(next() * 4_294_967_296);
        into[index] = pool >>> ((index % 4) * 8);
      }
      return into;
    },
  };
}
