import { openView } from '../../e2e/desk.ts';
import { endEverything, FIRST_ACCOUNT, launchBaton, startServer, type TestServer } from '../../e2e/launch.ts';
import { fillServer } from '../fillServer.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';

const SMALL = 2000;
const LARGE = 100_000;
const STARTS = 5;
/** The first sync of 100,000 tickets through the whole app. */
const FIRST_SYNC_MS = 180_000;

/** From starting the process to a list somebody can work with, in the real app, beside the same with an empty replica. */
export async function benchStart(): Promise<readonly BenchRecord[]> {
  try {
    const emptyMs = await coldStart(await startServer(), 0);
    const smallMs = await coldStart(await filled(SMALL), SMALL);
    const largeMs = await coldStart(await filled(LARGE), LARGE);
    const record = (name: string, value: number): BenchRecord =>
      toRecord('start', `cold start to a usable list, ${name}`, value, 'ms', {
        reference: ['empty replica', emptyMs],
        goal: { of: 'ratio', atMost: 1.5 },
      });
    return [record('2,000 tickets', smallMs), record('100,000 tickets', largeMs)];
  } finally {
    await endEverything();
  }
}

async function filled(count: number): Promise<TestServer> {
  const server = await startServer();
  await fillServer(server, count);
  return server;
}

/** The median of several starts of a profile whose replica is complete. */
async function coldStart(server: TestServer, tickets: number): Promise<number> {
  const first = await launchBaton({ connect: await server.connectionTo(FIRST_ACCOUNT) });
  // The empty workspace has its own screen, without views and without the line that tells of the sync.
  if (tickets === 0) {
    await usable(first.page, tickets);
  } else {
    await first.page.getByRole('navigation', { name: 'Views' }).waitFor({ timeout: FIRST_SYNC_MS });
    await openView(first.page, 'All open');
    await usable(first.page, tickets);
    await first.page.getByRole('status').filter({ hasText: 'Online' }).waitFor({ timeout: FIRST_SYNC_MS });
  }
  await first.close();
  const samples: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const startedAt = performance.now();
    const again = await launchBaton({ userData: first.userData });
    await usable(again.page, tickets);
    samples.push(performance.now() - startedAt);
    await again.close();
  }
  return percentile(samples, 0.5);
}

/** Rows are shown, or the empty workspace says so. */
async function usable(page: Awaited<ReturnType<typeof launchBaton>>['page'], tickets: number): Promise<void> {
  const sign = tickets === 0 ? page.getByRole('main').getByRole('heading') : page.getByRole('gridcell');
  await sign.first().waitFor({ timeout: FIRST_SYNC_MS });
}
