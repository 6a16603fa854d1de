import { Select, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Preferences } from '../../../shared/ipc/preferences.ts';
import { CLOSE_CHOICES } from '../../../shared/ipc/desktop.ts';
import type { DesktopState } from '../../../shared/ipc/desktop.ts';
import { useText } from '../../ui/text.ts';
import { GlobalKeyLine } from './GlobalKeyLine.tsx';
import { SettingLine } from './SettingLine.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

interface GeneralSectionProps {
  readonly preferences: Preferences;
  readonly desktop: DesktopState;
}

/** What closing does, whether Baton starts by itself, and how to reach it from anywhere. */
export function GeneralSection({ preferences, desktop }: GeneralSectionProps): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  const { background } = desktop;
  return (
    <>
      {background === 'always' ? (
        <p className={classes['intro']}>{t('settings:closing.mac')}</p>
      ) : (
        <SettingLine
          id="closing"
          label={t('settings:closing.label')}
          help={t(background === 'tray' ? 'settings:closing.help' : 'settings:closing.noTray')}
        >
          <Select
            size="xs"
            w={230}
            aria-labelledby="closing-label"
            aria-describedby="closing-help"
            allowDeselect={false}
            value={preferences.onClose}
            onChange={(onClose) => {
              if (onClose !== null) set({ onClose });
            }}
            data={CLOSE_CHOICES.map((value) => ({
              value,
              label: t(
                value === 'background' && background === 'minimise'
                  ? 'settings:closing.minimise'
                  : `settings:closing.${value}`,
              ),
            }))}
          />
        </SettingLine>
      )}
      <SettingLine
        id="login"
        label={t('settings:login.label')}
        help={t('settings:login.help')}
        problem={desktop.isLoginSet ? null : t('settings:login.failed')}
      >
        <Switch
          aria-labelledby="login-label"
          aria-describedby="login-help"
          checked={preferences.startAtLogin}
          onChange={(event) => set({ startAtLogin: event.currentTarget.checked })}
        />
      </SettingLine>
      <GlobalKeyLine combo={preferences.globalShortcut} state={desktop.globalKey} />
    </>
  );
}
