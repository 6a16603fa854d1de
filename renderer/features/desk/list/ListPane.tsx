import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsSort, IconBaselineDensityMedium, IconBaselineDensitySmall } from '@tabler/icons-react';
import { useState } from 'react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { SORTS } from '../../../../shared/domain/views.ts';
import type { DueFilter, TicketSort, ViewId } from '../../../../shared/domain/views.ts';
import { usePreferences } from '../../../live/session.ts';
import { useViewCounts } from '../../../live/tickets.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import { useDeskActions } from '../useDeskActions.ts';
import { useSearch } from '../search/useSearch.ts';
import { SearchHeading } from '../search/SearchHeading.tsx';
import { SearchResults } from '../search/SearchResults.tsx';
import { SearchField } from '../search/SearchField.tsx';
import { useNamedViews } from '../viewNames.ts';
import { BulkBar } from '../bulk/BulkBar.tsx';
import { DueFilterBar, DueFilterMenu, EmptyFilter } from './DueFilter.tsx';
import { EmptyView } from './EmptyView.tsx';
import classes from './ListPane.module.css';
import { TicketList } from './TicketList.tsx';
import { createTicketWindow } from './ticketWindow.ts';

function SortMenu(): ReactElement {
  const t = useText();
  const sort = useDeskStore((state) => state.sort);
  const { sortBy } = useDeskActions();
  return (
    <Menu position="bottom-end" width={190} withinPortal={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes['sort']}
          aria-label={t('list:sort.button', { sort: t(`list:sort.${sort}`) })}
        >
          <IconArrowsSort size={14} stroke={1.8} aria-hidden />
          <span className={classes['sortName']}>{t(`list:sort.${sort}`)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('list:sort.label')}</Menu.Label>
        <Menu.RadioGroup value={sort} onChange={(choice) => sortBy(choice as TicketSort)}>
          {SORTS.map((choice) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick>
              {t(`list:sort.${choice}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function DensityToggle(): ReactElement {
  const t = useText();
  const density = usePreferences()?.density ?? 'comfortable';
  const { setPreferences } = useDeskActions();
  const other = density === 'comfortable' ? 'compact' : 'comfortable';
  const OtherIcon = density === 'comfortable' ? IconBaselineDensitySmall : IconBaselineDensityMedium;
  const label = `${t('list:density')}: ${t(`shell:density.${other}`)}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={label}
      title={label}
      onClick={() => setPreferences({ density: other })}
    >
      <OtherIcon size={15} stroke={1.8} />
    </ActionIcon>
  );
}

interface ViewListProps extends Omit<ComponentProps<typeof TicketList>, 'source' | 'empty'> {
  readonly view: ViewId;
  readonly due: DueFilter | null;
  readonly sort: TicketSort;
}

function ViewList({ view, due, sort, ...props }: ViewListProps): ReactElement {
  const [source] = useState(() => createTicketWindow(view, sort, due));
  return (
    <>
      {due !== null && <DueFilterBar due={due} source={source} />}
      <div className={classes['rows']}>
        <TicketList
          {...props}
          source={source}
          empty={due === null ? <EmptyView view={view} /> : <EmptyFilter due={due} />}
        />
      </div>
    </>
  );
}

interface ListPaneProps {
  readonly onOpen: () => void;
  readonly onPainted: () => void;
  /** Stands on the pane's right edge. */
  readonly edge: ReactNode;
}

/** The middle pane: which view, in which order, and its tickets. */
export function ListPane({ onOpen, onPainted, edge }: ListPaneProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const view = useDeskStore((state) => state.view);
  const sort = useDeskStore((state) => state.sort);
  const due = useDeskStore((state) => state.dueFilter);
  const selectedTicketId = useDeskStore((state) => state.selectedTicketId);
  const selectTicket = useDeskStore((state) => state.selectTicket);
  const density = usePreferences()?.density ?? 'comfortable';
  const name = useNamedViews().find(({ id }) => id === view)?.name ?? t('unknownDepartment');
  const count = useViewCounts([view])[view];
  const search = useSearch();
  const marked = useDeskStore((state) => state.marked);
  const mark = useDeskStore((state) => state.mark);
  const list = { density, selectedTicketId, marked, onMark: mark, onSelect: selectTicket, onOpen, onPainted };

  return (
    <section className={classes['pane']} aria-label={t('list:label', { view: name })}>
      <header className={classes['header']}>
        {search ? (
          <SearchHeading answer={search.answer} />
        ) : (
          <>
            <h1 className={classes['title']}>{name}</h1>
            {count !== undefined && <span className={classes['count']}>{format.number(count)}</span>}
            <span className={classes['space']} />
            <SortMenu />
            <DueFilterMenu />
          </>
        )}
        <DensityToggle />
      </header>
      <SearchField shownText={search?.source && search.text} />
      <BulkBar />
      <div className={classes['list']}>
        {search ? (
          <SearchResults search={search} {...list} />
        ) : (
          <ViewList
            {...list}
            key={`${view} ${due ?? ''} ${sort} ${density}`}
            view={view}
            due={due}
            sort={sort}
            label={t('list:label', { view: name })}
          />
        )}
      </div>
      {edge}
    </section>
  );
}
