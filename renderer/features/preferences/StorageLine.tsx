import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { KeepClosed } from '../../../shared/ipc/contract.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import classes from './PreferencesDialog.module.css';

/** Days that are offered; another number stays when somebody has set it. */
const OFFERED_DAYS = [30, 90, 180, 365, 730, 1825];
const ALL = 'all';

interface StorageLineProps {
  readonly keepClosed: KeepClosed;
  readonly onChange: (keepClosed: KeepClosed) => void;
}

/** How long closed tickets stay on this computer, and what the workspace takes of its disk. */
export function StorageLine({ keepClosed, onChange }: StorageLineProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const { value: size } = useCommand('storage.size', {}, { refreshOn: { 'sync.changed': true } });
  const days = keepClosed === ALL ? OFFERED_DAYS : [...new Set([...OFFERED_DAYS, keepClosed])];
  return (
    <div className={classes['line']}>
      <div className={classes['explained']}>
        <span id="preference-storage" className={classes['label']}>
          {t('shell:storage.label')}
        </span>
        <span id="preference-storage-help" className={classes['help']}>
          {t('shell:storage.help')}
          {size && ` ${t('shell:storage.size', { size: format.bytes(size.bytes) })}`}
        </span>
      </div>
      <Select
        size="xs"
        w={220}
        aria-labelledby="preference-storage"
        aria-describedby="preference-storage-help"
        allowDeselect={false}
        value={String(keepClosed)}
        onChange={(choice) => {
          if (choice !== null) onChange(KeepClosed.parse(choice === ALL ? ALL : Number(choice)));
        }}
        data={[
          ...days
            .sort((a, b) => a - b)
            .map((count) => ({ value: String(count), label: t('shell:storage.days', { count }) })),
          { value: ALL, label: t('shell:storage.all') },
        ]}
      />
    </div>
  );
}
