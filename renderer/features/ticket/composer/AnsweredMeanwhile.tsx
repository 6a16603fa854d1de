import { Button, Group } from '@mantine/core';
import { IconMessageExclamation } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { answersOfOthers } from '../../../../shared/domain/message.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import type { HeldChange } from '../../../../shared/ipc/waiting.ts';
import { invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { useHeldChanges } from '../../../live/tickets.ts';
import { useClock } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import classes from './AnsweredMeanwhile.module.css';

/** What is shown of an answer; the whole stands in the thread. */
const EXCERPT_LENGTH = 400;

/** Replies of this ticket that came after a colleague's answer: the words, what was answered, and what can be done now. */
export function AnsweredMeanwhile({ detail }: { readonly detail: TicketDetail }): ReactElement | null {
  const held = useHeldChanges().filter(
    ({ ticketId, code }) => ticketId === detail.ticket.id && code === 'message.answeredMeanwhile',
  );
  if (held.length === 0) return null;
  return (
    <>
      {held.map((change) => (
        <HeldReply key={change.id} change={change} detail={detail} />
      ))}
    </>
  );
}

function HeldReply({
  change,
  detail,
}: {
  readonly change: HeldChange;
  readonly detail: TicketDetail;
}): ReactElement {
  const t = useText();
  const format = useFormat();
  const attempt = useAttempt();
  const me = useMe();
  const { agents } = useDirectory();
  const answers = answersOfOthers(detail.messages, me.id ?? '');
  const answer = answers.toSorted((a, b) => a.atMs - b.atMs).at(-1);
  const title = useClock((nowMs) =>
    answer?.by.kind === 'agent'
      ? t('waiting:answered.by', {
          name: agents.get(answer.by.id)?.value.name ?? t('formerAgent'),
          when: format.relative(answer.atMs, nowMs),
        })
      : t('waiting:answered.bySomebody'),
  );
  return (
    <section className={classes['held']} role="alert" aria-label={t('waiting:answered.label')}>
      <p className={classes['title']}>
        <IconMessageExclamation size={16} aria-hidden />
        {title}
      </p>
      <p className={classes['text']}>{t('waiting:answered.text')}</p>
      {answer && <Words label={t('waiting:answered.theirs')} text={answer.text.slice(0, EXCERPT_LENGTH)} />}
      <Words label={t('waiting:answered.yours')} text={change.text} />
      <Group gap="xs">
        <Button
          size="compact-sm"
          onClick={() => attempt(() => invoke('held.retry', { id: change.id, seenAnswers: answers.length }))}
        >
          {t('waiting:answered.sendAnyway')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => attempt(() => invoke('held.edit', { id: change.id }))}
        >
          {t('waiting:answered.edit')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() => attempt(() => invoke('held.dismiss', { id: change.id }))}
        >
          {t('waiting:answered.discard')}
        </Button>
      </Group>
    </section>
  );
}

function Words({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  return (
    <figure className={classes['words']}>
      <figcaption className={classes['label']}>{label}</figcaption>
      <blockquote className={`selectable ${classes['quote'] ?? ''}`} tabIndex={0}>
        {text}
      </blockquote>
    </figure>
  );
}
