import type {
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  EventPayload,
} from '../../shared/ipc/contract.ts';
import type { BatonError } from '../../shared/errors.ts';
import { asBatonError, invoke, subscribe } from '../bridge.ts';
import { createAudience } from './audience.ts';

/** Least time between two questions that events cause; the first after a quiet time goes out at once. */
const REFRESH_SPACING_MS = 50;

/** What a live answer looks like at one moment. `value` is undefined until the first answer. */
export interface LiveState<T> {
  readonly value: T | undefined;
  /** Why the latest question failed; null when it did not. An older `value` stays visible beside it. */
  readonly error: BatonError | null;
}

/** Events after which the question is asked again: always, or when the function says so. */
export type RefreshOn = {
  readonly [N in EventName]?: true | ((payload: EventPayload<N>) => boolean);
};

/** Events that carry the new answer, or a way to make it from them; undefined when this one does not. */
export type ReplaceOn<T> = {
  readonly [N in EventName]?: (payload: EventPayload<N>) => T | undefined;
};

export interface LiveOptions<T> {
  readonly refreshOn?: RefreshOn;
  readonly replaceOn?: ReplaceOn<T>;
}

/** A question to the main process whose answer keeps itself up to date while anybody listens. */
export interface LiveQuery<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => LiveState<T>;
  readonly refresh: () => void;
}

const NOTHING_YET = { value: undefined, error: null };

/**
 * Makes a live question. It asks when the first listener comes, asks again on the given events (bursts are merged),
 * drops answers that a newer event has overtaken, and forgets everything when the last listener leaves.
 */
export function createLiveQuery<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  options: LiveOptions<CommandOutput<N>> = {},
): LiveQuery<CommandOutput<N>> {
  const audience = createAudience({ start, stop });
  let state: LiveState<CommandOutput<N>> = NOTHING_YET;
  let stops: (() => void)[] = [];
  /** Counts everything that makes an answer on its way outdated. */
  let generation = 0;
  let isAsking = false;
  let mustAskAgain = false;
  let spacingTimer: ReturnType<typeof setTimeout> | undefined;

  function publish(next: LiveState<CommandOutput<N>>): void {
    state = next;
    audience.tell();
  }

  async function ask(): Promise<void> {
    const asked = generation;
    isAsking = true;
    mustAskAgain = false;
    try {
      const value = await invoke(name, input);
      if (asked === generation) publish({ value, error: null });
    } catch (thrown) {
      if (asked === generation) publish({ value: state.value, error: asBatonError(thrown) });
    }
    if (asked !== generation) return;
    spacingTimer = setTimeout(() => {
      isAsking = false;
      if (mustAskAgain) void ask();
    }, REFRESH_SPACING_MS);
  }

  function refresh(): void {
    if (audience.isEmpty()) return;
    if (isAsking) mustAskAgain = true;
    else void ask();
  }

  function forget(): void {
    generation += 1;
    clearTimeout(spacingTimer);
    isAsking = false;
    mustAskAgain = false;
  }

  function listenTo(event: EventName): void {
    // Each function belongs to the event it stands under, which the compiler cannot follow through the look-up.
    const refreshWhen = options.refreshOn?.[event] as true | ((payload: unknown) => boolean) | undefined;
    const replaceWith = options.replaceOn?.[event] as
      ((payload: unknown) => CommandOutput<N> | undefined) | undefined;
    stops.push(
      subscribe(event, (payload) => {
        if (refreshWhen === true || refreshWhen?.(payload) === true) refresh();
        const value = replaceWith?.(payload);
        if (value === undefined) return;
        forget();
        publish({ value, error: null });
      }),
    );
  }

  function start(): void {
    const events = new Set([
      ...Object.keys(options.refreshOn ?? {}),
      ...Object.keys(options.replaceOn ?? {}),
    ]);
    for (const event of events) listenTo(event as EventName);
    void ask();
  }

  function stop(): void {
    for (const end of stops) end();
    stops = [];
    forget();
    state = NOTHING_YET;
  }

  return {
    subscribe: audience.subscribe,
    getState: () => state,
    refresh,
  };
}
