import { createInstance } from 'i18next';
import { RESOURCES } from '../../shared/locales/resources.ts';
import type { TextKey } from '../../shared/locales/texts.ts';

/** Languages of the contact form, BCP 47. */
export const FORM_LANGUAGES = Object.keys(RESOURCES) as readonly (keyof typeof RESOURCES)[];
export type FormLanguage = keyof typeof RESOURCES;

/** A text of the form area. */
export type FormTextKey = TextKey<(typeof RESOURCES)['en']['form']>;

/** Says a text in one language. */
export type Say = (key: FormTextKey, values?: Readonly<Record<string, string | number>>) => string;

const texts = createInstance();
void texts.init({
  resources: RESOURCES,
  fallbackLng: 'en',
  defaultNS: 'form',
  initAsync: false,
  // Pages escape whatever they print.
  interpolation: { escapeValue: false },
});

/** The texts of the contact form in a language. */
export function formTexts(language: FormLanguage): Say {
  const fixed = texts.getFixedT(language, 'form');
  return (key, values) => fixed(key, { ...values, defaultValue: key });
}

/**
 * The best of our languages for an `Accept-Language` header; English when it wants none of them.
 * Source: RFC 9110, section 12.5.4; matching by prefix as in RFC 4647, section 3.4.
 */
export function chooseLanguage(acceptLanguage: string | undefined): FormLanguage {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  for (const { tag } of wishes) {
    const [primary] = tag.split('-');
    const found = FORM_LANGUAGES.find((language) => language.toLowerCase().split('-')[0] === primary);
    if (found) return found;
  }
  return 'en';
}
