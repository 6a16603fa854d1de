import { Button, Loader, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDownload,
  IconInfoCircle,
  IconPrinter,
  IconRefresh,
  IconReportAnalytics,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { periodBetween, periodOf, type Period } from '../../../shared/domain/reports/periods.ts';
import type { Report, ReportLine } from '../../../shared/ipc/reports.ts';
import { invoke } from '../../bridge.ts';
import { useMinute } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import { ReportChart } from './ReportChart.tsx';
import { isoDate, reportCsv } from './reportCsv.ts';
import { ReportFilters } from './ReportFilters.tsx';
import type { ReportChoice } from './ReportFilters.tsx';
import { lengthOf, shareOf, sortLines } from './reportSort.ts';
import type { LengthMode, ReportSort, SortColumn } from './reportSort.ts';
import { ReportTable, Share } from './ReportTable.tsx';
import type { WantedNumber } from './ReportTable.tsx';
import { ReportTickets } from './ReportTickets.tsx';
import classes from './ReportsScreen.module.css';
import { useGroupNames } from './useGroupNames.ts';
import { useReport } from './useReport.ts';

const START: Omit<ReportChoice, 'from' | 'to'> = {
  preset: 'last30',
  groupBy: 'policy',
  departmentId: '',
  priority: null,
  tag: '',
};

/** The span that is chosen; `null` when the two dates make none. */
function chosenPeriod({ preset, from, to }: ReportChoice, nowMs: number): Period | null {
  if (preset !== 'custom') return periodOf(preset, nowMs);
  const [fromMs, toMs] = [new Date(`${from}T00:00`).getTime(), new Date(`${to}T00:00`).getTime()];
  return Number.isNaN(fromMs) || Number.isNaN(toMs) || fromMs > toMs ? null : periodBetween(fromMs, toMs);
}

interface ReportsScreenProps {
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** How the team has kept its service levels, over any time: figures, chart, table, and the tickets behind each number. */
export function ReportsScreen({ onOpenTicket }: ReportsScreenProps): ReactElement {
  const t = useText();
  const errorText = useErrorText();
  const nowMs = useMinute();
  const [choice, setChoice] = useState<ReportChoice>(() => ({
    ...START,
    from: isoDate(periodOf('last30', nowMs).fromMs),
    to: isoDate(nowMs),
  }));
  const period = chosenPeriod(choice, nowMs);
  const [lastPeriod, setLastPeriod] = useState(period ?? periodOf(START.preset as 'last30', nowMs));
  if (period && JSON.stringify(period) !== JSON.stringify(lastPeriod)) setLastPeriod(period);
  const { groupBy, departmentId, priority, tag } = choice;
  const state = useReport({ ...lastPeriod, groupBy, departmentId, priority, tag });
  const { report, isMaking, error } = state;
  const isOwn = report?.scope === 'own';
  return (
    <main className={classes['screen']} aria-label={t('reports:title')}>
      <header className={classes['header']}>
        <h1 className={classes['title']}>{t(isOwn ? 'reports:titleOwn' : 'reports:title')}</h1>
        {report && <Span report={report} />}
        {isMaking && <Loader size={14} role="status" aria-label={t('reports:making')} />}
        <span className={classes['space']} />
        <MadeAt madeAtMs={state.madeAtMs} onRefresh={state.refresh} />
      </header>
      <div className={classes['body']}>
        <ReportFilters
          choice={choice}
          isSpanBad={period === null}
          onChange={(changes) => setChoice((before) => ({ ...before, ...changes }))}
        />
        {error && (
          <p role="alert" className={classes['problem']}>
            {errorText(error)}
          </p>
        )}
        {report && (
          <div className={classes['answer']} aria-busy={isMaking} data-stale={isMaking || undefined}>
            <Limits report={report} />
            <Answer report={report} onOpenTicket={onOpenTicket} />
          </div>
        )}
      </div>
    </main>
  );
}

function Span({ report }: { readonly report: Report }): ReactElement {
  const { locale } = useFormat();
  const { fromMs, beforeMs } = report.question;
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).formatRange(fromMs, beforeMs - 1);
  return <span className={classes['span']}>{words}</span>;
}

function MadeAt({
  madeAtMs,
  onRefresh,
}: {
  readonly madeAtMs: number;
  readonly onRefresh: () => void;
}): ReactElement {
  const t = useText();
  const format = useFormat();
  return (
    <span className={classes['made']}>
      {madeAtMs > 0 && t('reports:asOf', { time: format.time(madeAtMs) })}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconRefresh size={14} stroke={1.9} aria-hidden />}
        onClick={onRefresh}
      >
        {t('reports:refresh')}
      </Button>
    </span>
  );
}

/** What the figures leave out because this computer does not have it. */
function Limits({ report }: { readonly report: Report }): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const { heldFromMs, isComplete, question } = report;
  const isShort = heldFromMs > question.fromMs;
  const isPreviousShort = heldFromMs > question.previousFromMs;
  const words = [
    ...(isComplete ? [] : [t('reports:incomplete')]),
    ...(isShort || isPreviousShort
      ? [
          t(isShort ? 'reports:heldFrom' : 'reports:heldFromBefore', {
            date: format.date(heldFromMs, nowMs),
          }),
        ]
      : []),
  ];
  if (words.length === 0) return null;
  return (
    <p className={classes['limits']} role="note">
      <IconInfoCircle size={15} stroke={1.8} aria-hidden />
      {words.join(' ')}
    </p>
  );
}

interface AnswerProps {
  readonly report: Report;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

function Answer({ report, onOpenTicket }: AnswerProps): ReactElement {
  const t = useText();
  const nameOf = useGroupNames(report.question.groupBy);
  const [mode, setMode] = useState<LengthMode>('business');
  const [target, setTarget] = useState<'firstResponse' | 'resolution'>('firstResponse');
  const [sort, setSort] = useState<ReportSort>({ column: 'tickets', isDescending: true });
  const [wanted, setWanted] = useState<WantedNumber | null>(null);
  const lines = useMemo(() => sortLines(report.lines, sort, mode, nameOf), [report, sort, mode, nameOf]);
  const sortBy = (column: SortColumn): void =>
    setSort((before) => ({
      column,
      isDescending: before.column === column ? !before.isDescending : column !== 'name',
    }));
  if (report.total.tickets === 0) {
    return (
      <EmptyState
        icon={IconReportAnalytics}
        title={t('reports:empty.title')}
        text={t('reports:empty.text')}
      />
    );
  }
  return (
    <>
      <Cards total={report.total} before={report.previousTotal} mode={mode} />
      <div className={classes['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={t('reports:chart.target')}
          value={target}
          data={(['firstResponse', 'resolution'] as const).map((one) => ({
            value: one,
            label: t(`ticket:targets.${one}`),
          }))}
          onChange={(one) => setTarget(one === 'resolution' ? 'resolution' : 'firstResponse')}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('reports:mode.label')}
          value={mode}
          data={(['business', 'wall'] as const).map((one) => ({
            value: one,
            label: t(`reports:mode.${one}`),
          }))}
          onChange={(one) => setMode(one === 'wall' ? 'wall' : 'business')}
        />
        <span className={classes['space']} />
        <Export report={report} lines={lines} nameOf={nameOf} />
      </div>
      <ReportChart buckets={report.buckets} target={target} />
      <div className={classes['tableFrame']}>
        <ReportTable
          report={report}
          lines={lines}
          nameOf={nameOf}
          groupName={t(`reports:group.${report.question.groupBy}`)}
          mode={mode}
          sort={sort}
          onSort={sortBy}
          onLook={setWanted}
        />
      </div>
      <p className={classes['meaning']}>{t('reports:meaning')}</p>
      {wanted && (
        <ReportTickets
          number={{ reportId: report.reportId, ...wanted }}
          title={titleOf(wanted, nameOf, t)}
          onOpenTicket={onOpenTicket}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  );
}

function titleOf(
  { key, target, outcome }: WantedNumber,
  nameOf: (key: string) => string,
  t: ReturnType<typeof useText>,
): string {
  const name = key === null ? t('reports:total') : nameOf(key);
  if (target === 'any' || outcome === 'any') return t('reports:titleAll', { name });
  return t('reports:titleOf', {
    target: t(`ticket:targets.${target}`),
    outcome: t(`reports:outcome.${outcome}`),
    name,
  });
}

interface CardsProps {
  readonly total: ReportLine;
  readonly before: ReportLine;
  readonly mode: LengthMode;
}

/** The figures that matter most, each beside what it was in the span before. */
function Cards({ total, before, mode }: CardsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  return (
    <dl className={classes['cards']}>
      {(['firstResponse', 'resolution'] as const).flatMap((target) => {
        const name = t(`ticket:targets.${target}`);
        const median = lengthOf(total[target], 'median', mode);
        const was = lengthOf(before[target], 'median', mode);
        return [
          <div key={`${target} share`} className={classes['card']}>
            <dt>{t('reports:card.share', { target: name })}</dt>
            <dd>
              <Share share={shareOf(total[target])} before={shareOf(before[target])} />
            </dd>
          </div>,
          <div key={`${target} median`} className={classes['card']}>
            <dt>{t('reports:card.median', { target: name })}</dt>
            <dd>
              {median === null ? '–' : format.duration(median)}
              {was !== null && (
                <span className={classes['was']}>{t('reports:before', { value: format.duration(was) })}</span>
              )}
            </dd>
          </div>,
        ];
      })}
    </dl>
  );
}

interface ExportProps {
  readonly report: Report;
  readonly lines: readonly ReportLine[];
  readonly nameOf: (key: string) => string;
}

function Export({ report, lines, nameOf }: ExportProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const save = async (): Promise<void> => {
    const { fromMs, beforeMs, groupBy } = report.question;
    const figures = (['firstResponse', 'resolution'] as const).flatMap((target) =>
      (
        [
          'met',
          'breached',
          'share',
          'done',
          'businessMedian',
          'businessP90',
          'wallMedian',
          'wallP90',
        ] as const
      ).map((column) => `${t(`ticket:targets.${target}`)}: ${t(`reports:csv.${column}`)}`),
    );
    const columns = [
      t(`reports:group.${groupBy}`),
      t('reports:csv.from'),
      t('reports:csv.to'),
      t('reports:tickets'),
      ...figures,
    ];
    const { outcome } = await invoke('reports.save', {
      suggestedName: `sla-${groupBy}-${isoDate(fromMs)}-${isoDate(beforeMs - 1)}.csv`,
      csv: reportCsv(report, lines, nameOf, { columns, total: t('reports:total') }),
    });
    if (outcome === 'saved') notifications.show({ message: t('reports:saved') });
    if (outcome === 'failed') notifications.show({ color: 'red', message: t('reports:notSaved') });
  };
  return (
    <span className={classes['export']}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} stroke={1.9} aria-hidden />}
        onClick={() => attempt(save)}
      >
        {t('reports:exportCsv')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={14} stroke={1.9} aria-hidden />}
        onClick={() => window.print()}
      >
        {t('reports:print')}
      </Button>
    </span>
  );
}
