import { z } from 'zod';
import { Preferences } from '../../shared/ipc/preferences.ts';
import { RememberedPlace, WindowPlace } from '../windowPlace.ts';

/** The shape of the settings file; a raised version needs a step in `STEPS`. */
export const SETTINGS_VERSION = 2;

/** What the settings file holds. */
export interface SettingsFile {
  readonly version: number;
  /** By name; what this Baton does not know stays as it is, for a newer one that comes back. */
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly windowPlaces: readonly unknown[];
}

type Stored = Readonly<Record<string, unknown>>;

/** From the version of its name to the next. */
const STEPS: Readonly<Record<number, (file: Stored) => Stored>> = {
  // There was one window, and one place.
  1: ({ windowPlace, ...file }) => {
    const place = WindowPlace.safeParse(windowPlace);
    const places = Array.isArray(file['windowPlaces']) ? (file['windowPlaces'] as unknown[]) : [];
    return {
      ...file,
      version: 2,
      windowPlaces: place.success ? [...places, { kind: 'desk', screens: '', place: place.data }] : places,
    };
  },
};

const Current = z.object({
  version: z.int().min(1),
  preferences: z.record(z.string(), z.unknown()),
  windowPlaces: z.array(z.unknown()).catch([]),
});

/**
 * The settings in a file of this or an earlier version, in today's shape; `null` when it holds no settings. A file of a newer
 * Baton is read as far as this one understands it.
 */
export function readSettingsFile(stored: unknown): SettingsFile | null {
  const file = z.record(z.string(), z.unknown()).safeParse(stored).data;
  const parsed = Current.safeParse(file && upgraded(file));
  return parsed.success ? parsed.data : null;
}

function upgraded(file: Stored): Stored {
  const step = STEPS[Number(file['version'])];
  return step ? upgraded(step(file)) : file;
}

/** How Baton is until its person says otherwise. */
const DEFAULTS: Preferences = {
  colorScheme: 'auto',
  language: 'auto',
  density: 'comfortable',
  lastView: 'mine',
  sort: 'due',
  listWidth: 360,
  isSidePanelOpen: true,
  wallGrouping: 'department',
  keepClosed: 365,
  zoomPercent: 100,
  onClose: 'ask',
  startAtLogin: false,
  globalShortcut: '',
  spellLanguages: [],
  shortcuts: {},
  isIntroduced: false,
};

/** Preference by preference, so that one an older or newer Baton has written differently does not cost the others. */
export function readPreferences({ preferences }: Pick<SettingsFile, 'preferences'>): Preferences {
  const kept = Object.entries(Preferences.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(preferences[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return { ...DEFAULTS, ...Object.fromEntries(kept) };
}

/** Place by place: a kind of window that only a newer Baton has does not cost the others. */
export function readPlaces({ windowPlaces }: Pick<SettingsFile, 'windowPlaces'>): readonly RememberedPlace[] {
  return windowPlaces.flatMap((place) => RememberedPlace.safeParse(place).data ?? []);
}
