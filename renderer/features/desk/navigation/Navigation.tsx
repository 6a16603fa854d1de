import { Button } from '@mantine/core';
import {
  IconAlarm,
  IconAlertTriangle,
  IconCircleCheck,
  IconHourglassEmpty,
  IconInbox,
  IconLayoutBoard,
  IconPencilPlus,
  IconReportAnalytics,
  IconSearch,
  IconUser,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import type { STANDARD_VIEWS, ViewId } from '../../../../shared/domain/views.ts';
import { invoke } from '../../../bridge.ts';
import { useSession } from '../../../live/session.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { useViewCounts } from '../../../live/tickets.ts';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { useFormat } from '../../../ui/format.ts';
import { Logo } from '../../../ui/Logo.tsx';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useDeskStore } from '../deskStore.ts';
import { useDeskActions } from '../useDeskActions.ts';
import { isDepartmentView, useNamedViews } from '../viewNames.ts';
import type { NamedView } from '../viewNames.ts';
import { ToSolveButton } from '../toSolve/ToSolveButton.tsx';
import { MeMenu } from './MeMenu.tsx';
import classes from './Navigation.module.css';
import { SyncIndicator } from './SyncIndicator.tsx';

const ICONS: Readonly<Record<(typeof STANDARD_VIEWS)[number], Icon>> = {
  mine: IconUser,
  unassigned: IconUserQuestion,
  allOpen: IconInbox,
  waiting: IconHourglassEmpty,
  snoozed: IconAlarm,
  solved: IconCircleCheck,
  atRisk: IconAlertTriangle,
};

interface ViewLinkProps {
  readonly view: NamedView;
  readonly count: number | undefined;
  readonly isCurrent: boolean;
  readonly onChoose: (view: ViewId) => void;
}

function ViewLink({ view, count, isCurrent, onChoose }: ViewLinkProps): ReactElement {
  const format = useFormat();
  const ViewIcon = isDepartmentView(view.id) ? undefined : ICONS[view.id];
  return (
    <li>
      <button
        type="button"
        className={classes['view']}
        aria-current={isCurrent ? 'page' : undefined}
        title={view.name}
        onClick={() => onChoose(view.id)}
      >
        <span className={classes['icon']} aria-hidden>
          {ViewIcon ? <ViewIcon size={16} stroke={1.7} /> : <DepartmentDot color={view.color ?? 'gray'} />}
        </span>
        <span className={classes['name']}>{view.name}</span>
        {count !== undefined && count > 0 && (
          <span className={classes['count']} data-alert={view.id === 'atRisk' || undefined}>
            {format.number(count)}
          </span>
        )}
      </button>
    </li>
  );
}

interface PlaceLinkProps {
  readonly icon: Icon;
  readonly name: string;
  readonly title: string;
  readonly isCurrent?: boolean;
  readonly onOpen: () => void;
}

/** The way to something that is no list of tickets. */
function PlaceLink({ icon: Sign, name, title, isCurrent = false, onOpen }: PlaceLinkProps): ReactElement {
  return (
    <li>
      <button
        type="button"
        className={classes['view']}
        aria-current={isCurrent ? 'page' : undefined}
        title={title}
        onClick={onOpen}
      >
        <span className={classes['icon']} aria-hidden>
          <Sign size={16} stroke={1.7} />
        </span>
        <span className={classes['name']}>{name}</span>
      </button>
    </li>
  );
}

interface NavigationProps {
  readonly onSearch: () => void;
  /** Stands beside the person. */
  readonly bell: ReactNode;
  /** What has to be said above the line about the connection. */
  readonly notice?: ReactNode;
}

/** The left pane: workspace, person, views with live counts, and how sync stands. */
export function Navigation({ onSearch, bell, notice }: NavigationProps): ReactElement {
  const t = useText();
  const session = useSession();
  const views = useNamedViews();
  const counts = useViewCounts(views.map(({ id }) => id));
  const current = useDeskStore((state) => state.view);
  const isReporting = useDeskStore((state) => state.isReporting);
  const showReports = useDeskStore((state) => state.showReports);
  const openDialog = useDeskStore((state) => state.openDialog);
  const { goTo } = useDeskActions();
  const attempt = useAttempt();
  const standard = views.filter(({ id }) => !isDepartmentView(id));
  const departments = views.filter(({ id }) => isDepartmentView(id));
  const link = (view: NamedView): ReactElement => (
    <ViewLink
      key={view.id}
      view={view}
      count={counts[view.id]}
      isCurrent={view.id === current && !isReporting}
      onChoose={goTo}
    />
  );

  return (
    <nav className={classes['navigation']} aria-label={t('shell:navigation')}>
      <div className={classes['head']}>
        <Logo size={22} />
        <span
          className={classes['workspace']}
          title={session?.name === 'signedIn' ? session.workspaceName : undefined}
        >
          {session?.name === 'signedIn' ? session.workspaceName : ''}
        </span>
        {bell}
        <MeMenu />
      </div>
      <div className={classes['actions']}>
        <button
          type="button"
          className={classes['search']}
          title={t('shell:searchOrJump')}
          onClick={onSearch}
        >
          <IconSearch size={14} stroke={1.8} aria-hidden />
          <span className={classes['searchText']}>{t('shell:searchOrJump')}</span>
          <ShortcutKeys id="palette" />
        </button>
        <ToSolveButton />
        <Button
          fullWidth
          size="xs"
          className={classes['newTicket'] ?? ''}
          aria-label={t('shell:newTicket')}
          title={t('shell:newTicket')}
          leftSection={<IconPencilPlus size={15} stroke={1.8} />}
          onClick={() => openDialog('newTicket')}
        >
          <span className={classes['newTicketText']}>{t('shell:newTicket')}</span>
        </Button>
      </div>
      <div className={classes['views']}>
        <ul className={classes['group']}>
          {standard.map(link)}
          <PlaceLink
            icon={IconLayoutBoard}
            name={t('wall:title')}
            title={t('wall:open')}
            onOpen={() => attempt(() => invoke('window.openWall', {}))}
          />
          <PlaceLink
            icon={IconReportAnalytics}
            name={t('reports:open')}
            title={t('reports:title')}
            isCurrent={isReporting}
            onOpen={showReports}
          />
        </ul>
        {departments.length > 0 && (
          <>
            <h2 className={classes['heading']} id="departments-heading">
              {t('shell:departments')}
            </h2>
            <ul className={classes['group']} aria-labelledby="departments-heading">
              {departments.map(link)}
            </ul>
          </>
        )}
      </div>
      {notice}
      <SyncIndicator />
    </nav>
  );
}
