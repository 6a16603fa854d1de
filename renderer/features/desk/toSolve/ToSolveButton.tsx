import { VisuallyHidden } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useToSolve } from '../../../live/assignment.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { nextName, nextWhy } from './nextWhy.ts';
import classes from './ToSolve.module.css';
import { useOpenNext } from './useOpenNext.ts';

/** Opens the one ticket to do next; says which, why, and how many wait. */
export function ToSolveButton(): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const open = useOpenNext();
  const toSolve = useToSolve();
  const next = toSolve?.next ?? null;
  const mine = toSolve?.mine ?? 0;
  const pool = toSolve?.pool ?? 0;
  const why = next && `${nextName(next, t)} · ${nextWhy(next, nowMs, format, t).join(', ')}`;
  const counts = [
    t('assignment:toSolve.waiting', { count: mine }),
    ...(pool > 0 ? [t('assignment:toSolve.inPool', { count: pool })] : []),
  ].join(', ');
  return (
    <button
      type="button"
      className={classes['button']}
      title={[t('assignment:toSolve.hint'), counts, ...(why ? [why] : [])].join('\n')}
      onClick={open}
    >
      <span className={classes['line']}>
        <IconTargetArrow size={15} stroke={1.8} aria-hidden />
        <span className={classes['label']}>{t('assignment:toSolve.button')}</span>
        <VisuallyHidden>. {counts}. </VisuallyHidden>
        {mine + pool > 0 && (
          <span className={classes['count']} aria-hidden>
            {format.number(mine === 0 ? pool : mine)}
          </span>
        )}
        <span className={classes['key']} aria-hidden>
          <ShortcutKeys id="nextToSolve" />
        </span>
      </span>
      {why !== null && <span className={classes['why']}>{why}</span>}
    </button>
  );
}
