import type { AgentId } from '../../shared/domain/ids.ts';
import type { SettingOf } from '../../shared/domain/settings.ts';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import type { SessionState } from '../../shared/ipc/session.ts';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import { useDirectory } from './directory.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

const sessionQuery = createLiveQuery(
  'session.get',
  {},
  { replaceOn: { 'session.changed': (session) => session } },
);
const syncQuery = createLiveQuery('sync.status', {}, { replaceOn: { 'sync.changed': (status) => status } });
const preferencesQuery = createLiveQuery(
  'preferences.get',
  {},
  { replaceOn: { 'preferences.changed': (preferences) => preferences } },
);
const infoQuery = createLiveQuery('app.info', {});

/** Who is signed in; undefined until it is known. */
export function useSession(): SessionState | undefined {
  return useLiveQuery(sessionQuery).value;
}

/** How the replica and the server stand; undefined until it is known. */
export function useSyncStatus(): SyncStatus | undefined {
  return useLiveQuery(syncQuery).value;
}

/** The person's preferences; undefined until they are known. */
export function usePreferences(): Preferences | undefined {
  return useLiveQuery(preferencesQuery).value;
}

/** The person's preferences as they are known now, outside of rendering. */
export function currentPreferences(): Preferences | undefined {
  return preferencesQuery.getState().value;
}

/** What the host tells about itself once; undefined until it has. */
export function useAppInfo(): ReturnType<typeof infoQuery.getState>['value'] {
  return useLiveQuery(infoQuery).value;
}

/** The signed-in agent's id and, once the directory is here, their setting. Both undefined while signed out. */
export function useMe(): {
  readonly id: AgentId | undefined;
  readonly setting: SettingOf<'agent'> | undefined;
} {
  const session = useSession();
  const { agents } = useDirectory();
  const id = session?.name === 'signedIn' ? session.agentId : undefined;
  return { id, setting: id === undefined ? undefined : agents.get(id) };
}
