import { memo, useLayoutEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import type { WallClock, WallTicket } from '../../../shared/ipc/wall.ts';
import { useFormat } from '../../ui/format.ts';
import { PriorityMark } from '../../ui/PriorityMark.tsx';
import { useText } from '../../ui/text.ts';
import { CLOCK_STATES } from './clockLines.ts';
import { createCountdowns, dueTicking, waitTicking } from './countdowns.ts';
import { useWallStore } from './wallStore.ts';
import { StateSign } from './StateSign.tsx';
import classes from './lines.module.css';

/** Every countdown of this window. */
export const COUNTDOWNS = createCountdowns();

interface TicketLineProps {
  readonly ticket: WallTicket;
  /** What counts down; null for a ticket that only waits. */
  readonly clock: WallClock | null;
  readonly holderName: string;
  /** Some instant of today, UTC epoch ms: what "today" is in a due time. */
  readonly todayMs: number;
  /** In a narrow lane. */
  readonly isNarrow?: boolean;
}

/** One ticket with its countdown. It renders when the ticket changes, never because time passes. */
export const TicketLine = memo(function TicketLine(props: TicketLineProps): ReactElement {
  const { ticket, clock, holderName, todayMs, isNarrow = false } = props;
  const t = useText();
  const format = useFormat();
  const lineRef = useRef<HTMLDivElement>(null);
  const textRef = useRef<HTMLSpanElement>(null);
  const drag = useWallStore((store) => store.drag);
  const dueAtMs = clock?.dueAtMs;
  const warnAtMs = clock?.warnAtMs;

  useLayoutEffect(() => {
    const line = lineRef.current;
    const text = textRef.current;
    if (!line || !text || dueAtMs === undefined || warnAtMs === undefined) return undefined;
    return COUNTDOWNS.add(dueTicking(line, text, dueAtMs, warnAtMs));
  }, [dueAtMs, warnAtMs]);

  const due = clock && (
    <>
      <span>{t(`ticket:targets.${clock.target}`)}</span>
      <span className={classes['moment']} title={clock.isManual ? t('wall:clock.manual') : undefined}>
        {format.moment(clock.dueAtMs, todayMs)}
        {clock.isManual && '*'}
      </span>
    </>
  );
  return (
    <div
      ref={lineRef}
      role="button"
      tabIndex={-1}
      draggable
      className={classes['line']}
      data-ticket={ticket.id}
      data-narrow={isNarrow || undefined}
      title={t('wall:lineHint')}
      aria-keyshortcuts="Enter A"
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', `#${String(ticket.number)} ${ticket.subject}`);
        drag(ticket);
      }}
      onDragEnd={() => drag(null)}
    >
      {clock && (
        <span className={classes['state']}>
          {CLOCK_STATES.map((state) => (
            <StateSign key={state} state={state} />
          ))}
          <span className={classes['countdown']}>
            <span ref={textRef} className={classes['time']} data-timer />
            {CLOCK_STATES.map((state) => (
              <span key={state} className={classes['word']} data-word={state}>
                {t(`wall:state.${state}`)}
              </span>
            ))}
          </span>
        </span>
      )}
      <span className={classes['main']}>
        <span className={classes['subject']}>
          {ticket.number > 0 && <span className={classes['number']}>#{ticket.number}</span>}
          <span className={classes['words']}>{ticket.subject || t('noSubject')}</span>
        </span>
        <span className={classes['people']}>
          <PriorityMark priority={ticket.priority} />
          <span>{ticket.contactName === '' ? t('unknownContact') : ticket.contactName}</span>
          {ticket.isVip && <span className={classes['vip']}>{t('vip')}</span>}
          {clock && (
            <span className={classes['holder']} data-nobody={ticket.assigneeId === NOBODY || undefined}>
              {holderName}
            </span>
          )}
        </span>
      </span>
      {due && <span className={classes['due']}>{due}</span>}
      {!clock && <WaitingSince sinceMs={ticket.waitingSinceMs} />}
    </div>
  );
});

function WaitingSince({ sinceMs }: { readonly sinceMs: number }): ReactElement {
  const textRef = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const text = textRef.current;
    return text ? COUNTDOWNS.add(waitTicking(text, sinceMs)) : undefined;
  }, [sinceMs]);
  return <span ref={textRef} className={classes['waits']} data-timer />;
}
