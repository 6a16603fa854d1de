/** Deep equality of JSON values; key order does not matter. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, index) => isEqualJson(value, b[index]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && isEqualJson(left[key], right[key]))
  );
}

/** One value out of two: the changed one when one side changed it, `both()` when both did and differ. */
export function threeWay<T>(base: T | undefined, mine: T, theirs: T, both: () => T): T {
  if (isEqualJson(mine, theirs)) return theirs;
  if (base !== undefined && isEqualJson(base, theirs)) return mine;
  if (base !== undefined && isEqualJson(base, mine)) return theirs;
  return both();
}

/** A set: the changed side when one side changed it; on both, theirs plus what mine added, without what mine removed. */
export function mergeSets<T>(base: readonly T[] | undefined, mine: readonly T[], theirs: readonly T[]): T[] {
  const merged = threeWay<readonly T[]>(base, mine, theirs, () => {
    const known = base ?? [];
    const removed = new Set(known.filter((item) => !mine.includes(item)));
    const added = mine.filter((item) => !known.includes(item) && !theirs.includes(item));
    return [...theirs.filter((item) => !removed.has(item)), ...added];
  });
  return [...merged];
}
