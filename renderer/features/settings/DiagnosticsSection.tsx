import { Button, CopyButton, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactElement } from 'react';
import { invoke } from '../../bridge.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import classes from './settings.module.css';

/** What whoever helps wants to know of this computer, to read and to copy. */
export function DiagnosticsSection(): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const { value, error, refresh } = useCommand('diagnostics.get', {});
  const attempt = useAttempt();
  const save = (): void =>
    attempt(async () => {
      const { outcome } = await invoke('diagnostics.save', {});
      if (outcome === 'cancelled') return;
      notifications.show({
        color: outcome === 'saved' ? 'green' : 'red',
        message: t(outcome === 'saved' ? 'settings:diagnostics.saved' : 'settings:diagnostics.saveFailed'),
      });
    });
  return (
    <>
      <p className={classes['intro']}>{t('settings:diagnostics.help')}</p>
      <Group gap={8}>
        <CopyButton value={value?.text ?? ''}>
          {({ copied, copy }) => (
            <Button size="xs" disabled={!value} onClick={copy}>
              {t(copied ? 'settings:diagnostics.copied' : 'settings:diagnostics.copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" onClick={refresh}>
          {t('settings:diagnostics.renew')}
        </Button>
        <Button size="xs" variant="default" title={t('settings:diagnostics.saveHelp')} onClick={save}>
          {t('settings:diagnostics.save')}
        </Button>
      </Group>
      {error && (
        <p role="alert" className={classes['problem']}>
          {errorText(error)}
        </p>
      )}
      <pre
        className={classes['report']}
        role="region"
        aria-label={t('settings:diagnostics.report')}
        lang="en"
        tabIndex={0}
      >
        {value?.text ?? t('loading')}
      </pre>
    </>
  );
}
