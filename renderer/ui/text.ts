import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
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

/** The texts in the language the person chose. */
export function useText(): Translate {
  return useTranslation(AREAS).t;
}
