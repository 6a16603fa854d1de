import { createInstance } from 'i18next';
import { LOCALES } from '../shared/ipc/locales.ts';
import type { Preferences } from '../shared/ipc/preferences.ts';
import { RESOURCES } from '../shared/locales/resources.ts';
import type { TextKey } from '../shared/locales/texts.ts';

/** One of Baton's languages, as BCP 47. */
export type Locale = (typeof LOCALES)[number];

type English = (typeof RESOURCES)['en'];

/** A text of the menu, named with its area: `menu:file.title`. */
export type MenuTextKey = `menu:${TextKey<English['menu']>}`;

/** A text of the host, named with its area. */
export type HostTextKey =
  | MenuTextKey
  | `notices:${TextKey<English['notices']>}`
  | `desktop:${TextKey<English['desktop']>}`
  | `common:${TextKey<English['common']>}`
  | `crash:${TextKey<English['crash']>}`;

/** The host's own words: menus, tray, notices and crashes. */
export interface HostTexts {
  text(key: HostTextKey, values?: Readonly<Record<string, string | number>>): string;
  /** The language they are in, BCP 47. */
  locale(): Locale;
  /** From now on in this language. */
  setLanguage(locale: Locale): void;
}

/** The first of the system's languages that Baton speaks, else English. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const wanted of preferred) {
    const exact = LOCALES.find((locale) => locale.toLowerCase() === wanted.toLowerCase());
    const language = wanted.split('-')[0]?.toLowerCase();
    const near = exact ?? LOCALES.find((locale) => locale.split('-')[0] === language);
    if (near) return near;
  }
  return 'en';
}

/** The language to speak: the person's choice, or the system's where they leave it to that. */
export function chosenLocale(preferences: Pick<Preferences, 'language'>, systemLocale: Locale): Locale {
  return preferences.language === 'auto' ? systemLocale : preferences.language;
}

/** The texts in a language. Values are inserted as they are: who shows markup escapes it. */
export function createHostTexts(locale: Locale): HostTexts {
  const i18n = createInstance();
  let current = locale;
  // With resources in memory the start has nothing to wait for.
  void i18n.init({
    lng: locale,
    fallbackLng: 'en',
    resources: RESOURCES,
    ns: ['menu', 'notices', 'desktop', 'common', 'crash'],
    defaultNS: 'menu',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return {
    text: (key, values) => i18n.t(key, { ...values, defaultValue: key }),
    locale: () => current,
    setLanguage: (next) => {
      current = next;
      void i18n.changeLanguage(next);
    },
  };
}
