import { Alert, Anchor, Loader } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { SlaChange, SlaImpact, SlaMove } from '../../../shared/domain/sla/slaImpact.ts';
import { NO_DUE_MS } from '../../../shared/domain/ticket/ticket.ts';
import { useDirectory } from '../../live/directory.ts';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import { useZonedTime } from '../../ui/useZonedTime.ts';
import classes from './serviceLevels.module.css';
import { useImpact } from './useImpact.ts';

const COUNTS = ['newlyOverdue', 'noLongerOverdue', 'earlier', 'later', 'otherPolicy'] as const;
/** So many are listed; the counts tell of all. */
const SHOWN_MAX = 20;

interface ImpactProps {
  /** `null` while there is nothing to compare, or while it cannot be saved. */
  readonly change: SlaChange | null;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** What a change would do to the open tickets before it is saved. */
export function Impact({ change, onOpenTicket }: ImpactProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const found = useImpact(change);
  const impact = found?.impact;
  return (
    <section className={classes['preview']} aria-label={t('serviceLevels:impact.title')}>
      <h3 className={classes['previewTitle']}>
        {t('serviceLevels:impact.title')}
        {change && !found?.isDone && <Loader size={13} aria-hidden />}
      </h3>
      {change === null && <p className={classes['hint']}>{t('serviceLevels:impact.nothing')}</p>}
      {found?.error && (
        <Alert color="red" variant="light" role="alert">
          {errorText(found.error)}
        </Alert>
      )}
      {change !== null && !found?.error && (
        <p className={classes['hint']} role="status">
          {found?.isDone
            ? t(impact?.changed === 0 ? 'serviceLevels:impact.none' : 'serviceLevels:impact.changed', {
                changed: t('tickets', { count: impact?.changed ?? 0 }),
                checked: t('tickets', { count: impact?.checked ?? 0 }),
              })
            : t('serviceLevels:impact.looking', { checked: t('tickets', { count: impact?.checked ?? 0 }) })}
        </p>
      )}
      {impact && impact.changed > 0 && <Counts impact={impact} onOpenTicket={onOpenTicket} />}
    </section>
  );
}

function Counts({
  impact,
  onOpenTicket,
}: {
  readonly impact: SlaImpact;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}): ReactElement {
  const t = useText();
  return (
    <>
      <dl className={classes['counts']}>
        {COUNTS.filter((name) => impact[name] > 0).map((name) => (
          <div key={name} className={classes['count']} data-kind={name}>
            <dt>{t(`serviceLevels:impact.${name}`)}</dt>
            <dd>{t('tickets', { count: impact[name] })}</dd>
          </div>
        ))}
      </dl>
      <h4 className={classes['movesTitle']}>{t('serviceLevels:impact.most')}</h4>
      <ul className={classes['moves']} tabIndex={0} aria-label={t('serviceLevels:impact.most')}>
        {impact.moves.slice(0, SHOWN_MAX).map((move) => (
          <MoveLine key={move.ticket.id} move={move} onOpenTicket={onOpenTicket} />
        ))}
      </ul>
    </>
  );
}

function MoveLine({
  move: { ticket, before, after },
  onOpenTicket,
}: {
  readonly move: SlaMove;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}): ReactElement {
  const t = useText();
  const time = useZonedTime();
  const { policies } = useDirectory();
  const due = (atMs: number): string => (atMs >= NO_DUE_MS ? t('due.none') : time.moment(atMs));
  const name = (id: string): string =>
    id === ''
      ? t('serviceLevels:impact.noPolicy')
      : (policies.find((policy) => policy.id === id)?.value.name ?? t('serviceLevels:impact.newPolicy'));
  return (
    <li className={classes['move']}>
      <Anchor component="button" type="button" size="sm" onClick={() => onOpenTicket(ticket.id)}>
        {ticket.number > 0 && `#${String(ticket.number)} `}
        {ticket.subject || t('noSubject')}
      </Anchor>
      {before.nextDueAtMs !== after.nextDueAtMs && (
        <div className={classes['moveLine']}>
          {due(before.nextDueAtMs)}{' '}
          <IconArrowNarrowRight size={14} aria-label={t('serviceLevels:impact.to')} />{' '}
          {due(after.nextDueAtMs)}
        </div>
      )}
      {before.policyId !== after.policyId && (
        <div className={classes['moveLine']}>
          {name(before.policyId)} <IconArrowNarrowRight size={14} aria-label={t('serviceLevels:impact.to')} />{' '}
          {name(after.policyId)}
        </div>
      )}
    </li>
  );
}
