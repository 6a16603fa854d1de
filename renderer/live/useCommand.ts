import { useState, useSyncExternalStore } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/ipc/contract.ts';
import { createLiveQuery } from './liveQuery.ts';
import type { LiveOptions, LiveQuery, LiveState } from './liveQuery.ts';

/** A live answer and a way to ask again by hand. */
export interface LiveAnswer<T> extends LiveState<T> {
  readonly refresh: () => void;
}

const IDLE: LiveQuery<never> = {
  subscribe: () => () => undefined,
  getState: () => IDLE_STATE,
  refresh: () => undefined,
};
const IDLE_STATE: LiveState<never> = { value: undefined, error: null };

/** Follows a live question that several components share. */
export function useLiveQuery<T>(query: LiveQuery<T>): LiveAnswer<T> {
  const state = useSyncExternalStore(query.subscribe, query.getState);
  return { ...state, refresh: query.refresh };
}

/**
 * Asks a command and keeps the answer up to date. A changed `input` starts anew with an undefined `value`; a `null` input
 * asks nothing. `options` are read once per input.
 */
export function useCommand<N extends CommandName>(
  name: N,
  input: CommandInput<N> | null,
  options: LiveOptions<CommandOutput<N>> = {},
): LiveAnswer<CommandOutput<N>> {
  const key = `${name} ${JSON.stringify(input)}`;
  const make = (): { key: string; query: LiveQuery<CommandOutput<N>> } => ({
    key,
    query: input === null ? IDLE : createLiveQuery(name, input, options),
  });
  const [held, setHeld] = useState(make);
  let current = held;
  if (held.key !== key) {
    current = make();
    setHeld(current);
  }
  return useLiveQuery(current.query);
}
