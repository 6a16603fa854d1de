/** The filters a search may carry, as they are typed before the colon. They are the same in every language. */
export const SEARCH_FILTERS = [
  'status',
  'tag',
  'from',
  'assignee',
  'department',
  'is',
  'has',
  'channel',
  'priority',
  'due',
  'before',
  'after',
] as const;
export type SearchFilterName = (typeof SEARCH_FILTERS)[number];

/** Values of `is:` and `has:`. */
export const IS_VALUES = ['open', 'closed', 'unassigned', 'mine'] as const;
export const HAS_VALUES = ['draft'] as const;
/** Values of `due:` besides a day and a length of time such as `2h`. */
export const DUE_VALUES = ['overdue', 'today', 'tomorrow', 'paused', 'none'] as const;
export type DueValue = (typeof DUE_VALUES)[number];

/** Words to find: one, or several that stand together in this order. */
export interface SearchTerm {
  readonly text: string;
  /** The last word may go on. */
  readonly isPrefix: boolean;
  readonly isNegated: boolean;
}

/** One `name:value`; `number` is `#1234`. */
export interface SearchFilter {
  readonly name: SearchFilterName | 'number';
  readonly value: string;
  /** Written in quotes: the whole value is meant, not just its beginning. */
  readonly isExact: boolean;
  readonly isNegated: boolean;
}

/** A search as it was understood. All of it must hold for a ticket to be found. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
  readonly filters: readonly SearchFilter[];
  /** Filters still without a usable value, as typed; they do not narrow anything. */
  readonly ignored: readonly string[];
}

/** Longest search that is read; what is beyond is left out. */
export const SEARCH_MAX_LENGTH = 500;
const PARTS_MAX = 24;

/** Control characters, lone surrogates and private use: the index marks its own words with the latter. */
const UNUSABLE = /[\p{Cc}\p{Cs}\p{Co}]/gu;
const HAS_WORD = /[\p{L}\p{N}]/u;
/** A name without a value; or a sign, a name and its colon, then quoted or bare text. An open quote runs to the end. */
const PART = /(-?)([a-z]+):(?=\s|$)|(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|([^\s"]+))/giu;
/** `due<2h` is another way to write `due:2h`. */
const DUE_BELOW = /(?<=^|[\s-])due\s*:?<\s*(?=\d)/giu;
const LENGTH = /^(\d{1,4})(m|min|h|d|w)$/iu;
const UNIT_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u;

/** A calendar day; which instant that is depends on the time zone of whoever asks. `month` counts from 1. */
export interface SearchDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Reads `2026`, `2026-03` or `2026-03-09` as its first day; undefined when it is no such date. */
export function searchDay(text: string): SearchDay | undefined {
  const [, year, month = '1', day = '1'] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  const isReal = found.month >= 1 && found.month <= 12 && found.day >= 1 && found.day <= 31;
  return isReal && found.year >= 1970 ? found : undefined;
}

/** What the value of `due:` means: a word, so many ms from now at most, or a day. */
export type DueWish =
  | { readonly kind: 'word'; readonly word: DueValue }
  | { readonly kind: 'within'; readonly lengthMs: number }
  | { readonly kind: 'day'; readonly day: SearchDay };

/** Reads the value of `due:`, a word also by its beginning; undefined when it is none. */
export function searchDue(text: string): DueWish | undefined {
  const typed = text.toLowerCase();
  const [, amount, unit] = LENGTH.exec(typed) ?? [];
  if (amount !== undefined && unit !== undefined)
    return { kind: 'within', lengthMs: Number(amount) * (UNIT_MS[unit] ?? 0) };
  const day = searchDay(typed);
  if (day) return { kind: 'day', day };
  const word = typed === '' ? undefined : DUE_VALUES.find((value) => value.startsWith(typed));
  return word && { kind: 'word', word };
}

/**
 * Understands what somebody typed into the search field. Never throws. `name:value` with a name that is no filter is
 * ordinary words; `-` in front of a word, phrase or filter excludes it; the last word counts as a beginning while it is
 * being typed, and so does every word that ends with `*`.
 */
export function parseSearch(text: string): SearchQuery {
  const terms: SearchTerm[] = [];
  const filters: SearchFilter[] = [];
  const ignored: string[] = [];
  const usable = text.slice(0, SEARCH_MAX_LENGTH).replaceAll(UNUSABLE, ' ').replaceAll(DUE_BELOW, 'due:');

  for (const match of usable.matchAll(PART)) {
    if (terms.length + filters.length >= PARTS_MAX) break;
    const [typed, emptySign, emptyName, sign, typedName, quoted, closing, bare] = match;
    const isLast = match.index + typed.length === usable.length;
    const isNegated = (sign ?? emptySign) === '-';
    const name = filterName(typedName ?? emptyName);
    const value = (quoted ?? bare ?? '').trim();
    if (name !== undefined) {
      if (isUsable(name, value)) {
        filters.push({ name, value, isExact: closing === '"', isNegated });
      } else ignored.push(typed.trim());
      continue;
    }
    const number =
      typedName === undefined && bare !== undefined ? /^#(\d{1,9})$/u.exec(bare)?.[1] : undefined;
    if (number !== undefined) {
      filters.push({ name: 'number', value: String(Number(number)), isExact: true, isNegated });
      continue;
    }
    const otherName = typedName ?? emptyName;
    const words = otherName === undefined ? value : `${otherName}:${value}`;
    if (!HAS_WORD.test(words)) continue;
    const isBeingTyped = isLast && closing !== '"' && HAS_WORD.test(words.at(-1) ?? '');
    const isPrefix = isBeingTyped || (quoted === undefined && words.endsWith('*'));
    terms.push({ text: words, isPrefix, isNegated });
  }
  return { terms, filters, ignored };
}

function filterName(typed: string | undefined): SearchFilterName | undefined {
  const wanted = typed?.toLowerCase();
  return SEARCH_FILTERS.find((name) => name === wanted);
}

function isUsable(name: SearchFilterName, value: string): boolean {
  if (name === 'due') return searchDue(value) !== undefined;
  if (name === 'before' || name === 'after') return searchDay(value) !== undefined;
  return HAS_WORD.test(value);
}
