import type { MarkedPart } from '../../../shared/domain/search/words.ts';

/** The collections a search index is made of, all of one database. */
export type SearchTables = {
  readonly tickets: TableRef;
  readonly messages: TableRef;
  readonly contacts: TableRef;
};

/** Names a collection that is open in the storage. */
export type TableRef = {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly version: number;
};

/** Words to look for. `from` looks at the customer's name and addresses only. */
export type SearchWords = {
  readonly text: string;
  readonly isPrefix: boolean;
  readonly isNegated: boolean;
  readonly within: 'all' | 'from';
};

/** A property a ticket must have (or must not): any one of these. */
export type SearchFacet = { readonly anyOf: readonly Facet[]; readonly isNegated: boolean };

/** One value of a property. Strings that begin with `value` count too when `isPrefix` is set. */
export type Facet = {
  readonly property: FacetProperty;
  readonly value: string;
  readonly isPrefix?: boolean;
};

export const FACET_PROPERTIES = [
  'isOpen',
  'status',
  'priority',
  'channel',
  'department',
  'assignee',
  'tag',
  'number',
] as const;
export type FacetProperty = (typeof FACET_PROPERTIES)[number];

/** Open tickets by their nearest due instant, UTC epoch ms: `fromMs` ≤ t < `beforeMs`. */
export type DueRange = {
  readonly fromMs: number;
  readonly beforeMs: number;
  /** Only in these statuses; empty is any. */
  readonly statuses: readonly string[];
  readonly isNegated: boolean;
};

/** A search as the storage runs it: plain data, everything resolved to ids and instants. */
export type StorageSearch = {
  readonly words: readonly SearchWords[];
  readonly facets: readonly SearchFacet[];
  /** Half-open range of the creation time; null is open. */
  readonly createdFromMs: number | null;
  readonly createdBeforeMs: number | null;
  /** Each must hold: an open ticket whose nearest due instant lies in a half-open range, in one of these statuses if any are named. */
  readonly due: readonly DueRange[];
  /** Only these tickets, or none of those; null is no limit. */
  readonly onlyTicketIds: readonly string[] | null;
  readonly withoutTicketIds: readonly string[];
  /** For the preference of what is recent. */
  readonly nowMs: number;
  readonly offset: number;
  readonly limit: number;
};

/** Where the words of a hit stand. */
export type SnippetKind = 'message' | 'contact' | 'key' | 'preview';

export type SearchHit = {
  readonly ticketId: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  readonly subject: readonly MarkedPart[];
  readonly snippet: { readonly kind: SnippetKind; readonly parts: readonly MarkedPart[] };
};

export type SearchAnswer = {
  readonly hits: readonly SearchHit[];
  /** Number of tickets found; when `isMore` is set there are more than that. */
  readonly total: number;
  readonly isMore: boolean;
  /** False while the index is still being built: some tickets may be missing. */
  readonly isComplete: boolean;
};
