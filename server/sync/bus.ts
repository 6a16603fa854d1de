import { BatonError } from '../../shared/errors.ts';

/** Longest message, in bytes of its JSON text in UTF-8: PostgreSQL carries just under 8,000 with the address. */
const BUS_MESSAGE_MAX_BYTES = 7_000;

/** What a message is about. `log`: the workspace's log has grown; `presence`: who is there and what they do. */
export type BusTopic = 'log' | 'presence';

/** A message on the bus. */
export interface BusMessage {
  readonly workspaceId: string;
  readonly topic: BusTopic;
  /** Whatever the topic agrees on; JSON, mostly. */
  readonly text: string;
}

/**
 * Small messages between the server processes of a deployment. Nothing is stored: who is not there does not hear, and a
 * message may be lost with the connection to the database. `onGap` tells when that may have happened.
 */
export interface Bus {
  /**
   * Tells every subscriber, here at once and in the other processes in the order of this one's messages. Throws `internal`
   * for a message of more than 7,000 bytes.
   */
  publish(message: BusMessage): void;
  /** Hears every message on a topic, of all workspaces, this process' own included. Returns the way to stop. */
  subscribe(topic: BusTopic, listener: (message: BusMessage) => void): () => void;
  /** Hears that messages of other processes may have been missed, once they arrive again. Returns the way to stop. */
  onGap(listener: () => void): () => void;
  /** Sends what was published and ends. */
  close(): Promise<void>;
}

/** The subscribers of one process; both buses deliver through it. */
export interface LocalSubscribers extends Pick<Bus, 'subscribe' | 'onGap'> {
  deliver(message: BusMessage): void;
  tellGap(): void;
}

/** No subscribers yet. `onFirst` hears when somebody begins to listen. */
export function createSubscribers(onFirst: () => void = () => undefined): LocalSubscribers {
  const listeners = new Map<BusTopic, Set<(message: BusMessage) => void>>();
  const gapListeners = new Set<() => void>();
  return {
    subscribe(topic, listener) {
      const known = listeners.get(topic) ?? new Set();
      listeners.set(topic, known);
      known.add(listener);
      onFirst();
      return () => void known.delete(listener);
    },
    onGap(listener) {
      gapListeners.add(listener);
      return () => void gapListeners.delete(listener);
    },
    deliver(message) {
      for (const listener of listeners.get(message.topic) ?? []) listener(message);
    },
    tellGap() {
      for (const listener of gapListeners) listener();
    },
  };
}

/** The bus of a deployment with one process: who is here hears, and nobody else is there. */
export function createLocalBus(): Bus {
  const local = createSubscribers();
  return {
    subscribe: local.subscribe,
    onGap: local.onGap,
    publish(message) {
      checkLength(message);
      local.deliver(message);
    },
    close: () => Promise.resolve(),
  };
}

/** Throws `internal` for a message that PostgreSQL would not carry, on every bus alike. */
export function checkLength({ topic, text }: BusMessage): void {
  const bytes = new TextEncoder().encode(JSON.stringify(text)).length;
  if (bytes > BUS_MESSAGE_MAX_BYTES)
    throw new BatonError('internal', 'this message is too long for the bus', { topic, bytes });
}
