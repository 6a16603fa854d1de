import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { Setting } from '../../../shared/domain/settings.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { loudLog, openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { aRuleValue } from '../../support/ruleBuilders.ts';
import { skippableTime, type SkippableTime } from '../../support/skippableTime.ts';
import { aPolicyValue, targets } from '../../support/slaBuilders.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let time: SkippableTime;
let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  time = skippableTime();
  server = await startTestServer(time);
  // A minute for the first answer, a warning after half of it.
  await changePolicy();
  await addRule('warn', 'slaWarning', 'hurry');
  await addRule('late', 'slaBreach', 'late');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string): Promise<TestDesk> {
  const { code } = await server.newAgent(name);
  return reopen(name, code);
}

async function reopen(name: string, code?: string): Promise<TestDesk> {
  const desk = await openDesk({
    ...(code !== undefined && { server: server.url, code }),
    dataDir: path.join(server.folder, name),
    clock: time,
    scheduler: time,
    ...(process.env['LOUD'] && { log: loudLog }),
  });
  open.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

async function close(desk: TestDesk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

async function putSetting(setting: Pick<Setting, 'id' | 'kind' | 'value'>): Promise<void> {
  await server.write(async (log) => {
    await log.load('settings', [setting.id]);
    log.put('settings', { ...setting, rev: log.stamp(), updatedAtMs: log.nowMs } as Setting);
  });
}

async function changePolicy(): Promise<void> {
  const policy = await server.write(async (log) => {
    const settings = await readCollection(log.sql, log.workspaceId, 'settings', 0, 1000);
    return settings.map((stored) => documentOf('settings', stored)).find(({ kind }) => kind === 'sla-policy');
  });
  if (policy?.kind !== 'sla-policy') throw new Error('no policy to change');
  const value = aPolicyValue({
    calendarId: policy.value.calendarId,
    targets: { '': targets({ firstResponse: 1 }, 'wallClock') },
    warnAtPercent: [50],
  });
  await putSetting({ ...policy, value });
}

async function addRule(id: string, trigger: RuleValue['trigger'], tag: string): Promise<void> {
  const value = aRuleValue({
    activeSinceMs: 1,
    trigger,
    actions: [
      { kind: 'addTag', value: tag },
      { kind: 'note', value: `It is ${tag}.` },
    ],
  });
  await putSetting({ id: id as SettingId, kind: 'rule', value });
}

/** The ticket as the server has it. */
async function atServer(ticketId: string): Promise<Ticket> {
  return server.write(async (log) => {
    const stored = await readCollection(log.sql, log.workspaceId, 'tickets', 0, 1000);
    const ticket = stored.map((one) => documentOf('tickets', one)).find(({ id }) => id === ticketId);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  });
}

function runsIn({ history }: Ticket): string[] {
  return history.flatMap((line: HistoryEntry) =>
    line.kind === 'rule' && line.by.kind === 'rule' ? [line.by.id] : [],
  );
}

async function hasTag(desk: TestDesk, ticketId: TicketId, tag: string): Promise<boolean> {
  return (await desk.workspace.queries.get(ticketId))?.ticket.tags.includes(tag) === true;
}

describe('rules on the service level', () => {
  it('run once for a warning and once for a breach, though three desks are online', async () => {
    const desks = [await deskOf('Ana'), await deskOf('Ben'), await deskOf('Cleo')];
    for (const desk of desks)
      await desk.eventually(() => desk.workspace.presence.state().online.length === 2);
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    for (const desk of desks) await desk.eventually(() => desk.workspace.queries.get(ticketId));
    expect(runsIn(await atServer(ticketId))).toEqual([]);
    time.skip(35_000);
    for (const desk of desks) await desk.eventually(() => hasTag(desk, ticketId, 'hurry'));
    expect((await atServer(ticketId)).tags).not.toContain('late');
    time.skip(30_000);
    for (const desk of desks) await desk.eventually(() => hasTag(desk, ticketId, 'late'));
    // The turns of those who stood behind in line come and go.
    time.skip(30_000);
    for (const desk of desks) await desk.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect([runsIn(ticket), ticket.messageCount]).toEqual([['warn', 'late'], 3]);
    for (const desk of desks) expect(desk.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
  });

  it('run once when both fell due while nobody was online, whoever comes back first', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    await Promise.all([close(ana), close(ben)]);
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Anybody?' });
    time.skip(3 * 3_600_000);
    const back = await Promise.all([reopen('Ana'), reopen('Ben')]);
    for (const desk of back) await desk.eventually(() => hasTag(desk, ticketId, 'late'));
    for (const desk of back) await desk.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect([runsIn(ticket).sort(), ticket.messageCount]).toEqual([['late', 'warn'], 3]);
    // Another return finds it done.
    await Promise.all(back.map(close));
    time.skip(3 * 3_600_000);
    const again = await reopen('Ana');
    const { ticketId: next } = await server.intake({ messageId: 'm2', text: 'Still nobody?' });
    time.skip(65_000);
    await again.eventually(() => hasTag(again, next, 'late'));
    await again.workspace.sync.settled();
    expect(runsIn(await atServer(ticketId)).sort()).toEqual(['late', 'warn']);
  });
});
