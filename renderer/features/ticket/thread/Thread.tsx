import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconMessageCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../../shared/domain/ids.ts';
import type { PendingSend } from '../../../../shared/ipc/messages.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { useMe } from '../../../live/session.ts';
import { useClock, useMinute } from '../../../ui/clock.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import type { HistoryNames } from '../historyLine.ts';
import { ChangesBlock } from './ChangesBlock.tsx';
import { dayLabel, startOfLocalDay } from './dayLabel.ts';
import { MessageBody } from './MessageBody.tsx';
import { MessageCard, MessageFrame } from './MessageCard.tsx';
import classes from './Thread.module.css';
import { threadItems } from './threadItems.ts';
import type { ThreadItem } from './threadItems.ts';
import { useThreadScroll } from './useThreadScroll.ts';

interface ThreadProps {
  readonly detail: TicketDetail;
  readonly names: HistoryNames;
}

/** The conversation with what happened in between, oldest first, opened at its newest message. */
export function Thread({ detail, names }: ThreadProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { ticket, messages, pendingSends } = detail;
  const items = useMemo(
    () => threadItems(messages, ticket.history, startOfLocalDay),
    [messages, ticket.history],
  );
  const { scrollerRef, onScroll, shown, showMore, unseen, toNewest } = useThreadScroll(
    messages.length,
    pendingSends.length,
  );
  const visible = newestItems(items, shown);
  const earlier = Math.max(0, messages.length - shown);

  return (
    <div className={classes['frame']}>
      <div
        ref={scrollerRef}
        className={classes['scroller']}
        role="log"
        aria-label={t('ticket:thread.label')}
        tabIndex={0}
        onScroll={onScroll}
      >
        <div className={classes['column']}>
          {earlier > 0 && (
            <UnstyledButton className={classes['earlier']} onClick={showMore}>
              {t('ticket:thread.earlier', { count: earlier })}
            </UnstyledButton>
          )}
          {visible.map((item) => (
            <ThreadLine
              key={item.key}
              item={item}
              names={names}
              isWaiting={item.kind === 'message' && detail.waitingMessageIds.includes(item.message.id)}
            />
          ))}
          {messages.length === 0 && pendingSends.length === 0 && (
            <EmptyState
              icon={IconMessageCircle}
              title={t('ticket:thread.empty')}
              text={t('ticket:thread.emptyHint')}
            />
          )}
          {pendingSends.map((send) => (
            <PendingMessage
              key={send.sendId}
              send={send}
              meId={me.id}
              myName={me.setting?.value.name ?? t('you')}
            />
          ))}
        </div>
      </div>
      {unseen > 0 && (
        <UnstyledButton className={classes['hint']} onClick={toNewest} title={t('ticket:thread.toNewest')}>
          <IconArrowDown size={14} aria-hidden />
          {t('ticket:thread.newMessages', { count: unseen })}
        </UnstyledButton>
      )}
    </div>
  );
}

/** The last `messageCount` messages with everything between them; the day they begin on comes along. */
function newestItems(items: readonly ThreadItem[], messageCount: number): readonly ThreadItem[] {
  let left = messageCount;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    if (items[index]?.kind !== 'message') continue;
    left -= 1;
    if (left < 0) return items.slice(index + 1);
  }
  return items;
}

interface ThreadLineProps {
  readonly item: ThreadItem;
  readonly names: HistoryNames;
  readonly isWaiting: boolean;
}

function ThreadLine({ item, names, isWaiting }: ThreadLineProps): ReactElement {
  switch (item.kind) {
    case 'day':
      return <DaySeparator atMs={item.atMs} />;
    case 'changes':
      return <ChangesBlock entries={item.entries} names={names} />;
    case 'message':
      return <MessageCard message={item.message} names={names} isWaiting={isWaiting} />;
  }
}

function DaySeparator({ atMs }: { readonly atMs: number }): ReactElement {
  const t = useText();
  const { locale } = useFormat();
  const nowMs = useMinute();
  return (
    <div className={classes['day']}>
      <span>{dayLabel(atMs, nowMs, locale, t)}</span>
    </div>
  );
}

interface PendingMessageProps {
  readonly send: PendingSend;
  readonly meId: AgentId | undefined;
  readonly myName: string;
}

/** What was just sent, in its place in the thread, while it can still be taken back. */
function PendingMessage({ send, meId, myName }: PendingMessageProps): ReactElement {
  const t = useText();
  const seconds = useClock((nowMs) => Math.max(0, Math.ceil((send.dueAtMs - nowMs) / 1000)));
  return (
    <MessageFrame
      kind={send.kind}
      authorId={meId ?? ''}
      author={myName}
      aside={seconds > 0 ? t('ticket:thread.leavesIn', { seconds }) : t('ticket:thread.leaving')}
      isPending
    >
      <MessageBody html={send.html} text="" />
    </MessageFrame>
  );
}
