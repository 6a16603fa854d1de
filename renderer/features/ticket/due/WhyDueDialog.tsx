import { Skeleton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import type { SlaExplanation } from '../../../../shared/ipc/sla.ts';
import { useDueExplanation } from '../../../live/tickets.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useText } from '../../../ui/text.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import type { HistoryNames } from '../historyLine.ts';
import { PolicyReason } from './PolicyReason.tsx';
import { TargetSection } from './TargetSection.tsx';
import classes from './whyDue.module.css';

interface WhyDueDialogProps {
  readonly ticket: Ticket;
  readonly names: HistoryNames;
  readonly onClose: () => void;
}

/** Which policy a ticket has and why, and for each target how its due time comes about, line by line. */
export function WhyDueDialog({ ticket, names, onClose }: WhyDueDialogProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const { value, error } = useDueExplanation(ticket.id);
  return (
    <Dialog opened onClose={onClose} title={t('due:why.title')} size={640} centered>
      {value ? (
        <Answer explanation={value} names={names} />
      ) : error ? (
        <p role="alert">{errorText(error)}</p>
      ) : (
        <div aria-busy="true" role="status" aria-label={t('loading')}>
          <Skeleton height={16} width="60%" />
          <Skeleton height={160} mt="md" />
        </div>
      )}
    </Dialog>
  );
}

function Answer({
  explanation,
  names,
}: {
  readonly explanation: SlaExplanation;
  readonly names: HistoryNames;
}): ReactElement {
  const t = useText();
  const { policy, setByHand, targets } = explanation;
  if (targets.length === 0) return <p className={classes['sentence']}>{t('due:why.none')}</p>;
  return (
    <div className={classes['answer']}>
      <PolicyReason policy={policy} />
      {targets.map((reckoning) => (
        <TargetSection
          key={reckoning.target}
          reckoning={reckoning}
          setByHand={reckoning.isManual ? setByHand : null}
          names={names}
        />
      ))}
      <p className={classes['zone']}>
        {t('due:why.viewerZone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </p>
    </div>
  );
}
