import { MantineProvider, mergeThemeOverrides, useMantineColorScheme } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { useEffect, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useAppInfo, usePreferences } from '../live/session.ts';
import { useText } from '../ui/text.ts';
import { TextProvider } from '../ui/TextProvider.tsx';
import { cssVariables, theme } from '../ui/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { chosenLocale } from './i18n.ts';

/** Keeps the shown language and colour scheme with the person's preferences. */
function FollowPreferences({ i18n: texts }: { readonly i18n: i18n }): null {
  const preferences = usePreferences();
  const info = useAppInfo();
  const { setColorScheme } = useMantineColorScheme();
  const colorScheme = preferences?.colorScheme;
  const locale = preferences && info ? chosenLocale(preferences.language, info.systemLocale) : undefined;

  useEffect(() => {
    if (colorScheme !== undefined) setColorScheme(colorScheme);
  }, [colorScheme, setColorScheme]);

  useEffect(() => {
    if (locale === undefined) return;
    document.documentElement.lang = locale;
    if (texts.language !== locale) void texts.changeLanguage(locale);
  }, [locale, texts]);

  return null;
}

/** The theme, with the words that its components need: the cross of a notice is a button without any. */
function Themed({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useText();
  const worded = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: {
          Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } },
        },
      }),
    [t],
  );
  return (
    <MantineProvider theme={worded} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}

function Dialogs({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useText();
  return (
    <ModalsProvider
      labels={{ confirm: t('confirm'), cancel: t('cancel') }}
      modalProps={{ centered: true, radius: 'lg', closeButtonProps: { 'aria-label': t('close') } }}
    >
      {children}
    </ModalsProvider>
  );
}

interface ProvidersProps {
  readonly i18n: i18n;
  readonly children: ReactNode;
}

/** Everything a screen may rely on: texts, theme, dialogs, notices, and a last net for failures. */
export function Providers({ i18n: texts, children }: ProvidersProps): ReactElement {
  return (
    <I18nextProvider i18n={texts}>
      <TextProvider>
        <Themed>
          <FollowPreferences i18n={texts} />
          <Notifications position="bottom-right" limit={4} containerWidth={380} />
          <ErrorBoundary>
            <Dialogs>{children}</Dialogs>
          </ErrorBoundary>
        </Themed>
      </TextProvider>
    </I18nextProvider>
  );
}
