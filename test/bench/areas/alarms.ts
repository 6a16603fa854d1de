import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { startAlarmRunner, type AlarmPorts } from '../../../electron/alarms/alarmRunner.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { openDirectory } from '../../../electron/tickets/directory.ts';
import { systemMonotonicMs, systemScheduler } from '../../../electron/time.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import { BatonError } from '../../../shared/errors.ts';
import { alarmSettings, anAlarmPolicy } from '../../support/alarmBuilders.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { HOUR_MS } from '../../support/slaBuilders.ts';
import { toRecord, type BenchRecord } from '../record.ts';

const TICKETS = 20_000;
const BATCH = 200;
const NS_PER_MS = 1e6;
/** What inserting has left behind is over by then. */
const REST_MS = 2000;

const log: AlarmPorts['log'] = {
  info: () => undefined,
  warn: () => undefined,
  error: (message, cause) => {
    throw new BatonError('internal', message, {}, { cause });
  },
};

/** A desk that is opened with 20,000 open tickets looks at each of them: how long it takes, and how long it holds anybody up. */
export async function measureAlarms(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-alarms-'));
  const replica = await openLoneReplica(folder, 'worker');
  try {
    const tickets = manyTickets(TICKETS).map((ticket) => ({
      ...ticket,
      status: 'open' as const,
      isOpen: true,
      solvedAtMs: 0,
    }));
    for (let from = 0; from < TICKETS; from += BATCH)
      await replica.collections.tickets.bulkInsert(tickets.slice(from, from + BATCH));
    for (const setting of alarmSettings([anAlarmPolicy({ warnAtPercent: [50, 80] })]))
      await replica.stores.settings.insert(setting);
    const nowMs = (tickets.at(-1)?.createdAtMs ?? 0) + HOUR_MS;
    const meId = (tickets[0]?.assigneeId ?? '') as AgentId;
    await replica.local.set('state:alarms', { sinceMs: 0, currentMs: 0, floorMs: 0, given: [] });
    await setTimeout(REST_MS);
    return await measure(replica, meId, nowMs);
  } finally {
    await replica.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(replica: Replica, meId: AgentId, nowMs: number): Promise<readonly BenchRecord[]> {
  const directory = await openDirectory(replica, log);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  let runner: ReturnType<typeof startAlarmRunner> | undefined;
  await new Promise<void>((resolve) => {
    runner = startAlarmRunner({
      tickets: {
        stores: replica.stores,
        directory,
        clock: { nowMs: () => nowMs },
        meId,
        nextRev: () => {
          throw new BatonError('internal', 'nothing is written here');
        },
        newId: () => '',
        journal: {} as AlarmPorts['tickets']['journal'],
      },
      local: replica.local,
      scheduler: systemScheduler,
      monotonicMs: systemMonotonicMs,
      presence: () => ({ isKnown: false, online: [], tickets: [] }),
      ableTo: (agentIds) => agentIds,
      // Current, so that it does not wait for a server; nobody is known to be there, so that nothing is written.
      isCurrent: () => true,
      isCatchingUp: () => false,
      isInitial: () => false,
      isTicketWaiting: () => false,
      onJump: () => undefined,
      tell: () => {
        resolve();
      },
      onGiven: () => undefined,
      log,
    });
  });
  const elapsedMs = performance.now() - startedAt;
  delay.disable();
  await runner?.stop();
  directory.stop();
  return [
    toRecord('sla', '20,000 open tickets: every alarm set', elapsedMs, 'ms', {
      goal: { of: 'value', atMost: 5000 },
    }),
    toRecord('sla', 'event-loop delay meanwhile, p99', delay.percentile(99) / NS_PER_MS, 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
    toRecord('sla', 'event-loop delay meanwhile, max', delay.max / NS_PER_MS, 'ms', {
      goal: { of: 'value', atMost: 20 },
    }),
  ];
}
