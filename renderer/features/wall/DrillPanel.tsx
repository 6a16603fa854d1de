import { CloseButton } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { WallLine, WallQuestion, WallTicket } from '../../../shared/ipc/wall.ts';
import { useDirectory } from '../../live/directory.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { isUnderDialog } from '../../ui/isTyping.ts';
import { StatusMark } from '../../ui/StatusBadge.tsx';
import { useText } from '../../ui/text.ts';
import { clockState, grouped, unownedWaiting } from './clockLines.ts';
import type { ClockLine } from './clockLines.ts';
import { useGroupName, useHolderName } from './useWallNames.ts';
import type { Drill } from './wallStore.ts';
import classes from './DrillPanel.module.css';

const MINUTE_MS = 60_000;
/** As many as the host names at most. */
const LINES_MAX = 1000;

interface DrillPanelProps {
  readonly drill: Drill;
  readonly lines: readonly ClockLine[];
  readonly tickets: ReadonlyMap<TicketId, WallTicket>;
  readonly onOpen: (ticketId: TicketId) => void;
  readonly onClose: () => void;
}

/** Exactly the tickets that a figure counts, live, each of which opens at the desk. */
export function DrillPanel({ drill, lines, tickets, onOpen, onClose }: DrillPanelProps): ReactElement {
  const t = useText();
  const title = useTitle(drill);
  const ref = useRef<HTMLElement>(null);
  // Who asked by keyboard goes on in the list, and comes back to the figure afterwards; who has gone elsewhere stays there.
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (isUnderDialog()) return;
    event.preventDefault();
    onClose();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <section ref={ref} className={classes['panel']} tabIndex={-1} aria-label={t('wall:drill.label')}>
      <div className={classes['head']}>
        <h2 className={classes['title']}>{title}</h2>
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </div>
      {drill.kind === 'counted' ? (
        <Counted question={drill.question} onOpen={onOpen} />
      ) : (
        <Shown drill={drill} lines={lines} tickets={tickets} onOpen={onOpen} />
      )}
    </section>
  );
}

function useTitle(drill: Drill): string {
  const t = useText();
  const { agents } = useDirectory();
  const grouping = drill.kind === 'state' && drill.group ? drill.group.grouping : 'department';
  const groupName = useGroupName(grouping);
  switch (drill.kind) {
    case 'counted': {
      const { question } = drill;
      if (question.of === 'load')
        return t('wall:drill.load', {
          name: agents.get(question.agentId)?.value.name ?? t('formerAgent'),
        });
      return t(`wall:drill.${question.of}`, { target: t(`ticket:targets.${question.target}`) });
    }
    case 'running':
      return t('wall:drill.running', { target: t(`ticket:targets.${drill.target}`) });
    case 'unowned':
      return t('wall:unowned.title');
    case 'state': {
      const state = t(`wall:state.${drill.state}`);
      return drill.group ? `${groupName(drill.group.id)}: ${state}` : state;
    }
  }
}

interface ListedLine {
  readonly key: string;
  readonly ticketId: TicketId;
  readonly ticket: Pick<WallLine, 'number' | 'subject' | 'contactName' | 'status' | 'assigneeId'>;
  readonly when: string;
}

function Counted({
  question,
  onOpen,
}: {
  readonly question: WallQuestion;
  readonly onOpen: (ticketId: TicketId) => void;
}): ReactElement | null {
  const t = useText();
  const format = useFormat();
  const minuteMs = useClock((nowMs) => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS);
  const { value } = useCommand('wall.list', question, { refreshOn: { 'wall.changed': true } });
  if (!value) return null;
  const moment = (atMs: number): string => format.moment(atMs, minuteMs);
  const listed = value.map((line, index): ListedLine => {
    const when = [
      ...(line.metAtMs > 0 ? [t('wall:drill.metAt', { time: moment(line.metAtMs) })] : []),
      ...(line.dueAtMs > 0 ? [t('wall:drill.dueAt', { time: moment(line.dueAtMs) })] : []),
    ];
    return {
      key: `${line.ticketId} ${String(line.dueAtMs)} ${String(index)}`,
      ticketId: line.ticketId,
      ticket: line,
      when: when.join(' · '),
    };
  });
  return <TicketList listed={listed} onOpen={onOpen} />;
}

type ShownProps = Pick<DrillPanelProps, 'lines' | 'tickets' | 'onOpen'> & {
  readonly drill: Exclude<Drill, { kind: 'counted' }>;
};

function Shown({ drill, lines, tickets, onOpen }: ShownProps): ReactElement {
  const t = useText();
  const format = useFormat();
  // Which clocks are overdue changes with every second, the words of this list with every minute.
  const keys = useClock((nowMs) => shownKeys(drill, lines, tickets, nowMs).join('\n'));
  const minuteMs = useClock((nowMs) => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS);
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const listed = keys.split('\n').flatMap((key): ListedLine[] => {
    const line = byKey.get(key);
    const ticket = line?.ticket ?? tickets.get(key as TicketId);
    if (!ticket) return [];
    const when = line
      ? `${t(`ticket:targets.${line.clock.target}`)} · ${t('wall:drill.dueAt', { time: format.moment(line.clock.dueAtMs, minuteMs) })}`
      : t('wall:unowned.waits', { time: format.duration(minuteMs - ticket.waitingSinceMs) });
    return [{ key, ticketId: ticket.id, ticket, when }];
  });
  return <TicketList listed={listed} onOpen={onOpen} />;
}

/** Keys of the lines, or for what has no clock the ids of the tickets, that a figure counts at `nowMs`. */
function shownKeys(
  drill: ShownProps['drill'],
  lines: readonly ClockLine[],
  tickets: ReadonlyMap<TicketId, WallTicket>,
  nowMs: number,
): readonly string[] {
  if (drill.kind === 'unowned') return unownedWaiting(tickets.values(), nowMs).map(({ id }) => id);
  if (drill.kind === 'running')
    return lines.flatMap(({ key, clock }) =>
      clock.target === drill.target && clock.dueAtMs >= nowMs ? [key] : [],
    );
  const { group, state } = drill;
  const own = group ? (grouped(lines, group.grouping).find(({ id }) => id === group.id)?.lines ?? []) : lines;
  return own.flatMap(({ key, clock }) => (clockState(clock, nowMs) === state ? [key] : []));
}

function TicketList({
  listed,
  onOpen,
}: {
  readonly listed: readonly ListedLine[];
  readonly onOpen: (ticketId: TicketId) => void;
}): ReactElement {
  const t = useText();
  const holderName = useHolderName();
  return (
    <>
      <p className={classes['total']} role="status">
        {listed.length === 0 ? t('wall:drill.empty') : t('tickets', { count: listed.length })}
        {listed.length >= LINES_MAX && ` ${t('wall:drill.more', { count: LINES_MAX })}`}
      </p>
      <ul className={classes['list']}>
        {listed.map(({ key, ticketId, ticket, when }) => (
          <li key={key}>
            <button
              type="button"
              className={classes['line']}
              title={t('wall:drill.open')}
              onClick={() => onOpen(ticketId)}
            >
              <StatusMark status={ticket.status} size={16} />
              <span className={classes['subject']}>
                {ticket.number > 0 && <span className={classes['number']}>#{ticket.number}</span>}
                {ticket.subject || t('noSubject')}
              </span>
              <span className={classes['facts']}>
                {ticket.contactName === '' ? t('unknownContact') : ticket.contactName}
                {' · '}
                {holderName(ticket.assigneeId)}
              </span>
              {when !== '' && <span className={classes['facts']}>{when}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
