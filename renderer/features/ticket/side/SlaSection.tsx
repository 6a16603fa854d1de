import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconCheck,
  IconClock,
  IconClockExclamation,
  IconHelpCircle,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SlaState, TargetVerdict } from '../../../../shared/domain/sla/types.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { useClock } from '../../../ui/clock.ts';
import { dueUrgency } from '../../../ui/DueLabel.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import classes from './SlaSection.module.css';

type ShownState = SlaState | 'soon';

const ICONS: Readonly<Record<ShownState, Icon>> = {
  running: IconClock,
  soon: IconClockExclamation,
  paused: IconPlayerPause,
  met: IconCheck,
  breached: IconAlertTriangleFilled,
  metLate: IconAlertTriangleFilled,
};

interface SlaSectionProps {
  readonly sla: TicketDetail['sla'];
  readonly onExplain: () => void;
}

/** Each target with its state, due time and a live countdown; told by sign and word as well as by colour. */
export function SlaSection({ sla, onExplain }: SlaSectionProps): ReactElement {
  const t = useText();
  if (sla.targets.length === 0) {
    return (
      <p className={classes['none']} title={t('sidePanel:slaNoneHint')}>
        {t('sidePanel:slaNone')}
      </p>
    );
  }
  return (
    <>
      {sla.policyName !== '' && <p className={classes['policy']}>{sla.policyName}</p>}
      <ul className={classes['targets']}>
        {sla.targets.map((verdict) => (
          <TargetLine key={verdict.target} verdict={verdict} />
        ))}
      </ul>
      <UnstyledButton className={classes['question']} onClick={onExplain}>
        <IconHelpCircle size={14} stroke={1.8} aria-hidden />
        {t('due:why.question')}
      </UnstyledButton>
    </>
  );
}

/** A running target's state changes by time alone: the verdict may be older than the moment it is shown at. */
function shownState({ state, dueAtMs }: TargetVerdict, nowMs: number): ShownState {
  if (state !== 'running') return state;
  const urgency = dueUrgency(dueAtMs, nowMs);
  return urgency === 'over' ? 'breached' : urgency === 'soon' ? 'soon' : 'running';
}

function TargetLine({ verdict }: { readonly verdict: TargetVerdict }): ReactElement {
  const t = useText();
  const format = useFormat();
  const state = useClock((nowMs) => shownState(verdict, nowMs));
  const status = useClock((nowMs) => {
    const left = format.duration(verdict.dueAtMs - nowMs);
    switch (shownState(verdict, nowMs)) {
      case 'running':
      case 'soon':
        return t('sidePanel:slaLeft', { duration: left });
      case 'breached':
        return t('sidePanel:slaOverdue', { duration: left });
      case 'paused':
        return t('sidePanel:slaPaused', { duration: format.duration(verdict.remainingMs) });
      case 'met':
        return t('sidePanel:slaMet');
      case 'metLate':
        return t('sidePanel:slaMetLate');
    }
  });
  const clock = useClock((nowMs) => {
    if (verdict.metAtMs > 0) return format.moment(verdict.metAtMs, nowMs);
    return verdict.dueAtMs < NO_DUE_MS
      ? t('sidePanel:slaDue', { when: format.moment(verdict.dueAtMs, nowMs) })
      : '';
  });
  const StateIcon = ICONS[state];
  return (
    <li className={classes['target']} data-state={state}>
      <span className={classes['icon']}>
        <StateIcon size={15} stroke={2} aria-hidden />
      </span>
      <span className={classes['name']}>{t(`ticket:targets.${verdict.target}`)}</span>
      <span
        className={classes['clock']}
        title={verdict.dueAtMs < NO_DUE_MS ? format.full(verdict.dueAtMs) : undefined}
      >
        {clock}
      </span>
      <span className={classes['status']}>
        {status}
        {verdict.isManual && ` · ${t('sidePanel:slaManual')}`}
      </span>
    </li>
  );
}
