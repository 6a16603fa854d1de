import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import { SqliteFile } from '../../../electron/replica/storage/sqlite.ts';
import { killSchema, SLOTS, WRITERS } from './killLayout.ts';
import { linesUntilKilled } from './killedProcess.ts';
import { createInstance, prepared } from './storageDocuments.ts';
import { freshFolder } from './storageSupport.ts';

const ROUNDS = Number(process.env['BATON_KILL_ROUNDS'] ?? 20);
const SEED = Number(process.env['BATON_KILL_SEED'] ?? 20_26);
const SECONDS_PER_ROUND = 20;
const WRITER = new URL('./killedWriter.ts', import.meta.url);

/** Runs the writer until it is killed; returns each writer's last acknowledged bulk. */
async function writeUntilKilled(
  filePath: string,
  mode: string,
  moment: { readonly killAfter: number; readonly momentMs: number },
): Promise<number[]> {
  const acknowledged: number[] = [];
  for (const line of await linesUntilKilled(WRITER, [filePath, mode], moment)) {
    const [who, bulk] = line.split(' ').map(Number);
    acknowledged[who!] = bulk!;
  }
  return acknowledged;
}

/** The state of each writer in the file: the bulk its slots show, and the bulks that left documents, with how many. */
async function readBack(filePath: string): Promise<{ slots: number[][]; added: Map<number, number>[] }> {
  const { storage, setAside, close } = await openStorage({ filePath, mode: 'sameThread' });
  expect(setAside).toBeUndefined();
  const instance = await createInstance(storage, killSchema, {
    databaseName: 'kill',
    collectionName: 'things',
  });
  const { documents } = await instance.query(prepared(killSchema, { selector: {} }));
  const slots: number[][] = Array.from({ length: WRITERS }, () => []);
  const added = Array.from({ length: WRITERS }, () => new Map<number, number>());
  for (const document of documents) {
    const [writer, bulk] = [Number(document['writer']), Number(document['bulk'])];
    if (String(document['id']).startsWith('slot')) slots[writer]!.push(bulk);
    else added[writer]!.set(bulk, (added[writer]!.get(bulk) ?? 0) + 1);
  }
  await close();
  const file = new SqliteFile(filePath);
  expect(file.get('PRAGMA integrity_check')).toEqual(['ok']);
  file.close();
  return { slots, added };
}

test(
  'a process killed at any moment loses no acknowledged bulk and leaves no half of one',
  async () => {
    const filePath = join(freshFolder(), 'replica.sqlite');
    const moments = fc.sample(
      fc.record({
        mode: fc.constantFrom('sameThread', 'worker'),
        killAfter: fc.integer({ min: 1, max: 120 }),
        momentMs: fc.integer({ min: 0, max: 6 }),
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    for (const [round, { mode, ...moment }] of moments.entries()) {
      const acknowledged = await writeUntilKilled(filePath, mode, moment);
      const { slots, added } = await readBack(filePath);
      for (let writer = 0; writer < WRITERS; writer++) {
        const where = `seed ${String(SEED)}, round ${String(round)}, writer ${String(writer)}`;
        const last = slots[writer]![0] ?? 0;
        expect(last, `${where}: acknowledged and lost`).toBeGreaterThanOrEqual(acknowledged[writer] ?? 0);
        const expectedSlots = last === 0 ? [] : Array.from({ length: SLOTS }, () => last);
        expect(slots[writer], `${where}: half a bulk of changes`).toEqual(expectedSlots);
        const expectedAdded = new Map(Array.from({ length: last }, (_, index) => [index + 1, SLOTS]));
        expect(added[writer], `${where}: half a bulk of inserts`).toEqual(expectedAdded);
      }
    }
  },
  ROUNDS * SECONDS_PER_ROUND * 1_000,
);
