import type { ReactElement } from 'react';
import classes from './figures.module.css';

const WIDTH = 64;
const HEIGHT = 18;
const EDGE = 2.5;

/** A week and today as a line; the numbers stand beside it, so it is silent for screen readers. */
export function Sparkline({ values }: { readonly values: readonly number[] }): ReactElement {
  const most = Math.max(1, ...values);
  const at = (index: number): readonly [number, number] => [
    EDGE + (index / Math.max(1, values.length - 1)) * (WIDTH - 2 * EDGE),
    HEIGHT - EDGE - ((values[index] ?? 0) / most) * (HEIGHT - 2 * EDGE),
  ];
  const points = values.map((_, index) =>
    at(index)
      .map((value) => value.toFixed(1))
      .join(','),
  );
  const [x, y] = at(values.length - 1);
  return (
    <svg className={classes['spark']} viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} aria-hidden>
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.4" />
      <circle cx={x} cy={y} r="2.2" fill="currentColor" />
    </svg>
  );
}
