import {
  searchDay,
  searchDue,
  type SearchFilter,
  type SearchQuery,
} from '../../shared/domain/search/parseSearch.ts';
import { foldText } from '../../shared/domain/search/words.ts';
import { PAUSED_STATUSES } from '../../shared/domain/views.ts';
import type { AgentId } from '../../shared/domain/ids.ts';
import { localDay } from '../../shared/domain/localDay.ts';
import { CHANNELS, NO_DUE_MS, NOBODY, PRIORITIES, STATUSES } from '../../shared/domain/ticket/ticket.ts';
import type {
  DueRange,
  Facet,
  SearchFacet,
  SearchWords,
  StorageSearch,
} from '../replica/storage/searchPlan.ts';
import type { Directory } from '../tickets/directory.ts';

/** What the values of filters mean here and now. */
export interface PlanContext {
  readonly directory: Pick<Directory, 'settings'>;
  readonly meId: AgentId;
  readonly nowMs: number;
  readonly ticketsWithDraft: ReadonlySet<string>;
}

/** `assignee:me` and `assignee:nobody`, beside names and addresses. */
const ME = 'me';
const NOBODYS = 'nobody';

type Plan = Omit<StorageSearch, 'offset' | 'limit'>;

/** What a search asks of the storage: names become ids, days become instants in this machine's time zone. A value that names nothing finds nothing. */
export function planSearch(query: SearchQuery, context: PlanContext): Plan {
  const words: SearchWords[] = query.terms.map((term) => ({ ...term, within: 'all' }));
  const facets: SearchFacet[] = [];
  let createdFromMs: number | null = null;
  let createdBeforeMs: number | null = null;
  let onlyTicketIds: string[] | null = null;
  const withoutTicketIds: string[] = [];
  const due: DueRange[] = [];

  for (const filter of query.filters) {
    const { name, value, isExact, isNegated } = filter;
    if (name === 'from') words.push({ text: value, isPrefix: !isExact, isNegated, within: 'from' });
    else if (name === 'due') due.push({ ...dueRange(value, context.nowMs), isNegated });
    else if (name === 'before' || name === 'after') {
      const dayMs = startOfDay(value);
      // Not before a day is from that day on.
      if ((name === 'before') === isNegated) createdFromMs = Math.max(createdFromMs ?? 0, dayMs);
      else createdBeforeMs = Math.min(createdBeforeMs ?? Infinity, dayMs);
    } else if (name === 'has') {
      const ids = 'draft'.startsWith(foldText(value)) ? [...context.ticketsWithDraft] : [];
      if (isNegated) withoutTicketIds.push(...ids);
      else onlyTicketIds = onlyTicketIds === null ? ids : onlyTicketIds.filter((id) => ids.includes(id));
    } else facets.push({ anyOf: facetsOf({ ...filter, name }, context), isNegated });
  }
  return {
    words,
    facets,
    createdFromMs,
    createdBeforeMs,
    due,
    onlyTicketIds,
    withoutTicketIds,
    nowMs: context.nowMs,
  };
}

type FacetFilter = Omit<SearchFilter, 'name'> & {
  readonly name: Exclude<SearchFilter['name'], 'from' | 'due' | 'before' | 'after' | 'has'>;
};

function facetsOf({ name, value, isExact }: FacetFilter, { directory, meId }: PlanContext): readonly Facet[] {
  const wanted = foldText(value);
  const fits = (candidate: string): boolean =>
    isExact ? foldText(candidate) === wanted : foldText(candidate).startsWith(wanted);
  const oneOf = (property: Facet['property'], values: readonly string[]): Facet[] =>
    values.filter(fits).map((found) => ({ property, value: found }));
  const anyWordFits = (text: string): boolean => fits(text) || text.split(/[\s@.]+/u).some(fits);

  switch (name) {
    case 'status':
      return oneOf('status', STATUSES);
    case 'priority':
      return [
        ...oneOf('priority', PRIORITIES),
        ...(fits('none') ? [{ property: 'priority', value: '' } as const] : []),
      ];
    case 'channel':
      return oneOf('channel', CHANNELS);
    case 'tag':
      return [{ property: 'tag', value: wanted, isPrefix: !isExact }];
    case 'number':
      return [{ property: 'number', value }];
    case 'is':
      return [
        ...(fits('open') ? [{ property: 'isOpen', value: 'true' } as const] : []),
        ...(fits('closed') ? [{ property: 'isOpen', value: 'false' } as const] : []),
        ...(fits('unassigned') ? [{ property: 'assignee', value: NOBODY } as const] : []),
        ...(fits('mine') ? [{ property: 'assignee', value: meId } as const] : []),
      ];
    case 'assignee': {
      if (wanted === ME) return [{ property: 'assignee', value: meId }];
      if (wanted === NOBODYS) return [{ property: 'assignee', value: NOBODY }];
      return directory.settings().flatMap((setting): Facet[] => {
        if (setting.kind !== 'agent') return [];
        const isMeant = anyWordFits(setting.value.name) || fits(setting.value.email);
        return isMeant ? [{ property: 'assignee', value: setting.id }] : [];
      });
    }
    case 'department':
      return directory.settings().flatMap((setting): Facet[] => {
        if (setting.kind !== 'department' || !anyWordFits(setting.value.name)) return [];
        return [{ property: 'department', value: setting.id }];
      });
  }
}

/** Which due instants the value of `due:` means; the parser lets only such values through. */
function dueRange(value: string, nowMs: number): Omit<DueRange, 'isNegated'> {
  const wish = searchDue(value);
  const statuses: readonly string[] = [];
  switch (wish?.kind) {
    case undefined:
      return { fromMs: 0, beforeMs: 0, statuses };
    case 'within':
      return { fromMs: 0, beforeMs: nowMs + wish.lengthMs, statuses };
    case 'day':
      return { ...localDay(startOfDay(value)), statuses };
    case 'word':
      switch (wish.word) {
        case 'overdue':
          return { fromMs: 0, beforeMs: nowMs, statuses };
        case 'today':
          return { ...localDay(nowMs), statuses };
        case 'tomorrow':
          return { ...localDay(nowMs, 1), statuses };
        case 'paused':
          return { fromMs: NO_DUE_MS, beforeMs: NO_DUE_MS + 1, statuses: PAUSED_STATUSES };
        case 'none':
          return { fromMs: NO_DUE_MS, beforeMs: NO_DUE_MS + 1, statuses };
      }
  }
}

/** Midnight at the beginning of a day where this machine stands. The parser lets only real dates through. */
function startOfDay(text: string): number {
  const day = searchDay(text);
  return day ? new Date(day.year, day.month - 1, day.day).getTime() : 0;
}
