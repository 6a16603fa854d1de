import { Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { LOCALES } from '../../../shared/ipc/locales.ts';
import { invoke } from '../../bridge.ts';
import { usePreferences } from '../../live/session.ts';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './SignInScreen.module.css';

/** The language, for whoever cannot read the sign-in screen as it is: languages are named in themselves. */
export function LanguageChoice(): ReactElement | null {
  const t = useText();
  const attempt = useAttempt();
  const preferences = usePreferences();
  if (!preferences) return null;
  return (
    <Select
      className={classes['language'] ?? ''}
      size="xs"
      w={190}
      variant="unstyled"
      aria-label={t('shell:language.label')}
      leftSection={<IconLanguage size={15} stroke={1.7} aria-hidden />}
      allowDeselect={false}
      value={preferences.language}
      onChange={(language) => {
        if (language !== null) attempt(() => invoke('preferences.set', { language }));
      }}
      data={[
        { value: 'auto' as const, label: t('shell:language.auto') },
        ...LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      ]}
    />
  );
}
