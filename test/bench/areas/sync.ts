import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { endEverything, FIRST_ACCOUNT, startServer, type TestServer } from '../../e2e/launch.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { fillServer } from '../fillServer.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';
import { untilSearchable } from '../searchable.ts';
import { replicaInsertRate } from './replica.ts';

const TICKETS = 100_000;
const LIVE_CHANGES = 200;
const MS_PER_SECOND = 1000;
const NS_PER_MS = 1e6;

/** Two desks in this process, the real server in its own, everything on loopback. */
export async function benchSync(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-sync-'));
  try {
    const server = await startServer();
    await fillServer(server, TICKETS);
    const first = await initialSync(server, path.join(folder, 'first'), TICKETS);
    const second = await initialSync(server, path.join(folder, 'second'), TICKETS);
    const live = await liveChanges(first.desk, second.desk);
    await Promise.all([first.desk.close(), second.desk.close()]);
    const ownRate = await replicaInsertRate(path.join(folder, 'own'), TICKETS);
    return [
      toRecord(
        'sync',
        'initial sync of 100,000 tickets, server to searchable replica',
        second.perSecond,
        '/s',
        {
          reference: ['the replica’s own bulk insert', ownRate],
          goal: { of: 'ratio', atLeast: 0.7 },
        },
      ),
      toRecord('sync', 'event-loop delay meanwhile, p99', second.delayP99Ms, 'ms', {
        goal: { of: 'value', atMost: 20 },
      }),
      toRecord('sync', 'event-loop delay meanwhile, max', second.delayMaxMs, 'ms', {
        goal: { of: 'value', atMost: 60 },
      }),
      toRecord('sync', 'a change, desk to desk, p50', percentile(live, 0.5), 'ms', {
        goal: { of: 'value', atMost: 25 },
      }),
      toRecord('sync', 'a change, desk to desk, p99', percentile(live, 0.99), 'ms', {
        goal: { of: 'value', atMost: 100 },
      }),
    ];
  } finally {
    await endEverything();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface InitialSync {
  readonly desk: TestDesk;
  readonly perSecond: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

/** From signing in to "everything is here and can be searched". */
export async function initialSync(
  server: TestServer,
  dataDir: string,
  tickets: number,
): Promise<InitialSync> {
  const code = await server.code(FIRST_ACCOUNT);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const desk = await openDesk({ dataDir, server: server.url, code, storageMode: 'worker' });
  await desk.workspace.sync.settled();
  await untilSearchable(desk.workspace.replica);
  const elapsedMs = performance.now() - startedAt;
  delay.disable();
  return {
    desk,
    perSecond: (tickets / elapsedMs) * MS_PER_SECOND,
    delayP99Ms: delay.percentile(99) / NS_PER_MS,
    delayMaxMs: delay.max / NS_PER_MS,
  };
}

/** Milliseconds from the command on one desk to the changed ticket in the other's replica, one after the other. */
async function liveChanges(from: TestDesk, to: TestDesk): Promise<number[]> {
  const tickets = manyTickets(TICKETS).filter((ticket) => ticket.status !== 'closed');
  const samples: number[] = [];
  for (const { id, priority } of tickets.slice(0, LIVE_CHANGES)) {
    const arrived = arrivalOf(to, id);
    const startedAt = performance.now();
    await from.workspace.tickets.setPriority({
      ticketId: id,
      priority: priority === 'high' ? 'low' : 'high',
    });
    samples.push((await arrived) - startedAt);
  }
  return samples;
}

function arrivalOf(desk: TestDesk, ticketId: TicketId): Promise<number> {
  return new Promise((resolve) => {
    const end = desk.workspace.replica.onChange((change) => {
      if (!change.documents.some(({ id }) => id === ticketId)) return;
      end();
      resolve(performance.now());
    });
  });
}
