import { memo } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { useDirectory } from '../../live/directory.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useClock } from '../../ui/clock.ts';
import { DepartmentDot } from '../../ui/DepartmentDot.tsx';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { CLOCK_STATES, countStates, grouped } from './clockLines.ts';
import type { ClockLine, LineGroup, WallGrouping } from './clockLines.ts';
import { StateSign } from './StateSign.tsx';
import { TicketLine } from './TicketLine.tsx';
import { TicketLines } from './TicketLines.tsx';
import { useGroupName, useHolderName } from './useWallNames.ts';
import { useWallStore } from './wallStore.ts';
import type { Drill } from './wallStore.ts';
import classes from './board.module.css';

interface ClockBoardProps {
  readonly lines: readonly ClockLine[];
  readonly grouping: WallGrouping;
  readonly todayMs: number;
  readonly onOpen: (ticketId: TicketId) => void;
  readonly onGive: (ticketId: TicketId) => void;
}

/** Every running clock, in groups by name. Rendered when a ticket changes, not with every figure. */
export const ClockBoard = memo(function ClockBoard(props: ClockBoardProps): ReactElement {
  const { lines, grouping, todayMs, onOpen, onGive } = props;
  const t = useText();
  const format = useFormat();
  const groupName = useGroupName(grouping);
  const groups = grouped(lines, grouping)
    .map((group) => ({ group, name: groupName(group.id) }))
    // What has no holder and no policy stands where it is looked for: work without anybody first.
    .sort(
      (a, b) =>
        Number(b.group.id === '' && grouping === 'agent') -
          Number(a.group.id === '' && grouping === 'agent') || a.name.localeCompare(b.name, format.locale),
    );
  return (
    <section className={classes['board']} aria-labelledby="wall-board">
      <div className={classes['top']}>
        <h2 id="wall-board" className={classes['heading']}>
          {t('wall:board.title')}
        </h2>
        <StateCounts lines={lines} group={null} />
      </div>
      <div className={classes['scroll']}>
        <TicketLines label={t('wall:board.title')} onOpen={onOpen} onGive={onGive}>
          {groups.map(({ group, name }) => (
            <Group
              key={`${grouping} ${group.id}`}
              group={group}
              name={name}
              grouping={grouping}
              todayMs={todayMs}
            />
          ))}
        </TicketLines>
      </div>
    </section>
  );
});

interface GroupProps {
  readonly group: LineGroup;
  readonly name: string;
  readonly grouping: WallGrouping;
  readonly todayMs: number;
}

function Group({ group, name, grouping, todayMs }: GroupProps): ReactElement {
  const holderName = useHolderName();
  const headingId = `wall-group-${group.id}`;
  return (
    <section className={classes['group']} aria-labelledby={headingId}>
      <div className={classes['head']}>
        <GroupSign grouping={grouping} id={group.id} name={name} />
        <h3 id={headingId} className={classes['name']}>
          {name}
        </h3>
        <StateCounts lines={group.lines} group={{ grouping, id: group.id }} />
      </div>
      {group.lines.map(({ key, ticket, clock }) => (
        <TicketLine
          key={key}
          ticket={ticket}
          clock={clock}
          holderName={holderName(ticket.assigneeId)}
          todayMs={todayMs}
        />
      ))}
    </section>
  );
}

interface GroupSignProps {
  readonly grouping: WallGrouping;
  readonly id: LineGroup['id'];
  readonly name: string;
}

function GroupSign({ grouping, id, name }: GroupSignProps): ReactElement | null {
  const { departments } = useDirectory();
  if (grouping === 'department') return <DepartmentDot color={departments.get(id)?.value.color ?? 'gray'} />;
  return grouping === 'agent' && id !== '' ? (
    <Avatar id={id} name={name} size={22} isLabelled={false} />
  ) : null;
}

interface StateCountsProps {
  readonly lines: readonly ClockLine[];
  readonly group: Extract<Drill, { kind: 'state' }>['group'];
}

/** How many are overdue, due soon and running; each leads to its tickets. */
const StateCounts = memo(function StateCounts({ lines, group }: StateCountsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const look = useWallStore((store) => store.look);
  const counts = useClock((nowMs) => countStates(lines, nowMs))
    .split(' ')
    .map(Number);
  return (
    <span className={classes['counts']}>
      {CLOCK_STATES.map((state, index) => {
        const count = counts[index] ?? 0;
        return (
          <button
            key={state}
            type="button"
            className={classes['count']}
            data-state={state}
            disabled={count === 0}
            onClick={() => look({ kind: 'state', state, group })}
          >
            <StateSign state={state} />
            {t(`wall:count.${state}`, { number: format.number(count) })}
          </button>
        );
      })}
    </span>
  );
});
