import type { FilledMangoQuery, MangoQuerySelector, RxDocumentData } from 'rxdb';

import { DELETED_PATH, encodeAs, ID_COLUMN, STRAY } from './schemaColumns.ts';
import type { ColumnKind, FieldColumn, TableLayout } from './schemaColumns.ts';
import type { SqlValue } from './sqlite.ts';

/** An SQL condition with its bound values. NULL counts as false, as it does in WHERE. */
type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

type Selector = Readonly<Record<string, unknown>>;

/** A query, split into what SQL answers exactly and what is left for RxDB's own matcher and comparator. */
export type SqlQuery = {
  /** Condition for WHERE. */
  readonly where: string;
  readonly values: readonly SqlValue[];
  /** What SQL could not decide; undefined when `where` is the whole answer. */
  readonly residual: MangoQuerySelector<RxDocumentData<unknown>> | undefined;
  /** Terms for ORDER BY; undefined when the rows must be sorted with RxDB's comparator. */
  readonly orderBy: string | undefined;
};

/** Longer lists in `$in` go to the matcher: each length is an SQL text of its own, and SQLite limits bound values. */
const LONGEST_LIST = 500;
const NEVER: Condition = { sql: '0', values: [] };
const ALWAYS: Condition = { sql: '1', values: [] };
const COMPARISONS: Readonly<Record<string, string>> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

/**
 * Translates a Mango query. The law: a condition is pushed down only where it gives the answer of RxDB's matcher
 * (mingo) for every document the table can hold; otherwise it stays in `residual`, whole. `strayColumns` names columns
 * that do not tell everything about some document; nothing is pushed down onto those.
 */
export function queryToSql(
  query: FilledMangoQuery<unknown>,
  layout: TableLayout,
  strayColumns: ReadonlySet<string>,
): SqlQuery {
  const columns = columnsByPath(layout, strayColumns);
  const { pushed, residual } = splitSelector(query.selector, columns);
  const where = allOf(pushed);
  return {
    where: where.sql,
    values: where.values,
    residual: Object.keys(residual).length === 0 ? undefined : residual,
    orderBy: orderBy(query, columns),
  };
}

type Column = {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The value nearly every row has; SQLite must not take a test for it as a way to find few rows. */
  readonly usual?: SqlValue;
};
type Columns = ReadonlyMap<string, Column>;

function columnsByPath(layout: TableLayout, strayColumns: ReadonlySet<string>): Columns {
  const trusted = layout.columns.filter((column: FieldColumn) => !strayColumns.has(column.name));
  const columns = new Map<string, Column>(trusted.map((column) => [column.path, column]));
  columns.set(layout.primaryPath, { name: ID_COLUMN, kind: 'string' });
  const deleted = columns.get(DELETED_PATH);
  if (deleted) columns.set(DELETED_PATH, { ...deleted, usual: 0 });
  return columns;
}

function orderBy(query: FilledMangoQuery<unknown>, columns: Columns): string | undefined {
  const terms: string[] = [];
  for (const part of query.sort) {
    const [path, direction] = Object.entries(part)[0] ?? [];
    const column = path === undefined ? undefined : columns.get(path);
    if (!column) return undefined;
    terms.push(`${column.name} ${direction === 'desc' ? 'DESC' : 'ASC'}`);
    // The primary key is unique, so whatever follows it cannot matter.
    if (column.name === ID_COLUMN) return terms.join(', ');
  }
  return [...terms, `${ID_COLUMN} ASC`].join(', ');
}

/** Top-level parts of a selector are all required, so each can be pushed down without the others. */
function splitSelector(selector: Selector, columns: Columns): { pushed: Condition[]; residual: Selector } {
  const pushed: Condition[] = [];
  const residual: Record<string, unknown> = {};
  for (const [key, matcher] of Object.entries(selector)) {
    if (key === '$and' && Array.isArray(matcher) && matcher.every(isSelector)) {
      const parts = matcher.map((part) => splitSelector(part, columns));
      pushed.push(...parts.flatMap((part) => part.pushed));
      const left = parts.map((part) => part.residual).filter((part) => Object.keys(part).length > 0);
      if (left.length > 0) residual['$and'] = left;
      continue;
    }
    const column = columns.get(key);
    if (column && isOperatorObject(matcher) && !('$regex' in matcher)) {
      const left: Record<string, unknown> = {};
      for (const [operator, operand] of Object.entries(matcher)) {
        const condition = fieldCondition(column, operator, operand);
        if (condition) pushed.push(condition);
        else left[operator] = operand;
      }
      if (Object.keys(left).length > 0) residual[key] = left;
      continue;
    }
    const condition = keyCondition(key, matcher, columns);
    if (condition) pushed.push(condition);
    else residual[key] = matcher;
  }
  return { pushed, residual };
}

/** The whole selector as one condition; undefined when any part of it cannot be decided in SQL. */
function selectorCondition(selector: Selector, columns: Columns): Condition | undefined {
  return all(Object.entries(selector).map(([key, matcher]) => keyCondition(key, matcher, columns)));
}

function keyCondition(key: string, matcher: unknown, columns: Columns): Condition | undefined {
  if (key === '$and' || key === '$or' || key === '$nor') {
    if (!Array.isArray(matcher) || !matcher.every(isSelector)) return undefined;
    const parts = matcher.map((part) => selectorCondition(part, columns));
    if (key === '$and') return all(parts);
    const anyPart = any(parts);
    return key === '$or' ? anyPart : not(anyPart);
  }
  const column = columns.get(key);
  return column && matcherCondition(column, matcher);
}

/** A field's matcher: an object of operators, or a plain value to be equal to. */
function matcherCondition(column: Column, matcher: unknown): Condition | undefined {
  if (!isOperatorObject(matcher)) return fieldCondition(column, '$eq', matcher);
  if ('$regex' in matcher) return undefined;
  return all(Object.entries(matcher).map(([operator, operand]) => fieldCondition(column, operator, operand)));
}

/** One operator on one column. The column holds its own kind or NULL for an absent field, never anything else. */
function fieldCondition(column: Column, operator: string, operand: unknown): Condition | undefined {
  switch (operator) {
    case '$eq':
      return equals(column, operand);
    case '$ne':
      return not(equals(column, operand));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compares(column, COMPARISONS[operator] ?? '', operand);
    case '$in':
      return isIn(column, operand);
    case '$nin':
      return not(isIn(column, operand));
    case '$exists':
      return { sql: `${column.name} IS ${operand ? 'NOT NULL' : 'NULL'}`, values: [] };
    case '$not':
      return not(matcherCondition(column, operand));
    case '$type':
      return hasType(column, operand);
    case '$size':
    case '$elemMatch':
      // Both match arrays only. A broken operand goes to the matcher, which throws the error RxDB throws.
      return typeof operand === 'number' || isSelector(operand) ? NEVER : undefined;
    default:
      return undefined;
  }
}

function equals(column: Column, operand: unknown): Condition | undefined {
  if (operand === null) return { sql: `${column.name} IS NULL`, values: [] };
  if (!isPlainValue(operand)) return undefined;
  const value = encodeAs(column.kind, operand);
  if (value === STRAY) return NEVER;
  const sql = `${column.name} = ?`;
  return { sql: value === column.usual ? `likely(${sql})` : sql, values: [value] };
}

/** Mango compares values of one type only; absent is a type of its own, and null is never stored in a trusted column. */
function compares(column: Column, comparison: string, operand: unknown): Condition | undefined {
  if (operand === null) return NEVER;
  if (!isPlainValue(operand)) return undefined;
  const value = encodeAs(column.kind, operand);
  return value === STRAY ? NEVER : { sql: `${column.name} ${comparison} ?`, values: [value] };
}

function isIn(column: Column, operand: unknown): Condition | undefined {
  if (!Array.isArray(operand) || operand.length > LONGEST_LIST) return undefined;
  if (!operand.every((item) => item === null || isPlainValue(item))) return undefined;
  const values = operand.map((item) => encodeAs(column.kind, item)).filter((value) => value !== STRAY);
  const listed: Condition =
    values.length === 0 ? NEVER : { sql: `${column.name} IN (${values.map(() => '?').join(',')})`, values };
  return operand.includes(null) ? anyOf([listed, { sql: `${column.name} IS NULL`, values: [] }]) : listed;
}

function hasType(column: Column, operand: unknown): Condition | undefined {
  if (operand === column.kind || (operand === 'bool' && column.kind === 'boolean')) {
    return { sql: `${column.name} IS NOT NULL`, values: [] };
  }
  const others: readonly unknown[] = ['string', 'number', 'boolean', 'bool', 'null', 'array', 'object'];
  return others.includes(operand) ? NEVER : undefined;
}

/** A value SQL and Mango agree about. NaN is out: Mango calls it equal to every number. */
function isPlainValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isSelector(value: unknown): value is Selector {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isOperatorObject(value: unknown): value is Selector {
  if (!isSelector(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

function all(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? allOf(known) : undefined;
}

function any(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? anyOf(known) : undefined;
}

function allOf(parts: readonly Condition[]): Condition {
  return joined(parts, ' AND ', ALWAYS);
}

function anyOf(parts: readonly Condition[]): Condition {
  return joined(parts, ' OR ', NEVER);
}

function joined(parts: readonly Condition[], operator: string, whenEmpty: Condition): Condition {
  const [first, ...others] = parts;
  if (!first) return whenEmpty;
  if (others.length === 0) return first;
  return {
    sql: `(${parts.map((part) => part.sql).join(operator)})`,
    values: parts.flatMap((part) => part.values),
  };
}

/** NULL inside counts as false, so its opposite is true: hence IS NOT TRUE and not NOT. */
function not(condition: Condition | undefined): Condition | undefined {
  return condition && { sql: `((${condition.sql}) IS NOT TRUE)`, values: condition.values };
}
