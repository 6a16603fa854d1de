import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { createReports } from '../../../electron/reports/reportService.ts';
import type { AgentId, HistoryId, PolicyId } from '../../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { ReportQuestion } from '../../../shared/ipc/reports.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import {
  aCalendarSetting,
  alwaysOpen,
  aPolicySetting,
  HOUR_MS,
  statusEntry,
} from '../../support/slaBuilders.ts';
import { toRecord, type BenchRecord } from '../record.ts';
import { untilSearchable } from '../searchable.ts';

const TICKETS = 100_000;
const BATCH = 500;
const ROUNDS = 3;
const NS_PER_MS = 1e6;
const READ_EVERY_MS = 25;

/** A report over 100,000 tickets with replies, pauses and solutions, all of them in its span. */
export async function benchReports(): Promise<readonly BenchRecord[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-bench-reports-'));
  const replica = await openLoneReplica(folder, 'worker');
  try {
    return await measure(replica);
  } finally {
    await replica.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(replica: Replica): Promise<readonly BenchRecord[]> {
  for (let first = 0; first < TICKETS; first += BATCH)
    await replica.collections.tickets.bulkInsert(manyTickets(BATCH, first).map(lived));
  await untilSearchable(replica);
  const firstTicket = manyTickets(1)[0];
  const question: ReportQuestion = {
    fromMs: firstTicket?.createdAtMs ?? 0,
    beforeMs: (firstTicket?.createdAtMs ?? 0) + 10 * 24 * HOUR_MS,
    previousFromMs: (firstTicket?.createdAtMs ?? 0) - 10 * 24 * HOUR_MS,
    groupBy: 'agent',
    departmentId: '',
    priority: null,
    tag: '',
  };
  const reports = createReports({
    replica,
    directory: {
      settings: () => [aCalendarSetting(alwaysOpen('Europe/Prague')), aPolicySetting()],
      agent: () => undefined,
    },
    clock: { nowMs: () => question.beforeMs },
    meId: '' as AgentId,
    keepClosed: () => 365,
    isComplete: () => true,
    newId: () => 'bench',
    rows: () => Promise.resolve([]),
  });
  await reports.make(question);
  const times: number[] = [];
  const waits: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const done = new AbortController();
    // What the desk does meanwhile: it opens a ticket every now and then.
    const reading = (async () => {
      while (!done.signal.aborted) {
        const askedAt = performance.now();
        await replica.stores.tickets.get(firstTicket?.id ?? '');
        waits.push(performance.now() - askedAt);
        await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
      }
    })();
    const { total } = await reports.make(question);
    times.push(performance.now() - startedAt);
    done.abort();
    await reading;
    if (total.tickets < TICKETS / 2) throw new Error(`only ${String(total.tickets)} tickets were counted`);
  }
  delay.disable();
  return [
    toRecord(
      'reports',
      '100,000 tickets added up by agent, beside the span before',
      Math.min(...times),
      'ms',
      {
        goal: { of: 'value', atMost: 2000 },
      },
    ),
    toRecord(
      'reports',
      'event-loop delay of the caller meanwhile, p99',
      delay.percentile(99) / NS_PER_MS,
      'ms',
      {
        goal: { of: 'value', atMost: 20 },
      },
    ),
    toRecord('reports', 'a ticket read by id meanwhile, worst', Math.max(...waits), 'ms'),
  ];
}

/** A ticket that was answered, waited for its customer over a night and was mostly solved. */
function lived(ticket: Ticket): Ticket {
  const { createdAtMs, departmentId, assigneeId } = ticket;
  const holder = (atMs: number, id: string): HistoryEntry => ({
    id: id as HistoryId,
    atMs,
    by: { kind: 'system' },
    kind: 'holder',
    from: { departmentId, assigneeId: '' },
    to: { departmentId, assigneeId },
    cause: 'auto',
    reason: null,
  });
  const solvedAtMs = createdAtMs + 20 * HOUR_MS + (ticket.number % 1000) * 60_000;
  return {
    ...ticket,
    policyId: 'standard' as PolicyId,
    firstReplyAtMs: createdAtMs + (ticket.number % 120) * 60_000 + 1,
    solvedAtMs: ticket.isOpen ? 0 : solvedAtMs,
    updatedAtMs: solvedAtMs,
    history: [
      ...ticket.history,
      holder(createdAtMs + 1000, 'h1'),
      statusEntry(createdAtMs + 1000, 'new', 'open', 'h2'),
      statusEntry(createdAtMs + 2 * HOUR_MS, 'open', 'pending', 'h3'),
      statusEntry(createdAtMs + 18 * HOUR_MS, 'pending', 'open', 'h4'),
      ...(ticket.isOpen ? [] : [statusEntry(solvedAtMs, 'open', 'solved', 'h5')]),
    ],
  };
}
