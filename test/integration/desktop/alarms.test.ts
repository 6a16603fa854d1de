import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import type { AgentValue, EscalationStep, Setting, SlaPolicyValue } from '../../../shared/domain/settings.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { anAlarmPolicy, CHAIN, stepsTaken } from '../../support/alarmBuilders.ts';
import { loudLog, openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { MINUTE_MS, targets } from '../../support/slaBuilders.ts';
import { worldTime, type Machine, type WorldTime } from '../../support/worldTime.ts';
import { startTestServer, type TestServer } from './testServer.ts';

interface Colleague extends TestDesk {
  readonly name: string;
  readonly agentId: AgentId;
  readonly machine: Machine;
}

let world: WorldTime;
let server: TestServer;
const open: Colleague[] = [];
const agentIds = new Map<string, AgentId>();

beforeEach(async () => {
  world = worldTime();
  server = await startTestServer(world);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string): Promise<Colleague> {
  const { code, agentId } = await server.newAgent(name);
  agentIds.set(name, agentId as AgentId);
  return reopen(name, code);
}

async function reopen(name: string, code?: string): Promise<Colleague> {
  const machine = world.machine();
  const desk = await openDesk({
    ...(code !== undefined && { server: server.url, code }),
    dataDir: path.join(server.folder, name),
    clock: machine.clock,
    scheduler: machine.scheduler,
    monotonicMs: machine.monotonicMs,
    ...(process.env['LOUD'] && { log: loudLog }),
  });
  const colleague = Object.assign(desk, { name, machine, agentId: agentIds.get(name) as AgentId });
  open.push(colleague);
  await desk.workspace.sync.settled();
  return colleague;
}

async function close(desk: Colleague): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

/** Writes settings anew; the ones a workspace begins with are there. */
async function changeSettings(
  change: (setting: Setting) => Setting | null,
  more: Setting[] = [],
): Promise<void> {
  await server.write(async (log) => {
    const stored = await readCollection(log.sql, log.workspaceId, 'settings', 0, 1000);
    const changed = stored.flatMap((one) => change(documentOf('settings', one)) ?? []);
    for (const setting of [...changed, ...more])
      log.put('settings', { ...setting, rev: log.stamp(), updatedAtMs: log.nowMs });
  });
}

/** A team with Lea as its lead and Sue as its supervisor, whose only policy is this one; resolution is due after an hour. */
async function setTheTeam(policy: Partial<SlaPolicyValue> = {}): Promise<void> {
  await changeSettings(
    (setting) => {
      if (setting.kind === 'sla-policy') return { ...setting, value: { ...setting.value, isActive: false } };
      if (setting.kind === 'department')
        return {
          ...setting,
          value: { ...setting.value, leadId: agentIds.get('Lea') ?? '', assignment: 'manual' },
        };
      if (setting.kind === 'agent' && setting.id === (agentIds.get('Sue') as string))
        return { ...setting, value: { ...setting.value, role: 'supervisor' } satisfies AgentValue };
      return null;
    },
    [anAlarmPolicy(policy)],
  );
  for (const desk of open) {
    const { workspace } = desk;
    await desk.eventually(
      () =>
        workspace.presence.state().online.length === open.length - 1 &&
        workspace.directory.slaBook().policies.some(({ id }) => id === 'standard') &&
        workspace.directory.agent(agentIds.get('Sue') ?? ('' as AgentId))?.role !== 'agent' &&
        workspace.sync.status().name === 'online' &&
        !workspace.sync.isInitial(),
    );
  }
}

/** A ticket that Ana holds. */
async function aTicketOf(ana: Colleague, messageId: string): Promise<TicketId> {
  const { ticketId } = await server.intake({ messageId, text: 'Hello' });
  await ana.eventually(() => ana.workspace.queries.get(ticketId));
  await ana.workspace.tickets.assign({ ticketId, assigneeId: ana.agentId });
  await ana.workspace.sync.settled();
  return ticketId;
}

async function atServer(ticketId: string): Promise<Ticket> {
  return server.write(async (log) => {
    const stored = await readCollection(log.sql, log.workspaceId, 'tickets', 0, 1000);
    const ticket = stored.map((one) => documentOf('tickets', one)).find(({ id }) => id === ticketId);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  });
}

/** When the resolution is due: an hour after the creation, by the clock. */
async function dueOf(ticketId: string): Promise<number> {
  return (await atServer(ticketId)).createdAtMs + 60 * MINUTE_MS;
}

async function everywhere(ticketId: TicketId, holds: (ticket: Ticket) => boolean): Promise<void> {
  for (const desk of open)
    await desk.eventually(async () => {
      const detail = await desk.workspace.queries.get(ticketId);
      return detail && holds(detail.ticket);
    });
  for (const desk of open) await desk.workspace.sync.settled();
}

const hasStep =
  (stepId: EscalationStep['id']) =>
  ({ history }: Ticket): boolean =>
    history.some((line) => line.kind === 'escalation' && line.stepId === stepId);

function alarmsIn({ history }: Ticket): string[] {
  return history
    .filter(({ id }) => id.startsWith('alarm-'))
    .map((line: HistoryEntry) => (line.kind === 'escalation' ? `step ${line.stepId}` : line.kind));
}

describe('alarms with several desks', () => {
  it('take each step of an escalation once, at its instant', async () => {
    const ana = await deskOf('Ana');
    const lea = await deskOf('Lea');
    await deskOf('Sue');
    await setTheTeam();
    const ticketId = await aTicketOf(ana, 'm1');
    const dueMs = await dueOf(ticketId);

    world.leapTo(dueMs - 30_000);
    await everywhere(ticketId, () => true);
    expect(alarmsIn(await atServer(ticketId))).toEqual([]);

    world.leapTo(dueMs + 1);
    await everywhere(ticketId, hasStep('owner'));
    const first = await atServer(ticketId);
    expect(alarmsIn(first)).toEqual(['slaBreach', 'step owner', 'tags']);
    const breach = first.history.find(({ kind }) => kind === 'slaBreach');
    expect(breach).toMatchObject({ target: 'resolution', dueAtMs: dueMs, atMs: dueMs + 1 });

    world.leapTo(dueMs + 30 * MINUTE_MS + 1);
    await everywhere(ticketId, hasStep('lead'));
    expect((await atServer(ticketId)).priority).toBe('high');

    world.leapTo(dueMs + 60 * MINUTE_MS + 1);
    await everywhere(ticketId, hasStep('supervisors'));
    const last = await atServer(ticketId);
    expect(stepsTaken(last)).toEqual(['owner/resolution', 'lead/resolution', 'supervisors/resolution']);
    expect(alarmsIn(last).filter((kind) => kind === 'slaBreach')).toHaveLength(1);
    expect(last.assigneeId).toBe(lea.agentId);
    for (const desk of open) expect(desk.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
  });

  it('make up once for what came while nobody was there', async () => {
    const names = ['Ana', 'Lea', 'Sue'];
    const desks = [];
    for (const name of names) desks.push(await deskOf(name));
    await setTheTeam();
    const [ana] = desks;
    if (!ana) throw new Error('nobody is there');
    const ticketId = await aTicketOf(ana, 'm1');
    const dueMs = await dueOf(ticketId);
    for (const desk of desks) await close(desk);
    world.leapTo(dueMs + 3 * 60 * MINUTE_MS);

    for (const name of names) await reopen(name);
    await everywhere(ticketId, hasStep('supervisors'));
    const ticket = await atServer(ticketId);
    expect(stepsTaken(ticket)).toEqual(['owner/resolution', 'lead/resolution', 'supervisors/resolution']);
    expect(alarmsIn(ticket).filter((kind) => kind === 'slaBreach')).toHaveLength(1);
    expect([ticket.priority, ticket.assigneeId]).toEqual(['high', agentIds.get('Lea')]);
    for (const desk of open) expect(desk.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
  });

  it('leave alone what was answered meanwhile', async () => {
    const ana = await deskOf('Ana');
    await deskOf('Lea');
    await setTheTeam({ escalation: [...CHAIN] });
    const ticketId = await aTicketOf(ana, 'm1');
    await ana.workspace.tickets.setStatus({ ticketId, status: 'solved' });
    await ana.workspace.sync.settled();
    world.leapTo((await dueOf(ticketId)) + 90 * MINUTE_MS);
    await everywhere(ticketId, ({ status }) => status === 'solved');
    expect(alarmsIn(await atServer(ticketId))).toEqual([]);
  });
});

describe('a desk that slept', () => {
  it('tells of everything it slept over in one notice, and never again', async () => {
    const ana = await deskOf('Ana');
    await setTheTeam({ escalation: [] });
    const tickets: TicketId[] = [];
    for (const messageId of ['m1', 'm2', 'm3']) tickets.push(await aTicketOf(ana, messageId));
    const before = ana.notices.length;

    ana.machine.sleep();
    world.leapTo((await dueOf(tickets[2] ?? '')) + 90 * MINUTE_MS);
    ana.machine.wake();
    ana.desk.woke();
    await ana.eventually(() => ana.notices.length > before);
    expect(ana.notices.slice(before)).toMatchObject([
      { title: 'While you were away', body: '3 of yours overdue' },
    ]);

    await ana.workspace.sync.settled();
    await close(ana);
    const again = await reopen('Ana');
    world.leapTo(world.nowMs() + 10 * MINUTE_MS);
    await again.eventually(async () => alarmsIn(await atServer(tickets[0] ?? '')).length === 1);
    await again.workspace.sync.settled();
    expect(again.notices).toEqual([]);
  });

  it('says nothing of a ticket that a colleague has solved while it slept', async () => {
    const ana = await deskOf('Ana');
    const lea = await deskOf('Lea');
    await setTheTeam({ escalation: [] });
    const ticketId = await aTicketOf(ana, 'm1');
    const other = await aTicketOf(ana, 'm2');
    const before = ana.notices.length;

    ana.machine.sleep();
    await lea.workspace.tickets.setStatus({ ticketId, status: 'solved' });
    await lea.workspace.sync.settled();
    world.leapTo((await dueOf(other)) + 30 * MINUTE_MS);
    ana.machine.wake();
    ana.desk.woke();
    await ana.eventually(() => ana.notices.length > before);
    expect(ana.notices.slice(before)).toMatchObject([{ title: 'Your ticket is overdue' }]);
    expect(ana.workspace.notices.list().notices).toContainEqual(
      expect.objectContaining({ event: 'slaBreach', ticketId: other }),
    );
  });
});

describe('a warning', () => {
  it('is told to the owner at its instant, and to the supervisor of the department', async () => {
    const ana = await deskOf('Ana');
    const sue = await deskOf('Sue');
    await setTheTeam({
      escalation: [],
      warnAtPercent: [50],
      targets: { '': targets({ resolution: 60 }, 'wallClock') },
    });
    const ticketId = await aTicketOf(ana, 'm1');
    await sue.eventually(
      async () => (await sue.workspace.queries.get(ticketId))?.ticket.assigneeId === ana.agentId,
    );
    const dueMs = await dueOf(ticketId);
    world.leapTo(dueMs - 30 * MINUTE_MS);
    const told = (desk: Colleague): unknown[] =>
      desk.workspace.notices.list().notices.filter(({ deadline }) => deadline !== null);
    await ana.eventually(() => told(ana).length > 0);
    await sue.eventually(() => told(sue).length > 0);
    expect(told(ana)).toMatchObject([{ event: 'slaWarning', ticketId }]);
    expect(told(sue)).toMatchObject([{ event: 'teamSlaWarning', ticketId }]);
  });
});
