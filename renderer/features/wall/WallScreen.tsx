import { Button, Skeleton } from '@mantine/core';
import { IconCircleCheck, IconCloudQuestion, IconMoodPuzzled } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo } from 'react';
import type { CSSProperties, ReactElement } from 'react';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { WallTicket } from '../../../shared/ipc/wall.ts';
import { useWall } from '../../live/wall.ts';
import type { WallState } from '../../live/wall.ts';
import { useClock } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useFormat } from '../../ui/format.ts';
import { isUnderDialog } from '../../ui/isTyping.ts';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import { ClockBoard } from './ClockBoard.tsx';
import { clockLines } from './clockLines.ts';
import type { WallGrouping } from './clockLines.ts';
import { countdownWords, timeLength } from './countdowns.ts';
import { DrillPanel } from './DrillPanel.tsx';
import { TeamLoads } from './TeamLoads.tsx';
import { COUNTDOWNS } from './TicketLine.tsx';
import { TodayFigures } from './TodayFigures.tsx';
import { useFreshness } from './useFreshness.ts';
import type { Freshness } from './useFreshness.ts';
import { WallHead } from './WallHead.tsx';
import { DueNext, UnownedLane } from './WallLanes.tsx';
import { useWallStore } from './wallStore.ts';
import classes from './WallScreen.module.css';

export interface WallScreenProps {
  readonly grouping: WallGrouping;
  readonly onGroup: (grouping: WallGrouping) => void;
  readonly isFullScreen: boolean;
  readonly onFullScreen: () => void;
  /** Opens a ticket at the desk. */
  readonly onOpen: (ticketId: TicketId) => void;
  /** Asks who should have a ticket. */
  readonly onGive: (ticketId: TicketId) => void;
  /** A ticket was dropped on somebody. */
  readonly onDrop: (ticket: WallTicket, agentId: AgentId) => void;
}

/** The SLA wall: every countdown, what falls due next, who waits without anybody, the team, and today beside other days. */
export function WallScreen(props: WallScreenProps): ReactElement {
  const { grouping, onGroup, isFullScreen, onFullScreen } = props;
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const freshness = useFreshness();
  const { wall, error, refresh } = useWall();
  useEscapeFromFullScreen(isFullScreen ? onFullScreen : null);
  // The clock writes into lines that are there already: it needs its words before they are painted.
  const words = useMemo(() => countdownWords(t, format), [t, format]);
  useLayoutEffect(() => COUNTDOWNS.speak(words), [words]);
  return (
    <div
      className={classes['wall']}
      style={{ '--wall-time-length': timeLength(words) } as CSSProperties}
      data-stale={freshness.isStale || undefined}
    >
      <WallHead
        freshness={freshness}
        grouping={grouping}
        onGroup={onGroup}
        isFullScreen={isFullScreen}
        onFullScreen={onFullScreen}
      />
      {freshness.isStale && freshness.stepAtMs > 0 && <StaleNotice stepAtMs={freshness.stepAtMs} />}
      {wall ? (
        <Shown {...props} wall={wall} freshness={freshness} />
      ) : error ? (
        <EmptyState icon={IconMoodPuzzled} title={t('shell:failure.title')} text={errorText(error)}>
          <Button variant="default" onClick={refresh}>
            {t('retry')}
          </Button>
        </EmptyState>
      ) : (
        <div className={classes['loading']} role="status" aria-busy="true" aria-label={t('loading')}>
          <Skeleton height={96} />
          <Skeleton height="100%" />
        </div>
      )}
    </div>
  );
}

/** Escape leaves the full screen, after whatever lies over the wall. */
function useEscapeFromFullScreen(leave: (() => void) | null): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !leave || isUnderDialog()) return;
    if (useWallStore.getState().drill !== null) return;
    event.preventDefault();
    leave();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function StaleNotice({ stepAtMs }: { readonly stepAtMs: number }): ReactElement {
  const t = useText();
  const format = useFormat();
  const duration = useClock((nowMs) => format.duration(Math.floor((nowMs - stepAtMs) / 60_000) * 60_000));
  return (
    <p className={classes['notice']} role="status">
      {t('wall:fresh.staleText', { duration })}
    </p>
  );
}

interface ShownProps extends WallScreenProps {
  readonly wall: WallState;
  readonly freshness: Freshness;
}

function Shown({ wall, freshness, grouping, onOpen, onGive, onDrop }: ShownProps): ReactElement {
  const drill = useWallStore((store) => store.drill);
  const look = useWallStore((store) => store.look);
  const lines = useMemo(() => clockLines(wall.tickets.values()), [wall.tickets]);
  const todayMs = useClock((nowMs) => new Date(nowMs).setHours(12, 0, 0, 0));
  const isCalm = wall.tickets.size === 0;
  return (
    <>
      <TodayFigures figures={wall.figures} />
      <main className={classes['body']} data-drilled={drill !== null || undefined}>
        {isCalm ? (
          <Calm freshness={freshness} />
        ) : (
          <>
            <div className={classes['lanes']}>
              <DueNext lines={lines} todayMs={todayMs} onOpen={onOpen} onGive={onGive} />
              <UnownedLane tickets={wall.tickets} todayMs={todayMs} onOpen={onOpen} onGive={onGive} />
            </div>
            <ClockBoard lines={lines} grouping={grouping} todayMs={todayMs} onOpen={onOpen} onGive={onGive} />
          </>
        )}
        <TeamLoads loads={wall.figures.loads} onDrop={onDrop} />
        {drill && (
          <DrillPanel
            key={JSON.stringify(drill)}
            drill={drill}
            lines={lines}
            tickets={wall.tickets}
            onOpen={onOpen}
            onClose={() => look(null)}
          />
        )}
      </main>
    </>
  );
}

/** Nothing runs. That all is well is said only while it is known. */
function Calm({ freshness }: { readonly freshness: Freshness }): ReactElement {
  const t = useText();
  const format = useFormat();
  return (
    <div className={classes['calm']} data-known={!freshness.isStale || undefined}>
      {freshness.isStale ? (
        <EmptyState
          icon={IconCloudQuestion}
          title={t('wall:calm.unknown', { time: format.time(freshness.stepAtMs) })}
          text={t('wall:calm.unknownText')}
        />
      ) : (
        <EmptyState icon={IconCircleCheck} title={t('wall:calm.title')} text={t('wall:calm.text')} />
      )}
    </div>
  );
}
