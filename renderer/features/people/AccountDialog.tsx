import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactElement } from 'react';
import { invoke } from '../../bridge.ts';
import { useMe } from '../../live/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { DeviceList } from './DeviceList.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import classes from './people.module.css';

interface AccountDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The own devices and password. */
export function AccountDialog({ isOpen, onClose }: AccountDialogProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const me = useMe();

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
    <Dialog
      opened={isOpen && me.id !== undefined}
      onClose={onClose}
      title={t('team:account')}
      size={560}
      centered
    >
      {me.id !== undefined && (
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
            <DeviceList agentId={me.id} />
          </section>
          <section className={classes['section']} aria-labelledby="own-password">
            <h3 id="own-password" className={classes['heading']}>
              {t('team:password')}
            </h3>
            <PasswordForm />
          </section>
        </>
      )}
    </Dialog>
  );
}
