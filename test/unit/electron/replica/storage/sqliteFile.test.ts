import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { BatonError } from '../../../../../shared/errors.ts';
import { SqliteFile } from '../../../../../electron/replica/storage/sqlite.ts';

let folder = '';
let file: SqliteFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-sqlite-'));
  file = new SqliteFile(join(folder, 'a.sqlite'));
  file.configure();
  file.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)');
});

afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

/** Runs out of room the way a full disk does: SQLite gives the same result code for both. */
function fillUp(): BatonError {
  file.exec('PRAGMA max_page_count = 10');
  try {
    file.transaction(() => {
      for (let id = 0; id < 100; id++) file.run('INSERT INTO notes VALUES (?, ?)', [id, 'text '.repeat(500)]);
    });
  } catch (error) {
    return error as BatonError;
  }
  throw new Error('there was room for everything');
}

test('a full disk is storage.full and leaves nothing of the transaction', () => {
  expect(fillUp()).toMatchObject({ name: 'BatonError', code: 'storage.full' });
  expect(file.get('SELECT count(*) FROM notes')).toEqual([0]);
});

test('writing goes on once there is room again', () => {
  fillUp();
  file.exec('PRAGMA max_page_count = 1000');
  file.transaction(() => file.run('INSERT INTO notes VALUES (1, ?)', ['here']));
  expect(file.all('SELECT id, text FROM notes')).toEqual([[1, 'here']]);
});

test('every failure is told to onError before it is thrown', () => {
  const told: unknown[] = [];
  file.onError = (error) => told.push(error);
  expect(() => file.get('SELECT nothing')).toThrow(expect.objectContaining({ code: 'internal' }));
  expect(told).toHaveLength(1);
});

test('a file held by another connection is storage.locked', () => {
  const other = new SqliteFile(join(folder, 'a.sqlite'));
  other.exec('PRAGMA busy_timeout = 0');
  file.exec('BEGIN IMMEDIATE');
  expect(() => {
    other.exec('BEGIN IMMEDIATE');
  }).toThrow(expect.objectContaining({ code: 'storage.locked' }));
  other.close();
});

test('a folder that does not exist is storage.unwritable', () => {
  const path = join(folder, 'missing', 'a.sqlite');
  expect(() => new SqliteFile(path)).toThrow(expect.objectContaining({ code: 'storage.unwritable' }));
  expect(existsSync(path)).toBe(false);
});

test('reading row by row stops where the reader says so', () => {
  for (let id = 0; id < 5; id++) file.run('INSERT INTO notes VALUES (?, ?)', [id, 'text']);
  const seen: unknown[] = [];
  file.each('SELECT id FROM notes ORDER BY id', [], ([id]) => {
    seen.push(id);
    return id !== 2;
  });
  expect(seen).toEqual([0, 1, 2]);
});
