import { memo } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { WallTicket } from '../../../shared/ipc/wall.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { unownedWaiting } from './clockLines.ts';
import type { ClockLine } from './clockLines.ts';
import { TicketLine } from './TicketLine.tsx';
import { TicketLines } from './TicketLines.tsx';
import { useHolderName } from './useWallNames.ts';
import { useWallStore } from './wallStore.ts';
import classes from './board.module.css';

/** So many of those that fall due next. */
const NEXT_COUNT = 8;
/** Longer lanes are read in the list at the side. */
const UNOWNED_COUNT = 12;
const MINUTE_MS = 60_000;

interface LaneProps {
  readonly todayMs: number;
  readonly onOpen: (ticketId: TicketId) => void;
  readonly onGive: (ticketId: TicketId) => void;
}

/** What falls due next and can still be kept. */
export const DueNext = memo(function DueNext(
  props: LaneProps & { readonly lines: readonly ClockLine[] },
): ReactElement {
  const { lines, todayMs, onOpen, onGive } = props;
  const t = useText();
  const holderName = useHolderName();
  // Lines stand by due instant: those before this one are overdue.
  const first = useClock((nowMs) => {
    const index = lines.findIndex(({ clock }) => clock.dueAtMs >= nowMs);
    return index === -1 ? lines.length : index;
  });
  const next = lines.slice(first, first + NEXT_COUNT);
  return (
    <section className={classes['lane']} aria-labelledby="wall-next">
      <h2 id="wall-next" className={classes['heading']}>
        {t('wall:next.title')}
      </h2>
      {next.length === 0 ? (
        <p className={classes['none']}>{t('wall:next.empty')}</p>
      ) : (
        <div className={classes['scroll']}>
          <TicketLines label={t('wall:next.title')} onOpen={onOpen} onGive={onGive}>
            {next.map(({ key, ticket, clock }) => (
              <TicketLine
                key={key}
                isNarrow
                ticket={ticket}
                clock={clock}
                holderName={holderName(ticket.assigneeId)}
                todayMs={todayMs}
              />
            ))}
          </TicketLines>
        </div>
      )}
    </section>
  );
});

/** Customers who wait for an answer that nobody is responsible for, the longest wait first. */
export const UnownedLane = memo(function UnownedLane(
  props: LaneProps & { readonly tickets: ReadonlyMap<TicketId, WallTicket> },
): ReactElement {
  const { tickets, todayMs, onOpen, onGive } = props;
  const t = useText();
  const format = useFormat();
  const look = useWallStore((store) => store.look);
  // Snoozed tickets wake with the minute.
  const minuteMs = useClock((nowMs) => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS);
  const waiting = unownedWaiting(tickets.values(), minuteMs);
  return (
    <section className={classes['lane']} aria-labelledby="wall-unowned">
      <div className={classes['top']}>
        <h2 id="wall-unowned" className={classes['heading']}>
          {t('wall:unowned.title')}
        </h2>
        <button
          type="button"
          className={classes['total']}
          disabled={waiting.length === 0}
          aria-label={`${t('wall:unowned.title')}: ${t('tickets', { count: waiting.length })}`}
          onClick={() => look({ kind: 'unowned' })}
        >
          {format.number(waiting.length)}
        </button>
      </div>
      {waiting.length === 0 ? (
        <p className={classes['none']}>{t('wall:unowned.empty')}</p>
      ) : (
        <div className={classes['scroll']}>
          <TicketLines label={t('wall:unowned.title')} onOpen={onOpen} onGive={onGive}>
            {waiting.slice(0, UNOWNED_COUNT).map((ticket) => (
              <TicketLine
                key={ticket.id}
                isNarrow
                ticket={ticket}
                clock={null}
                holderName={t('nobody')}
                todayMs={todayMs}
              />
            ))}
          </TicketLines>
        </div>
      )}
    </section>
  );
});
