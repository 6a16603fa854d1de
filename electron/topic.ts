/** Something that can be listened to. Returns the function that ends the subscription. */
export type Subscribe<T> = (listener: (value: T) => void) => () => void;

/** A list of listeners for one kind of news. */
export interface Topic<T> {
  emit(value: T): void;
  readonly subscribe: Subscribe<T>;
}

/** Makes a topic. A listener may end its own subscription while it is called. */
export function createTopic<T>(): Topic<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    subscribe: (listener) => {
      const own = (value: T): void => {
        listener(value);
      };
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
