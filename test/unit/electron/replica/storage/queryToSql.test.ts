import { fillWithDefaultSettings, normalizeMangoQuery } from 'rxdb';
import type { MangoQuery } from 'rxdb';
import { expect, test } from 'vitest';

import { queryToSql } from '../../../../../electron/replica/storage/queryToSql.ts';
import type { SqlQuery } from '../../../../../electron/replica/storage/queryToSql.ts';
import { layoutOf } from '../../../../../electron/replica/storage/schemaColumns.ts';
import type { StorageSchema } from '../../../../../electron/replica/storage/schemaColumns.ts';

const schema = fillWithDefaultSettings<Record<string, unknown>>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    isOpen: { type: 'boolean' },
    dueAtMs: { type: 'number', minimum: 0, maximum: 9e15, multipleOf: 1 },
    subject: { type: 'string' },
  },
  required: ['id'],
  indexes: [['isOpen', 'dueAtMs']],
}) as StorageSchema;
const layout = layoutOf(schema);

function translate(query: MangoQuery<unknown>, strayColumns: readonly string[] = []): SqlQuery {
  return queryToSql(normalizeMangoQuery(schema, query), layout, new Set(strayColumns));
}

test('lays out a column for each indexed field and RxDB’s index order in SQL', () => {
  expect(layout).toEqual({
    primaryPath: 'id',
    columns: [
      { path: '_deleted', name: 'f0__deleted', kind: 'boolean' },
      { path: '_meta.lwt', name: 'f1__meta_lwt', kind: 'number' },
      { path: 'isOpen', name: 'f2_isOpen', kind: 'boolean' },
      { path: 'dueAtMs', name: 'f3_dueAtMs', kind: 'number' },
    ],
    indexes: [
      ['f0__deleted', 'f2_isOpen', 'f3_dueAtMs', 'id'],
      ['f1__meta_lwt', 'id'],
    ],
  });
});

test('answers a view on indexed fields in SQL alone', () => {
  const query = {
    selector: { _deleted: false, isOpen: true, dueAtMs: { $gte: 5 } },
    sort: [{ dueAtMs: 'desc' }],
  };
  expect(translate(query as MangoQuery<unknown>)).toEqual({
    where: '(likely(f0__deleted = ?) AND f2_isOpen = ? AND f3_dueAtMs >= ?)',
    values: [0, 1, 5],
    residual: undefined,
    orderBy: 'f3_dueAtMs DESC, id ASC',
  });
});

test('leaves what no column holds to the matcher and narrows the rows with the rest', () => {
  const query = { selector: { isOpen: true, subject: { $regex: 'invoice' } }, sort: [{ id: 'asc' }] };
  expect(translate(query as MangoQuery<unknown>)).toEqual({
    where: 'f2_isOpen = ?',
    values: [1],
    residual: { subject: { $regex: 'invoice' } },
    orderBy: 'id ASC',
  });
});

test('sorts by RxDB’s comparator when a sort field has no column', () => {
  expect(translate({ selector: {}, sort: [{ subject: 'asc' }] }).orderBy).toBeUndefined();
});

test('trusts no column that cannot tell everything about its field', () => {
  const query = { selector: { isOpen: true, dueAtMs: 5 }, sort: [{ dueAtMs: 'asc' }] };
  expect(translate(query as MangoQuery<unknown>, ['f3_dueAtMs'])).toEqual({
    where: 'f2_isOpen = ?',
    values: [1],
    residual: { dueAtMs: { $eq: 5 } },
    orderBy: undefined,
  });
});

test('an alternative that SQL cannot decide keeps the whole $or with the matcher', () => {
  const either = [{ isOpen: { $eq: true } }, { subject: { $eq: 'x' } }];
  expect(translate({ selector: { $or: either } } as MangoQuery<unknown>)).toMatchObject({
    where: '1',
    residual: { $or: either },
  });
});

test('absent fields count as different, not as unknown', () => {
  expect(translate({ selector: { isOpen: { $ne: true } } } as MangoQuery<unknown>)).toMatchObject({
    where: '((f2_isOpen = ?) IS NOT TRUE)',
    values: [1],
  });
});
