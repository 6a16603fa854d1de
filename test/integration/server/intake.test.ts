import { afterEach, beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../../server/security/channels.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import { setStatus, setTags, takeTicket } from '../../../shared/domain/ticket/actions.ts';
import type { Status, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import {
  aCustomerMessage,
  startTestServer,
  type TicketAction,
  type TestPerson,
  type TestServer,
} from '../../support/serverHarness.ts';

let server: TestServer;
let ana: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  ana = await server.person();
});
afterEach(() => server.close());

async function ticketOf(id: string): Promise<Ticket> {
  return (await ana.pull('tickets')).documents.find((document) => document.id === id) as unknown as Ticket;
}
async function messages(): Promise<Message[]> {
  return (await ana.pull('messages')).documents as unknown as Message[];
}
async function contacts(): Promise<Contact[]> {
  return (await ana.pull('contacts')).documents as unknown as Contact[];
}

/** Ana takes a ticket and brings it into a state. */
async function bring(id: string, ...statuses: readonly Status[]): Promise<void> {
  const moves = statuses.map(
    (status): TicketAction =>
      (ticket, context) =>
        setStatus(ticket, status, context),
  );
  await ana.act(id, (ticket, context) => takeTicket(ticket, ana.agentId, context), ...moves);
}

test('a first message makes contact, ticket and message', async () => {
  const answer = await server.takeIn({ tags: ['web'], language: 'en' });
  expect(answer).toMatchObject({ outcome: 'created', number: 1001 });
  const [contact] = await contacts();
  expect(contact).toMatchObject({ name: 'Carla Customer', emails: ['carla@example.com'], language: 'en' });
  expect(await ticketOf(answer.ticketId)).toMatchObject({
    number: 1001,
    subject: 'Broken lamp',
    status: 'new',
    departmentId: server.departmentId,
    assigneeId: '',
    contactId: contact!.id,
    channel: 'api',
    tags: ['web'],
    awaitingReplySinceMs: server.clock.nowMs(),
    messageCount: 1,
    preview: 'My lamp does not light.',
  });
  expect((await ticketOf(answer.ticketId)).policyId).not.toBe('');
  expect(await messages()).toMatchObject([
    {
      id: answer.messageId,
      ticketId: answer.ticketId,
      kind: 'customer',
      externalId: 'mail-1',
      by: { id: contact!.id },
    },
  ]);
});

test('the same message again is answered as a duplicate and changes nothing', async () => {
  const first = await server.takeIn();
  const before = await Promise.all([ana.pull('tickets'), ana.pull('messages')]);
  expect(await server.takeIn({ text: 'other words, same id' })).toEqual({ ...first, outcome: 'duplicate' });
  expect(await Promise.all([ana.pull('tickets'), ana.pull('messages')])).toEqual(before);
});

test('the same message many times at once makes one ticket', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => server.takeIn()));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
    'created',
    ...Array<string>(7).fill('duplicate'),
  ]);
  expect((await ana.pull('tickets')).documents).toHaveLength(1);
  expect(await messages()).toHaveLength(1);
});

test('the same message id through another channel is another message', async () => {
  const channel = {
    workspaceId: server.workspaceId,
    kind: 'email',
    name: 'Mail',
    departmentId: server.departmentId,
  } as const;
  const { key } = await addChannel(server.store.sql, channel, 0);
  await server.takeIn();
  expect((await server.intake(aCustomerMessage(), key)).json()).toMatchObject({ outcome: 'created' });
  expect(await contacts()).toHaveLength(1);
});

test('a reply token appends to its ticket', async () => {
  const first = await server.takeIn();
  const second = await server.takeIn({
    messageId: 'mail-2',
    replyToken: first.replyToken,
    text: 'Still dark.',
  });
  expect(second).toMatchObject({ outcome: 'appended', ticketId: first.ticketId, number: first.number });
  expect(await ticketOf(first.ticketId)).toMatchObject({ messageCount: 2, preview: 'Still dark.' });
});

test.each<[Status, number]>([
  ['pending', 0],
  ['onHold', 0],
  ['solved', 1],
])('a customer message on %s opens the ticket', async (status, reopens) => {
  const { ticketId, replyToken } = await server.takeIn();
  await bring(ticketId, status);
  await server.takeIn({ messageId: 'mail-2', replyToken });
  expect(await ticketOf(ticketId)).toMatchObject({
    status: 'open',
    isOpen: true,
    reopenCount: reopens,
    assigneeId: ana.agentId,
  });
});

test('a reopened ticket goes to the pool when its last owner is away', async () => {
  const { ticketId, replyToken } = await server.takeIn();
  await bring(ticketId, 'solved');
  const { documents } = await ana.pull('settings');
  const self = documents.find(({ id }) => id === ana.agentId) as unknown as { rev: string; value: object };
  await ana.push('settings', [
    { ...self, rev: 'away', value: { ...self.value, availability: 'away' } },
    self,
  ]);
  await server.takeIn({ messageId: 'mail-2', replyToken });
  const ticket = await ticketOf(ticketId);
  expect(ticket.assigneeId).toBe('');
  expect(ticket.history.at(-1)).toMatchObject({
    kind: 'holder',
    cause: 'reopen',
    from: { assigneeId: ana.agentId },
  });
});

test('a customer message on a closed ticket starts a follow-up that names it', async () => {
  const { ticketId, replyToken } = await server.takeIn();
  await ana.act(ticketId, (ticket, context) => setTags(ticket, ['lamp'], context));
  await bring(ticketId, 'solved', 'closed');
  const answer = await server.takeIn({ messageId: 'mail-2', replyToken });
  expect(answer).toMatchObject({ outcome: 'followUp', number: 1002 });
  const ticket = await ticketOf(answer.ticketId);
  expect(ticket).toMatchObject({ subject: 'Broken lamp', status: 'new', tags: ['lamp'] });
  expect(ticket.history).toContainEqual(
    expect.objectContaining({ kind: 'followUp', fromTicketId: ticketId }),
  );
  expect((await ticketOf(ticketId)).status).toBe('closed');
});

test('where one agent works alone, the ticket is theirs at once', async () => {
  const alone = await startTestServer();
  try {
    const { ticketId } = await alone.takeIn();
    const [stored] = await alone.store.sql
      .selectFrom('documents')
      .select('body')
      .where('id', '=', ticketId)
      .execute();
    const { assigneeId, history } = JSON.parse(stored!.body) as Ticket;
    expect(assigneeId).not.toBe('');
    expect(history).toContainEqual(expect.objectContaining({ kind: 'holder', cause: 'soleAgent' }));
  } finally {
    await alone.close();
  }
});

test('HTML is cleaned and its words are kept as text', async () => {
  await server.takeIn({
    text: '',
    html: '<p onclick="x()">Hi <b>there</b></p><script>alert(1)</script><img src="http://x/a.png"><img src="https://x/b.png">',
  });
  const [message] = await messages();
  expect(message).toMatchObject({
    html: '<p>Hi <b>there</b></p><img src="https://x/b.png" />',
    text: 'Hi there',
  });
});

test.each([
  ['no words', { text: ' ', html: '<p> </p>' }, 400, 'message.empty'],
  ['a bad address', { from: { email: 'nobody' } }, 400, 'input.invalid'],
  ['an unknown field', { priority: 'urgent' }, 400, 'input.invalid'],
  ['a forged reply token', { replyToken: 'eA.AAAA' }, 404, 'intake.unknownTicket'],
  ['a message that is too long', { text: 'x'.repeat(400_001) }, 400, 'input.invalid'],
  ['a body of 5 MB', { text: 'x'.repeat(5 * 1024 * 1024) }, 413, 'input.tooLarge'],
])('%s is refused', async (_what, change, status, code) => {
  const answer = await server.intake(aCustomerMessage(change));
  expect([answer.statusCode, answer.json()]).toMatchObject([status, { error: { code } }]);
  expect((await ana.pull('tickets')).documents).toEqual([]);
});

test('a wrong channel key is refused', async () => {
  const answers = await Promise.all([
    server.intake(aCustomerMessage(), 'bk_wrong'),
    server.intake(aCustomerMessage(), ''),
  ]);
  expect(
    answers.map((answer) => [answer.statusCode, answer.json<{ error: { code: string } }>().error.code]),
  ).toEqual([
    [401, 'intake.badKey'],
    [401, 'intake.badKey'],
  ]);
});

test('intake is slowed down beyond its limit', async () => {
  const limited = await startTestServer({ limits: { intake: { max: 1, timeWindow: 60_000 } } });
  try {
    await limited.takeIn();
    const answer = await limited.intake(aCustomerMessage({ messageId: 'mail-2' }));
    expect([answer.statusCode, answer.json()]).toMatchObject([429, { error: { code: 'rate.limited' } }]);
  } finally {
    await limited.close();
  }
});
