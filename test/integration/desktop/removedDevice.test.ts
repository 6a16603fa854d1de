import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

async function deskAt(folder: string, code?: string): Promise<TestDesk> {
  const dataDir = path.join(server.folder, folder);
  const desk = await openDesk({ dataDir, ...(code !== undefined && { server: server.url, code }) });
  open.push(desk);
  return desk;
}

function replicas(folder: string): string[] {
  const parent = path.join(server.folder, folder, 'replicas');
  return existsSync(parent) ? readdirSync(parent) : [];
}

/** Ana on two devices, both in step, with a draft on the second. */
async function anaTwice(): Promise<{ laptop: TestDesk; tablet: TestDesk; email: string; password: string }> {
  const { code, email, password } = await server.newAgent('Ana');
  const laptop = await deskAt('laptop', code);
  const tablet = await deskAt('tablet', (await server.newCode(email)).code);
  const ticketId = await newTicket(laptop, 'On both');
  await tablet.eventually(async () => (await tablet.workspace.queries.get(ticketId))?.ticket.number);
  await tablet.workspace.drafts.save(ticketId, 'note', '<p>half a thought</p>');
  return { laptop, tablet, email, password };
}

async function removeTablet(laptop: TestDesk): Promise<void> {
  const session = laptop.desk.session();
  if (session.name !== 'signedIn') throw new Error('the laptop is not signed in');
  const devices = await laptop.desk.people().devices(session.agentId);
  expect(devices).toHaveLength(2);
  await laptop.desk.people().removeDevice(devices.find(({ isThis }) => !isThis)!.id);
}

test('a removed device deletes its replica while it runs, says so, and lets its person in again', async () => {
  const { laptop, tablet, email, password } = await anaTwice();
  await removeTablet(laptop);
  await tablet.eventually(() => tablet.desk.session().name === 'signedOut');
  expect(tablet.desk.session()).toMatchObject({ problem: 'auth.revoked', email });
  await tablet.eventually(() => replicas('tablet').length === 0);
  expect(laptop.desk.session().name).toBe('signedIn');
  await tablet.desk.signIn({ server: server.url, email, password });
  await tablet.workspace.sync.settled();
  expect([...tablet.workspace.drafts.ticketIds()]).toEqual([]);
});

test('a device that was removed while it was off deletes its replica when it comes back', async () => {
  const { laptop, tablet } = await anaTwice();
  open.splice(open.indexOf(tablet), 1);
  await tablet.close();
  await removeTablet(laptop);
  const again = await deskAt('tablet');
  await again.eventually(() => again.desk.session().name === 'signedOut');
  await again.eventually(() => replicas('tablet').length === 0);
  expect(again.desk.session()).toMatchObject({ problem: 'auth.revoked' });
});

test('a session that merely ended leaves the replica and its drafts where they are', async () => {
  const { laptop, tablet, email, password } = await anaTwice();
  await laptop.desk.signOutEverywhere();
  await tablet.eventually(() => tablet.desk.session().name === 'signedOut');
  expect(tablet.desk.session()).toMatchObject({ problem: 'auth.expired' });
  expect(replicas('tablet')).toHaveLength(1);
  await tablet.desk.signIn({ server: server.url, email, password });
  expect([...tablet.workspace.drafts.ticketIds()]).toHaveLength(1);
});
