import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { PresenceState } from '../../../shared/ipc/presence.ts';
import type { PresenceMode } from '../../../shared/sync/presence.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOn, type Colleague } from './deskSet.ts';
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

function show(desk: TestDesk, ticketId: TicketId | null, mode: PresenceMode = 'viewing'): void {
  desk.workspace.presence.show({ viewId: 'window', ticketId, mode });
}

/** Resolves when a desk sees exactly this. */
async function sees(desk: TestDesk, expected: PresenceState): Promise<void> {
  await desk.eventually(() => isDeepStrictEqual(desk.workspace.presence.state(), expected));
}

function known(
  online: readonly Pick<Colleague, 'agentId'>[],
  ...tickets: PresenceState['tickets']
): PresenceState {
  return { isKnown: true, online: online.map(({ agentId }) => agentId), tickets };
}

it('two desks see who is there, who reads and who writes, and when that ends', async () => {
  const ana = await desks.join('Ana');
  const ben = await desks.join('Ben');
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
  const desktop = await desks.join('Ana');
  const { agentId, email } = desktop;
  const ben = await desks.join('Ben');
  const laptop = await desks.open('laptop', { code: (await server.newCode(email)).code });
  const ticketId = await newTicket(desktop, 'Printer on fire');
  await desktop.workspace.sync.settled();
  show(desktop, ticketId);
  show(laptop, ticketId, 'writingReply');
  await sees(ben, known([desktop], { ticketId, agentId, mode: 'writingReply' }));
  show(laptop, null);
  await sees(ben, known([desktop], { ticketId, agentId, mode: 'viewing' }));
  expect([desktop, laptop].map((desk) => desk.workspace.presence.state())).toEqual([
    known([ben]),
    known([ben]),
  ]);
});

it('a desk that loses the server knows nothing of anybody, and everything again when it is back', async () => {
  const ana = await desks.join('Ana');
  const ben = await desks.join('Ben');
  const ticketId = await newTicket(ana, 'Printer on fire');
  await ana.workspace.sync.settled();
  show(ben, ticketId, 'writingNote');
  const whole = known([ben], { ticketId, agentId: ben.agentId, mode: 'writingNote' });
  await sees(ana, whole);
  await server.stop();
  await sees(ana, { isKnown: false, online: [], tickets: [] });
  await server.start();
  await Promise.all([ana.desk.retry(), ben.desk.retry()]);
  await sees(ana, whole);
});
