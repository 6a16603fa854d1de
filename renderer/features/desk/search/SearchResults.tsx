import { IconSearchOff } from '@tabler/icons-react';
import type { ComponentProps, ReactElement } from 'react';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useText } from '../../../ui/text.ts';
import { TicketList } from '../list/TicketList.tsx';
import { ServerResults } from './ServerResults.tsx';
import type { ShownSearch } from './useSearch.ts';

interface SearchResultsProps extends Omit<ComponentProps<typeof TicketList>, 'source' | 'empty' | 'label'> {
  readonly search: ShownSearch;
}

/** What a search has found: the tickets of this device, and below them what only the server has. Empty until the first answer. */
export function SearchResults({ search, ...list }: SearchResultsProps): ReactElement | null {
  const t = useText();
  if (!search.source) return null;
  return (
    <ServerResults {...list} text={search.text}>
      <TicketList
        {...list}
        key={`${search.text} ${list.density}`}
        source={search.source}
        empty={
          <EmptyState icon={IconSearchOff} title={t('search:empty.title')} text={t('search:empty.text')} />
        }
        label={t('search:label', { text: search.text })}
      />
    </ServerResults>
  );
}
