import { IconCloudUp, IconCornerUpLeft, IconLock, IconUser } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Message, MessageKind } from '../../../../shared/domain/message.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { actorName } from '../historyLine.ts';
import type { HistoryNames } from '../historyLine.ts';
import { CustomerWords } from './CustomerWords.tsx';
import { MessageBody } from './MessageBody.tsx';
import classes from './MessageCard.module.css';

const KIND_ICONS: Readonly<Record<MessageKind, Icon>> = {
  customer: IconUser,
  reply: IconCornerUpLeft,
  note: IconLock,
};

interface MessageFrameProps {
  readonly kind: MessageKind;
  readonly authorId: string;
  readonly author: string;
  /** What stands at the right of the head: a time, or what is happening to the message. */
  readonly aside: ReactNode;
  readonly isPending?: boolean;
  readonly children: ReactNode;
}

/** The shape of one message: who, of which kind (by colour, sign and word), when, and the words. */
export function MessageFrame(props: MessageFrameProps): ReactElement {
  const { kind, authorId, author, aside, isPending = false, children } = props;
  const t = useText();
  const KindIcon = KIND_ICONS[kind];
  const label = t(`ticket:thread.${kind}`);
  return (
    <article
      className={classes['message']}
      data-kind={kind}
      data-pending={isPending || undefined}
      aria-label={`${label}, ${author}`}
    >
      <span className={classes['avatar']}>
        <Avatar id={authorId} name={author} size={28} isLabelled={false} />
      </span>
      <div className={classes['card']}>
        <header className={classes['head']}>
          <span className={classes['author']}>{author}</span>
          <span className={classes['kind']} title={kind === 'note' ? t('ticket:thread.noteHint') : undefined}>
            <KindIcon size={12} stroke={2.2} aria-hidden />
            {label}
          </span>
          <span className={classes['aside']}>{aside}</span>
        </header>
        {children}
      </div>
    </article>
  );
}

interface MessageCardProps {
  readonly message: Message;
  readonly names: HistoryNames;
  /** Saved here, not at the server yet. */
  readonly isWaiting: boolean;
}

/** A message of the thread. */
export const MessageCard = memo(function MessageCard({
  message,
  names,
  isWaiting,
}: MessageCardProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const author = actorName(message.by, names, t);
  const mentions = useMemo(() => (message.mentions ?? []).map(names.agent), [message.mentions, names]);
  return (
    <MessageFrame
      kind={message.kind}
      authorId={message.by.kind === 'system' ? 'system' : message.by.id}
      author={author}
      aside={
        <>
          {isWaiting && (
            <span className={classes['waiting']} title={t('ticket:header.waitingHint')}>
              <IconCloudUp size={13} aria-hidden />
              {t('ticket:thread.waiting')}
            </span>
          )}
          {message.kind === 'customer' && <span>{t(`channel.${message.channel}`)}</span>}
          <time dateTime={new Date(message.atMs).toISOString()} title={format.full(message.atMs)}>
            {format.time(message.atMs)}
          </time>
        </>
      }
    >
      {message.by.kind === 'customer' ? (
        <CustomerWords message={message} senderId={message.by.id} sender={author} />
      ) : (
        <MessageBody html={message.html} text={message.text} mentions={mentions} />
      )}
    </MessageFrame>
  );
});
