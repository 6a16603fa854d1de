import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import type { ReactElement } from 'react';
import type { BucketFigures } from '../../../shared/ipc/reports.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import classes from './ReportChart.module.css';

/** Until the place it has is known. */
const USUAL_WIDTH = 960;
const HEIGHT = 150;
const BASE = HEIGHT - 20;
const TOP = 8;
const LEFT = 34;
/** Part of a bar's place that stays free. */
const GAP = 0.28;
/** About so many dates stand below the bars. */
const LABELS_MAX = 12;
const DAY_MS = 86_400_000;

interface ReportChartProps {
  readonly buckets: readonly BucketFigures[];
  readonly target: 'firstResponse' | 'resolution';
}

/** Met and breached by day, week or month, as stacked bars: told by place and pattern as well as by colour, and as a table. */
export function ReportChart({ buckets, target }: ReportChartProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const patternId = useId();
  // Drawn as wide as it is shown, so that its words are as large as all others.
  const { ref, width: shownWidth } = useElementSize();
  const fullWidth = Math.round(shownWidth) || USUAL_WIDTH;
  const highest = Math.max(1, ...buckets.map((bucket) => bucket[target].met + bucket[target].breached));
  const scale = niceTop(highest);
  const y = (value: number): number => BASE - (value / scale) * (BASE - TOP);
  const place = (fullWidth - LEFT) / Math.max(1, buckets.length);
  const width = Math.min(48, place * (1 - GAP));
  const labelEvery = Math.ceil(buckets.length / LABELS_MAX);
  const isMonths = buckets.some(({ fromMs, beforeMs }) => beforeMs - fromMs > 8 * DAY_MS);
  const short = new Intl.DateTimeFormat(
    format.locale,
    isMonths ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'numeric' },
  );
  const nameOf = ({ fromMs, beforeMs }: BucketFigures): string =>
    isMonths
      ? short.format(fromMs)
      : beforeMs - fromMs > 1.5 * DAY_MS
        ? short.formatRange(fromMs, beforeMs - 1)
        : short.format(fromMs);
  const words = (bucket: BucketFigures): string =>
    t('reports:chart.bar', {
      when: nameOf(bucket),
      met: format.number(bucket[target].met),
      breached: format.number(bucket[target].breached),
    });
  const title = t('reports:chart.title', { target: t(`ticket:targets.${target}`) });
  return (
    <figure className={classes['chart']}>
      <figcaption className={classes['caption']}>
        <span className={classes['title']}>{title}</span>
        <span className={classes['key']} data-kind="met">
          {t('reports:met')}
        </span>
        <span className={classes['key']} data-kind="breached">
          {t('reports:breached')}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg viewBox={`0 0 ${String(fullWidth)} ${String(HEIGHT)}`} role="img" aria-label={title}>
          <defs>
            <pattern
              id={patternId}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className={classes['breachedGround']} />
              <line x1="0" y1="0" x2="0" y2="6" className={classes['stripe']} />
            </pattern>
          </defs>
          {[0, scale / 2, scale].map((value) => (
            <g key={value}>
              <line x1={LEFT} x2={fullWidth} y1={y(value)} y2={y(value)} className={classes['grid']} />
              <text x={LEFT - 6} y={y(value) + 3.5} textAnchor="end" className={classes['label']}>
                {format.number(value)}
              </text>
            </g>
          ))}
          {buckets.map((bucket, index) => {
            const { met, breached } = bucket[target];
            const x = LEFT + place * index + (place - width) / 2;
            return (
              <g key={bucket.fromMs}>
                <title>{words(bucket)}</title>
                <rect
                  x={LEFT + place * index}
                  y={TOP}
                  width={place}
                  height={BASE - TOP}
                  className={classes['hit']}
                />
                <rect x={x} width={width} y={y(met)} height={BASE - y(met)} className={classes['met']} />
                <rect
                  x={x}
                  width={width}
                  y={y(met + breached)}
                  height={y(met) - y(met + breached)}
                  fill={`url(#${patternId})`}
                />
                {index % labelEvery === 0 && (
                  <text x={x + width / 2} y={HEIGHT - 5} textAnchor="middle" className={classes['label']}>
                    {short.format(bucket.fromMs)}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <details className={classes['asTable']}>
        <summary>{t('reports:chart.asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('reports:chart.when')}</th>
              <th scope="col">{t('reports:met')}</th>
              <th scope="col">{t('reports:breached')}</th>
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket.fromMs}>
                <th scope="row">{nameOf(bucket)}</th>
                <td>{format.number(bucket[target].met)}</td>
                <td>{format.number(bucket[target].breached)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** The next round number, even so that its half is whole: 2, 4, 10, 20, 40, 100 … */
function niceTop(highest: number): number {
  for (let unit = 1; ; unit *= 10) {
    const fitting = [2, 4, 6, 10].map((step) => step * unit).find((top) => top >= highest);
    if (fitting !== undefined) return fitting;
  }
}
