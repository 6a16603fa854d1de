import { UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { SlaExplanation, TargetReckoning } from '../../../../shared/ipc/sla.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { actorName, type HistoryNames } from '../historyLine.ts';
import { useReckoningLines } from './reckoningLines.ts';
import type { ReckoningRow } from './reckoningLines.ts';
import classes from './whyDue.module.css';

/** A longer reckoning shows its beginning and its end; what lies between is unfolded on demand. */
const FOLD_ABOVE = 12;
const SHOWN_AT_EACH_END = 5;

interface TargetSectionProps {
  readonly reckoning: TargetReckoning;
  readonly setByHand: SlaExplanation['setByHand'];
  readonly names: HistoryNames;
}

/** One target: when it is due, by which clock, and the lines that add up to it. */
export function TargetSection({ reckoning, setByHand, names }: TargetSectionProps): ReactElement {
  const t = useText();
  const titleId = useId();
  return (
    <section className={classes['target']} aria-labelledby={titleId}>
      <header className={classes['head']}>
        <h3 id={titleId} className={classes['targetName']}>
          {t(`ticket:targets.${reckoning.target}`)}
        </h3>
        <Outcome reckoning={reckoning} />
      </header>
      {reckoning.isManual ? (
        <ByHand setByHand={setByHand} names={names} />
      ) : (
        <>
          <Basis reckoning={reckoning} />
          <Lines reckoning={reckoning} />
        </>
      )}
    </section>
  );
}

function Outcome({ reckoning }: { readonly reckoning: TargetReckoning }): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const { state, dueAtMs, metAtMs } = reckoning;
  const words =
    metAtMs > 0
      ? t(state === 'metLate' ? 'due:why.metLateAt' : 'due:why.metAt', {
          when: format.moment(metAtMs, nowMs),
        })
      : null;
  const due =
    dueAtMs < NO_DUE_MS
      ? t('due:why.dueAt', { when: format.moment(dueAtMs, nowMs) })
      : t(state === 'paused' ? 'due:why.noDue' : 'due:why.never');
  return (
    <span className={classes['outcome']} title={dueAtMs < NO_DUE_MS ? format.full(dueAtMs) : undefined}>
      {words === null ? due : `${due} · ${words}`}
    </span>
  );
}

function ByHand({ setByHand, names }: Omit<TargetSectionProps, 'reckoning'>): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  return (
    <p className={classes['sentence']}>
      {setByHand
        ? t('due:why.byHandBy', {
            who: actorName(setByHand.by, names, t),
            when: format.moment(setByHand.atMs, nowMs),
          })
        : t('due:why.byHandUnknown')}
    </p>
  );
}

/** Budget, mode, calendar and beginning, in words. */
function Basis({ reckoning }: { readonly reckoning: TargetReckoning }): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const { mode, budgetMs, calendarName, timeZone, startMs, target } = reckoning;
  const modeWords = t(`due:why.${mode}`, { budget: format.exact(budgetMs) });
  const basis =
    mode === 'wallClock'
      ? `${modeWords}.`
      : timeZone === ''
        ? t('due:why.noCalendar', { mode: modeWords })
        : `${t('due:why.byCalendar', { mode: modeWords, calendar: calendarName, zone: timeZone })}.`;
  return (
    <p className={classes['sentence']}>
      {basis} {t(`due:why.start.${target}`, { when: format.moment(startMs, nowMs) })}
    </p>
  );
}

function Lines({ reckoning }: { readonly reckoning: TargetReckoning }): ReactElement {
  const t = useText();
  const format = useFormat();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const rows = useReckoningLines(reckoning);
  const isFolded = !isUnfolded && rows.length > FOLD_ABOVE;
  const head = isFolded ? rows.slice(0, SHOWN_AT_EACH_END) : rows;
  const tail = isFolded ? rows.slice(-SHOWN_AT_EACH_END) : [];
  const { countedMs, budgetMs, leftMs, target } = reckoning;
  const sum = t('due:why.sumOf', { counted: format.exact(countedMs), budget: format.exact(budgetMs) });
  return (
    <table
      className={classes['lines']}
      aria-label={t('due:why.table', { target: t(`ticket:targets.${target}`) })}
    >
      <thead>
        <tr>
          <th scope="col">{t('due:why.columnWhen')}</th>
          <th scope="col">{t('due:why.columnWhat')}</th>
          <th scope="col" className={classes['length']}>
            {t('due:why.columnLength')}
          </th>
        </tr>
      </thead>
      <tbody>
        {head.map((row) => (
          <Line key={row.key} row={row} />
        ))}
        {isFolded && (
          <tr>
            <td colSpan={3}>
              <UnstyledButton className={classes['unfold']} onClick={() => setIsUnfolded(true)}>
                {t('due:why.showAll', { count: rows.length - 2 * SHOWN_AT_EACH_END })}
              </UnstyledButton>
            </td>
          </tr>
        )}
        {tail.map((row) => (
          <Line key={row.key} row={row} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('due:why.sum')}
          </th>
          <td className={classes['length']}>
            {sum}
            {leftMs > 0 && (
              <span className={classes['left']}>
                {' '}
                · {t('due:why.left', { duration: format.exact(leftMs) })}
              </span>
            )}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Line({ row }: { readonly row: ReckoningRow }): ReactElement {
  return (
    <tr data-counted={row.isCounted}>
      <td className={classes['when']}>{row.when}</td>
      <td>{row.what}</td>
      <td className={classes['length']}>{row.length}</td>
    </tr>
  );
}
