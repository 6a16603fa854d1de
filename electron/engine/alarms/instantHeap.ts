/** The next instant of each of many things, soonest first. Instants are UTC epoch ms. */
export interface InstantHeap {
  /** Sets or moves the instant of one. */
  set(id: string, atMs: number): void;
  remove(id: string): void;
  /** The soonest instant; `Infinity` when there is none. */
  nextMs(): number;
  /** Takes out everything whose instant is not after `nowMs`, soonest first. */
  takeDue(nowMs: number): string[];
  readonly size: number;
}

interface Place {
  readonly id: string;
  atMs: number;
}

/** An empty heap: setting and removing cost the logarithm of its size. Source: binary heap, J. W. J. Williams, 1964. */
export function createInstantHeap(): InstantHeap {
  const places: Place[] = [];
  const indexes = new Map<string, number>();

  function put(place: Place, index: number): void {
    places[index] = place;
    indexes.set(place.id, index);
  }

  function rise(place: Place, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = places[above];
      if (!parent || parent.atMs <= place.atMs) break;
      put(parent, index);
      index = above;
    }
    put(place, index);
  }

  function sink(place: Place, from: number): void {
    let index = from;
    for (;;) {
      const left = places[2 * index + 1];
      const right = places[2 * index + 2];
      const child = right && left && right.atMs < left.atMs ? right : left;
      if (!child || child.atMs >= place.atMs) break;
      const below = child === left ? 2 * index + 1 : 2 * index + 2;
      put(child, index);
      index = below;
    }
    put(place, index);
  }

  function remove(id: string): void {
    const index = indexes.get(id);
    if (index === undefined) return;
    indexes.delete(id);
    const last = places.pop();
    if (!last || last.id === id) return;
    const above = places[(index - 1) >> 1];
    if (index > 0 && above && above.atMs > last.atMs) rise(last, index);
    else sink(last, index);
  }

  return {
    set: (id, atMs) => {
      const index = indexes.get(id);
      const place = index === undefined ? undefined : places[index];
      if (index === undefined || !place) {
        rise({ id, atMs }, places.length);
        return;
      }
      const isSooner = atMs < place.atMs;
      place.atMs = atMs;
      if (isSooner) rise(place, index);
      else sink(place, index);
    },
    remove,
    nextMs: () => places[0]?.atMs ?? Infinity,
    takeDue: (nowMs) => {
      const due: string[] = [];
      for (let top = places[0]; top && top.atMs <= nowMs; top = places[0]) {
        due.push(top.id);
        remove(top.id);
      }
      return due;
    },
    get size() {
      return places.length;
    },
  };
}
