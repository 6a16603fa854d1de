import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { makeWayForRebuild } from '../../../electron/replica/rebuild.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(code?: string): Promise<TestDesk> {
  const dataDir = path.join(server.folder, 'desk');
  const desk = await openDesk({ dataDir, ...(code !== undefined && { server: server.url, code }) });
  open.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

function replicaFolder(): string {
  const parent = path.join(server.folder, 'desk', 'replicas');
  return path.join(parent, readdirSync(parent)[0] ?? '');
}

/** Ana's desk with a ticket the server knows and a draft on it. */
async function anaWithDraft(): Promise<{ desk: TestDesk; ticketId: TicketId }> {
  const { code } = await server.newAgent('Ana');
  const desk = await deskOf(code);
  const ticketId = await newTicket(desk, 'Known to the server');
  await desk.eventually(async () => (await desk.workspace.queries.get(ticketId))?.ticket.number);
  await desk.workspace.drafts.save(ticketId, 'reply', '<p>half a thought</p>');
  return { desk, ticketId };
}

test('a replica made anew has everything from the server, the drafts, and what had not been sent', async () => {
  const { desk, ticketId } = await anaWithDraft();
  await desk.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
  await desk.desk.rebuild();
  await desk.workspace.sync.settled();
  const detail = await desk.eventually(() => desk.workspace.queries.get(ticketId));
  expect(detail.ticket).toMatchObject({ subject: 'Known to the server', priority: 'urgent' });
  expect([...desk.workspace.drafts.ticketIds()]).toEqual([ticketId]);
  expect(readdirSync(replicaFolder()).filter((name) => name.includes('rebuild'))).toEqual([]);
});

test('without the server nothing is made anew', async () => {
  const { desk, ticketId } = await anaWithDraft();
  await server.stop();
  await desk.eventually(() => desk.desk.syncStatus().name === 'offline');
  await expect(desk.desk.rebuild()).rejects.toMatchObject({ code: 'sync.offline' });
  expect(await desk.workspace.queries.get(ticketId)).not.toBeNull();
});

test('what a rebuild that was cut off has left is taken over at the next start', async () => {
  const { desk, ticketId } = await anaWithDraft();
  await desk.close();
  open.splice(0);
  await makeWayForRebuild(replicaFolder(), 1);
  const again = await deskOf();
  expect([...again.workspace.drafts.ticketIds()]).toEqual([ticketId]);
  expect(readdirSync(replicaFolder()).filter((name) => name.includes('rebuild'))).toEqual([]);
});
