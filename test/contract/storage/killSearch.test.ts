import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { SearchWords } from '../../../electron/replica/storage/searchPlan.ts';
import { SqliteFile } from '../../../electron/replica/storage/sqlite.ts';
import { MESSAGES, wordOf } from './killLayout.ts';
import { linesUntilKilled } from './killedProcess.ts';
import { naiveFind, openSearchable } from './searchSupport.ts';
import { freshFolder } from './storageSupport.ts';

const ROUNDS = Number(process.env['BATON_KILL_ROUNDS'] ?? 12);
const SEED = Number(process.env['BATON_KILL_SEED'] ?? 20_26);
const SECONDS_PER_ROUND = 20;
const WRITER = new URL('./killedSearchWriter.ts', import.meta.url);

/** Words of the last rounds, of rounds that have been written over since, and what all of them have. */
function wishesAround(last: number): SearchWords[] {
  const rounds = [last + 1, last, last - 1, last - 5, last - MESSAGES, last - MESSAGES - 1, last - 200];
  const words = rounds.flatMap((round) => ['t', 'm', 'c'].map((kind) => wordOf(kind, round)));
  return ['every', 'mword', ...words].map((text) => ({
    text,
    isPrefix: text === 'mword',
    isNegated: false,
    within: 'all',
  }));
}

async function readBack(filePath: string, last: number): Promise<void> {
  const opened = await openStorage({ filePath, mode: 'sameThread' });
  expect(opened.setAside).toBeUndefined();
  const searchable = await openSearchable(opened);
  for (const wish of wishesAround(last)) {
    expect(await searchable.find({ words: [wish] }), wish.text).toEqual(await naiveFind(searchable, [wish]));
  }
  await opened.close();
  const file = new SqliteFile(filePath);
  expect(file.get('PRAGMA integrity_check')).toEqual(['ok']);
  // Throws when the index does not hold together.
  file.run("INSERT INTO search_text (search_text) VALUES ('integrity-check')");
  file.close();
}

test(
  'a process killed at any moment leaves an index that agrees with the documents',
  async () => {
    const filePath = join(freshFolder(), 'replica.sqlite');
    const moments = fc.sample(
      fc.record({
        mode: fc.constantFrom('sameThread', 'worker'),
        killAfter: fc.integer({ min: 1, max: 60 }),
        momentMs: fc.integer({ min: 0, max: 120 }),
      }),
      { numRuns: ROUNDS, seed: SEED },
    );
    let last = 0;
    for (const { mode, ...moment } of moments) {
      const lines = await linesUntilKilled(WRITER, [filePath, mode, String(last + 1)], moment);
      last = Number(lines.at(-1));
      await readBack(filePath, last);
    }
  },
  ROUNDS * SECONDS_PER_ROUND * 1_000,
);
