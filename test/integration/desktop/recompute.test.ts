import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, findDocuments, readCollection } from '../../../server/store/documents.ts';
import type { CalendarId, PolicyId, TicketId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { SettingOf, SlaPolicyValue } from '../../../shared/domain/settings.ts';
import { verdictFor } from '../../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { DocumentOf } from '../../../shared/sync/wire.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { targets } from '../../support/slaBuilders.ts';
import { desksOn } from './deskSet.ts';
import { heldDisk } from './heldDisk.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const desks = desksOn(() => server);

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await desks.closeAll();
  await server.dispose();
});

async function supervisor(name: string): Promise<TestDesk> {
  const { code, agentId } = await server.newAgent(name);
  await atServer('settings', agentId, (setting) =>
    setting.kind === 'agent' ? { ...setting, value: { ...setting.value, role: 'supervisor' } } : setting,
  );
  return desks.open(name, { code });
}

/** Changes a document on the server itself; answers its new stamp. */
async function atServer<C extends 'tickets' | 'settings'>(
  collection: C,
  id: string,
  to: (document: DocumentOf[C]) => DocumentOf[C],
): Promise<Rev> {
  return server.write(async (log) => {
    const [one] = await findDocuments(log.sql, log.workspaceId, collection, [id]);
    if (!one) throw new Error(`the server has no ${id}`);
    const rev = log.stamp();
    log.put(collection, { ...to(documentOf(collection, one)), rev });
    return rev;
  });
}

function policyOf(desk: TestDesk): SettingOf<'sla-policy'> {
  const found = desk.workspace.directory.settings().find((setting) => setting.kind === 'sla-policy');
  if (found?.kind !== 'sla-policy') throw new Error('no policy');
  return found;
}

function minutes(firstResponse: number): SlaPolicyValue['targets'] {
  return { '': targets({ firstResponse }, 'wallClock') };
}

/** Sets how long the first reply may take, as the editor would. */
async function setTarget(desk: TestDesk, firstResponse: number): Promise<void> {
  const { id, value } = policyOf(desk);
  await desk.workspace.slaSettings.savePolicy({
    policyId: id as string as PolicyId,
    value: { ...value, targets: minutes(firstResponse) },
  });
}

async function stored(desk: TestDesk, ticketId: TicketId): Promise<Ticket | undefined> {
  return desk.workspace.replica.stores.tickets.get(ticketId);
}

/** Resolves when the stored column says that the first reply may take so long. */
async function hasTarget(desk: TestDesk, ticketId: TicketId, firstResponse: number): Promise<Ticket> {
  return desk.eventually(async () => {
    const ticket = await stored(desk, ticketId);
    return ticket?.nextDueAtMs === (ticket?.createdAtMs ?? 0) + firstResponse * 60_000 && ticket;
  });
}

async function ticketEntriesAtServer(): Promise<string[]> {
  return server.write(async (log) =>
    (await readCollection(log.sql, log.workspaceId, 'tickets', 0, 1000)).map(
      (one) => `${String(one.seq)} ${documentOf('tickets', one).rev}`,
    ),
  );
}

describe('due instants after a change of service levels', () => {
  it('are the same on every desk, without a stamp, a push or anything that waits', async () => {
    const [grace, ben] = [await supervisor('Grace'), await desks.join('Ben')];
    const ticketId = await newTicket(grace, 'Hello');
    await ben.eventually(() => stored(ben, ticketId));
    await grace.eventually(() => grace.workspace.sync.status().waiting === 0);
    await grace.workspace.sync.settled();
    const before = await ticketEntriesAtServer();
    const rev = (await stored(grace, ticketId))?.rev;

    await setTarget(grace, 90);
    for (const desk of [grace, ben]) {
      const ticket = await hasTarget(desk, ticketId, 90);
      expect(ticket.rev).toBe(rev);
      expect(ticket.policyId).toBe(policyOf(grace).id);
      const { nextDueAtMs } = verdictFor(desk.workspace.directory.slaBook(), ticket, null, 0);
      expect(ticket.nextDueAtMs).toBe(nextDueAtMs);
      await desk.workspace.sync.settled();
      expect(desk.workspace.sync.status().waiting).toBe(0);
      expect(await desk.workspace.waiting.list()).toEqual([]);
    }
    expect(await ticketEntriesAtServer()).toEqual(before);
  });

  it('are right at once without a network, also for a ticket that waits itself, and stay so when it is sent', async () => {
    const [grace, ben] = [await supervisor('Grace'), await desks.join('Ben')];
    await server.stop();
    await grace.eventually(() => grace.workspace.sync.status().name === 'offline');
    const ticketId = await newTicket(grace, 'Taken down on the train');
    await setTarget(grace, 45);
    const { rev } = await hasTarget(grace, ticketId, 45);
    expect((await grace.workspace.waiting.list()).length).toBeGreaterThan(0);
    await server.start();
    await grace.workspace.sync.retry();
    await ben.workspace.sync.retry();
    await hasTarget(ben, ticketId, 45);
    await grace.eventually(() => grace.workspace.sync.status().waiting === 0);
    const sent = await hasTarget(grace, ticketId, 45);
    expect(sent.rev >= rev).toBe(true);
  });

  it('are set right where a colleague who did not know the change yet has written', async () => {
    const [grace, ben] = [await supervisor('Grace'), await desks.join('Ben')];
    const ticketId = await newTicket(grace, 'Hello');
    await ben.eventually(() => stored(ben, ticketId));
    await desks.close(ben);
    await setTarget(grace, 30);
    await hasTarget(grace, ticketId, 30);
    await grace.workspace.sync.settled();
    // A ticket written by the old service levels: its columns are those of before.
    const rev = await atServer('tickets', ticketId, (ticket) => ({
      ...ticket,
      subject: 'Stale',
      nextDueAtMs: 1,
    }));
    await grace.eventually(async () => (await stored(grace, ticketId))?.subject === 'Stale');
    expect((await hasTarget(grace, ticketId, 30)).rev).toBe(rev);
    // And a desk that was closed all the while comes to the same.
    const again = await desks.open('Ben');
    expect((await hasTarget(again, ticketId, 30)).subject).toBe('Stale');
  });

  it('are set right on a desk that signs in for the first time, whatever the server has stored', async () => {
    const grace = await supervisor('Grace');
    const ticketId = await newTicket(grace, 'Hello');
    await setTarget(grace, 20);
    await hasTarget(grace, ticketId, 20);
    await grace.eventually(() => grace.workspace.sync.status().waiting === 0);
    await hasTarget(await desks.join('New'), ticketId, 20);
  });

  it('follow a customer’s plan, a calendar, and leave closed tickets as they were measured', async () => {
    const grace = await supervisor('Grace');
    const ticketId = await newTicket(grace, 'Hello');
    const closedId = await newTicket(grace, 'Done');
    await grace.workspace.tickets.setStatus({ ticketId: closedId, status: 'solved' });
    const closed = (await stored(grace, closedId))?.policyId;
    const { value } = policyOf(grace);
    const goldId = await grace.workspace.slaSettings.savePolicy({
      policyId: '',
      value: { ...value, name: 'Gold', match: { ...value.match, plans: ['gold'] }, targets: minutes(10) },
    });
    await grace.workspace.slaSettings.arrange([goldId, policyOf(grace).id as string as PolicyId]);
    const { contactId } = (await stored(grace, ticketId)) ?? {};
    await grace.workspace.replica.stores.contacts.update(contactId ?? '', (contact) => ({
      ...contact,
      plan: 'gold',
      rev: `${contact.rev}x` as typeof contact.rev,
    }));
    expect((await hasTarget(grace, ticketId, 10)).policyId).toBe(goldId);

    // Always open, so that a business target is due like one by the clock.
    const always = [{ fromMinute: 0, toMinute: 1440 }];
    const calendarId = await grace.workspace.slaSettings.saveCalendar({
      calendarId: '',
      value: {
        name: 'Always',
        timeZone: 'UTC',
        week: Array.from({ length: 7 }, () => always),
        holidays: [],
        exceptions: [],
      },
    });
    await grace.workspace.slaSettings.savePolicy({
      policyId: goldId,
      value: {
        ...value,
        name: 'Gold',
        match: { ...value.match, plans: ['gold'] },
        calendarId,
        targets: { '': targets({ firstResponse: 15 }) },
      },
    });
    await hasTarget(grace, ticketId, 15);
    expect((await stored(grace, closedId))?.policyId).toBe(closed);
    expect(closed).not.toBe(goldId);
  });
});

describe('what another order of policies would do', () => {
  it('is told before it is saved, writes nothing, and is what happens then', async () => {
    const grace = await supervisor('Grace');
    const ticketId = await newTicket(grace, 'Hello');
    const { id: standardId, value } = policyOf(grace);
    const fastId = await grace.workspace.slaSettings.savePolicy({
      policyId: '',
      value: { ...value, name: 'Fast', targets: minutes(5) },
    });
    await grace.eventually(() => grace.workspace.directory.slaBook().policies.length === 2);
    const before = await stored(grace, ticketId);
    const policyIds = [fastId, standardId as string as PolicyId];

    const change = { kind: 'arrangePolicies', policyIds } as const;
    const { impact, next } = await grace.workspace.slaSettings.impact({ change, after: '', nowMs: 0 });
    expect(next).toBeNull();
    expect(impact).toMatchObject({ checked: 1, changed: 1, otherPolicy: 1, earlier: 1, later: 0 });
    expect(await stored(grace, ticketId)).toEqual(before);

    await grace.workspace.slaSettings.arrange(policyIds);
    const after = await hasTarget(grace, ticketId, 5);
    expect(impact.moves.map((move) => move.after)).toEqual([
      { policyId: after.policyId, nextDueAtMs: after.nextDueAtMs },
    ]);
    const again = await grace.workspace.slaSettings.impact({ change, after: '', nowMs: 0 });
    expect(again.impact).toMatchObject({ checked: 1, changed: 0 });
  });
});

describe('a due instant that is set while the server’s state of its ticket is being written', () => {
  it('does not keep that state out', async () => {
    const disk = heldDisk();
    const { code } = await server.newAgent('Ana');
    const ana = await desks.open('Ana', { code, openStorage: disk.openStorage });
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    await ana.eventually(() => stored(ana, ticketId));
    await ana.workspace.sync.settled();

    disk.isHeld = true;
    await atServer('tickets', ticketId, (ticket) => ({ ...ticket, subject: 'Heard later' }));
    await ana.eventually(() => disk.release.length > 0);
    const { id } = policyOf(ana);
    await atServer('settings', id, (setting) =>
      setting.kind === 'sla-policy'
        ? { ...setting, value: { ...setting.value, targets: minutes(25) } }
        : setting,
    );
    expect((await hasTarget(ana, ticketId, 25)).subject).not.toBe('Heard later');
    disk.isHeld = false;
    for (const pass of disk.release.splice(0)) pass();
    await ana.eventually(async () => (await stored(ana, ticketId))?.subject === 'Heard later');
    await hasTarget(ana, ticketId, 25);
    expect(ana.workspace.sync.status().waiting).toBe(0);
  });
});

describe('who sets service levels', () => {
  it('are supervisors: agents are refused, and a calendar that is in use says by whom', async () => {
    const [grace, ben] = [await supervisor('Grace'), await desks.join('Ben')];
    const { id, value } = policyOf(grace);
    const wish = { policyId: id as string as PolicyId, value };
    await expect(ben.workspace.slaSettings.savePolicy(wish)).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    const { users } = await grace.workspace.slaSettings.removeCalendar(value.calendarId);
    expect(users.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'department Support',
      'policy Standard',
    ]);
    const calendar = grace.workspace.directory.settings().find(({ kind }) => kind === 'calendar');
    expect(calendar?.id).toBe(value.calendarId);
    await expect(
      grace.workspace.slaSettings.savePolicy({
        ...wish,
        value: { ...value, calendarId: 'gone' as CalendarId },
      }),
    ).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
