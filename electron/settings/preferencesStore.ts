import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import type { Logger } from '../log.ts';
import type { RememberedPlace } from '../windowPlace.ts';
import {
  readPlaces,
  readPreferences,
  readSettingsFile,
  SETTINGS_VERSION,
  type SettingsFile,
} from './settingsFile.ts';

/** Settings of this machine: how the person likes Baton, and where its windows were. */
export interface PreferencesStore {
  get(): Preferences;
  /** Answers all preferences as they are then. */
  set(changes: Partial<Preferences>): Preferences;
  /** Latest first. */
  windowPlaces(): readonly RememberedPlace[];
  setWindowPlaces(places: readonly RememberedPlace[]): void;
  /** The switches for notices that stood here before they were kept with the person; null when none did. */
  readonly oldNotices: { get(): OldNotices | null; forget(): void };
  /** Where a corrupt file was moved; undefined in the normal case. */
  readonly setAside: string | undefined;
}

/** What earlier versions kept about notices. */
const OldNotices = z
  .object({ notifyAssigned: z.boolean(), notifyReopened: z.boolean() })
  .transform(({ notifyAssigned, notifyReopened }) => ({
    assigned: notifyAssigned,
    reopened: notifyReopened,
  }));
type OldNotices = z.infer<typeof OldNotices>;

const FILE_NAME = 'preferences';
const EMPTY: SettingsFile = { version: SETTINGS_VERSION, preferences: {}, windowPlaces: [] };
const DEFAULTS: Record<string, unknown> = { ...EMPTY };

/** Opens the settings in a folder. A file that cannot be read is moved aside and the defaults hold. */
export function openPreferences(folder: string, log: Logger): PreferencesStore {
  const filePath = path.join(folder, `${FILE_NAME}.json`);
  let setAside: string | undefined;
  const open = (): Store =>
    new Store({
      name: FILE_NAME,
      cwd: folder,
      clearInvalidConfig: false,
      defaults: DEFAULTS,
    });
  function putAside(cause: unknown): void {
    const aside = `${filePath}.unreadable-${String(Date.now())}`;
    log.error('the settings cannot be read', { aside, cause });
    renameSync(filePath, aside);
    setAside = aside;
  }
  function openSound(): { readonly store: Store; readonly file: SettingsFile } {
    try {
      const store = open();
      const file = readSettingsFile(store.store);
      if (file) return { store, file };
      putAside('the file does not hold settings');
    } catch (cause) {
      if (!existsSync(filePath)) throw cause;
      putAside(cause);
    }
    return { store: open(), file: EMPTY };
  }
  let store: Store | undefined;
  let file = EMPTY;
  try {
    ({ store, file } = openSound());
  } catch (cause) {
    // A folder that cannot be written must not stop the start: the settings then live in memory until the app ends.
    log.error('the settings cannot be stored', cause);
  }
  let preferences = readPreferences(file);
  let places = readPlaces(file);
  let oldNotices = OldNotices.nullable().catch(null).parse(file.preferences);

  function write(changes: Partial<SettingsFile>): void {
    file = { ...file, version: SETTINGS_VERSION, ...changes };
    try {
      if (store) store.store = { ...file };
    } catch (cause) {
      log.error('the settings could not be written', cause);
    }
  }

  return {
    get: () => preferences,
    set: (changes) => {
      preferences = { ...preferences, ...changes };
      // What this version does not know stays in the file, for a newer one that comes back.
      write({ preferences: { ...file.preferences, ...preferences } });
      return preferences;
    },
    windowPlaces: () => places,
    setWindowPlaces: (remembered) => {
      places = remembered;
      write({ windowPlaces: [...remembered] });
    },
    oldNotices: {
      get: () => oldNotices,
      forget: () => {
        oldNotices = null;
        const { notifyAssigned: _, notifyReopened: __, ...others } = file.preferences;
        write({ preferences: others });
      },
    },
    setAside,
  };
}
