import { UnstyledButton } from '@mantine/core';
import { IconArrowsExchange, IconPingPong } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { effectiveHistory, holderSpans, sortHistory } from '../../../../shared/domain/ticket/history.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useMinute } from '../../../ui/clock.ts';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { historyLine } from '../historyLine.ts';
import type { HistoryNames } from '../historyLine.ts';
import classes from './HistorySection.module.css';

const SHOWN_AT_FIRST = 6;
const SPANS_AT_FIRST = 4;

interface HistorySectionProps {
  readonly detail: TicketDetail;
  readonly names: HistoryNames;
}

/** Who had the ticket when, and what else was done to it, newest first. */
export function HistorySection({ detail, names }: HistorySectionProps): ReactElement {
  const t = useText();
  const [showsAll, setShowsAll] = useState(false);
  const entries = sortHistory(detail.ticket.history).reverse();
  const effective = new Set(effectiveHistory(detail.ticket.history).map((entry) => entry.id));
  const shown = showsAll ? entries : entries.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      {detail.hops > 0 && (
        <p className={classes['hops']} data-ping-pong={detail.isPingPong || undefined}>
          {detail.isPingPong ? (
            <IconPingPong size={14} aria-hidden />
          ) : (
            <IconArrowsExchange size={14} aria-hidden />
          )}
          <span>
            {t('sidePanel:hops', { count: detail.hops })}
            {detail.isPingPong && <span className={classes['pingPong']}>{t('sidePanel:pingPong')}</span>}
          </span>
        </p>
      )}
      <HolderSpans detail={detail} names={names} showsAll={showsAll} />
      <ol className={classes['entries']}>
        {shown.map((entry) => (
          <HistoryItem key={entry.id} entry={entry} names={names} isEffective={effective.has(entry.id)} />
        ))}
      </ol>
      {entries.length > SHOWN_AT_FIRST && (
        <UnstyledButton
          className={classes['more']}
          aria-expanded={showsAll}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll
            ? t('sidePanel:historyShowLess')
            : t('sidePanel:historyShowAll', { count: entries.length })}
        </UnstyledButton>
      )}
    </>
  );
}

interface HolderSpansProps extends HistorySectionProps {
  readonly showsAll: boolean;
}

/** Each department and person that had the ticket, and for how long; left out while the first one still has it. */
function HolderSpans({ detail, names, showsAll }: HolderSpansProps): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const titleId = useId();
  const { departments } = useDirectory();
  const spans = holderSpans(detail.ticket);
  if (spans.length < 2) return null;
  return (
    <>
      <h3 id={titleId} className={classes['heldTitle']}>
        {t('sidePanel:held')}
      </h3>
      <ol className={classes['spans']} aria-labelledby={titleId}>
        {spans.slice(showsAll ? 0 : -SPANS_AT_FIRST).map(({ holder, fromMs, untilMs }) => {
          const from = format.full(fromMs);
          const title =
            untilMs === 0
              ? t('sidePanel:heldSince', { from })
              : t('sidePanel:heldSpan', { from, until: format.full(untilMs) });
          return (
            <li key={fromMs} className={classes['span']} title={title}>
              <DepartmentDot color={departments.get(holder.departmentId)?.value.color ?? ''} />
              <span className={classes['holder']}>
                {names.department(holder.departmentId)}
                {' › '}
                {holder.assigneeId === NOBODY ? t('nobody') : names.agent(holder.assigneeId)}
              </span>
              <span className={classes['length']}>
                {format.duration((untilMs === 0 ? Math.max(nowMs, fromMs) : untilMs) - fromMs)}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly names: HistoryNames;
  readonly isEffective: boolean;
}

function HistoryItem({ entry, names, isEffective }: HistoryItemProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const line = historyLine(entry, names, t);
  return (
    <li className={classes['entry']} data-kind={entry.kind} data-overruled={!isEffective || undefined}>
      <span className={classes['text']}>{line.text}</span>
      {line.reason !== '' && (
        <span className={classes['reason']}>{t('sidePanel:historyReason', { reason: line.reason })}</span>
      )}
      <span className={classes['meta']}>
        <time dateTime={new Date(entry.atMs).toISOString()} title={format.full(entry.atMs)}>
          {format.moment(entry.atMs, nowMs)}
        </time>
        {line.cause !== '' && ` · ${line.cause}`}
        {!isEffective && ` · ${t('sidePanel:overruled')}`}
      </span>
    </li>
  );
}
