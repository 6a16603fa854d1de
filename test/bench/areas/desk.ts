import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planSearch } from '../../../electron/queries/planSearch.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { openStorage } from '../../../electron/replica/storage/openStorage.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { parseSearch } from '../../../shared/domain/search/parseSearch.ts';
import { BatonError } from '../../../shared/errors.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { manyMessages } from '../../support/manyMessages.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';
import { measureLists } from './liveLists.ts';

const TICKETS = 100_000;
const MESSAGES_PER_TICKET = 5;
/** For the insert rate with and without the index. */
const SAMPLE_TICKETS = 10_000;
const BATCH = 200;
const ROUNDS = 12;
const PAGE = 50;
const MS_PER_SECOND = 1000;
const BYTES_PER_MB = 1e6;
const NOW_MS = Date.UTC(2026, 5, 1);

/** What people type, letter by letter where it matters: very common words, rare ones, phrases, filters. */
const TYPED = [
  'e',
  't',
  'th',
  'the',
  'i',
  'in',
  'inv',
  'invoice',
  'p',
  'pass',
  'password',
  'password reset',
  'the order of my',
  'order invoice refund',
  '"thank you"',
  '"order invoice',
  'battery -refund',
  'status:open invoice',
  'tag:refund is:unassigned the',
  'priority:urgent after:2026-03-02 e',
  'status:pending',
  '-status:closed',
  '51234',
  '#51234',
  'bench-777',
  'qzxv',
];

/** The search and the live lists of the desk over a whole replica in its worker. */
export async function benchDesk(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-desk-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<readonly BenchRecord[]> {
  const plain = await insertRate(path.join(folder, 'plain'), false);
  const indexed = await insertRate(path.join(folder, 'indexed'), true);

  const place = path.join(folder, 'whole');
  const replica = await open(place, true);
  await insert(replica, TICKETS);
  const builtFrom = performance.now();
  await untilBuilt(replica);
  const buildMs = performance.now() - builtFrom;
  const samples: number[] = [];
  const slowest = new Map<string, number>();
  // The first round is not counted: it reads the file into memory.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const text of TYPED) {
      const startedAt = performance.now();
      await search(replica, text);
      const tookMs = performance.now() - startedAt;
      if (round < 0) continue;
      samples.push(tookMs);
      slowest.set(text, Math.max(slowest.get(text) ?? 0, tookMs));
    }
  }
  const worst = [...slowest].sort((a, b) => b[1] - a[1]).slice(0, 4);
  process.stderr.write(
    `slowest searches: ${worst.map(([text, tookMs]) => `${text} ${tookMs.toFixed(0)} ms`).join(', ')}\n`,
  );
  const over = 'over 100,000 tickets and 500,000 messages';
  const lists = await measureLists(replica, over, NOW_MS);
  await replica.close();
  const fileMb = statSync(path.join(place, 'replica.sqlite')).size / BYTES_PER_MB;

  return [
    toRecord('desk', `search as you type ${over}, p50`, percentile(samples, 0.5), 'ms', {
      goal: { of: 'value', atMost: 30 },
    }),
    toRecord('desk', 'the same, p99', percentile(samples, 0.99), 'ms', {
      goal: { of: 'value', atMost: 150 },
    }),
    toRecord('desk', 'tickets and messages inserted while the index listens', indexed, '/s', {
      reference: ['without a search', plain],
      goal: { of: 'ratio', atLeast: 0.8 },
    }),
    toRecord('desk', 'conversations indexed in the background', (TICKETS / buildMs) * MS_PER_SECOND, '/s'),
    toRecord('desk', `replica file ${over}`, fileMb, 'MB'),
    ...lists,
  ];
}

function search(replica: Replica, text: string): ReturnType<Replica['search']> {
  const context = {
    directory: { settings: () => [] },
    meId: 'agent-1' as AgentId,
    nowMs: NOW_MS,
    ticketsWithDraft: new Set<string>(),
  };
  return replica.search({ ...planSearch(parseSearch(text), context), offset: 0, limit: PAGE });
}

/** Resolves when every ticket is indexed. */
async function untilBuilt(replica: Replica): Promise<void> {
  for (;;) {
    const { isComplete } = await search(replica, '#1');
    if (isComplete) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function insertRate(folder: string, withSearch: boolean): Promise<number> {
  const replica = await open(folder, withSearch);
  const startedAt = performance.now();
  await insert(replica, SAMPLE_TICKETS);
  const tookMs = performance.now() - startedAt;
  await replica.close();
  return ((SAMPLE_TICKETS * (1 + MESSAGES_PER_TICKET)) / tookMs) * MS_PER_SECOND;
}

async function insert(replica: Replica, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const { error } = await replica.collections.tickets.bulkInsert(manyTickets(BATCH, from));
    const messages = manyMessages(BATCH, MESSAGES_PER_TICKET, from);
    const answer = await replica.collections.messages.bulkInsert(messages);
    if (error.length + answer.error.length > 0)
      throw new BatonError('internal', 'a bulk was not written', { from });
  }
}

function open(folder: string, withSearch: boolean): Promise<Replica> {
  return openLoneReplica(folder, async (options) => {
    const opened = await openStorage({ ...options, mode: 'worker' });
    return withSearch ? opened : { ...opened, search: { ...opened.search, open: () => Promise.resolve() } };
  });
}
