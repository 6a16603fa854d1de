import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { WallFigures, WallTally } from '../../../shared/ipc/wall.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { Sparkline } from './Sparkline.tsx';
import { useWallStore } from './wallStore.ts';
import type { Drill } from './wallStore.ts';
import classes from './figures.module.css';

type Figure = 'met' | 'breached' | 'running';

/** Whether more of it is good news. */
const GOOD: Readonly<Record<Figure, 'more' | 'less' | 'neither'>> = {
  met: 'more',
  breached: 'less',
  running: 'neither',
};

/** What became of every target today, beside the days before at this time. */
export function TodayFigures({ figures }: { readonly figures: WallFigures }): ReactElement {
  const t = useText();
  return (
    <section className={classes['figures']} aria-label={t('wall:today.label')}>
      {figures.tallies.map((tally) => (
        <TargetFigures key={tally.target} tally={tally} />
      ))}
    </section>
  );
}

function TargetFigures({ tally }: { readonly tally: WallTally }): ReactElement {
  const t = useText();
  const { target } = tally;
  const drills: Readonly<Record<Figure, Drill>> = {
    met: { kind: 'counted', question: { of: 'met', target } },
    breached: { kind: 'counted', question: { of: 'breached', target } },
    running: { kind: 'running', target },
  };
  return (
    <div className={classes['target']}>
      <h2 className={classes['name']}>{t(`ticket:targets.${target}`)}</h2>
      <div className={classes['row']}>
        {(['met', 'breached', 'running'] as const).map((figure) => (
          <OneFigure
            key={figure}
            figure={figure}
            target={t(`ticket:targets.${target}`)}
            days={tally[figure]}
            drill={drills[figure]}
          />
        ))}
      </div>
    </div>
  );
}

interface OneFigureProps {
  readonly figure: Figure;
  readonly target: string;
  /** Today last. */
  readonly days: readonly number[];
  readonly drill: Drill;
}

function OneFigure({ figure, target, days, drill }: OneFigureProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const look = useWallStore((store) => store.look);
  const today = days.at(-1) ?? 0;
  const yesterday = days.at(-2) ?? 0;
  const before = days.slice(0, -1);
  const average = before.reduce((sum, count) => sum + count, 0) / Math.max(1, before.length);
  const averageText = format.number(Math.round(average * 10) / 10);
  const name = t(`wall:today.${figure}`);
  const direction = today > yesterday ? 'up' : today < yesterday ? 'down' : 'same';
  const isGood = GOOD[figure] === 'more' ? direction === 'up' : direction === 'down';
  const tone = direction === 'same' || GOOD[figure] === 'neither' ? 'none' : isGood ? 'good' : 'bad';
  const Arrow = direction === 'up' ? IconArrowUp : direction === 'down' ? IconArrowDown : IconEqual;
  return (
    <button
      type="button"
      className={classes['figure']}
      data-figure={figure}
      data-some={today > 0 || undefined}
      onClick={() => look(drill)}
    >
      <span className={classes['top']}>
        <VisuallyHidden>{target}: </VisuallyHidden>
        <span className={classes['number']}>{format.number(today)}</span>
        <Sparkline values={days} />
      </span>
      <span className={classes['label']}>{name}</span>
      <span className={classes['trend']} data-tone={tone}>
        <Arrow size="1em" stroke={2.4} aria-hidden />
        {t('wall:today.yesterday', { number: format.number(yesterday) })}
      </span>
      <span className={classes['trend']}>{t('wall:today.average', { number: averageText })}</span>
    </button>
  );
}
