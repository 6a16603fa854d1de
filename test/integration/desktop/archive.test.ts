import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestDesk } from '../../support/deskHarness.ts';
import type { KeepClosed } from '../../../shared/ipc/preferences.ts';
import {
  addDepartments,
  BILLING,
  changeAgent,
  changeTicket,
  deskIn,
  holds,
  SALES,
  writeTicket,
} from './sightSupport.ts';
import { startTestServer, type TestServer } from './testServer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let server: TestServer;
let keepClosed: KeepClosed;
const open: TestDesk[] = [];

beforeEach(async () => {
  keepClosed = 365;
  server = await startTestServer();
  await addDepartments(server);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function anaInSales(): ReturnType<typeof deskIn> {
  const desk = await deskIn(server, 'Ana', { departmentIds: [SALES] }, { keepClosed: () => keepClosed });
  open.push(desk);
  return desk;
}

function closedDaysAgo(days: number): Parameters<typeof writeTicket>[2] {
  return { status: 'closed', isOpen: false, updatedAtMs: Date.now() - days * DAY_MS, createdAtMs: 1 };
}

function becomes(desk: TestDesk, ids: readonly string[]): Promise<unknown> {
  return desk.eventually(async () => Object.keys(await holds(desk)).join() === [...ids].sort().join());
}

describe('closed tickets', () => {
  it('stay on the server when they were closed long ago, and come and go with the setting', async () => {
    await writeTicket(server, 'old', closedDaysAgo(400), 1);
    await writeTicket(server, 'recent', closedDaysAgo(100), 1);
    const ana = await anaInSales();
    await becomes(ana, ['recent', 'recent-0']);
    keepClosed = 30;
    ana.desk.keepClosedChanged();
    await becomes(ana, []);
    keepClosed = 'all';
    ana.desk.keepClosedChanged();
    await becomes(ana, ['old', 'old-0', 'recent', 'recent-0']);
    keepClosed = 365;
    ana.desk.keepClosedChanged();
    await becomes(ana, ['recent', 'recent-0']);
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, held: 0, problem: null });
    // Nothing of this was anybody's change.
    const all = await deskIn(server, 'Ben', { departmentIds: [SALES] }, { keepClosed: () => 'all' });
    open.push(all);
    await becomes(all, ['old', 'old-0', 'recent', 'recent-0']);
  });

  it('stay here while something is being written on them', async () => {
    const drafted = await writeTicket(server, 'drafted', closedDaysAgo(100), 1);
    await writeTicket(server, 'plain', closedDaysAgo(100), 1);
    const ana = await anaInSales();
    await becomes(ana, ['drafted', 'drafted-0', 'plain', 'plain-0']);
    await ana.workspace.drafts.save(drafted, 'note', '<p>One more thing</p>');
    keepClosed = 30;
    ana.desk.keepClosedChanged();
    await becomes(ana, ['drafted', 'drafted-0']);
  });

  it('come back whole when somebody changes them', async () => {
    await writeTicket(server, 'old', closedDaysAgo(400), 2);
    const ana = await anaInSales();
    await becomes(ana, []);
    await changeTicket(server, 'old', { tags: ['again'], updatedAtMs: Date.now() });
    await becomes(ana, ['old', 'old-0', 'old-1']);
  });
});

describe('the search on the server', () => {
  it('finds what is not here, within sight, and opening it brings it in', async () => {
    const ticketId = await writeTicket(server, 'old', { ...closedDaysAgo(400), tags: ['lamp'] }, 2);
    await writeTicket(server, 'hidden', { ...closedDaysAgo(400), departmentId: BILLING }, 1);
    await writeTicket(server, 'recent', closedDaysAgo(100), 1);
    const ana = await anaInSales();
    await becomes(ana, ['recent', 'recent-0']);
    const { archive } = ana.workspace;
    const found = await archive.search('words tag:lam');
    expect(found).toMatchObject({
      hits: [{ row: { id: 'old', subject: 'Subject of old' }, kind: 'message' }],
      isMore: false,
    });
    expect((await archive.search('words')).hits.map(({ row }) => row.id)).toEqual(['old']);
    expect((await archive.search('words department:sales after:2025')).hits).toEqual([]);
    expect((await archive.search('has:draft')).hits).toEqual([]);
    await archive.open(ticketId);
    const detail = await ana.workspace.queries.get(ticketId);
    expect(detail?.messages.map(({ text }) => text)).toEqual([
      'Words of old, part 0',
      'Words of old, part 1',
    ]);
    expect((await archive.search('words')).hits).toEqual([]);
    // It stays for a while, whatever the setting says.
    await ana.workspace.sync.reach.align();
    expect(Object.keys(await holds(ana))).toContain('old-1');
    await changeAgent(server, ana.agentId, { departmentIds: [BILLING] });
    await becomes(ana, []);
  });

  it('says that it needs the server, and that a ticket is gone', async () => {
    const ana = await anaInSales();
    await expect(ana.workspace.archive.open('nothing' as never)).rejects.toMatchObject({
      code: 'ticket.notFound',
    });
    await server.stop();
    await expect(ana.workspace.archive.search('words')).rejects.toMatchObject({ code: 'sync.offline' });
  });

  it('has nothing to look for when everything is kept here', async () => {
    keepClosed = 'all';
    await writeTicket(server, 'old', closedDaysAgo(400), 1);
    const ana = await anaInSales();
    await server.stop();
    expect(await ana.workspace.archive.search('words')).toEqual({ hits: [], isMore: false });
  });
});
