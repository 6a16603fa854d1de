import type { UpdateState } from '../../shared/ipc/updates.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const updateQuery = createLiveQuery('update.get', {}, { replaceOn: { 'update.changed': (state) => state } });

/** Where this copy stands with newer versions; undefined until it is known. */
export function useUpdateState(): UpdateState | undefined {
  return useLiveQuery(updateQuery).value;
}
