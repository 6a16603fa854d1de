import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { DepartmentId } from '../../../shared/domain/ids.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import { rankOf, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { PushAnswer } from '../../../shared/sync/wire.ts';
import { anAlarmPolicy, newLines, rungAt } from '../../support/alarmBuilders.ts';
import { aTicket } from '../../support/builders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import { MINUTE_MS } from '../../support/slaBuilders.ts';

let server: TestServer;
let attacker: TestPerson;
let victim: TestPerson;
let ticket: Ticket;

beforeEach(async () => {
  server = await startTestServer();
  attacker = await server.person('agent');
  victim = await server.person('agent');
  await setPolicy(anAlarmPolicy());
  await victim.push('tickets', [aTicket({ assigneeId: victim.agentId, status: 'open' })]);
  const { documents } = await attacker.pull('tickets');
  const { _deleted, ...stored } = documents[0] as unknown as Ticket & { readonly _deleted: boolean };
  ticket = stored;
});
afterEach(() => server.close());

async function setPolicy(policy: Setting): Promise<void> {
  const known = await settings();
  await server.store.write(server.workspaceId, async (log) => {
    for (const setting of known) {
      if (setting.kind === 'sla-policy')
        log.put('settings', { ...setting, rev: log.stamp(), value: { ...setting.value, isActive: false } });
      if (setting.kind === 'department')
        log.put('settings', {
          ...setting,
          rev: log.stamp(),
          value: { ...setting.value, leadId: victim.agentId },
        });
    }
    log.put('settings', { ...policy, rev: log.stamp() });
  });
}

async function settings(): Promise<Setting[]> {
  const stored = await readCollection(server.store.sql, server.workspaceId, 'settings', 0, 1000);
  return stored.map((one) => documentOf('settings', one));
}

/** So long later, when somebody has signed in anew. */
async function later(minutes: number): Promise<void> {
  server.clock.advance(minutes * MINUTE_MS);
  attacker = await server.person('agent');
}

/** The ticket as a desk leaves it that takes what is due so many minutes after the due instant. */
async function rung(minutesAfterDue: number): Promise<Ticket> {
  const atMs = ticket.createdAtMs + (60 + minutesAfterDue) * MINUTE_MS + 1;
  return { ...rungAt(ticket, atMs, await settings()), rev: 'forged' as Ticket['rev'] };
}

async function push(next: object): Promise<PushAnswer> {
  const rows = [{ newDocumentState: { _deleted: false, ...next }, assumedMasterState: ticket }];
  const answer = await attacker.request({
    method: 'POST',
    url: '/v1/push',
    payload: { collection: 'tickets', rows },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json<PushAnswer>();
}

async function expectRefused(next: object): Promise<void> {
  const answer = await push(next);
  expect(answer.refused.map(({ code }) => code)).toEqual(['auth.forbidden']);
  const { documents } = await attacker.pull('tickets');
  expect(documents[0]).toMatchObject({ rev: ticket.rev, assigneeId: ticket.assigneeId });
}

function system(line: object): HistoryEntry {
  const base = { id: 'alarm-forged', atMs: server.clock.nowMs(), by: { kind: 'system' } };
  return { ...base, ...line } as HistoryEntry;
}

test('a desk writes breach and escalation when their instant has come', async () => {
  await later(121);
  const next = await rung(60);
  expect(await push(next)).toMatchObject({ refused: [], conflicts: [] });
  const { documents } = await attacker.pull('tickets');
  expect(documents[0]).toMatchObject({ priority: 'high', assigneeId: victim.agentId, tags: ['late'] });
});

test('and not before, nor with another clock', async () => {
  await later(59);
  await expectRefused(await rung(0));
  await expectRefused(await rung(60));
});

test('nothing is given away in the name of an escalation', async () => {
  await later(300);
  const from = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
  for (const assigneeId of [attacker.agentId, '']) {
    const to = { departmentId: ticket.departmentId, assigneeId };
    for (const id of ['alarm-forged', 'any-forged']) {
      const line = system({ id, kind: 'holder', from, to, cause: 'escalation', reason: null });
      await expectRefused({ ...ticket, ...to, rev: 'forged', history: [...ticket.history, line] });
    }
  }
  const to = { departmentId: 'elsewhere' as DepartmentId, assigneeId: '' };
  const line = system({ kind: 'holder', from, to, cause: 'escalation', reason: null });
  await expectRefused({ ...ticket, ...to, rev: 'forged', history: [...ticket.history, line] });
});

test('a step does what its policy says, for whom it says, and nothing else', async () => {
  await later(300);
  const next = await rung(60);
  const lines = newLines(next, ticket);
  const forged = (change: (line: HistoryEntry) => HistoryEntry | []): Ticket => ({
    ...next,
    history: [...ticket.history, ...lines.flatMap(change)],
  });
  await expectRefused(
    forged((line) => (line.kind === 'escalation' ? { ...line, to: [attacker.agentId] } : line)),
  );
  await expectRefused(forged((line) => (line.kind === 'escalation' ? [] : line)));
  await expectRefused({
    ...forged((line) => (line.kind === 'priority' ? { ...line, to: 'urgent' } : line)),
    priority: 'urgent',
    priorityRank: rankOf('urgent'),
  });
});

test('nobody is said to have missed what they have not', async () => {
  await later(30);
  const target = 'resolution';
  const dueAtMs = ticket.createdAtMs + MINUTE_MS;
  for (const id of ['alarm-forged', 'any-forged'])
    for (const due of [{ dueAtMs }, {}]) {
      const line = system({ id, kind: 'slaBreach', target, ...due });
      await expectRefused({ ...ticket, rev: 'forged', history: [...ticket.history, line] });
    }
});

test('what has been done is not done again', async () => {
  await later(300);
  const next = await rung(0);
  expect(await push(next)).toMatchObject({ refused: [] });
  ticket = next;
  const line = { ...newLines(next, { ...next, history: [] }).at(-1), id: 'alarm-again' } as HistoryEntry;
  await expectRefused({ ...next, rev: 'again', history: [...next.history, line] });
});
