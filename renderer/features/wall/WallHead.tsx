import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconCircleCheckFilled,
  IconCloudOff,
} from '@tabler/icons-react';
import type { CSSProperties, ReactElement } from 'react';
import { useSession } from '../../live/session.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import type { WallGrouping } from './clockLines.ts';
import type { Freshness } from './useFreshness.ts';
import classes from './WallScreen.module.css';

const GROUPINGS: readonly WallGrouping[] = ['department', 'agent', 'policy'];

interface WallHeadProps {
  readonly freshness: Freshness;
  readonly grouping: WallGrouping;
  readonly onGroup: (grouping: WallGrouping) => void;
  readonly isFullScreen: boolean;
  readonly onFullScreen: () => void;
}

/** As large as the words around it: the wall grows with its screen. */
const GROWING = { '--sc-font-size': '0.9em', '--sc-padding': '0.3em 0.7em' } as CSSProperties;

/** What the wall is, what time it is, how old what it shows may be, and how it is looked at. */
export function WallHead(props: WallHeadProps): ReactElement {
  const { freshness, grouping, onGroup, isFullScreen, onFullScreen } = props;
  const t = useText();
  const session = useSession();
  const screenLabel = t(isFullScreen ? 'wall:leaveFullScreen' : 'wall:fullScreen');
  return (
    <header className={classes['head']}>
      <Logo size={24} />
      <h1 className={classes['title']}>
        {t('wall:title')}
        <span className={classes['workspace']}>
          {session?.name === 'signedIn' ? session.workspaceName : ''}
        </span>
      </h1>
      <Fresh freshness={freshness} />
      <TimeOfDay />
      <SegmentedControl
        size="xs"
        style={GROWING}
        aria-label={t('wall:groupBy')}
        value={grouping}
        onChange={(value) => onGroup(value)}
        data={GROUPINGS.map((value) => ({ value, label: t(`wall:grouping.${value}`) }))}
      />
      <Tooltip
        label={
          <span className={classes['tip']}>
            {screenLabel}
            <Kbd keys={['F11']} />
          </span>
        }
      >
        <ActionIcon
          variant="default"
          size="2.3em"
          fz="inherit"
          aria-label={screenLabel}
          onClick={onFullScreen}
        >
          {isFullScreen ? <IconArrowsMinimize size="1.3em" /> : <IconArrowsMaximize size="1.3em" />}
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function TimeOfDay(): ReactElement {
  const format = useFormat();
  const time = useClock((nowMs) => format.time(nowMs));
  return <time className={classes['now']}>{time}</time>;
}

/** When the data was last in step with the server; told by shape and words, green only while that is so. */
function Fresh({ freshness }: { readonly freshness: Freshness }): ReactElement {
  const t = useText();
  const { locale } = useFormat();
  const { isStale, isQuiet, stepAtMs } = freshness;
  const time = clockTime(locale, stepAtMs);
  const [state, FreshIcon, text] = isStale
    ? ([
        'stale',
        IconAlertTriangleFilled,
        stepAtMs === 0 ? t('wall:fresh.never') : t('wall:fresh.stale', { time }),
      ] as const)
    : isQuiet
      ? (['quiet', IconCloudOff, t('wall:fresh.quiet', { time })] as const)
      : (['fresh', IconCircleCheckFilled, t('wall:fresh.inStep', { time })] as const);
  return (
    <span className={classes['fresh']} data-fresh={state}>
      <FreshIcon size="1.25em" aria-hidden />
      {text}
    </span>
  );
}

/** With seconds: the difference between now and a minute ago is what it is about. */
function clockTime(locale: string, atMs: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(atMs);
}
