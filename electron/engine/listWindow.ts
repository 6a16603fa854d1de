import type { ListRules } from '../../shared/domain/viewRules.ts';

/** Something with an id that stands in a list. */
interface Listed {
  readonly id: string;
}

/** The rows of a list from `offset` on, at most `limit`, and how many there are in the whole list. */
export interface ListWindow<T extends Listed> {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly rows: readonly T[];
}

/** One document before and after a write; null where it did not exist (or was deleted). */
export interface DocumentStep<T extends Listed> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Rows that must be read: from `skip` on, so many. */
export interface RowsToRead {
  readonly skip: number;
  readonly limit: number;
}

/**
 * The window after one document was written. It stays with its rows: what comes or goes above it only moves its
 * offset, so that somebody who looks at it sees nothing move. Law: the rows are those of the whole list from `offset`
 * on, but for missing ones at the end, which `rowsToRead` names.
 */
export function afterStep<T extends Listed>(
  window: ListWindow<T>,
  { before, after }: DocumentStep<T>,
  rules: ListRules<T>,
): ListWindow<T> {
  const wasIn = before !== null && rules.matches(before);
  const isIn = after !== null && rules.matches(after);
  const without = wasIn ? takeOut(window, before, rules) : window;
  if (!isIn) return without;
  // One that was among the rows and moves down cannot end up above them, and the other way round.
  const wasShown = wasIn && without.rows.length < window.rows.length;
  const moved = wasShown ? Math.sign(rules.compare(after, before)) : undefined;
  return putIn(without, after, rules, moved);
}

/** What the window lacks; undefined when it is whole. Rows read for it are those of the list as the window knows it. */
export function rowsToRead<T extends Listed>({
  offset,
  limit,
  total,
  rows,
}: ListWindow<T>): RowsToRead | undefined {
  // Everything it stood on is gone: what is left of the list stands above it.
  if (rows.length === 0 && total > 0 && offset >= total)
    return { skip: Math.max(0, total - limit), limit: Math.min(limit, total) };
  const wanted = Math.min(limit, Math.max(0, total - offset));
  return rows.length < wanted ? { skip: offset + rows.length, limit: wanted - rows.length } : undefined;
}

/** The window with rows that `rowsToRead` asked for. */
export function withRows<T extends Listed>(
  window: ListWindow<T>,
  { skip }: RowsToRead,
  found: readonly T[],
): ListWindow<T> {
  if (window.rows.length === 0) return { ...window, offset: skip, rows: found };
  return { ...window, rows: [...window.rows, ...found] };
}

function takeOut<T extends Listed>(window: ListWindow<T>, before: T, rules: ListRules<T>): ListWindow<T> {
  const total = window.total - 1;
  const index = window.rows.findIndex(({ id }) => id === before.id);
  if (index !== -1) return { ...window, total, rows: window.rows.toSpliced(index, 1) };
  const [first] = window.rows;
  // Without a row there is nothing to compare with: it is read again when it lies beyond the end.
  const isAbove = first !== undefined && rules.compare(before, first) < 0;
  return { ...window, total, offset: Math.min(total, isAbove ? window.offset - 1 : window.offset) };
}

/** `moved` tells which way a row of the window went: -1 up, 1 down, 0 nowhere; undefined when it was not one. */
function putIn<T extends Listed>(
  window: ListWindow<T>,
  after: T,
  rules: ListRules<T>,
  moved: number | undefined,
): ListWindow<T> {
  const { rows, offset, limit } = window;
  const total = window.total + 1;
  const index = placeOf(rows, after, rules);
  const mayBeAbove = index === 0 && offset > 0 && (moved ?? -1) < 0;
  const mayBeBelow = index === rows.length && offset + rows.length < window.total && (moved ?? 1) > 0;
  // Behind the last known row it may belong below rows that are still missing: those are read then.
  if (mayBeBelow) return { ...window, total };
  if (mayBeAbove) return { ...window, total, offset: offset + 1 };
  return { ...window, total, rows: rows.toSpliced(index, 0, after).slice(0, limit) };
}

/** The index of the first row that stands behind the document. */
function placeOf<T extends Listed>(rows: readonly T[], document: T, rules: ListRules<T>): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && rules.compare(row, document) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
