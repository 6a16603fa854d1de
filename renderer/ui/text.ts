import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import { getI18n } from 'react-i18next';
import { AREAS } from '../../shared/locales/resources.ts';
import type { RESOURCES } from '../../shared/locales/resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof RESOURCES)['en'];
  }
}

/** Renders a text: `t('save')` from the area `common`, `t('shell:sync.online')` from any other. Unknown keys do not compile. */
export type Translate = TFunction<typeof AREAS>;

/** The texts and the language of the window, made once for all of its parts: a list line has a dozen of them. */
export interface Texts {
  readonly t: Translate;
  /** BCP 47. */
  readonly locale: string;
}

/** Filled by `TextProvider`. */
export const TextContext = createContext<Texts | null>(null);

/** Texts outside a provider: right, but they do not follow a change of language. */
function standingTexts(): Texts {
  const i18n = getI18n();
  return { t: i18n.getFixedT(null, AREAS), locale: i18n.language };
}

/** The texts in the language the person chose. */
export function useText(): Translate {
  return (useContext(TextContext) ?? standingTexts()).t;
}

/** The language the person chose, BCP 47. */
export function useLocale(): string {
  return (useContext(TextContext) ?? standingTexts()).locale;
}
