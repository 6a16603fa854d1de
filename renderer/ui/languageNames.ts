import type { LOCALES } from '../../shared/ipc/locales.ts';

/** Each language by its own name, so that everybody finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<(typeof LOCALES)[number], string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  cs: 'Čeština',
  ro: 'Română',
};

/** A language by its name in the viewer's language; what no language tag is ("Deutsch") stays as somebody wrote it. */
export function languageName(language: string, locale: string): string {
  if (language === '') return '';
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
  } catch (problem) {
    if (problem instanceof RangeError) return language;
    throw problem;
  }
}
