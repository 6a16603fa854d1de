import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Preferences } from '../../../shared/ipc/contract.ts';
import { useText } from '../../ui/text.ts';
import { SettingLine } from './SettingLine.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

/** What the person wants to hear of. */
export function NotificationsSection({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  return (
    <SettingLine id="notify" label={t('shell:notifications.label')}>
      <div role="group" aria-labelledby="notify-label" className={classes['choices']}>
        <Checkbox
          size="xs"
          label={t('shell:notifications.assigned')}
          checked={preferences.notifyAssigned}
          onChange={(event) => set({ notifyAssigned: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={t('shell:notifications.reopened')}
          checked={preferences.notifyReopened}
          onChange={(event) => set({ notifyReopened: event.currentTarget.checked })}
        />
      </div>
    </SettingLine>
  );
}
