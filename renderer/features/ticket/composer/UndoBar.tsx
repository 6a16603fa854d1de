import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { UNDO_SECONDS } from '../../../../shared/ipc/contract.ts';
import type { PendingSend } from '../../../../shared/ipc/contract.ts';
import { useClock } from '../../../ui/clock.ts';
import { useText } from '../../../ui/text.ts';
import classes from './UndoBar.module.css';

interface UndoBarProps {
  readonly send: PendingSend;
  readonly onUndo: (sendId: string) => void;
}

/** Says that a message is on its way and for how long it can still be taken back; gone when that time is over. */
export function UndoBar({ send, onUndo }: UndoBarProps): ReactElement | null {
  const t = useText();
  const seconds = useClock((nowMs) => Math.max(0, Math.ceil((send.dueAtMs - nowMs) / 1000)));
  if (seconds === 0) return null;
  const isReply = send.kind === 'reply';
  const text =
    send.setStatus === null
      ? t(isReply ? 'composer:undoReply' : 'composer:undoNote', { seconds })
      : t(isReply ? 'composer:undoReplyAnd' : 'composer:undoNoteAnd', {
          seconds,
          status: t(`status.${send.setStatus}`),
        });
  return (
    <div className={classes['bar']}>
      <span className={classes['text']}>{text}</span>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => onUndo(send.sendId)}
      >
        {t('undo')}
      </Button>
      <span
        className={classes['progress']}
        style={{ transform: `scaleX(${String(Math.min(1, seconds / UNDO_SECONDS))})` }}
      />
    </div>
  );
}
