import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import {
  IconAdjustmentsHorizontal,
  IconAppWindow,
  IconArrowRight,
  IconBell,
  IconBuildingCommunity,
  IconBolt,
  IconDevices,
  IconFilterOff,
  IconHistory,
  IconHourglass,
  IconKeyboard,
  IconLanguage,
  IconLayoutBoard,
  IconLogout,
  IconMap2,
  IconMoon,
  IconPencilPlus,
  IconReportAnalytics,
  IconPlaneDeparture,
  IconScale,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { AVAILABILITIES } from '../../../../shared/domain/settings.ts';
import { LOCALES } from '../../../../shared/ipc/locales.ts';
import { DUE_FILTERS } from '../../../../shared/domain/views.ts';
import type { TicketRow } from '../../../../shared/ipc/lists.ts';
import type { ShortcutId } from '../../../../shared/ipc/shortcuts.ts';
import { invoke } from '../../../bridge.ts';
import { useMe } from '../../../live/session.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { useCommand } from '../../../live/useCommand.ts';
import { AvailabilityDot } from '../../../ui/AvailabilityDot.tsx';
import { DepartmentDot } from '../../../ui/DepartmentDot.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { LANGUAGE_NAMES } from '../../../ui/languageNames.ts';
import { StatusMark } from '../../../ui/StatusBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { DUE_FILTER_ICONS } from '../list/DueFilter.tsx';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { useSignOut } from '../../../ui/useSignOut.tsx';
import { useDeskStore } from '../deskStore.ts';
import { useOpenNext } from '../toSolve/useOpenNext.ts';
import { useDeskActions } from '../useDeskActions.ts';
import { useNamedViews } from '../viewNames.ts';
import classes from './CommandPalette.module.css';

/** Typing pauses this long before tickets are looked up. */
const FIND_DELAY_MS = 60;

const MAX_TICKETS = 8;

const THEMES = [
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
  { scheme: 'auto', icon: IconSunMoon },
] as const;

interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly left: ReactNode;
  /** A shortcut that does the same, or the keys of one that cannot be changed. */
  readonly keys?: ShortcutId | readonly string[];
  readonly run: () => void;
}

function sign(ActionIcon: Icon): ReactElement {
  return <ActionIcon size={16} stroke={1.7} />;
}

/** Letters without case and accents, so that "Resolucao" finds "Resolução". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function shownKeys(keys: PaletteAction['keys']): ReactNode {
  if (keys === undefined) return undefined;
  return typeof keys === 'string' ? <ShortcutKeys id={keys} /> : <Kbd keys={keys} />;
}

function useActions(): readonly PaletteAction[] {
  const t = useText();
  const openDialog = useDeskStore((state) => state.openDialog);
  const dueFilter = useDeskStore((state) => state.dueFilter);
  const showReports = useDeskStore((state) => state.showReports);
  const filterByDue = useDeskStore((state) => state.filterByDue);
  const { openSettings, setPreferences, setAvailability } = useDeskActions();
  const signOut = useSignOut();
  const openNext = useOpenNext();
  const role = useMe().setting?.value.role;
  const attempt = useAttempt();
  const ticketId = useDeskStore((state) => state.selectedTicketId);
  return [
    {
      id: 'toSolve',
      label: t('assignment:toSolve.hint'),
      left: sign(IconTargetArrow),
      keys: 'nextToSolve',
      run: openNext,
    },
    {
      id: 'newTicket',
      label: t('shell:newTicket'),
      left: sign(IconPencilPlus),
      keys: 'newTicket',
      run: () => openDialog('newTicket'),
    },
    {
      id: 'reports',
      label: t('reports:title'),
      left: sign(IconReportAnalytics),
      keys: 'reports',
      run: showReports,
    },
    ...DUE_FILTERS.map((due) => ({
      id: `due ${due}`,
      label: t('due:filter.palette', { filter: t(`due:filter.${due}`) }),
      left: sign(DUE_FILTER_ICONS[due]),
      run: () => filterByDue(due),
    })),
    ...(dueFilter === null
      ? []
      : [
          {
            id: 'due none',
            label: t('due:filter.remove'),
            left: sign(IconFilterOff),
            run: () => filterByDue(null),
          },
        ]),
    {
      id: 'wall',
      label: t('wall:open'),
      left: sign(IconLayoutBoard),
      keys: 'wall' as const,
      run: () => attempt(() => invoke('window.openWall', {})),
    },
    ...(ticketId === null
      ? []
      : [
          {
            id: 'popOut',
            label: t('ticket:shortcuts.popOut'),
            left: sign(IconAppWindow),
            keys: 'popOut' as const,
            run: () => attempt(() => invoke('window.openTicket', { ticketId })),
          },
        ]),
    ...AVAILABILITIES.map((availability) => ({
      id: `availability ${availability}`,
      label: t('shell:palette.availability', { availability: t(`availability.${availability}`) }),
      left: <AvailabilityDot availability={availability} />,
      run: () => setAvailability(availability),
    })),
    ...THEMES.map(({ scheme, icon }) => ({
      id: `theme ${scheme}`,
      label: t('shell:palette.theme', { theme: t(`shell:theme.${scheme}`) }),
      left: sign(icon),
      run: () => setPreferences({ colorScheme: scheme }),
    })),
    ...LOCALES.map((locale) => ({
      id: `language ${locale}`,
      label: t('shell:palette.language', { language: LANGUAGE_NAMES[locale] }),
      left: sign(IconLanguage),
      run: () => setPreferences({ language: locale }),
    })),
    ...(role === undefined || role === 'agent'
      ? []
      : [
          { id: 'team', label: t('team:title'), left: sign(IconUsers), run: () => openDialog('team') },
          {
            id: 'departments',
            label: t('departments:title'),
            left: sign(IconBuildingCommunity),
            run: () => openDialog('departments'),
          },
          {
            id: 'rebalance',
            label: t('assignment:rebalance.title'),
            left: sign(IconScale),
            run: () => openDialog('rebalance'),
          },
          {
            id: 'whatIf',
            label: t('assignment:whatIf.title'),
            left: sign(IconHistory),
            run: () => openDialog('whatIf'),
          },
          { id: 'rules', label: t('rules:title'), left: sign(IconBolt), run: () => openDialog('rules') },
          {
            id: 'serviceLevels',
            label: t('serviceLevels:title'),
            left: sign(IconHourglass),
            run: () => openDialog('serviceLevels'),
          },
        ]),
    {
      id: 'substitute',
      label: t('departments:substitute.menu'),
      left: sign(IconPlaneDeparture),
      run: () => openDialog('substitute'),
    },
    {
      id: 'account',
      label: t('team:account'),
      left: sign(IconDevices),
      run: () => openSettings('account'),
    },
    {
      id: 'settings',
      label: t('shell:settings'),
      left: sign(IconAdjustmentsHorizontal),
      run: () => openSettings(null),
    },
    {
      id: 'notices',
      label: t('noticeCentre:title'),
      left: sign(IconBell),
      keys: 'notices',
      run: () => openDialog('notices'),
    },
    {
      id: 'shortcuts',
      label: t('shell:shortcuts'),
      left: sign(IconKeyboard),
      keys: 'help',
      run: () => openDialog('shortcuts'),
    },
    {
      id: 'introduction',
      label: t('introduction:tour'),
      left: sign(IconMap2),
      run: () => openDialog('introduction'),
    },
    { id: 'signOut', label: t('session:signOut'), left: sign(IconLogout), run: signOut },
  ];
}

function useViewActions(): readonly PaletteAction[] {
  const views = useNamedViews();
  const { goTo } = useDeskActions();
  return views.map((view, index) => ({
    id: `view ${view.id}`,
    label: view.name,
    left: view.color === undefined ? sign(IconArrowRight) : <DepartmentDot color={view.color} />,
    ...(index < 9 && { keys: ['mod', String(index + 1)] }),
    run: () => goTo(view.id),
  }));
}

function PaletteGroup({
  label,
  actions,
}: {
  readonly label: string;
  readonly actions: readonly PaletteAction[];
}): ReactNode {
  if (actions.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {actions.map(({ id, label: text, left, keys, run }) => (
        <Spotlight.Action
          key={id}
          dimmedSections={false}
          label={text}
          leftSection={<span className={classes['sign']}>{left}</span>}
          rightSection={shownKeys(keys)}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function TicketResults({ rows }: { readonly rows: readonly TicketRow[] }): ReactNode {
  const t = useText();
  const selectTicket = useDeskStore((state) => state.selectTicket);
  if (rows.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t('shell:palette.tickets')}>
      {rows.slice(0, MAX_TICKETS).map((row) => (
        <Spotlight.Action
          key={row.id}
          dimmedSections={false}
          label={row.subject || t('noSubject')}
          description={row.contactName}
          leftSection={
            <span className={classes['sign']}>
              <StatusMark status={row.status} size={16} />
            </span>
          }
          rightSection={row.number > 0 && <span className={classes['number']}>#{row.number}</span>}
          onClick={() => selectTicket(row.id)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** One field for everything: go to a view, open a ticket by number or subject, run a command. */
export function CommandPalette(): ReactElement {
  const t = useText();
  const [query, setQuery] = useState('');
  const [findText] = useDebouncedValue(query.trim(), FIND_DELAY_MS);
  const asked = findText === '' ? null : { text: findText };
  const found = useCommand('tickets.find', asked, { refreshOn: { 'tickets.changed': true } }).value ?? [];
  const views = useViewActions();
  const actions = useActions();
  const wanted = plain(query.trim());
  const fits = ({ label }: PaletteAction): boolean => plain(label).includes(wanted);
  const shownViews = views.filter(fits);
  const shownActions = actions.filter(fits);
  const listRef = useRef<HTMLDivElement>(null);
  const bestId = found[0]?.id ?? shownViews[0]?.id ?? shownActions[0]?.id;
  // Results come after the keystroke: Enter should run what then stands first, not what stood there before.
  useEffect(() => {
    if (wanted === '') return;
    const lines = listRef.current?.querySelectorAll('[data-action]') ?? [];
    for (const [index, line] of lines.entries()) line.toggleAttribute('data-selected', index === 0);
  }, [wanted, bestId]);
  const isEmpty = found.length + shownViews.length + shownActions.length === 0;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      // Its keys are the person's own: see `useDeskKeys`.
      shortcut={null}
      scrollable
      maxHeight={420}
      size={600}
      radius="lg"
      transitionProps={{ duration: 80 }}
      attributes={{ content: { 'aria-label': t('shell:keys.palette') } }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      classNames={{ action: classes['action'] ?? '', actionsGroup: classes['group'] ?? '' }}
    >
      <Spotlight.Search
        placeholder={t('shell:palette.placeholder')}
        aria-label={t('shell:palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList ref={listRef}>
        <TicketResults rows={found} />
        <PaletteGroup label={t('shell:palette.views')} actions={shownViews} />
        <PaletteGroup label={t('shell:palette.actions')} actions={shownActions} />
        {isEmpty && <Spotlight.Empty>{t('shell:palette.nothingFound')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
