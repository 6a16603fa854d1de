import { Button, SegmentedControl } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBell, IconChecks } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { ListedNotice } from '../../../shared/ipc/notices.ts';
import { invoke } from '../../bridge.ts';
import { useNotices } from '../../live/notices.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { NoticeLine } from './NoticeLine.tsx';
import classes from './notices.module.css';

type Shown = 'all' | 'unread';

interface NoticeCentreProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
  readonly onSettings: () => void;
}

/** What has happened, newest first: read it, go to it, mark it. */
export function NoticeCentre({ isOpen, onClose, onOpenTicket, onSettings }: NoticeCentreProps): ReactElement {
  const t = useText();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('noticeCentre:title')} size={640} centered>
      {isOpen && (
        <Notices
          onOpenTicket={(ticketId) => {
            onClose();
            onOpenTicket(ticketId);
          }}
          onSettings={onSettings}
        />
      )}
    </Dialog>
  );
}

function Notices({
  onOpenTicket,
  onSettings,
}: Pick<NoticeCentreProps, 'onOpenTicket' | 'onSettings'>): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const list = useNotices();
  const [shown, setShown] = useState<Shown>('all');
  const listRef = useRef<HTMLUListElement>(null);
  const notices = (list?.notices ?? []).filter(({ isRead }) => shown === 'all' || !isRead);
  const markRead = (ids: string[] | 'all'): void => attempt(() => invoke('notices.markRead', { ids }));

  function open(notice: ListedNotice): void {
    if (!notice.isRead) markRead([notice.id]);
    onOpenTicket(notice.ticketId);
  }

  /** Arrows go from line to line, Home and End to the first and the last. */
  function move(event: KeyboardEvent): void {
    const lines = [...(listRef.current?.querySelectorAll<HTMLElement>('[data-notice]') ?? [])];
    const at = lines.findIndex((line) => line.contains(document.activeElement));
    const last = lines.length - 1;
    const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    lines[to]?.querySelector('button')?.focus();
  }

  return (
    <>
      <div className={classes['tools']}>
        <SegmentedControl<Shown>
          size="xs"
          aria-label={t('noticeCentre:show')}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: t('noticeCentre:all') },
            { value: 'unread', label: t('noticeCentre:onlyUnread') },
          ]}
        />
        <span className={classes['spring']} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconChecks size={15} stroke={1.8} />}
          disabled={(list?.unread ?? 0) === 0}
          onClick={() => markRead('all')}
        >
          {t('noticeCentre:markAll')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.8} />}
          onClick={onSettings}
        >
          {t('noticeCentre:settings')}
        </Button>
      </div>
      {list && notices.length === 0 ? (
        <EmptyState
          icon={IconBell}
          title={t(list.notices.length === 0 ? 'noticeCentre:empty' : 'noticeCentre:allRead')}
          text={t('noticeCentre:emptyText')}
        />
      ) : (
        <ul ref={listRef} className={classes['list']} aria-label={t('noticeCentre:title')} onKeyDown={move}>
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onOpen={() => open(notice)}
              onRead={() => markRead([notice.id])}
            />
          ))}
        </ul>
      )}
    </>
  );
}
