import { ActionIcon, CloseButton, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCalendarDue,
  IconCalendarTime,
  IconClockExclamation,
  IconFilterOff,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { DUE_FILTERS } from '../../../../shared/domain/views.ts';
import type { DueFilter } from '../../../../shared/domain/views.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import classes from './DueFilter.module.css';
import type { ListSource } from './listSource.ts';

/** The sign of each filter, in menus and in the palette. */
export const DUE_FILTER_ICONS: Readonly<Record<DueFilter, Icon>> = {
  overdue: IconAlertTriangle,
  withinHour: IconClockExclamation,
  today: IconCalendarTime,
  paused: IconPlayerPause,
};

/** What stands for "all" in the menu. */
const ALL = '';

/** Chooses by due time what the list shows. */
export function DueFilterMenu(): ReactElement {
  const t = useText();
  const due = useDeskStore((state) => state.dueFilter);
  const filterByDue = useDeskStore((state) => state.filterByDue);
  const label =
    due === null ? t('due:filter.button') : `${t('due:filter.button')}: ${t(`due:filter.${due}`)}`;
  return (
    <Menu position="bottom-end" width={210} withinPortal={false}>
      <Menu.Target>
        <ActionIcon
          variant={due === null ? 'subtle' : 'light'}
          {...(due === null && { color: 'gray' })}
          size={28}
          aria-label={label}
          title={label}
        >
          <IconCalendarDue size={15} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('due:filter.label')}</Menu.Label>
        <Menu.RadioGroup
          value={due ?? ALL}
          onChange={(choice) => filterByDue(DUE_FILTERS.find((known) => known === choice) ?? null)}
        >
          {[ALL, ...DUE_FILTERS].map((choice) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {t(choice === ALL ? 'due:filter.none' : `due:filter.${choice as DueFilter}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

interface DueFilterBarProps {
  readonly due: DueFilter;
  readonly source: ListSource;
}

/** Says over a list that it is narrowed, and how many tickets are left. */
export function DueFilterBar({ due, source }: DueFilterBarProps): ReactElement {
  const t = useText();
  const filterByDue = useDeskStore((state) => state.filterByDue);
  const total = useSyncExternalStore(source.subscribe, () => source.getState().total);
  const FilterIcon = DUE_FILTER_ICONS[due];
  return (
    <div className={classes['bar']}>
      <FilterIcon size={14} stroke={1.9} aria-hidden />
      <span className={classes['name']}>{t('due:filter.active', { filter: t(`due:filter.${due}`) })}</span>
      <span className={classes['count']} role="status">
        {total !== undefined && t('tickets', { count: total })}
      </span>
      <CloseButton size="sm" aria-label={t('due:filter.remove')} onClick={() => filterByDue(null)} />
    </div>
  );
}

/** What a narrowed list shows without tickets. */
export function EmptyFilter({ due }: { readonly due: DueFilter }): ReactElement {
  const t = useText();
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t('due:filter.emptyTitle')}
      text={t('due:filter.emptyText', { filter: t(`due:filter.${due}`) })}
    />
  );
}
