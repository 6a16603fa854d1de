import { ActionIcon, VisuallyHidden } from '@mantine/core';
import {
  IconAlarm,
  IconAlertTriangle,
  IconArrowBackUp,
  IconAt,
  IconBolt,
  IconEye,
  IconCheck,
  IconInbox,
  IconMessage,
  IconTrendingUp,
  IconUserCheck,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { NoticeEvent } from '../../../shared/domain/noticeSettings.ts';
import type { ListedNotice } from '../../../shared/ipc/notices.ts';
import { useDirectory } from '../../live/directory.ts';
import { useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import classes from './notices.module.css';

const ICONS: Readonly<Record<NoticeEvent, Icon>> = {
  assigned: IconUserCheck,
  reopened: IconArrowBackUp,
  customerReplied: IconMessage,
  mentioned: IconAt,
  followed: IconEye,
  newInDepartment: IconInbox,
  reopenedInDepartment: IconArrowBackUp,
  slaWarning: IconAlarm,
  slaBreach: IconAlertTriangle,
  teamSlaWarning: IconAlarm,
  teamSlaBreach: IconAlertTriangle,
  escalated: IconTrendingUp,
  ruleNotified: IconBolt,
};

interface NoticeLineProps {
  readonly notice: ListedNotice;
  readonly onOpen: () => void;
  readonly onRead: () => void;
}

/** One notice: what happened, to which ticket, when, and whether it is unread (by a dot, a word and its weight). */
export function NoticeLine({ notice, onOpen, onRead }: NoticeLineProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const { agents } = useDirectory();
  const { event, number, subject, by, words, deadline, atMs, isRead } = notice;
  const EventIcon = ICONS[event];
  const author = by.kind === 'agent' ? (agents.get(by.id)?.value.name ?? t('formerAgent')) : '';
  const due =
    deadline &&
    t('notices:deadline.due', {
      target: t(`notices:deadline.${deadline.target}`),
      time: format.moment(deadline.dueAtMs, nowMs),
    });
  const more = [due ?? '', words].filter((text) => text !== '').join(' · ');
  return (
    <li className={classes['line']} data-notice data-unread={!isRead || undefined}>
      <button type="button" className={classes['open']} onClick={onOpen}>
        <span className={classes['sign']} data-event={event}>
          <EventIcon size={16} stroke={1.7} aria-hidden />
        </span>
        <span className={classes['words']}>
          <span className={classes['what']}>
            {!isRead && <VisuallyHidden>{t('noticeCentre:isUnread')}: </VisuallyHidden>}
            {t(`notices:ticket.${event}`)}
            {author !== '' && <span className={classes['by']}>{t('noticeCentre:by', { name: author })}</span>}
          </span>
          <span className={classes['ticket']}>
            {number > 0 && `#${String(number)} `}
            {subject || t('noSubject')}
          </span>
          {more !== '' && <span className={classes['more']}>{more}</span>}
        </span>
        <TimeAgo atMs={atMs} className={classes['when']} />
      </button>
      <span className={classes['mark']}>
        {!isRead && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('noticeCentre:markRead')}
            title={t('noticeCentre:markRead')}
            onClick={onRead}
          >
            <IconCheck size={15} stroke={1.8} />
          </ActionIcon>
        )}
      </span>
    </li>
  );
}
