import {
  IconArchive,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconHourglassEmpty,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Status } from '../../shared/domain/ticket/ticket.ts';
import classes from './StatusBadge.module.css';
import { useText } from './text.ts';

const ICONS: Readonly<Record<Status, Icon>> = {
  new: IconCircleDashed,
  open: IconCircleHalf2,
  pending: IconHourglassEmpty,
  onHold: IconPlayerPause,
  solved: IconCircleCheck,
  closed: IconArchive,
};

interface StatusMarkProps {
  readonly status: Status;
  readonly size?: number;
  /** False when the status is named beside it anyway. */
  readonly isLabelled?: boolean;
}

/** A status as shape and colour; its name is there for screen readers and as a title. */
export function StatusMark({ status, size = 15, isLabelled = true }: StatusMarkProps): ReactElement {
  const t = useText();
  const StatusIcon = ICONS[status];
  const label = t('statusLabel', { status: t(`status.${status}`) });
  return (
    <span
      className={classes['mark']}
      data-status={status}
      {...(isLabelled ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      <StatusIcon size={size} stroke={2} />
    </span>
  );
}

/** A status as shape, colour and word. */
export function StatusBadge({ status }: { readonly status: Status }): ReactElement {
  const t = useText();
  return (
    <span className={classes['badge']} data-status={status}>
      <StatusMark status={status} size={13} isLabelled={false} />
      {t(`status.${status}`)}
    </span>
  );
}
