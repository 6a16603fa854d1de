import { Button, CloseButton, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { LOCALES } from '../../../shared/ipc/locales.ts';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import type { DesktopState } from '../../../shared/ipc/desktop.ts';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';
import { useLocale, useText } from '../../ui/text.ts';
import { SettingLine } from './SettingLine.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

interface LanguageSectionProps {
  readonly preferences: Preferences;
  readonly desktop: DesktopState;
  readonly isMac: boolean;
}

/** The language of the windows, and the languages whose spelling is checked. */
export function LanguageSection({ preferences, desktop, isMac }: LanguageSectionProps): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  return (
    <>
      <SettingLine id="language" label={t('shell:language.label')}>
        <Select
          size="xs"
          w={220}
          aria-labelledby="language-label"
          allowDeselect={false}
          value={preferences.language}
          onChange={(language) => {
            if (language !== null) set({ language });
          }}
          data={[
            { value: 'auto' as const, label: t('shell:language.auto') },
            ...LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
        />
      </SettingLine>
      <h3 id="spelling" className={classes['subheading']}>
        {t('settings:spelling.label')}
      </h3>
      {isMac ? (
        <p className={classes['intro']}>{t('settings:spelling.system')}</p>
      ) : (
        <SpellLanguages
          chosen={preferences.spellLanguages}
          dictionaries={desktop.dictionaries}
          onChange={(spellLanguages) => set({ spellLanguages: [...spellLanguages] })}
        />
      )}
    </>
  );
}

interface SpellLanguagesProps {
  readonly chosen: readonly string[];
  readonly dictionaries: DesktopState['dictionaries'];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Baton's own languages first: they are what the team most likely writes in. */
const FIRST = ['en-US', 'en-GB', 'pt-BR', 'cs', 'ro'];

function SpellLanguages({ chosen, dictionaries, onChange }: SpellLanguagesProps): ReactElement {
  const t = useText();
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const nameOf = (language: string): string => names.of(language) ?? language;
  const stateOf = new Map(dictionaries.map(({ language, state }) => [language, state]));
  const rest = dictionaries.map(({ language }) => language).filter((language) => !chosen.includes(language));
  const option = (language: string): { value: string; label: string } => ({
    value: language,
    label: nameOf(language),
  });
  const others = rest
    .filter((language) => !FIRST.includes(language))
    .map(option)
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <>
      <p id="spelling-help" className={classes['intro']}>
        {t('settings:spelling.help')}
      </p>
      {chosen.length === 0 ? (
        <p className={classes['intro']}>{t('settings:spelling.none')}</p>
      ) : (
        <ul className={classes['dictionaries']} aria-labelledby="spelling">
          {chosen.map((language) => (
            <li key={language} className={classes['dictionary']}>
              <span className={classes['dictionaryName']}>{nameOf(language)}</span>
              <span className={classes['help']} role="status">
                {t(`settings:spelling.state.${stateOf.get(language) ?? 'unknown'}`)}
              </span>
              {stateOf.get(language) === 'failed' && (
                <Button size="compact-xs" variant="default" onClick={() => onChange(chosen)}>
                  {t('retry')}
                </Button>
              )}
              <CloseButton
                size="sm"
                aria-label={`${t('settings:shortcuts.remove')}: ${nameOf(language)}`}
                onClick={() => onChange(chosen.filter((other) => other !== language))}
              />
            </li>
          ))}
        </ul>
      )}
      <Select
        mt={12}
        size="xs"
        w={260}
        searchable
        aria-label={t('settings:spelling.placeholder')}
        aria-describedby="spelling-help"
        placeholder={t('settings:spelling.placeholder')}
        value={null}
        onChange={(language) => {
          if (language !== null) onChange([...chosen, language]);
        }}
        data={[...FIRST.filter((language) => rest.includes(language)).map(option), ...others]}
      />
    </>
  );
}
