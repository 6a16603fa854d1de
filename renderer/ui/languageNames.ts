import type { LOCALES } from '../../shared/ipc/locales.ts';

/** Each language by its own name, so that everybody finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<(typeof LOCALES)[number], string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  cs: 'Čeština',
  ro: 'Română',
};
