import { createInstance } from 'i18next';
import type { FormatterModule, i18n } from 'i18next';
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

const numberFormats = new Map<string, Intl.NumberFormat>();

/** What is counted stands in the digits and groups of the language ("1,325 tickets"); every other value as it is. */
const COUNT_FORMATTER: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = 'en', options) => {
    if (typeof value !== 'number' || options?.['interpolationkey'] !== 'count') return String(value);
    const digits = numberFormats.get(language) ?? new Intl.NumberFormat(language);
    numberFormats.set(language, digits);
    return digits.format(value);
  },
};

/** Starts i18next with all four languages in memory; nothing is loaded later. */
export async function startI18n(locale: Locale): Promise<i18n> {
  const instance = createInstance().use(initReactI18next).use(COUNT_FORMATTER);
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
    interpolation: { escapeValue: false, alwaysFormat: true },
    react: { useSuspense: false },
  });
  return instance;
}
