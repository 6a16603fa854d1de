import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { invoke } from '../../bridge.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { DeviceList } from './DeviceList.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import classes from './people.module.css';

/** The own devices and password. */
export function AccountPanel({ agentId }: { readonly agentId: AgentId }): ReactElement {
  const t = useText();
  const attempt = useAttempt();

  function signOutEverywhere(): void {
    modals.openConfirmModal({
      title: t('team:everywhereTitle'),
      children: <Text size="sm">{t('team:everywhereText')}</Text>,
      labels: { confirm: t('team:everywhere'), cancel: t('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => attempt(() => invoke('session.signOutEverywhere', {})),
    });
  }

  return (
    <>
      <section className={classes['section']} aria-labelledby="own-devices">
        <div className={classes['bar']}>
          <h3 id="own-devices" className={classes['heading']}>
            {t('team:yourDevices')}
          </h3>
          <Button size="xs" variant="default" onClick={signOutEverywhere}>
            {t('team:everywhere')}
          </Button>
        </div>
        <DeviceList agentId={agentId} />
      </section>
      <section className={classes['section']} aria-labelledby="own-password">
        <h3 id="own-password" className={classes['heading']}>
          {t('team:password')}
        </h3>
        <PasswordForm />
      </section>
    </>
  );
}
