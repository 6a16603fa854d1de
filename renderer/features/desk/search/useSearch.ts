import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../../shared/ipc/contract.ts';
import { invoke } from '../../../bridge.ts';
import { useDeskStore } from '../deskStore.ts';
import { createTicketPages } from '../list/ticketPages.ts';
import type { ListSource } from '../list/listSource.ts';

/** Typing pauses this long before it is searched for. */
const SEARCH_DELAY_MS = 50;

/** What a search says beside its hits. */
export type SearchFacts = Omit<CommandOutput<'tickets.search'>, 'hits'>;

/** The search that the list shows. `source` is undefined until the first answer of the first search. */
export interface ShownSearch {
  readonly text: string;
  readonly source: ListSource | undefined;
  readonly answer: SearchFacts | undefined;
}

/** The search of the desk; undefined while nobody searches. What was found last stays until the next answer is here. */
export function useSearch(): ShownSearch | undefined {
  const typed = useDeskStore((state) => state.searchText);
  const isSearching = typed.trim() !== '';
  const [text] = useDebouncedValue(typed, SEARCH_DELAY_MS);
  const [shown, setShown] = useState<ShownSearch>();

  useEffect(() => {
    if (text.trim() === '') return undefined;
    let answer: SearchFacts | undefined;
    const source = createTicketPages(async (page) => {
      const { hits, ...facts } = await invoke('tickets.search', { text, ...page });
      answer = facts;
      return { ...facts, rows: hits.map(({ row, ...found }) => ({ ...row, found })) };
    });
    const stop = source.subscribe(() => setShown({ text, source, answer }));
    return () => {
      stop();
      setShown((current) =>
        current?.source === source && !useDeskStore.getState().searchText ? undefined : current,
      );
    };
  }, [text]);

  return isSearching ? (shown ?? { text, source: undefined, answer: undefined }) : undefined;
}
