import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { Preferences } from '../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import { RememberedPlace, WindowPlace } from '../windowPlace.ts';

/** Settings of this machine: how the person likes Baton, and where its windows were. */
export interface PreferencesStore {
  get(): Preferences;
  /** Answers all preferences as they are then. */
  set(changes: Partial<Preferences>): Preferences;
  /** Latest first. */
  windowPlaces(): readonly RememberedPlace[];
  setWindowPlaces(places: readonly RememberedPlace[]): void;
  /** Where a corrupt file was moved; undefined in the normal case. */
  readonly setAside: string | undefined;
}

const DEFAULTS: Preferences = {
  colorScheme: 'auto',
  language: 'auto',
  density: 'comfortable',
  lastView: 'mine',
  sort: 'due',
  listWidth: 360,
  isSidePanelOpen: true,
  wallGrouping: 'department',
  notifyAssigned: true,
  notifyReopened: true,
  keepClosed: 365,
  zoomPercent: 100,
  onClose: 'ask',
  startAtLogin: false,
  globalShortcut: '',
  spellLanguages: [],
  shortcuts: {},
};

const FILE_NAME = 'preferences';

/** The shape of the file; a raised version needs a step in `migrate`. */
const FILE_VERSION = 1;
const FileShape = z.object({
  version: z.int(),
  preferences: z.record(z.string(), z.unknown()),
  windowPlaces: z.array(z.unknown()).catch([]),
  /** Where the desk was when there were no other windows; read until it is remembered anew. */
  windowPlace: WindowPlace.nullable().catch(null),
});
type FileShape = z.infer<typeof FileShape>;

/** Opens the settings in a folder. A file that cannot be read is moved aside and the defaults hold. */
export function openPreferences(folder: string, log: Logger): PreferencesStore {
  const filePath = path.join(folder, `${FILE_NAME}.json`);
  let setAside: string | undefined;
  const open = (): Store<FileShape> =>
    new Store<FileShape>({
      name: FILE_NAME,
      cwd: folder,
      clearInvalidConfig: false,
      defaults: { version: FILE_VERSION, preferences: {}, windowPlaces: [], windowPlace: null },
    });
  function putAside(cause: unknown): void {
    const aside = `${filePath}.unreadable-${String(Date.now())}`;
    log.error('the settings cannot be read', { aside, cause });
    renameSync(filePath, aside);
    setAside = aside;
  }
  function openSound(): Store<FileShape> {
    try {
      const opened = open();
      if (FileShape.safeParse(opened.store).success) return opened;
      putAside('the file does not hold settings');
    } catch (cause) {
      if (!existsSync(filePath)) throw cause;
      putAside(cause);
    }
    return open();
  }
  let store: Store<FileShape> | undefined;
  try {
    store = openSound();
  } catch (cause) {
    // A folder that cannot be written must not stop the start: the settings then live in memory until the app ends.
    log.error('the settings cannot be stored', cause);
  }
  let preferences = migrate(store?.store.preferences ?? {});
  let places = readPlaces(store?.store);

  function write(changes: Partial<FileShape>): void {
    try {
      store?.set(changes);
    } catch (cause) {
      log.error('the settings could not be written', cause);
    }
  }

  return {
    get: () => preferences,
    set: (changes) => {
      preferences = { ...preferences, ...changes };
      write({ preferences });
      return preferences;
    },
    windowPlaces: () => places,
    setWindowPlaces: (remembered) => {
      places = remembered;
      write({ windowPlaces: [...remembered] });
    },
    setAside,
  };
}

/** Place by place: a kind of window that only a newer Baton has does not cost the others. */
function readPlaces(stored: FileShape | undefined): readonly RememberedPlace[] {
  const places = z.array(z.unknown()).catch([]).parse(stored?.windowPlaces);
  const known = places.flatMap((place) => RememberedPlace.safeParse(place).data ?? []);
  const first = WindowPlace.nullable().catch(null).parse(stored?.windowPlace);
  return first ? [...known, { kind: 'desk', screens: '', place: first }] : known;
}

/** Preference by preference, so that one an older or newer Baton has written differently does not cost the others. */
function migrate(stored: Record<string, unknown>): Preferences {
  const kept = Object.entries(Preferences.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return { ...DEFAULTS, ...Object.fromEntries(kept) };
}
