import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { LostChange } from '../../../shared/domain/ticket/lostChanges.ts';
import type { TicketDetail } from '../../../shared/ipc/tickets.ts';
import { invoke } from '../../bridge.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { actorName, fieldName, fieldValue } from './historyLine.ts';
import type { HistoryNames } from './historyLine.ts';
import classes from './LostChanges.module.css';

interface LostChangesProps {
  readonly detail: TicketDetail;
  readonly names: HistoryNames;
}

/** Tells the agent which of their changes another's has overtaken, until they set it again or put it away. */
export function LostChanges({ detail, names }: LostChangesProps): ReactElement | null {
  const t = useText();
  if (detail.lostChanges.length === 0) return null;
  return (
    <ul className={classes['list']} aria-label={t('waiting:lost.label')}>
      {detail.lostChanges.map((lost) => (
        <LostLine key={lost.entryId} lost={lost} ticketId={detail.ticket.id} names={names} />
      ))}
    </ul>
  );
}

interface LostLineProps {
  readonly lost: LostChange;
  readonly ticketId: TicketDetail['ticket']['id'];
  readonly names: HistoryNames;
}

function LostLine({ lost, ticketId, names }: LostLineProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const { entryId, overtakenBy } = lost;
  const field = fieldName(lost.field, t);
  const dropped = fieldValue(lost.field, lost.dropped, names, t);
  const kept = fieldValue(lost.field, lost.kept, names, t);
  const settle = (redo: boolean): void => attempt(() => invoke('lost.settle', { ticketId, entryId, redo }));
  return (
    <li className={classes['line']}>
      <IconGitMerge size={15} aria-hidden />
      <span className={classes['text']} role="status">
        {overtakenBy
          ? t('waiting:lost.by', {
              field,
              dropped,
              kept,
              who: actorName(overtakenBy.by, names, t),
              time: names.instant(overtakenBy.atMs),
            })
          : t('waiting:lost.plain', { field, dropped, kept })}
      </span>
      {lost.canRedo && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('waiting:lost.redoOf', { field, dropped })}
          onClick={() => settle(true)}
        >
          {t('waiting:lost.redo')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={t('waiting:lost.dismissOf', { field, dropped })}
        onClick={() => settle(false)}
      >
        {t('waiting:lost.dismiss')}
      </Button>
    </li>
  );
}
