import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconClock, IconClockExclamation } from '@tabler/icons-react';
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
  /** `left`: only the time left, for narrow lines; `full`: the clock time as well. */
  readonly detail?: 'left' | 'full';
}

/** When something is due: clock time and time left, told by words, shape and colour. Ticks with the window's one clock. */
export function DueLabel({ dueAtMs, detail = 'full' }: DueLabelProps): ReactElement | null {
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
  const full = t('due.full', { state: t(STATES[urgency]), time: clockTime, left });
  return (
    <span className={classes['due']} data-urgency={urgency} title={full}>
      <DueIcon size={13} stroke={2} aria-hidden />
      {detail === 'full' ? (
        <>
          <span className={classes['time']}>{clockTime}</span>
          <span className={classes['dot']} aria-hidden />
          <span>{left}</span>
        </>
      ) : (
        <>
          <span aria-hidden>{short}</span>
          <VisuallyHidden>{full}</VisuallyHidden>
        </>
      )}
    </span>
  );
}
