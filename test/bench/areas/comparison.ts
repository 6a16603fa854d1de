import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { COLLECTION_PLANS } from '../../../electron/replica/collectionPlans.ts';
import { endEverything, startServer } from '../../e2e/launch.ts';
import { BUSY_DEPARTMENT, manyTickets } from '../../support/manyTickets.ts';
import { fillServer } from '../fillServer.ts';
import { COMPARISON, installComparison } from '../installComparison.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';
import { replicaFigures } from './replica.ts';
import { initialSync } from './sync.ts';

/**
 * PouchDB takes many minutes for 100,000 with the indexes of Baton's views: both sides do the same with fewer, which
 * favours PouchDB, whose counts read every row.
 */
const TICKETS = 10_000;
const READS = 20;
const OUTPUT_BYTES = 16 * 1024 * 1024;

const run = promisify(execFile);

const PouchFigures = z.object({
  insertsPerSecond: z.number(),
  inboxMs: z.number(),
  countMs: z.number(),
  syncedPerSecond: z.number(),
});

/** Baton and PouchDB (LevelDB, its own server) with the same tickets and the same indexes, one after the other. */
export async function benchComparison(): Promise<readonly BenchRecord[]> {
  await installComparison();
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-comparison-'));
  try {
    const pouch = await measurePouch(path.join(folder, 'pouch'));
    const own = await replicaFigures(path.join(folder, 'own'), TICKETS);
    const server = await startServer();
    await fillServer(server, TICKETS);
    const synced = await initialSync(server, path.join(folder, 'desk'), TICKETS);
    await synced.desk.close();
    const what = '10,000 tickets';
    const atLeast = (ratio: number) => ({ of: 'ratio', atLeast: ratio }) as const;
    const atMost = (ratio: number) => ({ of: 'ratio', atMost: ratio }) as const;
    return [
      toRecord(
        'comparison',
        `${what} inserted, the same indexes on both sides, search on ours`,
        own.perSecond,
        '/s',
        {
          reference: ['PouchDB', pouch.insertsPerSecond],
          goal: atLeast(3),
        },
      ),
      toRecord(
        'comparison',
        `one department by due, first 50, of ${what}`,
        percentile(own.inbox, 0.5),
        'ms',
        {
          reference: ['PouchDB', pouch.inboxMs],
          goal: atMost(0.1),
        },
      ),
      toRecord('comparison', `its count, of ${what}`, percentile(own.counts, 0.5), 'ms', {
        reference: ['PouchDB', pouch.countMs],
        goal: atMost(0.01),
      }),
      toRecord(
        'comparison',
        `initial sync of ${what}, server to searchable replica`,
        synced.perSecond,
        '/s',
        {
          reference: ['PouchDB from a PouchDB server', pouch.syncedPerSecond],
          goal: atLeast(3),
        },
      ),
    ];
  } finally {
    await endEverything();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePouch(folder: string): Promise<z.infer<typeof PouchFigures>> {
  mkdirSync(folder);
  const file = path.join(folder, 'work.json');
  const { indexes } = COLLECTION_PLANS.tickets;
  writeFileSync(file, JSON.stringify({ tickets: manyTickets(TICKETS), indexes }));
  const script = path.join(COMPARISON, 'pouch.mjs');
  const { stdout } = await run(process.execPath, [script, folder, file, BUSY_DEPARTMENT, String(READS)], {
    maxBuffer: OUTPUT_BYTES,
  });
  return PouchFigures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
