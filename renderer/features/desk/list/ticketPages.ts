import { asBatonError, subscribe } from '../../../bridge.ts';
import { createAudience } from '../../../live/audience.ts';
import { UNKNOWN_LIST, type ListRow, type ListSource, type ListState } from './listSource.ts';

/** Rows fetched and dropped together. */
const PAGE_SIZE = 100;

/** Most pages one question asks for; the contract allows 300 rows. */
const PAGES_PER_QUESTION = 3;

/** Pages kept in memory; the farthest from what is shown goes first. */
const MAX_PAGES = 40;

/** Least time between two questions that changes cause; scrolling is never held back. */
const REFRESH_SPACING_MS = 50;

/** An answer from an index that is still being built is asked for again after this long. */
const INCOMPLETE_MS = 250;

/** Draft and clock filters change by time alone. */
const TIME_DRIVEN_REFRESH_MS = 30_000;

/** What a list answers; `isComplete: false` when there may be more as soon as an index is built. */
interface PageAnswer {
  readonly total: number;
  readonly rows: readonly ListRow[];
  readonly isComplete?: boolean;
}

/** How a list is asked for rows from an offset on. */
export type AskPage = (page: { readonly offset: number; readonly limit: number }) => Promise<PageAnswer>;

/**
 * Makes a list whose order only its host can tell, as a search's: after a change it asks again for what is on the screen.
 * It starts with its first listener and stops with its last.
 */
export function createTicketPages(askPage: AskPage): ListSource {
  const audience = createAudience({ start, stop });
  let state: ListState = UNKNOWN_LIST;
  let known: ReadonlyMap<number, readonly ListRow[]> = new Map();
  let firstPage = 0;
  let lastPage = 0;
  /** Counts the changes heard of; a page is fresh when it was asked for after the latest. */
  let version = 0;
  const askedAt = new Map<number, number>();
  let isAsking = false;
  let stops: (() => void)[] = [];
  let spacingTimer: ReturnType<typeof setTimeout> | undefined;
  let incompleteTimer: ReturnType<typeof setTimeout> | undefined;

  function publish(next: ListState): void {
    state = next;
    audience.tell();
  }

  /** The pages to fetch next, as first and count; undefined when everything on the screen is fresh. */
  function wantedPages(): { first: number; count: number } | undefined {
    // What has merely changed waits a moment for further changes; what is not there at all does not.
    const isWanted = (page: number): boolean =>
      !known.has(page) || (spacingTimer === undefined && askedAt.get(page) !== version);
    let first = firstPage;
    while (first <= lastPage && !isWanted(first)) first += 1;
    if (first > lastPage) return undefined;
    let last = Math.min(lastPage, first + PAGES_PER_QUESTION - 1);
    while (last > first && !isWanted(last)) last -= 1;
    return { first, count: last - first + 1 };
  }

  function merge(first: number, count: number, total: number, rows: readonly ListRow[]): ListState {
    const pages = new Map(known);
    for (let step = 0; step < count; step += 1) {
      pages.set(first + step, rows.slice(step * PAGE_SIZE, (step + 1) * PAGE_SIZE));
    }
    const endPage = Math.max(1, Math.ceil(total / PAGE_SIZE));
    // The list may have become shorter than what is on the screen.
    lastPage = Math.min(lastPage, endPage - 1);
    firstPage = Math.min(firstPage, lastPage);
    const middle = (firstPage + lastPage) / 2;
    const farthestFirst = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of farthestFirst) {
      if (page >= endPage || pages.size > MAX_PAGES) pages.delete(page);
    }
    known = pages;
    const parts = [...pages].map(([page, part]) => ({ offset: page * PAGE_SIZE, rows: part }));
    return { total, parts, error: null };
  }

  async function ask(): Promise<void> {
    const wanted = wantedPages();
    if (!wanted || isAsking || audience.isEmpty()) return;
    isAsking = true;
    for (let step = 0; step < wanted.count; step += 1) askedAt.set(wanted.first + step, version);
    try {
      const { total, rows, isComplete } = await askPage({
        offset: wanted.first * PAGE_SIZE,
        limit: wanted.count * PAGE_SIZE,
      });
      publish(merge(wanted.first, wanted.count, total, rows));
      clearTimeout(incompleteTimer);
      // No event tells when an index is complete, and asking is what hurries it on.
      if (isComplete === false && !audience.isEmpty()) incompleteTimer = setTimeout(onChange, INCOMPLETE_MS);
    } catch (thrown) {
      publish({ ...state, error: asBatonError(thrown) });
      return;
    } finally {
      isAsking = false;
    }
    clearTimeout(spacingTimer);
    spacingTimer = setTimeout(() => {
      spacingTimer = undefined;
      void ask();
    }, REFRESH_SPACING_MS);
    void ask();
  }

  function onChange(): void {
    version += 1;
    void ask();
  }

  function start(): void {
    const timer = setInterval(onChange, TIME_DRIVEN_REFRESH_MS);
    stops = [
      subscribe('tickets.changed', onChange),
      subscribe('directory.changed', onChange),
      subscribe('sends.changed', onChange),
      () => clearInterval(timer),
    ];
    onChange();
  }

  function stop(): void {
    for (const end of stops) end();
    stops = [];
    clearTimeout(spacingTimer);
    clearTimeout(incompleteTimer);
    spacingTimer = undefined;
  }

  return {
    subscribe: audience.subscribe,
    getState: () => state,
    show(firstIndex, lastIndex) {
      firstPage = Math.floor(Math.max(0, firstIndex) / PAGE_SIZE);
      lastPage = Math.floor(Math.max(0, lastIndex) / PAGE_SIZE);
      void ask();
    },
  };
}
