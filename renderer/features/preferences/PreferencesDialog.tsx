import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { LOCALES } from '../../../shared/ipc/contract.ts';
import type { Preferences } from '../../../shared/ipc/contract.ts';
import { invoke } from '../../bridge.ts';
import { usePreferences } from '../../live/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { LANGUAGE_NAMES } from '../../ui/languageNames.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './PreferencesDialog.module.css';
import { StorageLine } from './StorageLine.tsx';

function Line({
  label,
  id,
  children,
}: {
  readonly label: string;
  readonly id: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={classes['line']}>
      <span id={id} className={classes['label']}>
        {label}
      </span>
      {children}
    </div>
  );
}

interface PreferencesDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The person's own settings. Each takes effect at once. */
export function PreferencesDialog({ isOpen, onClose }: PreferencesDialogProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const preferences = usePreferences();
  const set = (changes: Partial<Preferences>): void => attempt(() => invoke('preferences.set', changes));

  return (
    <Dialog
      opened={isOpen && preferences !== undefined}
      onClose={onClose}
      title={t('shell:preferences')}
      size={520}
      centered
    >
      {preferences && (
        <div className={classes['lines']}>
          <Line label={t('shell:theme.label')} id="preference-theme">
            <SegmentedControl<Preferences['colorScheme']>
              size="xs"
              aria-labelledby="preference-theme"
              value={preferences.colorScheme}
              onChange={(colorScheme) => set({ colorScheme })}
              data={(['light', 'dark', 'auto'] as const).map((value) => ({
                value,
                label: t(`shell:theme.${value}`),
              }))}
            />
          </Line>
          <Line label={t('shell:language.label')} id="preference-language">
            <Select
              size="xs"
              w={220}
              aria-labelledby="preference-language"
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
          </Line>
          <Line label={t('shell:density.label')} id="preference-density">
            <SegmentedControl<Preferences['density']>
              size="xs"
              aria-labelledby="preference-density"
              value={preferences.density}
              onChange={(density) => set({ density })}
              data={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(`shell:density.${value}`),
              }))}
            />
          </Line>
          <Line label={t('shell:notifications.label')} id="preference-notifications">
            <div role="group" aria-labelledby="preference-notifications" className={classes['choices']}>
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
          </Line>
          <StorageLine keepClosed={preferences.keepClosed} onChange={(keepClosed) => set({ keepClosed })} />
        </div>
      )}
    </Dialog>
  );
}
