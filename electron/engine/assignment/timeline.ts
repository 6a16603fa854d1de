/** Things that happen at instants, given back in their order; at one instant, in the order in which they were put in. */
export interface Timeline<T> {
  put(atMs: number, what: T): void;
  /** Takes the earliest out; `undefined` when nothing is left. */
  next(): { readonly atMs: number; readonly what: T } | undefined;
  /** When the earliest is; `undefined` when nothing is left. */
  nextAtMs(): number | undefined;
}

interface Entry<T> {
  readonly atMs: number;
  readonly order: number;
  readonly what: T;
}

/** An empty timeline: a binary heap. */
export function createTimeline<T>(): Timeline<T> {
  const heap: Entry<T>[] = [];
  let puts = 0;

  const isBefore = (a: Entry<T>, b: Entry<T>): boolean =>
    a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function swap(one: number, other: number): void {
    const [a, b] = [heap[one], heap[other]];
    if (a && b) [heap[one], heap[other]] = [b, a];
  }

  function comesFirst(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    return a !== undefined && b !== undefined && isBefore(a, b);
  }

  return {
    put: (atMs, what) => {
      heap.push({ atMs, order: (puts += 1), what });
      for (let at = heap.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (!comesFirst(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    next: () => {
      const [first] = heap;
      const last = heap.pop();
      if (!first || !last || heap.length === 0) return first;
      heap[0] = last;
      for (let at = 0; ;) {
        const left = 2 * at + 1;
        const least = comesFirst(left + 1, left) ? left + 1 : left;
        if (!comesFirst(least, at)) return first;
        swap(at, least);
        at = least;
      }
    },
    nextAtMs: () => heap[0]?.atMs,
  };
}
