import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { MESSAGE_MAX_LENGTH } from '../../../shared/domain/message.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { takeTicket } from '../../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';

let server: TestServer;
let ana: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  ana = await server.person();
});
afterEach(() => server.close());

const ACCEPTED = { conflicts: [], refused: [] };

async function stored(person: TestPerson, id = 'tkt_1'): Promise<Ticket & { _deleted: boolean }> {
  const { documents } = await person.pull('tickets');
  return documents.find((document) => document.id === id) as unknown as Ticket & { _deleted: boolean };
}

test('a new ticket gets the next number and comes back stamped by the server', async () => {
  const answer = await ana.push('tickets', [aTicket()], [aTicket({ id: 'tkt_2' as TicketId })]);
  const { documents } = await ana.pull('tickets');
  expect(answer).toMatchObject({ conflicts: documents, refused: [] });
  expect(documents.map(({ id, number, rev }) => [id, number, /\.server$/.test(rev)])).toEqual([
    ['tkt_1', 1001, true],
    ['tkt_2', 1002, true],
  ]);
});

test('the same push twice is accepted twice and stored once', async () => {
  await ana.push('contacts', [aContact()]);
  await ana.push('tickets', [aTicket()]);
  const before = [await ana.pull('tickets'), await ana.pull('contacts')];
  expect(await ana.push('contacts', [aContact()])).toMatchObject(ACCEPTED);
  // What the server has added comes along again: the first answer may have been lost.
  expect(await ana.push('tickets', [aTicket()])).toMatchObject({
    conflicts: before[0]?.documents,
    refused: [],
  });
  expect([await ana.pull('tickets'), await ana.pull('contacts')]).toEqual(before);
});

test('the answer says where the log ended before what was accepted', async () => {
  const first = await ana.push('contacts', [aContact()]);
  const second = await ana.push('tickets', [aTicket()]);
  const { checkpoint } = await ana.pull('tickets');
  expect([second.seq - first.seq, checkpoint.seq - second.seq]).toEqual([1, 1]);
});

test('an edit of the known state is accepted and keeps the number whatever the client says', async () => {
  await ana.push('tickets', [aTicket()]);
  const master = await stored(ana);
  const edited = { ...master, subject: 'Edited', number: 7, rev: 'r2' as Rev };
  const answer = await ana.push('tickets', [edited, master]);
  // What the server set right comes back at once.
  expect(answer).toMatchObject({ conflicts: [{ id: 'tkt_1', number: 1001 }], refused: [] });
  expect(await stored(ana)).toMatchObject({ subject: 'Edited', number: 1001 });
});

test('an edit of an outdated state meets the master state', async () => {
  await ana.push('contacts', [aContact()]);
  await ana.push('contacts', [aContact({ rev: 'r2' as Rev, name: 'Carla C.' }), aContact()]);
  const answer = await ana.push('contacts', [aContact({ rev: 'r3' as Rev, isVip: true }), aContact()]);
  expect(answer).toMatchObject({
    conflicts: [{ ...aContact({ rev: 'r2' as Rev, name: 'Carla C.' }), _deleted: false }],
    refused: [],
  });
});

test('creating what is there already meets the master state', async () => {
  await ana.push('contacts', [aContact()]);
  const answer = await ana.push('contacts', [aContact({ rev: 'mine' as Rev })]);
  expect(answer.conflicts).toEqual([{ ...aContact(), _deleted: false }]);
});

test('a bad row is refused alone', async () => {
  const answer = await ana.push(
    'contacts',
    [aContact()],
    [{ id: 'con_2', rev: 'x', surprise: true }],
    [aContact({ id: 'con\u0000' as ContactId })],
  );
  expect(answer.refused).toEqual([
    { id: 'con_2', code: 'input.invalid', master: null },
    { id: 'con\u0000', code: 'input.invalid', master: null },
  ]);
  expect((await ana.pull('contacts')).documents.map(({ id }) => id)).toEqual(['con_1']);
});

test('two rows for one document in a push are taken one after the other', async () => {
  const second = aContact({ rev: 'r2' as Rev, name: 'Second' });
  expect(await ana.push('contacts', [aContact()], [second, aContact()])).toMatchObject(ACCEPTED);
  expect((await ana.pull('contacts')).documents).toEqual([{ ...second, _deleted: false }]);
});

test('a message body that is too long is refused as such', async () => {
  const own = { kind: 'note', by: { kind: 'agent', id: ana.agentId } } as const;
  const answer = await ana.push('messages', [{ ...aMessage(own), text: 'x'.repeat(MESSAGE_MAX_LENGTH + 1) }]);
  expect(answer.refused).toEqual([{ id: 'msg_1', code: 'message.tooLong', master: null }]);
});

test('an accepted message never changes', async () => {
  await ana.push('tickets', [aTicket()]);
  const note = aMessage({ kind: 'note', by: { kind: 'agent', id: ana.agentId } });
  expect(await ana.push('messages', [note])).toMatchObject(ACCEPTED);
  const answer = await ana.push('messages', [{ ...note, rev: 'r2', text: 'Changed my mind' }, note]);
  expect(answer.refused).toEqual([
    { id: 'msg_1', code: 'input.invalid', master: { ...note, _deleted: false } },
  ]);
});

test('agents speak for themselves only', async () => {
  const bela = await server.person();
  await ana.push('tickets', [aTicket()]);
  const byCustomer = { kind: 'customer', by: { kind: 'customer', id: 'con_1' as ContactId } } as const;
  const rows = [
    aMessage({ id: 'own' as never, kind: 'reply', by: { kind: 'agent', id: ana.agentId } }),
    aMessage({ id: 'others' as never, kind: 'reply', by: { kind: 'agent', id: bela.agentId } }),
    aMessage({ id: 'system' as never, kind: 'note', by: { kind: 'system' } }),
    aMessage({ id: 'mailed' as never, ...byCustomer, channel: 'email' }),
    aMessage({ id: 'phoned' as never, ...byCustomer, channel: 'phone' }),
    aMessage({
      id: 'stranger' as never,
      kind: 'customer',
      by: { kind: 'customer', id: 'con_9' as ContactId },
      channel: 'phone',
    }),
  ];
  const { refused } = await ana.push('messages', ...rows.map((row) => [row] as const));
  expect(refused.map(({ id, code }) => [id, code])).toEqual([
    ['others', 'auth.forbidden'],
    ['system', 'auth.forbidden'],
    ['mailed', 'auth.forbidden'],
    ['stranger', 'auth.forbidden'],
  ]);
});

test('what a customer said on the phone goes with a ticket that is filed for a department one does not see', async () => {
  const clerk = await server.person('agent', { departmentIds: ['billing' as DepartmentId] });
  const ticket = aTicket({ departmentId: 'billing' as DepartmentId });
  const byCustomer = { kind: 'customer', by: { kind: 'customer', id: 'con_1' as ContactId } } as const;
  const words = { ...byCustomer, channel: 'phone', atMs: ticket.createdAtMs } as const;
  await ana.push('tickets', [ticket]);
  await clerk.act(ticket.id, (before, context) => takeTicket(before, clerk.agentId, context));
  const answer = await ana.push(
    'messages',
    [aMessage(words)],
    [aMessage({ ...words, id: 'later' as never, atMs: ticket.createdAtMs + 1 })],
  );
  expect(answer.refused.map(({ id, code }) => [id, code])).toEqual([['later', 'ticket.notFound']]);
  expect((await clerk.pull('messages')).documents.map(({ id }) => id)).toEqual(['msg_1']);
});

test('tickets and messages are never deleted', async () => {
  const note = aMessage({ kind: 'note', by: { kind: 'agent', id: ana.agentId } });
  await ana.push('tickets', [aTicket()]);
  const master = await stored(ana);
  const ticketAnswer = await ana.push('tickets', [{ ...master, rev: 'r9', _deleted: true }, master]);
  const messageAnswer = await ana.push('messages', [{ ...note, _deleted: true }]);
  expect(ticketAnswer.refused).toEqual([{ id: 'tkt_1', code: 'auth.forbidden', master }]);
  expect(messageAnswer.refused).toEqual([{ id: 'msg_1', code: 'auth.forbidden', master: null }]);
});

test('settings are for supervisors and administrators, membership for administrators, availability for oneself', async () => {
  const supervisor = await server.person('supervisor');
  const administrator = await server.person('administrator');
  async function change(by: TestPerson, which: string, change: object): Promise<string[]> {
    const { documents } = await by.pull('settings');
    const setting = documents.find(({ id }) => id === which)!;
    const next = {
      ...setting,
      rev: `${setting.rev}+`,
      value: { ...(setting['value'] as object), ...change },
    };
    return (await by.push('settings', [next, setting])).refused.map(({ code }) => code);
  }
  expect(await change(ana, ana.agentId, { availability: 'away' })).toEqual([]);
  expect(await change(ana, ana.agentId, { availability: 'busy', level: 9 })).toEqual(['auth.forbidden']);
  expect(await change(ana, supervisor.agentId, { availability: 'away' })).toEqual(['auth.forbidden']);
  expect(await change(supervisor, ana.agentId, { level: 2 })).toEqual([]);
  expect(await change(supervisor, supervisor.agentId, { role: 'administrator' })).toEqual(['auth.forbidden']);
  expect(await change(supervisor, administrator.agentId, { level: 3 })).toEqual(['auth.forbidden']);
  expect(await change(supervisor, ana.agentId, { departmentIds: [] })).toEqual(['auth.forbidden']);
  expect(await change(administrator, ana.agentId, { departmentIds: [] })).toEqual([]);
  // Whose session must end with it, or who must not be the last, is not for a document alone to say.
  for (const powers of [{ role: 'supervisor' }, { isActive: false }, { email: 'new@example.com' }]) {
    expect(await change(administrator, ana.agentId, powers)).toEqual(['auth.forbidden']);
  }
  // Who leads a department is not for those to say who work in it.
  expect(await change(ana, server.departmentId, { leadId: ana.agentId })).toEqual(['auth.forbidden']);
  expect(await change(supervisor, server.departmentId, { leadId: ana.agentId })).toEqual([]);
  expect(await change(ana, server.departmentId, { leadId: '' })).toEqual(['auth.forbidden']);
  expect(await change(administrator, server.departmentId, { leadId: '' })).toEqual([]);
  // To lead one gives no rights beyond it.
  expect(await change(supervisor, server.departmentId, { leadId: ana.agentId })).toEqual([]);
  expect(await change(ana, supervisor.agentId, { level: 3 })).toEqual(['auth.forbidden']);
});

test('pulling by checkpoint brings every document once, in log order, at its latest state', async () => {
  const contacts = Array.from({ length: 25 }, (_, index) =>
    aContact({ id: `con_${String(index)}` as ContactId }),
  );
  await ana.push('contacts', ...contacts.map((contact) => [contact] as const));
  await ana.push('contacts', [
    aContact({ id: 'con_3' as ContactId, rev: 'r2' as Rev, name: 'Later' }),
    contacts[3],
  ]);
  const seen: string[] = [];
  let since = 0;
  for (;;) {
    const { documents, checkpoint } = await ana.pull('contacts', since, 10);
    seen.push(...documents.map(({ id }) => id));
    if (documents.length === 0) break;
    expect(checkpoint.seq).toBeGreaterThan(since);
    since = checkpoint.seq;
  }
  const expected = contacts.map(({ id }) => id).filter((id) => id !== 'con_3');
  expect(seen).toEqual([...expected, 'con_3']);
  expect((await ana.pull('contacts', since)).checkpoint).toEqual({ seq: since });
});

test('writers at the same time get sequences and numbers without holes or doubles', async () => {
  const people = await Promise.all([server.person(), server.person(), server.person()]);
  await Promise.all(
    people.flatMap((person, who) =>
      Array.from({ length: 10 }, (_, index) =>
        person.push('tickets', [aTicket({ id: `t_${String(who)}_${String(index)}` as TicketId })]),
      ),
    ),
  );
  const { documents } = await ana.pull('tickets');
  expect(documents.map((ticket) => ticket['number'])).toEqual(
    Array.from({ length: 30 }, (_, index) => 1001 + index),
  );
});

test('a workspace does not see another one', async () => {
  const { addWorkspace, furnishWorkspace } = await import('../../../server/setup/createWorkspace.ts');
  const { readCollection } = await import('../../../server/store/documents.ts');
  const other = await addWorkspace(server.store, 'Other', 0);
  await server.store.sql.deleteFrom('accounts').where('email', '=', 'you@baton.local').execute();
  await furnishWorkspace(server.store, other.id, 'UTC', 0);
  await ana.push('contacts', [aContact()]);
  expect(await readCollection(server.store.sql, other.id, 'contacts', 0, 10)).toEqual([]);
  expect((await ana.pull('settings')).documents).toHaveLength(6);
});
