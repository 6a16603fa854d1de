/** Those who listen to something that only works while anybody does. */
export interface Audience {
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly isEmpty: () => boolean;
  /** Calls everybody who listens now. */
  readonly tell: () => void;
}

/** What happens for an audience. */
interface Show {
  /** The first listener has come. */
  readonly start: () => void;
  /** The last one has left. */
  readonly stop: () => void;
}

/** Makes an empty audience. */
export function createAudience({ start, stop }: Show): Audience {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
    isEmpty: () => listeners.size === 0,
    tell() {
      for (const listener of [...listeners]) listener();
    },
  };
}
