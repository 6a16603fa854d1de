import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
let ana: TestDesk;

beforeEach(async () => {
  server = await startTestServer();
  const { code } = await server.newAgent('Ana');
  ana = await openDesk({ server: server.url, code, dataDir: path.join(server.folder, 'Ana') });
  await ana.workspace.sync.settled();
});
afterEach(async () => {
  await ana.close();
  await server.dispose();
});

async function found(text: string): Promise<string[]> {
  const { hits, total, isComplete } = await ana.workspace.queries.search({ text, offset: 0, limit: 50 });
  expect([total, isComplete]).toEqual([hits.length, true]);
  return hits.map(({ row }) => row.id);
}

it('finds a message that has just arrived, without its accents, and shows where', async () => {
  const texts = ['Příliš žluťoučký kůň', 'Oi, São Paulo', 'Despre știință', 'Despre ştiinţă'];
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { ticketId } = await server.intake({ messageId: `m${String(index)}`, text });
    ids.push(ticketId);
    await ana.eventually(() => ana.workspace.queries.get(ticketId));
    await ana.eventually(async () => (await ana.workspace.queries.get(ticketId))?.messages.length === 1);
  }
  expect(await found('prilis')).toEqual([ids[0]]);
  expect(await found('sao paul')).toEqual([ids[1]]);
  expect((await found('stiinta ')).sort()).toEqual([ids[2], ids[3]].sort());
  expect(await found('"zlutoucky kun" from:carla')).toEqual([ids[0]]);
  const { hits } = await ana.workspace.queries.search({ text: 'zlut', offset: 0, limit: 1 });
  expect(hits[0]).toMatchObject({
    kind: 'message',
    snippet: [
      { text: 'Příliš ', isMatch: false },
      { text: 'žluťoučký', isMatch: true },
      { text: ' kůň', isMatch: false },
    ],
  });
});

it('narrows by filters, follows every change, and forgets what is deleted', async () => {
  const { tickets, queries, replica, drafts } = ana.workspace;
  const first = await newTicket(ana, 'The bell rings');
  const second = await newTicket(ana, 'The bell is silent');
  await tickets.setTags({ ticketId: first, tags: ['Účet 7', 'bells'] });
  await tickets.setStatus({ ticketId: second, status: 'pending' });
  await tickets.setPriority({ ticketId: second, priority: 'high' });
  await tickets.take({ ticketId: second });
  await drafts.save(first, 'reply', '<p>Well</p>');
  expect(await found('bell status:pending')).toEqual([second]);
  expect(await found('bell -status:pending')).toEqual([first]);
  expect(await found('tag:ucet')).toEqual([first]);
  expect(await found('tag:"ucet"')).toEqual([]);
  expect(await found('is:unassigned bel')).toEqual([first]);
  expect(await found('assignee:me')).toEqual([second]);
  expect(await found('assignee:ana priority:high channel:phone department:supp')).toEqual([second]);
  expect(await found('has:draft')).toEqual([first]);
  expect(await found('bell -has:draft')).toEqual([second]);
  expect(await found('bell after:2020 before:2021')).toEqual([]);
  expect((await found('bell after:2020')).sort()).toEqual([first, second].sort());
  expect(await found('bell status:nonsense')).toEqual([]);

  // Sooner than any policy's own targets.
  await tickets.setDue({ ticketId: first, dueAtMs: Date.now() + 60_000 });
  expect(await found('bell due<2m')).toEqual([first]);
  expect(await found('bell -due<2m')).toEqual([second]);
  expect(await found('due:overdue')).toEqual([]);

  await tickets.setSubject({ ticketId: second, subject: 'The horn' });
  expect(await found('bell')).toEqual([first]);
  const contactId = (await queries.get(second))?.ticket.contactId ?? '';
  await replica.stores.contacts.update(contactId, (contact) => ({ ...contact, name: 'Zdeněk' }));
  expect(await found('zdenek')).toEqual([second]);
  await (await replica.collections.tickets.findOne(first).exec())?.remove();
  expect(await found('bell')).toEqual([]);
  expect((await queries.find('horn')).map(({ id }) => id)).toEqual([second]);
});
