import { Button, Select, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { KeepClosed } from '../../../shared/ipc/preferences.ts';
import type { SyncStatus } from '../../../shared/ipc/sync.ts';
import { invoke } from '../../bridge.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { SettingLine } from './SettingLine.tsx';
import classes from './settings.module.css';
import { useSetPreferences } from './useSetPreferences.ts';

/** Days that are offered; another number stays when somebody has set it. */
const OFFERED_DAYS = [30, 90, 180, 365, 730, 1825];
const ALL = 'all';

interface StorageSectionProps {
  readonly keepClosed: KeepClosed;
  /** Undefined while nobody is signed in: then there is no data to speak of. */
  readonly sync: SyncStatus | undefined;
}

/** What the workspace takes of this computer's disk, how long closed tickets stay, and the way to make it all anew. */
export function StorageSection({ keepClosed, sync }: StorageSectionProps): ReactElement {
  const t = useText();
  const set = useSetPreferences();
  const days = keepClosed === ALL ? OFFERED_DAYS : [...new Set([...OFFERED_DAYS, keepClosed])];
  return (
    <>
      {sync && <SizeLine />}
      <SettingLine id="keep" label={t('shell:storage.label')} help={t('shell:storage.help')}>
        <Select
          size="xs"
          w={220}
          aria-labelledby="keep-label"
          aria-describedby="keep-help"
          allowDeselect={false}
          value={String(keepClosed)}
          onChange={(choice) => {
            if (choice !== null) set({ keepClosed: KeepClosed.parse(choice === ALL ? ALL : Number(choice)) });
          }}
          data={[
            ...days
              .sort((a, b) => a - b)
              .map((count) => ({ value: String(count), label: t('shell:storage.days', { count }) })),
            { value: ALL, label: t('shell:storage.all') },
          ]}
        />
      </SettingLine>
      {sync && <RebuildLine isOnline={sync.name === 'online'} />}
    </>
  );
}

function SizeLine(): ReactElement {
  const t = useText();
  const format = useFormat();
  const { value: size } = useCommand('storage.size', {}, { refreshOn: { 'sync.changed': true } });
  return (
    <SettingLine id="taken" label={t('settings:storage.size')} help={t('settings:storage.sizeHelp')}>
      <span className={classes['value']}>{size ? format.bytes(size.bytes) : t('loading')}</span>
    </SettingLine>
  );
}

function RebuildLine({ isOnline }: { readonly isOnline: boolean }): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const [isBusy, setIsBusy] = useState(false);

  async function rebuild(): Promise<void> {
    setIsBusy(true);
    try {
      await invoke('storage.rebuild', {});
      notifications.show({ message: t('settings:storage.rebuilt'), color: 'green' });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <SettingLine
      id="rebuild"
      label={t('settings:storage.rebuild')}
      help={isOnline ? t('settings:storage.rebuildHelp') : t('settings:storage.offline')}
    >
      <Button
        size="xs"
        variant="default"
        loading={isBusy}
        disabled={!isOnline}
        aria-describedby="rebuild-help"
        onClick={() =>
          modals.openConfirmModal({
            title: t('settings:storage.rebuildTitle'),
            children: <Text size="sm">{t('settings:storage.rebuildText')}</Text>,
            labels: { confirm: t('settings:storage.rebuild'), cancel: t('cancel') },
            onConfirm: () => attempt(rebuild),
          })
        }
      >
        {t(isBusy ? 'settings:storage.rebuilding' : 'settings:storage.rebuildButton')}
      </Button>
    </SettingLine>
  );
}
