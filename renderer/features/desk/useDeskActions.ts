import { useMemo } from 'react';
import type { AVAILABILITIES } from '../../../shared/domain/settings.ts';
import type { TicketSort, ViewId } from '../../../shared/domain/views.ts';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import type { SettingsSection } from '../../../shared/ipc/desktop.ts';
import { invoke } from '../../bridge.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useDeskStore } from './deskStore.ts';

/** What the desk's menus, keys and palette all do, so that each of them does the same. */
export interface DeskActions {
  readonly goTo: (view: ViewId) => void;
  readonly sortBy: (sort: TicketSort) => void;
  readonly setPreferences: (changes: Partial<Preferences>) => void;
  /** The settings' own window, at one of their parts or where it was. */
  readonly openSettings: (section: SettingsSection | null) => void;
  readonly setAvailability: (availability: (typeof AVAILABILITIES)[number]) => void;
}

/** The desk's actions. What they change is remembered for the next start. */
export function useDeskActions(): DeskActions {
  const attempt = useAttempt();
  return useMemo(() => {
    const setPreferences = (changes: Partial<Preferences>): void =>
      attempt(() => invoke('preferences.set', changes));
    return {
      goTo(view) {
        useDeskStore.getState().showView(view);
        setPreferences({ lastView: view });
      },
      sortBy(sort) {
        useDeskStore.getState().sortBy(sort);
        setPreferences({ sort });
      },
      setPreferences,
      openSettings: (section) => attempt(() => invoke('window.openSettings', { section })),
      setAvailability: (availability) => attempt(() => invoke('me.setAvailability', { availability })),
    };
  }, [attempt]);
}
