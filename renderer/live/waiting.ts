import type { WaitingItem } from '../../shared/ipc/waiting.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const waitingQuery = createLiveQuery(
  'waiting.list',
  {},
  { refreshOn: { 'waiting.changed': true, 'sends.changed': true, 'session.changed': true } },
);

const NOTHING: readonly WaitingItem[] = [];

/** What this person has done and the server does not have yet, live, oldest first. */
export function useWaiting(): readonly WaitingItem[] {
  return useLiveQuery(waitingQuery).value ?? NOTHING;
}
