import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import { fillableDisk } from '../desktop/fillableDisk.ts';
import { newTicket } from '../desktop/newTicket.ts';
import { startTestServer, type TestServer } from '../desktop/testServer.ts';

const A_MONTH_MS = 30 * 24 * 3_600_000;

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function serve(clock?: { nowMs: () => number }): Promise<TestServer> {
  const server = await startTestServer(clock);
  ends.push(() => server.dispose());
  return server;
}

async function deskAt(
  server: TestServer,
  name: string,
  more: Partial<TestDeskOptions> = {},
): Promise<TestDesk> {
  const desk = await openDesk({ dataDir: path.join(server.folder, name), server: server.url, ...more });
  ends.push(() => desk.close());
  return desk;
}

async function codeFor(server: TestServer, name: string): Promise<string> {
  return (await server.newAgent(name)).code;
}

const numberOf = (desk: TestDesk, id: TicketId) => async () =>
  (await desk.workspace.replica.stores.tickets.get(id))?.number;

describe('a disk that is full during the first sync', () => {
  it('is said, and once there is room the rest comes, nothing twice', async () => {
    const server = await serve();
    const ana = await deskAt(server, 'Ana', { code: await codeFor(server, 'Ana') });
    await ana.workspace.sync.settled();
    const ids: TicketId[] = [];
    for (let index = 0; index < 5; index += 1) ids.push(await newTicket(ana, `Ticket ${String(index)}`));
    await ana.workspace.sync.settled();
    const disk = fillableDisk();
    disk.fullFor = 'tickets';
    const ben = await deskAt(server, 'Ben', {
      code: await codeFor(server, 'Ben'),
      openStorage: disk.openStorage,
    });
    await ben.eventually(() => ben.desk.syncStatus().problem === 'storage.full');
    expect(await ben.workspace.replica.stores.tickets.count({})).toBe(0);
    disk.fullFor = null;
    await ben.desk.retry();
    await ben.workspace.sync.settled();
    for (const id of ids) await ben.eventually(numberOf(ben, id));
    expect(ben.desk.syncStatus()).toMatchObject({ name: 'online', problem: null, waiting: 0 });
    expect(await ben.workspace.replica.stores.tickets.count({})).toBe(ids.length);
  });
});

describe('another program that has taken the server’s port', () => {
  it('is told from a Baton server, and the work arrives when the server is back', async () => {
    const server = await serve();
    const ana = await deskAt(server, 'Ana', { code: await codeFor(server, 'Ana') });
    await ana.workspace.sync.settled();
    await server.stop();
    const stranger = createServer((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
    });
    await listen(stranger, Number(new URL(server.url).port));
    ends.push(() => close(stranger));
    const id = await newTicket(ana, 'Made meanwhile');
    await ana.desk.retry();
    await ana.eventually(() => ana.desk.syncStatus().problem === 'server.notBaton');
    expect(ana.desk.syncStatus().waiting).toBeGreaterThan(0);
    await close(stranger);
    await server.start();
    await ana.desk.retry();
    await ana.workspace.sync.settled();
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', problem: null, waiting: 0 });
    await ana.eventually(numberOf(ana, id));
  });
});

describe('a server whose clock is set a month wrong', () => {
  it.each([
    ['behind', -A_MONTH_MS],
    ['ahead', A_MONTH_MS],
  ])('%s takes and merges the same as ever, also when it is set right', async (_how, wrongByMs) => {
    let offsetMs = 0;
    const server = await serve({ nowMs: () => Date.now() + offsetMs });
    const ana = await deskAt(server, 'Ana', { code: await codeFor(server, 'Ana') });
    const ben = await deskAt(server, 'Ben', { code: await codeFor(server, 'Ben') });
    await Promise.all([ana, ben].map((desk) => desk.workspace.sync.settled()));
    offsetMs = wrongByMs;
    const id = await newTicket(ana, 'While the clock is wrong');
    await ana.workspace.sync.settled();
    await ben.eventually(numberOf(ben, id));
    offsetMs = 0;
    await ben.workspace.tickets.setPriority({ ticketId: id, priority: 'urgent' });
    await ben.workspace.sync.settled();
    await ana.eventually(
      async () => (await ana.workspace.replica.stores.tickets.get(id))?.priority === 'urgent',
    );
    await ana.workspace.tickets.setTags({ ticketId: id, tags: ['checked'] });
    await ana.workspace.sync.settled();
    await ben.eventually(
      async () => (await ben.workspace.replica.stores.tickets.get(id))?.tags.join() === 'checked',
    );
    const both = await Promise.all([ana, ben].map((desk) => desk.workspace.replica.stores.tickets.get(id)));
    expect(both[0]).toEqual(both[1]);
    expect([ana, ben].map((desk) => desk.desk.syncStatus())).toMatchObject([
      { waiting: 0, held: 0, problem: null },
      { waiting: 0, held: 0, problem: null },
    ]);
  });
});

describe('one person at two computers', () => {
  it('ends with the same tickets on both, whatever was done on each without a link', async () => {
    const server = await serve();
    const { code, email } = await server.newAgent('Ana');
    const desk = await deskAt(server, 'office', { code });
    await desk.workspace.sync.settled();
    const laptop = await deskAt(server, 'laptop', { code: (await server.newCode(email)).code });
    const id = await newTicket(desk, 'On both');
    await desk.workspace.sync.settled();
    await laptop.eventually(numberOf(laptop, id));
    await server.stop();
    for (const [at, words] of [
      [desk, 'From the office'],
      [laptop, 'From the train'],
    ] as const) {
      const html = `<p>${words}</p>`;
      await at.workspace.sends.send({ ticketId: id, kind: 'note', html, setStatus: null, seenMessageId: '' });
      await at.workspace.sends.flush();
      await at.workspace.tickets.setTags({ ticketId: id, tags: [words.slice(-5)] });
    }
    await server.start();
    for (const at of [desk, laptop]) {
      await at.desk.retry();
      await at.workspace.sync.settled();
    }
    for (const at of [desk, laptop]) {
      await at.eventually(async () => {
        const ticket = await at.workspace.replica.stores.tickets.get(id);
        const thread = await at.workspace.replica.stores.messages.count({ ticketId: id });
        return ticket?.messageCount === 3 && thread === 3 && ticket.tags.length === 2;
      });
    }
    const [here, there] = await Promise.all(
      [desk, laptop].map((at) => at.workspace.replica.stores.tickets.get(id)),
    );
    expect(here).toEqual(there);
    expect([desk, laptop].map((at) => at.desk.syncStatus().held)).toEqual([0, 0]);
  });
});

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
