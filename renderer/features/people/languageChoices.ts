import { LOCALES } from '../../../shared/ipc/locales.ts';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';

/** Baton's own languages, and whatever else this person speaks already. */
export function languageChoices(spoken: readonly string[]): { value: string; label: string }[] {
  const others = spoken.filter((language) => !(LOCALES as readonly string[]).includes(language));
  return [
    ...LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
    ...others.map((value) => ({ value, label: value })),
  ];
}
