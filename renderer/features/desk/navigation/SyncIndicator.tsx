import { Button, Group, Popover } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudPause,
  IconCloudUp,
  IconListDetails,
  IconRefresh,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { SyncStatus } from '../../../../shared/ipc/sync.ts';
import { invoke } from '../../../bridge.ts';
import { useSession, useSyncStatus } from '../../../live/session.ts';
import { useWaiting } from '../../../live/waiting.ts';
import { useClock } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { FootDetails, FootLine, type FootTone } from '../../../ui/FootLine.tsx';
import { useText } from '../../../ui/text.ts';
import type { Translate } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useErrorCodeText } from '../../../ui/useErrorText.ts';
import { useDeskStore } from '../deskStore.ts';
import { HeldChanges } from './HeldChanges.tsx';
import classes from './SyncIndicator.module.css';

type Tone = Exclude<FootTone, 'news'>;

function toneOf(status: SyncStatus, waiting: number): Tone {
  // A server that keeps silent is as far away as one that is off: nobody has to act.
  const isAway = status.name === 'offline' && status.problem === 'server.silent';
  if (status.problem !== null && !isAway) return 'attention';
  if (status.name === 'offline' || status.name === 'stopped') return 'offline';
  if (status.held > 0) return 'attention';
  return status.name === 'online' && waiting === 0 ? 'calm' : 'busy';
}

const ICONS = {
  attention: IconAlertTriangle,
  offline: IconCloudOff,
  stopped: IconCloudPause,
  calm: IconCloudCheck,
  busy: IconCloudUp,
} as const;

/** The first line: how the connection stands. */
function headline(status: SyncStatus, t: Translate, momentOf: (atMs: number) => string): string {
  if (status.name !== 'offline') return t(`shell:sync.${status.name}`);
  if (status.offlineSinceMs === 0) return t('shell:sync.offline');
  return t('shell:sync.offlineSince', { time: momentOf(status.offlineSinceMs) });
}

function explanation(status: SyncStatus, t: Translate): string {
  switch (status.name) {
    case 'online':
      return t('shell:sync.onlineText');
    case 'offline':
      return t('shell:sync.offlineText');
    case 'starting':
      return t('shell:sync.startingText');
    case 'initialSync':
      return t('session:syncText');
    case 'stopped':
      return t('shell:sync.stoppedText');
  }
}

interface SyncDetailsProps {
  readonly status: SyncStatus;
  readonly title: string;
  /** How many actions wait. */
  readonly waitingCount: number;
  readonly onSeeQueue: () => void;
}

function SyncDetails({ status, title, waitingCount, onSeeQueue }: SyncDetailsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const attempt = useAttempt();
  const errorCodeText = useErrorCodeText();
  const session = useSession();
  const selectTicket = useDeskStore((state) => state.selectTicket);
  const lastSynced = useClock((nowMs) =>
    status.lastSyncedAtMs === 0
      ? t('shell:sync.neverSynced')
      : t('shell:sync.lastSynced', { time: format.relative(status.lastSyncedAtMs, nowMs) }),
  );
  const waiting =
    waitingCount === 0 ? t('shell:sync.allSent') : t('shell:sync.waiting', { count: waitingCount });
  return (
    <FootDetails title={title} problem={status.problem && errorCodeText(status.problem)}>
      <p className={classes['explanation']}>{explanation(status, t)}</p>
      <ul className={classes['facts']}>
        <li>{waiting}</li>
        <li>{lastSynced}</li>
        {session?.name === 'signedIn' && (
          <li className="selectable">
            {t('shell:sync.server')}: {session.server}
          </li>
        )}
      </ul>
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconListDetails size={14} />} onClick={onSeeQueue}>
          {t('waiting:see')}
        </Button>
        {(status.name !== 'online' || status.problem !== null) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            onClick={() => attempt(() => invoke('sync.retry', {}))}
          >
            {t('shell:sync.retry')}
          </Button>
        )}
      </Group>
      <HeldChanges onOpenTicket={(ticketId: TicketId) => selectTicket(ticketId)} />
    </FootDetails>
  );
}

/** How the replica and the server stand: one line, and a popover that explains and helps. */
export function SyncIndicator(): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const status = useSyncStatus();
  const openDialog = useDeskStore((state) => state.openDialog);
  const waiting = useWaiting().filter(({ state }) => state !== 'undoTime').length;
  const [isOpen, setIsOpen] = useState(false);
  const title = useClock((nowMs) =>
    status ? headline(status, t, (atMs) => format.moment(atMs, nowMs)) : '',
  );
  const quiet = useClock((nowMs) => {
    if (!status) return '';
    const parts = [];
    if (waiting > 0) parts.push(t('shell:sync.waiting', { count: waiting }));
    if (status.held > 0) parts.push(t('shell:sync.held', { count: status.held }));
    if (parts.length > 0) return parts.join(' · ');
    if (status.lastSyncedAtMs === 0) return t('shell:sync.neverSynced');
    return t('shell:sync.lastSynced', { time: format.relative(status.lastSyncedAtMs, nowMs) });
  });
  if (!status) return null;
  const tone = toneOf(status, waiting);
  return (
    <Popover
      position="top-start"
      width={320}
      offset={6}
      withinPortal={false}
      opened={isOpen}
      onChange={setIsOpen}
    >
      <Popover.Target>
        <FootLine
          tone={tone}
          sign={ICONS[status.name === 'stopped' && tone === 'offline' ? 'stopped' : tone]}
          label={t('shell:sync.label')}
          headline={title}
          quiet={quiet}
          title={`${title}. ${quiet}`}
          onClick={() => setIsOpen(!isOpen)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setIsOpen(false);
          }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <SyncDetails
          status={status}
          title={title}
          waitingCount={waiting}
          onSeeQueue={() => {
            setIsOpen(false);
            openDialog('queue');
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
