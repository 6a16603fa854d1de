import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDeviceDesktop, IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { DeviceEntry } from '../../../shared/sync/people.ts';
import { invoke } from '../../bridge.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './people.module.css';

/** Names of systems are names: the same in every language. */
const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  darwin: 'macOS',
  linux: 'Linux',
  win32: 'Windows',
};

/** The devices somebody is signed in on. Removing one deletes what it holds at its next contact. */
export function DeviceList({ agentId }: { readonly agentId: AgentId }): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const { value: devices, error, refresh } = useCommand('account.devices', { agentId });

  function remove(device: DeviceEntry): void {
    const name = device.name || t('team:unnamed');
    modals.openConfirmModal({
      title: t('team:removeTitle', { name }),
      children: <Text size="sm">{t('team:removeText')}</Text>,
      labels: { confirm: t('team:remove'), cancel: t('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () =>
        attempt(async () => {
          await invoke('account.removeDevice', { deviceId: device.id });
          refresh();
        }),
    });
  }

  if (error) return <Failure error={error} onRetry={refresh} />;
  if (!devices) return <Text c="dimmed">{t('loading')}</Text>;
  if (devices.length === 0) return <Text c="dimmed">{t('team:noDevices')}</Text>;
  return (
    <ul className={classes['list']}>
      {devices.map((device) => (
        <DeviceLine key={device.id} device={device} onRemove={() => remove(device)} />
      ))}
    </ul>
  );
}

function DeviceLine({
  device,
  onRemove,
}: {
  readonly device: DeviceEntry;
  readonly onRemove: () => void;
}): ReactElement {
  const t = useText();
  const format = useFormat();
  const seen = useClock((nowMs) => format.relative(Math.min(device.lastSeenAtMs, nowMs), nowMs));
  const signedIn = useClock((nowMs) => format.relative(Math.min(device.signedInAtMs, nowMs), nowMs));
  const name = device.name || t('team:unnamed');
  const platform = PLATFORM_NAMES[device.platform] ?? device.platform;
  const DeviceIcon = device.isThis ? IconDeviceLaptop : IconDeviceDesktop;
  return (
    <li className={classes['line']}>
      <DeviceIcon size={20} stroke={1.6} aria-hidden />
      <div className={classes['who']}>
        <div className={classes['name']}>{name}</div>
        <div className={classes['quiet']}>
          {[
            device.isThis ? t('team:thisDevice') : t('team:seen', { when: seen }),
            platform,
            t('team:signedIn', { when: signedIn }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      </div>
      {!device.isThis && (
        <Button size="xs" variant="default" aria-label={t('team:removeOf', { name })} onClick={onRemove}>
          {t('team:remove')}
        </Button>
      )}
    </li>
  );
}
