import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openView } from '../../e2e/desk.ts';
import {
  endEverything,
  FIRST_ACCOUNT,
  launchBaton,
  startServer,
  type Baton,
  type TestServer,
} from '../../e2e/launch.ts';
import { fillServer } from '../fillServer.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';

const SMALL = 2000;
const LARGE = 100_000;
const MESSAGES_PER_TICKET = 5;
const ROUNDS = 5;
/** The first sync of 100,000 tickets and 500,000 messages through the whole app, its search index included. */
const FIRST_SYNC_MS = 900_000;
/** Memory is looked at when the window has been idle for so long. */
const IDLE_MS = 3000;
const BYTES_PER_MB = 1e6;

/** A profile whose replica is complete, and how long its starts took. */
interface Profile {
  readonly userData: string;
  readonly tickets: number;
  readonly startsMs: number[];
}

/** From starting the process to a list somebody can work with, in the real app, beside the same with an empty replica. */
export async function benchStart(): Promise<readonly BenchRecord[]> {
  try {
    const empty = await prepare(await startServer(), 0);
    const small = await prepare(await filled(SMALL, 0), SMALL);
    const large = await prepare(await filled(LARGE, 0), LARGE);
    const whole = await prepare(await filled(LARGE, MESSAGES_PER_TICKET), LARGE);
    // In turns, so that a machine that gets slower does not make one of them look slow. The first round warms the files up.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const profile of [empty, small, large, whole]) {
        const tookMs = await coldStart(profile);
        if (round >= 0) profile.startsMs.push(tookMs);
      }
    }
    const memoryMb = await idleMemoryMb(whole);
    const median = ({ startsMs }: Profile): number => percentile(startsMs, 0.5);
    const reference = ['empty replica', median(empty)] as const;
    const ratio = { of: 'ratio', atMost: 1.5 } as const;
    const title = 'cold start to a usable list';
    const all = '100,000 tickets and 500,000 messages';
    return [
      toRecord('start', `${title}, 2,000 tickets`, median(small), 'ms', { reference, goal: ratio }),
      toRecord('start', `${title}, 100,000 tickets`, median(large), 'ms', { reference, goal: ratio }),
      toRecord('start', `${title}, ${all}`, median(whole), 'ms', { reference }),
      toRecord('start', `memory of the main process, idle, ${all}`, memoryMb, 'MB', {
        goal: { of: 'value', atMost: 400 },
      }),
      toRecord('start', `replica's file, ${all}`, fileMb(whole), 'MB', {
        goal: { of: 'value', atMost: 3000 },
      }),
    ];
  } finally {
    await endEverything();
  }
}

async function filled(tickets: number, messagesPerTicket: number): Promise<TestServer> {
  const server = await startServer();
  await fillServer(server, tickets, messagesPerTicket);
  return server;
}

/** Signs in and waits until everything is here. */
async function prepare(server: TestServer, tickets: number): Promise<Profile> {
  const first = await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) });
  const profile = { userData: first.userData, tickets, startsMs: [] };
  // The empty workspace has its own screen, without views and without the line that tells of the sync.
  if (tickets === 0) {
    await usable(first, profile);
  } else {
    await first.page.getByRole('navigation', { name: 'Views' }).waitFor({ timeout: FIRST_SYNC_MS });
    await openView(first.page, 'All open');
    await usable(first, profile);
    await first.page.getByRole('status').filter({ hasText: 'Online' }).waitFor({ timeout: FIRST_SYNC_MS });
  }
  await first.close();
  return profile;
}

async function coldStart(profile: Profile): Promise<number> {
  const startedAt = performance.now();
  const baton = await launchBaton({ userData: profile.userData });
  await usable(baton, profile);
  const tookMs = performance.now() - startedAt;
  await baton.close();
  return tookMs;
}

/** Rows are shown, or the empty workspace says so. */
async function usable({ page }: Baton, { tickets }: Profile): Promise<void> {
  const sign = tickets === 0 ? page.getByRole('main').getByRole('heading') : page.getByRole('gridcell');
  await sign.first().waitFor({ timeout: FIRST_SYNC_MS });
}

async function idleMemoryMb(profile: Profile): Promise<number> {
  const baton = await launchBaton({ userData: profile.userData });
  await usable(baton, profile);
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const bytes = await baton.app.evaluate(() => process.memoryUsage.rss());
  await baton.close();
  return bytes / BYTES_PER_MB;
}

function fileMb({ userData }: Profile): number {
  const replicas = path.join(userData, 'replicas');
  const [folder = ''] = readdirSync(replicas);
  return statSync(path.join(replicas, folder, 'replica.sqlite')).size / BYTES_PER_MB;
}
