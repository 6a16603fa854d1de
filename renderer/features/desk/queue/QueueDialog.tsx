import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconCloudCheck, IconExternalLink } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { SyncStatus } from '../../../../shared/ipc/sync.ts';
import type { WaitingItem } from '../../../../shared/ipc/waiting.ts';
import { useSyncStatus } from '../../../live/session.ts';
import { useWaiting } from '../../../live/waiting.ts';
import { useClock, useMinute } from '../../../ui/clock.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { useErrorCodeText } from '../../../ui/useErrorText.ts';
import { useDeskStore } from '../deskStore.ts';
import { HeldChanges } from '../navigation/HeldChanges.tsx';
import classes from './QueueDialog.module.css';
import { useUndo } from './useUndo.ts';
import { useWhatWords } from './useWhatWords.ts';

/** What waits for the server and why, what it has refused, and the way back from either. */
export function QueueDialog(): ReactElement {
  const t = useText();
  const isOpen = useDeskStore((state) => state.dialog === 'queue');
  const openDialog = useDeskStore((state) => state.openDialog);
  return (
    <Dialog opened={isOpen} onClose={() => openDialog(null)} title={t('waiting:title')} size={640} centered>
      <Queue />
    </Dialog>
  );
}

function Queue(): ReactElement {
  const t = useText();
  const items = useWaiting();
  const status = useSyncStatus();
  const question = useDeskStore((state) => state.alsoUndo);
  const openDialog = useDeskStore((state) => state.openDialog);
  const selectTicket = useDeskStore((state) => state.selectTicket);
  const open = (ticketId: TicketId): void => {
    openDialog(null);
    selectTicket(ticketId);
  };
  const held = status?.held ?? 0;
  return (
    <div className={classes['queue']}>
      {question && <AlsoUndo item={question.item} on={question.on} />}
      {items.length === 0 && held === 0 && (
        <EmptyState icon={IconCloudCheck} title={t('waiting:empty')} text={t('waiting:emptyHint')} />
      )}
      {items.length > 0 && (
        <ul className={classes['list']} aria-label={t('waiting:list')}>
          {items.map((item) => (
            <QueueLine key={item.id} item={item} status={status} onOpen={open} />
          ))}
        </ul>
      )}
      <HeldChanges onOpenTicket={open} />
    </div>
  );
}

interface QueueLineProps {
  readonly item: WaitingItem;
  readonly status: SyncStatus | undefined;
  readonly onOpen: (ticketId: TicketId) => void;
}

function QueueLine({ item, status, onOpen }: QueueLineProps): ReactElement {
  const t = useText();
  const undo = useUndo();
  const wordsOf = useWhatWords();
  const what = wordsOf(item.what, item);
  const { ticketId } = item;
  return (
    <li className={classes['line']}>
      <div className={classes['facts']}>
        <p className={classes['what']}>{what}</p>
        {item.number > 0 && item.subject !== '' && <p className={classes['subject']}>{item.subject}</p>}
        <p className={classes['why']}>
          <Why item={item} status={status} />
          {item.sinceMs > 0 && (
            <>
              {' · '}
              <TimeAgo atMs={item.sinceMs} length="long" />
            </>
          )}
        </p>
      </div>
      <div className={classes['actions']}>
        {ticketId !== '' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('waiting:openOf', { what })}
            leftSection={<IconExternalLink size={14} aria-hidden />}
            onClick={() => onOpen(ticketId)}
          >
            {t('open')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('waiting:undoOf', { what })}
          disabled={!item.canUndo}
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={() => undo(item)}
        >
          {t('undo')}
        </Button>
      </div>
    </li>
  );
}

/** Why something has not left, in plain words. */
function Why({ item, status }: Pick<QueueLineProps, 'item' | 'status'>): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const errorCodeText = useErrorCodeText();
  const seconds = useClock((atMs) => Math.max(0, Math.ceil((item.dueAtMs - atMs) / 1000)));
  if (item.state === 'undoTime') return <>{t('waiting:why.undoTime', { seconds })}</>;
  if (item.state === 'sent') return <>{t('waiting:why.sent')}</>;
  if (!status) return <>{t('waiting:why.starting')}</>;
  if (status.problem !== null) return <>{errorCodeText(status.problem)}</>;
  switch (status.name) {
    case 'offline':
      return status.offlineSinceMs === 0 ? (
        <>{t('waiting:why.offline')}</>
      ) : (
        <>{t('waiting:why.offlineSince', { time: format.moment(status.offlineSinceMs, nowMs) })}</>
      );
    case 'stopped':
      return <>{t('waiting:why.stopped')}</>;
    case 'online':
      return <>{t('waiting:why.online')}</>;
    case 'starting':
    case 'initialSync':
      return <>{t('waiting:why.starting')}</>;
  }
}

/** Something later builds on what is to be taken back: both, or neither. */
function AlsoUndo({
  item,
  on,
}: {
  readonly item: WaitingItem;
  readonly on: readonly WaitingItem[];
}): ReactElement {
  const t = useText();
  const undo = useUndo();
  const wordsOf = useWhatWords();
  const askWhetherAlso = useDeskStore((state) => state.askWhetherAlso);
  return (
    <section className={classes['question']} role="alert" aria-labelledby="also-undo-title">
      <h3 id="also-undo-title" className={classes['questionTitle']}>
        {t('waiting:depends.title')}
      </h3>
      <p className={classes['questionText']}>
        {t('waiting:depends.text', { what: wordsOf(item.what, item) })}
      </p>
      <ul className={classes['dependents']}>
        {on.map((other) => (
          <li key={other.id}>{wordsOf(other.what, other)}</li>
        ))}
      </ul>
      <Group gap="xs">
        <Button size="compact-sm" autoFocus onClick={() => undo(item, on)}>
          {t('waiting:depends.confirm')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => askWhetherAlso(null)}>
          {t('cancel')}
        </Button>
      </Group>
    </section>
  );
}
