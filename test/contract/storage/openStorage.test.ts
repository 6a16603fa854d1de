import { existsSync, openSync, closeSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { salvageDocuments } from '../../../electron/replica/storage/salvage.ts';
import { SqliteFile } from '../../../electron/replica/storage/sqlite.ts';
import { createInstance, filled, prepared, stored } from './storageDocuments.ts';
import type { AnyInstance } from './storageDocuments.ts';
import { freshFolder, freshStorage } from './storageSupport.ts';

const PAGE_BYTES = 4096;

const schema = filled({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, text: { type: 'string' } },
  required: ['id'],
});
const names = { databaseName: 'desk', collectionName: 'things' };
const everything = prepared(schema, { selector: {} });

function aFilePath(): string {
  return join(freshFolder(), 'replica.sqlite');
}

async function write(instance: AnyInstance, count: number): Promise<void> {
  const text = 'a sentence that takes up its room '.repeat(20);
  const documents = Array.from({ length: count }, (_, index) =>
    stored({ id: `n${String(index).padStart(5, '0')}`, text }),
  );
  await instance.bulkWrite(
    documents.map((document) => ({ document })),
    'test',
  );
}

/** A file with so many documents in it, closed. */
async function aWrittenFile(count: number): Promise<string> {
  const filePath = aFilePath();
  const { storage, close } = await openStorage({ filePath, mode: 'sameThread' });
  await write(await createInstance(storage, schema, names), count);
  await close();
  return filePath;
}

/** Overwrites whole pages with noise. */
function damage(filePath: string, fromPage: number, pages: number): void {
  const descriptor = openSync(filePath, 'r+');
  writeSync(descriptor, Buffer.alloc(pages * PAGE_BYTES, 0xa5), 0, pages * PAGE_BYTES, fromPage * PAGE_BYTES);
  closeSync(descriptor);
}

describe.each(['sameThread', 'worker'] as const)('opening the storage (%s)', (mode) => {
  test('refuses a file that is open already, and opens it once the first holder has closed', async () => {
    const filePath = aFilePath();
    const first = await freshStorage({ filePath });
    await expect(openStorage({ filePath, mode })).rejects.toMatchObject({
      name: 'BatonError',
      code: 'storage.locked',
    });
    await first.close();
    await freshStorage({ filePath, mode });
  });

  test('says that a folder cannot be written', async () => {
    const notAFolder = join(freshFolder(), 'file');
    writeFileSync(notAFolder, '');
    const opening = openStorage({ filePath: join(notAFolder, 'replica.sqlite'), mode });
    await expect(opening).rejects.toMatchObject({ code: 'storage.unwritable' });
  });

  test('sets a file aside that is no database and starts with a fresh one', async () => {
    const filePath = aFilePath();
    const noise = 'not a database '.repeat(1_000);
    writeFileSync(filePath, noise);
    const { storage, setAside } = await freshStorage({ filePath, mode });
    expect(readFileSync(setAside!, 'utf8')).toBe(noise);
    const instance = await createInstance(storage, schema, names);
    await write(instance, 3);
    expect((await instance.query(everything)).documents).toHaveLength(3);
  });

  test('sets a file aside whose first page is damaged', async () => {
    const filePath = await aWrittenFile(50);
    const bytes = statSync(filePath).size;
    damage(filePath, 0, 1);
    const { setAside } = await freshStorage({ filePath, mode });
    expect(statSync(setAside!).size).toBe(bytes);
  });

  test('meets damage deep inside as storage.corrupt, and sets the file aside at the next start', async () => {
    const filePath = await aWrittenFile(2_000);
    damage(filePath, 60, 100);
    const first = await freshStorage({ filePath, mode });
    expect(first.setAside).toBeUndefined();
    const instance = await createInstance(first.storage, schema, names);
    await expect(instance.query(everything)).rejects.toMatchObject({ code: 'storage.corrupt' });
    await first.close();

    const second = await freshStorage({ filePath, mode });
    expect(second.setAside).toMatch(/replica\.sqlite\.corrupt-/);
    const saved = salvageDocuments(second.setAside!);
    expect(saved[0]).toMatchObject({ databaseName: 'desk', collectionName: 'things', schemaVersion: 0 });
    const ids = saved.map(({ document }) => document['id']);
    expect(ids).toEqual(expect.arrayContaining(['n00000', 'n01999']));
    expect(ids.length).toBeLessThan(2_000);
  });

  test('rejects calls after it was closed', async () => {
    const { storage, close } = await freshStorage({ mode });
    const instance = await createInstance(storage, schema, names);
    await close();
    await expect(instance.query(everything)).rejects.toMatchObject({ name: 'BatonError' });
  });

  test('leaves nothing in the log when it closes', async () => {
    const filePath = aFilePath();
    const { storage, close } = await freshStorage({ filePath, mode });
    await write(await createInstance(storage, schema, names), 10);
    await close();
    expect(existsSync(`${filePath}-wal`)).toBe(false);
  });
});

test('a column that cannot be trusted stays so after a restart', async () => {
  const indexed = filled({
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 40 }, title: { type: 'string', maxLength: 40 } },
    required: ['id'],
    indexes: ['title'],
  });
  const filePath = aFilePath();
  const first = await freshStorage({ filePath });
  const before = await createInstance(first.storage, indexed, names);
  await before.bulkWrite([{ document: stored({ id: 'a', title: ['in', 'a', 'list'] }) }], 'test');
  await first.close();

  const again = await createInstance((await freshStorage({ filePath })).storage, indexed, names);
  const { documents } = await again.query(prepared(indexed, { selector: { title: 'list' } }));
  expect(documents.map((document) => document['id'])).toEqual(['a']);
});

test('a suspicion that proves wrong costs nothing but the check', async () => {
  const filePath = await aWrittenFile(100);
  writeFileSync(`${filePath}-suspect`, '');
  const { storage, setAside } = await freshStorage({ filePath });
  expect({ setAside, isSuspect: existsSync(`${filePath}-suspect`) }).toEqual({
    setAside: undefined,
    isSuspect: false,
  });
  const instance = await createInstance(storage, schema, names);
  expect((await instance.query(everything)).documents).toHaveLength(100);
});

test('noise in the lock file does not keep the storage closed', async () => {
  const filePath = await aWrittenFile(1);
  writeFileSync(`${filePath}-lock`, 'noise '.repeat(200));
  const { setAside } = await freshStorage({ filePath });
  expect(setAside).toBeUndefined();
});

test('another program’s database is set aside, not written into', async () => {
  const filePath = aFilePath();
  const foreign = new SqliteFile(filePath);
  foreign.exec('CREATE TABLE catalogue (theirs TEXT)');
  foreign.close();
  const { setAside } = await freshStorage({ filePath });
  const kept = new SqliteFile(setAside!);
  expect(kept.all('SELECT name FROM sqlite_schema')).toEqual([['catalogue']]);
  kept.close();
});

test('a file from a later Baton is refused and left as it is', async () => {
  const filePath = await aWrittenFile(1);
  const file = new SqliteFile(filePath);
  file.exec('PRAGMA user_version = 99');
  file.close();
  await expect(openStorage({ filePath, mode: 'sameThread' })).rejects.toMatchObject({
    code: 'storage.unwritable',
  });
  expect(existsSync(filePath)).toBe(true);
});

test('a worker that ends by itself fails the opening instead of leaving it waiting', async () => {
  const workerUrl = new URL('data:text/javascript,process.exit(1)');
  const opening = openStorage({ filePath: aFilePath(), mode: 'worker', workerUrl });
  await expect(opening).rejects.toMatchObject({ name: 'BatonError', code: 'internal' });
});

test('a worker that ends later rejects what is under way and whatever is asked after it', async () => {
  const source = `
    import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ kind: 'opened' });
    parentPort.once('message', () => process.exit(1));`;
  const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const { storage } = await freshStorage({ mode: 'worker', workerUrl });
  const dead = { name: 'BatonError', code: 'internal' };
  await expect(createInstance(storage, schema, names)).rejects.toMatchObject(dead);
  await expect(createInstance(storage, schema, names)).rejects.toMatchObject(dead);
});
