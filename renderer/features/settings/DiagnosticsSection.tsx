import { Button, CopyButton, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCommand } from '../../live/useCommand.ts';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import classes from './settings.module.css';

/** What whoever helps wants to know of this computer, to read and to copy. */
export function DiagnosticsSection(): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const { value, error, refresh } = useCommand('diagnostics.get', {});
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
