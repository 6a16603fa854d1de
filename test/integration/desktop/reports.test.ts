import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { reportBook, scanTicket } from '../../../electron/engine/reports/scanTicket.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { createReports, type Reports } from '../../../electron/reports/reportService.ts';
import type { AgentId, PolicyId } from '../../../shared/domain/ids.ts';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { ReportQuestion } from '../../../shared/ipc/reports.ts';
import { freshFolder } from '../../contract/storage/storageSupport.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { manyTickets } from '../../support/manyTickets.ts';
import { aCalendarSetting, alwaysOpen, aPolicySetting, HOUR_MS } from '../../support/slaBuilders.ts';

const SETTINGS = [aCalendarSetting(alwaysOpen('UTC')), aPolicySetting()];
const openReplicas: Replica[] = [];
afterEach(async () => {
  for (const replica of openReplicas.splice(0)) await replica.close();
});

/** Tickets that were answered and solved after times of their own. */
function livedTickets(count: number): Ticket[] {
  return manyTickets(count).map((ticket) => {
    const solvedAtMs = ticket.isOpen ? 0 : ticket.createdAtMs + (ticket.number % 30) * HOUR_MS + 1;
    return {
      ...ticket,
      policyId: ticket.number % 3 === 0 ? '' : ('standard' as PolicyId),
      firstReplyAtMs: ticket.number % 4 === 0 ? 0 : ticket.createdAtMs + (ticket.number % 150) * 60_000 + 1,
      solvedAtMs,
      updatedAtMs: Math.max(ticket.createdAtMs + 3 * HOUR_MS, solvedAtMs),
    };
  });
}

async function openWith(tickets: readonly Ticket[]): Promise<Replica> {
  const replica = await openLoneReplica(freshFolder());
  openReplicas.push(replica);
  await replica.collections.tickets.bulkInsert([...tickets]);
  return replica;
}

function reportsOver(replica: Replica, nowMs: number, role: 'agent' | 'supervisor' = 'supervisor'): Reports {
  return createReports({
    replica,
    directory: {
      settings: () => SETTINGS,
      agent: () => ({ role }) as SettingOf<'agent'>['value'],
    },
    clock: { nowMs: () => nowMs },
    meId: 'agent-1' as AgentId,
    keepClosed: () => 365,
    isComplete: () => true,
    newId: () => 'report',
    rows: () => Promise.resolve([]),
  });
}

const tickets = livedTickets(1500);
const startMs = tickets[0]?.createdAtMs ?? 0;
const nowMs = startMs + 60 * HOUR_MS;

const question: ReportQuestion = {
  fromMs: startMs,
  beforeMs: nowMs,
  previousFromMs: startMs - 60 * HOUR_MS,
  groupBy: 'priority',
  departmentId: '',
  priority: null,
  tag: '',
};

test('a report counts what looking at every ticket counts, whatever its span and limits', async () => {
  const replica = await openWith(tickets);
  const { book } = reportBook(SETTINGS, undefined);
  const instant = fc.integer({ min: startMs, max: nowMs });
  const wish = fc.record({
    span: fc.tuple(instant, instant).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + 1]),
    departmentId: fc.constantFrom('', 'dep-3'),
    priority: fc.constantFrom(null, 'urgent', ''),
    tag: fc.constantFrom('', 'refund'),
  });
  await fc.assert(
    fc.asyncProperty(wish, async ({ span: [fromMs, beforeMs], departmentId, priority, tag }) => {
      const limits = { departmentId: departmentId as ReportQuestion['departmentId'], priority, tag };
      const report = await reportsOver(replica, nowMs).make({ ...question, ...limits, fromMs, beforeMs });
      const events = tickets.flatMap((ticket) => {
        const scan = { settings: SETTINGS, nowMs, fromMs, beforeMs, ...limits, agentId: '' };
        return scanTicket(ticket, book, scan)?.events ?? [];
      });
      for (const target of ['firstResponse', 'resolution'] as const) {
        const count = (outcome: string): number =>
          events.filter((event) => event.target === target && event.outcome === outcome).length;
        expect(report.total[target]).toMatchObject({
          met: count('met'),
          breached: count('breached'),
          done: count('met') + count('done'),
        });
        const sum = report.lines.reduce((total, line) => total + line[target].breached, 0);
        expect(sum).toBe(count('breached'));
        const bars = report.buckets.reduce((total, bucket) => total + bucket[target].met, 0);
        expect(bars).toBe(count('met'));
      }
    }),
    { numRuns: 12 },
  );
});

test('an agent gets their own figures only, and what the span before had stands beside it', async () => {
  const replica = await openWith(tickets);
  const all = await reportsOver(replica, nowMs).make({ ...question, groupBy: 'agent' });
  const own = await reportsOver(replica, nowMs, 'agent').make({ ...question, groupBy: 'agent' });
  expect([all.scope, own.scope]).toEqual(['team', 'own']);
  expect(own.lines.map(({ key }) => key)).toEqual(['agent-1']);
  expect(own.total.firstResponse).toEqual(all.lines.find(({ key }) => key === 'agent-1')?.firstResponse);
  const later = await reportsOver(replica, nowMs).make({
    ...question,
    groupBy: 'agent',
    previousFromMs: startMs,
    fromMs: nowMs,
    beforeMs: nowMs + HOUR_MS,
  });
  expect(later.previousTotal).toEqual(all.total);
  expect(later.total.tickets).toBe(0);
});

test('an empty span is refused, and a number of a report that was never made finds nothing', async () => {
  const reports = reportsOver(await openWith([]), nowMs);
  await expect(reports.make({ ...question, beforeMs: question.fromMs })).rejects.toMatchObject({
    code: 'input.invalid',
  });
  const number = { reportId: 'other', key: null, target: 'any', outcome: 'any' } as const;
  await expect(reports.tickets(number)).rejects.toMatchObject({ code: 'input.notFound' });
});
