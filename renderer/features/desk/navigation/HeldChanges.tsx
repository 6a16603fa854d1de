import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconExternalLink, IconRefresh, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { HeldChange } from '../../../../shared/ipc/waiting.ts';
import { invoke } from '../../../bridge.ts';
import { useHeldChanges } from '../../../live/tickets.ts';
import { useText } from '../../../ui/text.ts';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useErrorCodeText } from '../../../ui/useErrorText.ts';
import { useWhatWords } from '../queue/useWhatWords.ts';
import classes from './HeldChanges.module.css';

interface HeldChangeItemProps {
  readonly change: HeldChange;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

function HeldChangeItem({ change, onOpenTicket }: HeldChangeItemProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const errorCodeText = useErrorCodeText();
  const wordsOf = useWhatWords();
  const { ticketId, text, code } = change;
  const subject = change.collection === 'tickets' ? text : '';
  // A reply that was answered meanwhile is decided in its ticket, below what was answered.
  const canRetry = change.canRetry && code !== 'message.answeredMeanwhile';
  return (
    <li className={classes['item']}>
      <p className={classes['what']}>
        {change.changes.map((what) => wordsOf(what, { number: 0, subject })).join(' · ')}
      </p>
      <p className={classes['reason']}>{errorCodeText(code)}</p>
      {text === '' ? (
        <p className={classes['noText']}>{t('shell:held.noText')}</p>
      ) : (
        <blockquote className={`selectable ${classes['words'] ?? ''}`}>{text}</blockquote>
      )}
      <div className={classes['foot']}>
        <TimeAgo atMs={change.atMs} length="long" className={classes['when']} />
        {ticketId !== '' && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={t('shell:held.openTicket')}
            title={t('shell:held.openTicket')}
            onClick={() => onOpenTicket(ticketId as TicketId)}
          >
            <IconExternalLink size={14} />
          </ActionIcon>
        )}
        {canRetry && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={t('waiting:tryAgain')}
            title={t('waiting:tryAgain')}
            onClick={() => attempt(() => invoke('held.retry', { id: change.id, seenAnswers: null }))}
          >
            <IconRefresh size={14} />
          </ActionIcon>
        )}
        {text !== '' && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <ActionIcon
                size={24}
                variant="subtle"
                color="gray"
                aria-label={copied ? t('copied') : t('shell:held.copy')}
                title={t('shell:held.copy')}
                onClick={copy}
              >
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            )}
          </CopyButton>
        )}
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          aria-label={t('shell:held.dismiss')}
          title={t('shell:held.dismiss')}
          onClick={() => attempt(() => invoke('held.dismiss', { id: change.id }))}
        >
          <IconX size={14} />
        </ActionIcon>
      </div>
    </li>
  );
}

interface HeldChangesProps {
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Changes the server refused, with the words that were typed: nothing is lost without the person's own wish. */
export function HeldChanges({ onOpenTicket }: HeldChangesProps): ReactElement | null {
  const t = useText();
  const changes = useHeldChanges();
  if (changes.length === 0) return null;
  return (
    <section className={classes['held']} aria-labelledby="held-title">
      <h3 id="held-title" className={classes['title']}>
        {t('shell:held.title')}
      </h3>
      <p className={classes['text']}>{t('shell:held.text')}</p>
      <ul className={classes['list']}>
        {changes.map((change) => (
          <HeldChangeItem key={change.id} change={change} onOpenTicket={onOpenTicket} />
        ))}
      </ul>
    </section>
  );
}
