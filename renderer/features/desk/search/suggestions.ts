import {
  DUE_VALUES,
  HAS_VALUES,
  IS_VALUES,
  SEARCH_FILTERS,
  type SearchFilterName,
} from '../../../../shared/domain/search/parseSearch.ts';
import { foldText } from '../../../../shared/domain/search/words.ts';
import { CHANNELS, PRIORITIES, STATUSES } from '../../../../shared/domain/ticket/ticket.ts';
import type { Directory } from '../../../live/directory.ts';
import type { useText } from '../../../ui/text.ts';

/** A way to go on with what is being typed. */
export interface Suggestion {
  /** The whole text of the field with this in it. */
  readonly text: string;
  /** What would be added, as it is typed. */
  readonly typed: string;
  /** What that means. */
  readonly label: string;
}

interface Value {
  readonly value: string;
  readonly label: string;
}

const SUGGESTIONS_MAX = 8;
/** What is being typed at the end: a sign, perhaps a name with its colon, and the beginning of a value. */
const LAST_PART = /(?:^|\s)(-?)(?:([a-z]+):)?("?)([^\s":]*)$/iu;

/** Filters, or values of the filter that is being typed; none while somebody types ordinary words. */
export function suggestionsFor(
  text: string,
  directory: Directory,
  t: ReturnType<typeof useText>,
): readonly Suggestion[] {
  const [, sign = '', name, , begun = ''] = LAST_PART.exec(text) ?? [];
  if (!LAST_PART.test(text)) return [];
  const before = text.slice(0, text.length - (LAST_PART.exec(text)?.[0] ?? '').trimStart().length);
  if (name === undefined) {
    const isBeginning = text === '';
    if (begun === '' && sign === '' && !isBeginning) return [];
    return SEARCH_FILTERS.filter((filter) => filter.startsWith(begun.toLowerCase())).map((filter) => ({
      text: `${before}${sign}${filter}:`,
      typed: `${sign}${filter}:`,
      label: t(`search:filter.${filter}`),
    }));
  }
  const filter = SEARCH_FILTERS.find((one) => one === name.toLowerCase());
  if (filter === undefined) return [];
  const wanted = foldText(begun);
  return valuesOf(filter, directory, t)
    .filter(({ value, label }) => [value, label].some((one) => foldText(one).startsWith(wanted)))
    .slice(0, SUGGESTIONS_MAX)
    .map(({ value, label }) => {
      const typed = `${sign}${filter}:${/[\s"]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
      return { text: `${before}${typed} `, typed, label };
    });
}

function valuesOf(
  filter: SearchFilterName,
  directory: Directory,
  t: ReturnType<typeof useText>,
): readonly Value[] {
  const own = (value: string): Value => ({ value, label: '' });
  switch (filter) {
    case 'status':
      return STATUSES.map((value) => ({ value, label: t(`status.${value}`) }));
    case 'priority':
      return [
        ...PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })),
        { value: 'none', label: t('priority.none') },
      ];
    case 'channel':
      return CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }));
    case 'is':
      return IS_VALUES.map((value) => ({ value, label: t(`search:value.${value}`) }));
    case 'has':
      return HAS_VALUES.map((value) => ({ value, label: t(`search:value.${value}`) }));
    case 'due':
      return [
        ...DUE_VALUES.map((value) => ({ value, label: t(`search:due.${value}`) })),
        { value: '2h', label: t('search:due.within') },
      ];
    case 'tag':
      return [...directory.tags.keys()].sort((a, b) => a.localeCompare(b)).map(own);
    case 'assignee':
      return [
        { value: 'me', label: t('you') },
        { value: 'nobody', label: t('nobody') },
        ...directory.activeAgents.map(({ value }) => own(value.name)),
      ];
    case 'department':
      return directory.departmentList.map(({ value }) => own(value.name));
    case 'from':
    case 'before':
    case 'after':
      return [];
  }
}
