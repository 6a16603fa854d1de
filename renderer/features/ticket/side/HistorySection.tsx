import { UnstyledButton } from '@mantine/core';
import { IconArrowsExchange, IconPingPong } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { effectiveHistory, sortHistory } from '../../../../shared/domain/ticket/history.ts';
import type { HistoryEntry } from '../../../../shared/domain/ticket/ticket.ts';
import type { TicketDetail } from '../../../../shared/ipc/contract.ts';
import { useMinute } from '../../../ui/clock.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { historyLine } from '../historyLine.ts';
import type { HistoryNames } from '../historyLine.ts';
import classes from './HistorySection.module.css';

const SHOWN_AT_FIRST = 6;

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
