import { VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconClock,
  IconClockExclamation,
  IconHandClick,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { NO_DUE_MS } from '../../shared/domain/ticket/ticket.ts';
import { AT_RISK_WINDOW_MS } from '../../shared/domain/views.ts';
import { useClock } from './clock.ts';
import classes from './DueLabel.module.css';
import { useFormat } from './format.ts';
import { useText } from './text.ts';

/** How near a due instant is: `soon` within the hour that "At risk" looks ahead. */
export type DueUrgency = 'none' | 'running' | 'soon' | 'over';

/** How near `dueAtMs` is at `nowMs`, both UTC epoch ms. */
export function dueUrgency(dueAtMs: number, nowMs: number): DueUrgency {
  if (dueAtMs >= NO_DUE_MS) return 'none';
  if (nowMs >= dueAtMs) return 'over';
  return dueAtMs - nowMs <= AT_RISK_WINDOW_MS ? 'soon' : 'running';
}

const ICONS = { running: IconClock, soon: IconClockExclamation, over: IconAlertTriangleFilled } as const;
const STATES = { running: 'due.stateRunning', soon: 'due.stateSoon', over: 'due.stateOver' } as const;

/** Stands in no text. */
const SEPARATOR = '\n';

interface DueLabelProps {
  /** UTC epoch ms; nothing is shown for `NO_DUE_MS`. */
  readonly dueAtMs: number;
  /** `row`: in short, the clock time only where its container has the room; `full`: in whole words. */
  readonly detail?: 'row' | 'full';
  /** It was set by hand, and says so. */
  readonly isByHand?: boolean;
}

/** When something is due: clock time and time left, told by words, shape and colour. Ticks with the window's one clock. */
export function DueLabel({ dueAtMs, detail = 'full', isByHand = false }: DueLabelProps): ReactElement | null {
  const t = useText();
  const format = useFormat();
  // One subscription for all parts; a list shows dozens of these.
  const shown = useClock((nowMs): string => {
    const urgency = dueUrgency(dueAtMs, nowMs);
    if (urgency === 'none') return '';
    const isOver = urgency === 'over';
    const duration = format.duration(dueAtMs - nowMs);
    const left = t(isOver ? 'due.over' : 'due.left', { duration });
    const short = t(isOver ? 'due.overShort' : 'due.leftShort', { duration });
    return [urgency, format.moment(dueAtMs, nowMs), left, short].join(SEPARATOR);
  });
  if (shown === '') return null;
  const [urgency, clockTime, left, short] = shown.split(SEPARATOR) as [
    keyof typeof ICONS,
    string,
    string,
    string,
  ];
  const DueIcon = ICONS[urgency];
  const byHand = isByHand ? ` (${t('due:byHand')})` : '';
  const full = `${t('due.full', { state: t(STATES[urgency]), time: clockTime, left })}${byHand}`;
  return (
    <span className={classes['due']} data-urgency={urgency} title={full}>
      <DueIcon size={13} stroke={2} aria-hidden />
      {isByHand && <IconHandClick size={12} stroke={2} aria-hidden />}
      {detail === 'full' ? (
        <>
          <span className={classes['time']}>{clockTime}</span>
          <span className={classes['dot']} aria-hidden />
          <span>{left}</span>
          {isByHand && <VisuallyHidden>{byHand}</VisuallyHidden>}
        </>
      ) : (
        <>
          <span className={classes['roomy']} aria-hidden>
            <span className={classes['time']}>{clockTime}</span>
            <span className={classes['dot']} />
          </span>
          <span aria-hidden>{short}</span>
          <VisuallyHidden>{full}</VisuallyHidden>
        </>
      )}
    </span>
  );
}

interface PausedLabelProps {
  /** What is left of the budget, ms in the target's own mode. */
  readonly leftMs: number;
  readonly detail?: 'row' | 'full';
}

/** A clock that stands still: sign, word, and what is left when it runs again. */
export function PausedLabel({ leftMs, detail = 'full' }: PausedLabelProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const duration = format.duration(leftMs);
  const full = t('due:pausedLeft', { duration });
  return (
    <span className={classes['due']} data-urgency="paused" title={t('due:pausedHint', { duration })}>
      <IconPlayerPause size={13} stroke={2} aria-hidden />
      {detail === 'full' ? (
        full
      ) : (
        <>
          <span aria-hidden>{t('due.paused')}</span>
          <span className={classes['roomy']} aria-hidden>
            <span className={classes['dot']} />
            {duration}
          </span>
          <VisuallyHidden>{full}</VisuallyHidden>
        </>
      )}
    </span>
  );
}
