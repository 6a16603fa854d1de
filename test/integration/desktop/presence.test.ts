import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { PresenceState } from '../../../shared/ipc/presence.ts';
import type { PresenceMode } from '../../../shared/sync/presence.ts';
import { loudLog, openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

type Colleague = TestDesk & { readonly agentId: string };

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string): Promise<Colleague> {
  const { code, agentId } = await server.newAgent(name);
  return Object.assign(await deskWith(code, name), { agentId });
}

async function deskWith(code: string, folder: string): Promise<TestDesk> {
  const desk = await openDesk({
    server: server.url,
    code,
    dataDir: path.join(server.folder, folder),
    ...(process.env['LOUD'] && { log: loudLog }),
  });
  open.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

function show(desk: TestDesk, ticketId: TicketId | null, mode: PresenceMode = 'viewing'): void {
  desk.workspace.presence.show({ viewId: 'window', ticketId, mode });
}

/** Resolves when a desk sees exactly this. */
async function sees(desk: TestDesk, expected: PresenceState): Promise<void> {
  await desk.eventually(() => isDeepStrictEqual(desk.workspace.presence.state(), expected));
}

function known(online: readonly Colleague[], ...tickets: PresenceState['tickets']): PresenceState {
  return { isKnown: true, online: online.map(({ agentId }) => agentId as never), tickets };
}

it('two desks see who is there, who reads and who writes, and when that ends', async () => {
  const ana = await deskOf('Ana');
  const ben = await deskOf('Ben');
  await sees(ana, known([ben]));
  await sees(ben, known([ana]));
  const ticketId = await newTicket(ana, 'Printer on fire');
  await ana.workspace.sync.settled();
  const bens = { ticketId, agentId: ben.agentId as never };
  show(ben, ticketId);
  await sees(ana, known([ben], { ...bens, mode: 'viewing' }));
  show(ben, ticketId, 'writingReply');
  await sees(ana, known([ben], { ...bens, mode: 'writingReply' }));
  show(ben, null);
  await ana.eventually(() =>
    isDeepStrictEqual(ana.events.findLast(({ name }) => name === 'presence.changed')?.payload, known([ben])),
  );
  expect(ben.workspace.presence.state()).toEqual(known([ana]));
});

it('a second device of the same agent is not somebody else, and shows to others as the same person', async () => {
  const { code, agentId, email } = await server.newAgent('Ana');
  const desktop = await deskWith(code, 'desktop');
  const ben = await deskOf('Ben');
  const laptop = await deskWith((await server.newCode(email)).code, 'laptop');
  const ticketId = await newTicket(desktop, 'Printer on fire');
  await desktop.workspace.sync.settled();
  show(desktop, ticketId);
  show(laptop, ticketId, 'writingReply');
  const ana = Object.assign(desktop, { agentId });
  await sees(ben, known([ana], { ticketId, agentId: agentId as never, mode: 'writingReply' }));
  show(laptop, null);
  await sees(ben, known([ana], { ticketId, agentId: agentId as never, mode: 'viewing' }));
  expect([desktop, laptop].map((desk) => desk.workspace.presence.state())).toEqual([
    known([ben]),
    known([ben]),
  ]);
});

it('a desk that loses the server knows nothing of anybody, and everything again when it is back', async () => {
  const ana = await deskOf('Ana');
  const ben = await deskOf('Ben');
  const ticketId = await newTicket(ana, 'Printer on fire');
  await ana.workspace.sync.settled();
  show(ben, ticketId, 'writingNote');
  const whole = known([ben], { ticketId, agentId: ben.agentId as never, mode: 'writingNote' });
  await sees(ana, whole);
  await server.stop();
  await sees(ana, { isKnown: false, online: [], tickets: [] });
  await server.start();
  await Promise.all([ana.desk.retry(), ben.desk.retry()]);
  await sees(ana, whole);
});
