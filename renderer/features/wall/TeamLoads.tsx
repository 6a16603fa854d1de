import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { WallLoad, WallTicket } from '../../../shared/ipc/wall.ts';
import { agentIdOf, useDirectory } from '../../live/directory.ts';
import { useConnection } from '../../live/presence.ts';
import { useMe } from '../../live/session.ts';
import { AvailabilityDot } from '../../ui/AvailabilityDot.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { ConnectionDot } from '../../ui/ConnectionDot.tsx';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import { useWallStore } from './wallStore.ts';
import classes from './team.module.css';

interface TeamLoadsProps {
  readonly loads: readonly WallLoad[];
  /** A ticket was dropped on somebody. */
  readonly onDrop: (ticket: WallTicket, agentId: AgentId) => void;
}

/** Who is there, how much everybody holds of what they can, and where tickets can be dropped. */
export function TeamLoads({ loads, onDrop }: TeamLoadsProps): ReactElement {
  const t = useText();
  const me = useMe();
  const { activeAgents } = useDirectory();
  const byAgent = new Map(loads.map((load) => [load.agentId, load]));
  // Agents see the work of their own departments; of others they would see none and take it for idleness.
  const isColleague = ({ value }: SettingOf<'agent'>): boolean =>
    me.setting?.value.role !== 'agent' ||
    value.departmentIds.some((id) => me.setting?.value.departmentIds.includes(id));
  const shown = activeAgents.filter((agent) => isColleague(agent) || byAgent.has(agentIdOf(agent)));
  return (
    <section className={classes['team']} aria-labelledby="wall-team">
      <h2 id="wall-team" className={classes['heading']} title={t('wall:team.hint')}>
        {t('wall:team.title')}
      </h2>
      <ul className={classes['list']} aria-labelledby="wall-team">
        {shown.map((agent) => (
          <AgentLoad key={agent.id} agent={agent} load={byAgent.get(agentIdOf(agent))} onDrop={onDrop} />
        ))}
      </ul>
    </section>
  );
}

interface AgentLoadProps {
  readonly agent: SettingOf<'agent'>;
  readonly load: WallLoad | undefined;
  readonly onDrop: TeamLoadsProps['onDrop'];
}

function AgentLoad({ agent, load, onDrop }: AgentLoadProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const isConnected = useConnection();
  const dragged = useWallStore((store) => store.dragged);
  const drag = useWallStore((store) => store.drag);
  const look = useWallStore((store) => store.look);
  const [isOver, setIsOver] = useState(false);
  const { name, availability, capacity, departmentIds } = agent.value;
  const agentId = agentIdOf(agent);
  const weight = load?.weight ?? 0;
  const count = load?.count ?? 0;
  const isOnline = isConnected(agent.id);
  const fill = weight > capacity ? 'over' : weight >= capacity ? 'full' : 'room';
  const canTake = dragged !== null && dragged.assigneeId !== agentId;
  const isElsewhere = dragged !== null && !departmentIds.includes(dragged.departmentId);
  return (
    <li
      className={classes['agent']}
      aria-label={name}
      data-target={canTake || undefined}
      data-over={(canTake && isOver) || undefined}
      onDragOver={(event) => {
        if (!canTake) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        if (canTake) onDrop(dragged, agentId);
        drag(null);
      }}
    >
      <ConnectionDot isOnline={isOnline} isLabelled={false}>
        <Avatar id={agent.id} name={name} size={28} isLabelled={false} />
      </ConnectionDot>
      <span className={classes['name']}>{name}</span>
      <button
        type="button"
        className={classes['count']}
        aria-label={`${name}: ${t('wall:team.tickets', { count })}`}
        onClick={() => look({ kind: 'counted', question: { of: 'load', agentId } })}
      >
        {format.number(count)}
      </button>
      <span className={classes['there']}>
        <AvailabilityDot availability={availability} />
        {t(`availability.${availability}`)}
        {isOnline !== null && ` · ${t(isOnline ? 'presence:online' : 'presence:offline')}`}
      </span>
      <span className={classes['load']} data-fill={fill}>
        <span className={classes['bar']} aria-hidden>
          <span style={{ width: `${String(Math.min(100, (weight / Math.max(capacity, 0.5)) * 100))}%` }} />
        </span>
        <span className={classes['weight']}>
          {canTake && isElsewhere
            ? t('wall:team.transfer')
            : t('wall:team.load', { weight: format.number(weight), capacity: format.number(capacity) })}
          {!canTake && fill !== 'room' && capacity > 0 && ` · ${t(`wall:team.${fill}`)}`}
        </span>
      </span>
    </li>
  );
}
