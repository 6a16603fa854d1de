import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LOCALES } from '../../shared/ipc/locales.ts';
import type { Preferences } from '../../shared/ipc/preferences.ts';
import { AREAS, RESOURCES } from '../../shared/locales/resources.ts';

/** A language Baton speaks. */
export type Locale = (typeof LOCALES)[number];

/** The language to show: the chosen one, or the system's when the choice is `auto`. */
export function chosenLocale(language: Preferences['language'], systemLocale: Locale): Locale {
  return language === 'auto' ? systemLocale : language;
}

/** Starts i18next with all four languages in memory; nothing is loaded later. */
export async function startI18n(locale: Locale): Promise<i18n> {
  const instance = createInstance().use(initReactI18next);
  await instance.init({
    lng: locale,
    fallbackLng: 'en',
    supportedLngs: [...LOCALES],
    load: 'currentOnly',
    ns: [...AREAS],
    defaultNS: 'common',
    resources: RESOURCES,
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
