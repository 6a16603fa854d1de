import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AREAS } from '../../shared/locales/resources.ts';
import { TextContext } from './text.ts';

/** Gives the texts of the chosen language to everything inside; all of it renders again when the language changes. */
export function TextProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const { t, i18n } = useTranslation(AREAS);
  const locale = i18n.language;
  const texts = useMemo(() => ({ t, locale }), [t, locale]);
  return <TextContext value={texts}>{children}</TextContext>;
}
