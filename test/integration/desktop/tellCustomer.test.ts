import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { changeAgent } from './sightSupport.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
  await server.newDepartment('Billing');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string): Promise<TestDesk> {
  const { code, agentId } = await server.newAgent(name);
  // They go on seeing the ticket, wherever it was sent.
  await changeAgent(server, agentId, { role: 'supervisor' });
  const desk = await openDesk({ server: server.url, code, dataDir: path.join(server.folder, name) });
  open.push(desk);
  await desk.workspace.sync.settled();
  return desk;
}

/** Hands the ticket to a department by its name and tells the customer so. */
function transfer(desk: TestDesk, ticketId: TicketId, name: string): Promise<unknown> {
  const department = desk.workspace.directory
    .settings()
    .find((setting) => setting.kind === 'department' && setting.value.name === name);
  return desk.workspace.tickets.transfer({
    ticketId,
    departmentId: (department?.id ?? '') as string as DepartmentId,
    assigneeId: NOBODY,
    reason: { code: 'expertise', text: '' },
    noteHtml: '',
    tellCustomer: true,
  });
}

async function replies(desk: TestDesk, ticketId: TicketId): Promise<Message[]> {
  const detail = await desk.workspace.queries.get(ticketId);
  return detail?.messages.filter(({ kind }) => kind === 'reply') ?? [];
}

describe('telling the customer of a transfer', () => {
  it('writes one message in their language, which is no answer, however often it is asked for', async () => {
    const ana = await deskOf('Ana');
    const ticketId = await newTicket(ana, 'Faktura');
    const before = (await ana.workspace.queries.get(ticketId))!.ticket;
    await ana.workspace.replica.stores.contacts.update(before.contactId, (contact) => ({
      ...contact,
      language: 'cs',
    }));
    await server.stop();
    await transfer(ana, ticketId, 'Billing');
    await transfer(ana, ticketId, 'Billing');
    const { ticket } = (await ana.workspace.queries.get(ticketId))!;
    expect((await replies(ana, ticketId)).map(({ text }) => text)).toEqual([
      'Dobrý den,\nděkujeme za trpělivost. Vašemu požadavku se nyní věnuje oddělení Billing a ozve se vám. Sami nemusíte nic dělat.',
    ]);
    expect(ticket).toMatchObject({
      assigneeId: NOBODY,
      status: before.status,
      firstReplyAtMs: 0,
      lastReplyAtMs: 0,
      awaitingReplySinceMs: before.awaitingReplySinceMs,
      nextDueAtMs: before.nextDueAtMs,
      preview: before.preview,
    });
    expect(before.awaitingReplySinceMs).toBeGreaterThan(0);
  });

  it('reaches the customer once when two agents hand on the same ticket without a link', async () => {
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben');
    const ticketId = await newTicket(ana, 'Invoice');
    await ana.workspace.sync.settled();
    await ben.eventually(() => ben.workspace.queries.get(ticketId));
    await server.stop();
    await transfer(ana, ticketId, 'Billing');
    await transfer(ben, ticketId, 'Billing');
    await server.start();
    for (const desk of [ana, ben]) {
      await desk.desk.retry();
      await desk.eventually(
        () => desk.desk.syncStatus().waiting === 0 && desk.desk.syncStatus().name === 'online',
      );
    }
    const told = (await replies(ana, ticketId)).map(({ id, text }) => ({ id, text }));
    expect(told).toHaveLength(1);
    await ben.eventually(async () => (await replies(ben, ticketId)).length === 1);
    expect((await replies(ben, ticketId)).map(({ id, text }) => ({ id, text }))).toEqual(told);
    // Nobody typed those words: there is nothing to keep for either of them.
    expect([ana, ben].map((desk) => desk.workspace.sync.held.list())).toEqual([[], []]);
    // Nor does anything wait.
    expect([await ana.workspace.waiting.list(), await ben.workspace.waiting.list()]).toEqual([[], []]);
  });
});
