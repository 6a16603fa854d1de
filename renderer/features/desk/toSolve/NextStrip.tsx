import { Button, CloseButton } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { useToSolve } from '../../../live/assignment.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import { nextWhy } from './nextWhy.ts';
import classes from './ToSolve.module.css';
import { useOpenNext } from './useOpenNext.ts';

/** Over a ticket that was opened as the next one to do: why it is, and the way to the one after it. */
export function NextStrip({ ticketId }: { readonly ticketId: TicketId }): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const opened = useDeskStore((state) => state.openedAsNext);
  const putAway = useDeskStore((state) => state.putNextAway);
  const openNext = useOpenNext();
  const toSolve = useToSolve();
  if (opened?.ticketId !== ticketId) return null;
  const isDone = toSolve?.next?.ticketId !== ticketId;
  return (
    <div className={classes['strip']} role="status">
      <IconTargetArrow size={15} stroke={1.8} aria-hidden />
      <span className={classes['stripText']}>
        <strong>{t('assignment:toSolve.strip')}:</strong> {nextWhy(opened, nowMs, format, t).join(' · ')}
        {toSolve && (
          <span className={classes['quiet']}>
            {' '}
            · {t('assignment:toSolve.waiting', { count: toSolve.mine })}
          </span>
        )}
      </span>
      {isDone && toSolve?.next && (
        <Button
          size="compact-xs"
          variant="default"
          rightSection={<ShortcutKeys id="nextToSolve" />}
          onClick={openNext}
        >
          {t('assignment:toSolve.another')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t('dismiss')} onClick={putAway} />
    </div>
  );
}
