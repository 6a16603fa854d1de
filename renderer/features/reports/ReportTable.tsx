import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort, IconBriefcase, IconClock24 } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Report, ReportLine, ReportNumber } from '../../../shared/ipc/reports.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { lengthOf, shareOf } from './reportSort.ts';
import type { LengthMode, ReportSort, SortColumn } from './reportSort.ts';
import classes from './ReportTable.module.css';

/** Which number somebody wants to look behind. */
export type WantedNumber = Omit<ReportNumber, 'reportId'>;

const TARGETS = ['firstResponse', 'resolution'] as const;
const FIGURES = ['share', 'met', 'breached', 'median', 'p90'] as const;

interface ReportTableProps {
  readonly report: Report;
  /** The lines in the order they are shown in. */
  readonly lines: readonly ReportLine[];
  readonly nameOf: (key: string) => string;
  readonly groupName: string;
  readonly mode: LengthMode;
  readonly sort: ReportSort;
  readonly onSort: (column: SortColumn) => void;
  readonly onLook: (number: WantedNumber) => void;
}

/** The figures by group, sortable by each column; behind every number stand its tickets. */
export function ReportTable(props: ReportTableProps): ReactElement {
  const { report, lines, nameOf, groupName } = props;
  const t = useText();
  const previous = new Map(report.previousLines.map((line) => [line.key, line]));
  const head = (column: SortColumn, label: string): ReactElement => (
    <SortHead key={column} column={column} label={label} {...props} />
  );
  return (
    <table className={classes['table']} aria-label={t('reports:table')}>
      <thead>
        <tr>
          <td colSpan={2} />
          {TARGETS.map((target) => (
            <th key={target} scope="colgroup" colSpan={FIGURES.length} className={classes['over']}>
              {t(`ticket:targets.${target}`)}
            </th>
          ))}
        </tr>
        <tr>
          {head('name', groupName)}
          {head('tickets', t('reports:tickets'))}
          {TARGETS.map((target) =>
            FIGURES.map((figure) => head(`${target}.${figure}`, t(`reports:figure.${figure}`))),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line
            key={line.key}
            {...props}
            line={line}
            before={previous.get(line.key)}
            name={nameOf(line.key)}
            lookKey={line.key}
          />
        ))}
      </tbody>
      <tfoot>
        <Line
          {...props}
          line={report.total}
          before={report.previousTotal}
          name={t('reports:total')}
          lookKey={null}
        />
      </tfoot>
    </table>
  );
}

interface SortHeadProps extends Pick<ReportTableProps, 'sort' | 'onSort'> {
  readonly column: SortColumn;
  readonly label: string;
}

function SortHead({ column, label, sort, onSort }: SortHeadProps): ReactElement {
  const isSorted = sort.column === column;
  const Sign = isSorted ? (sort.isDescending ? IconArrowDown : IconArrowUp) : IconArrowsSort;
  return (
    <th
      scope="col"
      className={column === 'name' ? undefined : classes['number']}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={classes['sort']}
        data-sorted={isSorted || undefined}
        onClick={() => onSort(column)}
      >
        {label}
        <Sign size={12} stroke={2} aria-hidden />
      </button>
    </th>
  );
}

interface LineProps extends Pick<ReportTableProps, 'mode' | 'onLook'> {
  readonly line: ReportLine;
  readonly before: ReportLine | undefined;
  readonly name: string;
  readonly lookKey: string | null;
}

function Line({ line, before, name, lookKey, mode, onLook }: LineProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const number = (
    value: number,
    wanted: Pick<WantedNumber, 'target' | 'outcome'>,
    label: string,
  ): ReactElement =>
    value === 0 ? (
      <span className={classes['nothing']}>{format.number(0)}</span>
    ) : (
      <button
        type="button"
        className={classes['look']}
        aria-label={t('reports:look', { what: label, name, value: format.number(value) })}
        onClick={() => onLook({ key: lookKey, ...wanted })}
      >
        {format.number(value)}
      </button>
    );
  return (
    <tr>
      <th scope="row" className={classes['name']} title={name}>
        {name}
      </th>
      <td className={classes['number']}>
        {number(line.tickets, { target: 'any', outcome: 'any' }, t('reports:tickets'))}
      </td>
      {TARGETS.map((target) => {
        const figures = line[target];
        const targetName = t(`ticket:targets.${target}`);
        const what = (figure: (typeof FIGURES)[number]): string =>
          `${targetName}, ${t(`reports:figure.${figure}`)}`;
        const length = (which: 'median' | 'p90'): ReactElement => {
          const main = lengthOf(figures, which, mode);
          const other = lengthOf(figures, which, mode === 'business' ? 'wall' : 'business');
          if (main === null && other === null) return <span className={classes['nothing']}>–</span>;
          const words = main === null ? '–' : format.duration(main);
          return (
            <>
              <button
                type="button"
                className={classes['look']}
                aria-label={t('reports:look', { what: what(which), name, value: words })}
                onClick={() => onLook({ key: lookKey, target, outcome: 'done' })}
              >
                {words}
              </button>
              <Other mode={mode} duration={other === null ? '–' : format.duration(other)} />
            </>
          );
        };
        return [
          <td key={`${target} share`} className={classes['share']}>
            <Share share={shareOf(figures)} before={before ? shareOf(before[target]) : null} />
          </td>,
          <td key={`${target} met`} className={classes['number']}>
            {number(figures.met, { target, outcome: 'met' }, what('met'))}
          </td>,
          <td key={`${target} breached`} className={classes['number']}>
            {number(figures.breached, { target, outcome: 'breached' }, what('breached'))}
          </td>,
          <td key={`${target} median`} className={classes['number']}>
            {length('median')}
          </td>,
          <td key={`${target} p90`} className={classes['number']}>
            {length('p90')}
          </td>,
        ];
      })}
    </tr>
  );
}

/** The length in the mode that is not chosen, in small: a sign, and the words for those who ask or listen. */
function Other({ mode, duration }: { readonly mode: LengthMode; readonly duration: string }): ReactElement {
  const t = useText();
  const words = t(mode === 'business' ? 'reports:byClock' : 'reports:inBusiness', { duration });
  const Sign = mode === 'business' ? IconClock24 : IconBriefcase;
  return (
    <span className={classes['other']} title={words}>
      <Sign size={11} stroke={1.8} aria-hidden />
      <span aria-hidden>{duration}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}

interface ShareProps {
  readonly share: number | null;
  readonly before: number | null;
}

/** A share in percent with what has become of it since the span before, in points. */
export function Share({ share, before }: ShareProps): ReactElement {
  const t = useText();
  const { locale } = useFormat();
  if (share === null) return <span className={classes['nothing']}>–</span>;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const points = before === null ? 0 : Math.round(share * 100) - Math.round(before * 100);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(points);
  return (
    <>
      {percent.format(share)}
      {before !== null && (
        <span
          className={classes['change']}
          data-way={points > 0 ? 'up' : points < 0 ? 'down' : undefined}
          title={t('reports:before', { value: percent.format(before) })}
        >
          {points === 0 ? '=' : signed}
        </span>
      )}
    </>
  );
}
