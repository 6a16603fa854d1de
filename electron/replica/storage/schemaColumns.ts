import { getPrimaryFieldOfPrimaryKey, getSchemaByObjectPath } from 'rxdb';
import type { RxDocumentData, RxJsonSchema } from 'rxdb';

import type { SqlValue } from './sqlite.ts';
import { toSortableText } from './textOrder.ts';

/** What an indexed field may hold according to the schema. RxDB allows no other type in an index. */
export type ColumnKind = 'string' | 'number' | 'boolean';

/** One field of the documents that is kept in a column of its own. */
export type FieldColumn = {
  /** The path in the document, dots between the parts. */
  readonly path: string;
  /** The column's name in SQLite: an ordinal keeps `a.b`, `a_b` and `A_b` apart. */
  readonly name: string;
  readonly kind: ColumnKind;
};

/** How the documents of one collection and schema version are laid out as a table. */
export type TableLayout = {
  readonly primaryPath: string;
  /** Columns beside the fixed ones `id, rev, data`; the primary key is the column `id` and not listed here. */
  readonly columns: readonly FieldColumn[];
  /** Column names of each SQLite index, in RxDB's order. */
  readonly indexes: readonly (readonly string[])[];
};

/** The schema of a storage instance, meta fields included. */
export type StorageSchema = RxJsonSchema<RxDocumentData<unknown>>;

/** The column of the primary key. */
export const ID_COLUMN = 'id';
export const DELETED_PATH = '_deleted';
export const LAST_WRITE_PATH = '_meta.lwt';
/** In the place of a column's value: the document holds something there that the column's type cannot carry. */
export const STRAY = Symbol('stray');

/**
 * Lays out a schema: a column for every field of every index, and every index once. `_deleted` and `_meta.lwt` always
 * get a column, because cleanup and change reading need them.
 */
export function layoutOf(schema: StorageSchema): TableLayout {
  const primaryPath: string = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
  const indexPaths = (schema.indexes ?? []).map((index) =>
    typeof index === 'string' ? [index] : [...index],
  );
  const paths = new Set([DELETED_PATH, LAST_WRITE_PATH, ...indexPaths.flat()]);
  paths.delete(primaryPath);
  const columns = [...paths].map((path, ordinal) => columnFor(schema, path, ordinal));
  const nameByPath = new Map(columns.map((column) => [column.path, column.name]));
  nameByPath.set(primaryPath, ID_COLUMN);
  const indexes = indexPaths.map((index) => index.flatMap((path) => nameByPath.get(path) ?? []));
  const isOnlyId = (index: readonly string[]) => index.length === 1 && index[0] === ID_COLUMN;
  return { primaryPath, columns, indexes: indexes.filter((index) => !isOnlyId(index)) };
}

/** Reads one column's value out of a document: null when the field is absent, `STRAY` when it does not fit. */
export function columnReader(column: FieldColumn): (document: object) => SqlValue | typeof STRAY {
  const keys = column.path.split('.');
  const { kind } = column;
  // Names such as `constructor` exist on every object; what a query sees there is not worth imitating in SQL.
  if (keys.some((key) => key in Object.prototype)) return () => STRAY;
  return (document) => {
    let value: unknown = document;
    for (const key of keys) {
      if (value === undefined || value === null) return null;
      if (typeof value !== 'object' || Array.isArray(value)) return STRAY;
      value = (value as Record<string, unknown>)[key];
    }
    return value === undefined ? null : encodeAs(kind, value);
  };
}

/** A plain value as the column of that kind stores it; `STRAY` when the column cannot hold it. */
export function encodeAs(kind: ColumnKind, value: unknown): SqlValue | typeof STRAY {
  if (kind === 'string') return typeof value === 'string' ? toSortableText(value) : STRAY;
  if (kind === 'boolean') return typeof value === 'boolean' ? Number(value) : STRAY;
  return typeof value === 'number' && Number.isFinite(value) ? value : STRAY;
}

function columnFor(schema: StorageSchema, path: string, ordinal: number): FieldColumn {
  const { type } = getSchemaByObjectPath(schema, path) as { type?: unknown };
  const kind: ColumnKind = type === 'string' || type === 'boolean' ? type : 'number';
  return { path, name: `f${String(ordinal)}_${path.replaceAll(/\W/g, '_')}`, kind };
}
