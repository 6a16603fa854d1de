import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DepartmentId, MessageId, SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { withCounted } from '../../../shared/domain/ticket/messageKeys.ts';
import type { Setting, SettingOf } from '../../../shared/domain/settings.ts';
import { NOBODY, type HistoryEntry, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { SearchBody, ServerSearchAnswer } from '../../../shared/sync/search.ts';
import {
  StreamChange,
  StreamReady,
  type CollectionName,
  type DocumentOf,
} from '../../../shared/sync/wire.ts';
import { aMessage, aTicket, MONDAY_NINE_MS } from '../../support/builders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';

const SALES = 'sales' as DepartmentId;
const BILLING = 'billing' as DepartmentId;
/** In every word of a ticket that must not be seen. */
const SECRET = 'xyzzy';
const DAY_MS = 24 * 60 * 60 * 1000;

let server: TestServer;
let seller: TestPerson;
let clerk: TestPerson;
let boss: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  seller = await server.person('agent', { departmentIds: [SALES] });
  clerk = await server.person('agent', { departmentIds: [BILLING] });
  boss = await server.person('supervisor', { departmentIds: [] });
});

afterEach(() => server.close());

function secretTicket(overrides: Partial<Ticket> = {}): Ticket {
  return aTicket({ departmentId: SALES, subject: `${SECRET} subject`, preview: SECRET, ...overrides });
}

/** Writes beside the routes, as whoever may do everything. */
async function write<C extends CollectionName>(collection: C, document: DocumentOf[C]): Promise<void> {
  await server.store.write(server.workspaceId, async (log) => log.put(collection, document));
}

/** A ticket and a note on it. */
async function writeSecret(overrides: Partial<Ticket> = {}): Promise<Ticket> {
  const ticket = secretTicket(overrides);
  await write('tickets', ticket);
  await write('messages', aMessage({ kind: 'note', text: `${SECRET} words`, html: '' }));
  return ticket;
}

async function change(ticket: Ticket, changes: Partial<Ticket>, rev: string): Promise<Ticket> {
  const next = { ...ticket, ...changes, rev: rev as Rev };
  await write('tickets', next);
  return next;
}

async function writeDepartments(): Promise<void> {
  const { documents } = await boss.pull('settings');
  const department = documents
    .map((one) => one as unknown as Setting)
    .find(({ kind }) => kind === 'department');
  const { _deleted, ...fields } = department as Setting & { _deleted: boolean };
  for (const id of [SALES, BILLING])
    await write('settings', { ...fields, id: id as string as SettingId, rev: `${id}1` as Rev });
}

async function pulledText(person: TestPerson, since = 0): Promise<string> {
  const bodies = await Promise.all(
    ['tickets', 'messages'].map((collection) =>
      person.request({
        method: 'GET',
        url: '/v1/pull',
        query: { collection, since: String(since), limit: '2000' },
      }),
    ),
  );
  return bodies.map(({ body }) => body).join('\n');
}

async function search(person: TestPerson, wish: Partial<SearchBody> = {}): Promise<ServerSearchAnswer> {
  const payload: SearchBody = {
    words: [],
    facets: [],
    createdFromMs: null,
    createdBeforeMs: null,
    closedBeforeMs: MONDAY_NINE_MS + 1000 * DAY_MS,
    limit: 20,
    ...wish,
  };
  const answer = await person.request({ method: 'POST', url: '/v1/search', payload });
  expect(answer.statusCode).toBe(200);
  return answer.json<ServerSearchAnswer>();
}

const word = (text: string, isPrefix = false): SearchBody['words'][number] => ({
  text,
  isPrefix,
  isNegated: false,
  within: 'all',
});

test('an agent pulls the tickets of their departments with their messages, and not a byte of others', async () => {
  await writeSecret();
  expect(await pulledText(seller)).toContain(SECRET);
  expect(await pulledText(boss)).toContain(SECRET);
  const theirs = await pulledText(clerk);
  expect(theirs).not.toContain(SECRET);
  expect(theirs).not.toContain('tkt_1');
});

test('an agent pulls what they hold, whatever its department', async () => {
  const ticket = await writeSecret();
  await change(ticket, { assigneeId: clerk.agentId }, 'r2');
  const { documents } = await clerk.pull('messages');
  expect(documents.map(({ id }) => id)).toEqual(['msg_1']);
});

test('a ticket that leaves its department leaves with its messages, and comes to the other whole', async () => {
  const ticket = await writeSecret();
  const { checkpoint } = await clerk.pull('tickets');
  await change(ticket, { departmentId: BILLING }, 'r2');
  expect((await seller.pull('tickets', checkpoint.seq)).documents).toEqual([
    { id: ticket.id, rev: 'r2', _deleted: true },
  ]);
  expect((await seller.pull('messages', checkpoint.seq)).documents).toEqual([
    { id: 'msg_1', rev: expect.any(String) as string, _deleted: true },
  ]);
  const arrived = await pulledText(clerk, checkpoint.seq);
  expect(arrived).toContain(`${SECRET} subject`);
  expect(arrived).toContain(`${SECRET} words`);
});

test('handing a ticket to a colleague of the department brings nothing twice', async () => {
  const colleague = await server.person('agent', { departmentIds: [SALES] });
  const ticket = await writeSecret();
  const { checkpoint } = await seller.pull('messages');
  await change(ticket, { assigneeId: colleague.agentId }, 'r2');
  expect((await seller.pull('messages', checkpoint.seq)).documents).toEqual([]);
});

test('messages that an import wrote before their ticket reach the department with it', async () => {
  const admin = await server.person('administrator');
  const send = (collection: string, document: object): Promise<unknown> =>
    admin.request({ method: 'POST', url: '/v1/import', payload: { collection, documents: [document] } });
  await send('messages', aMessage({ text: SECRET }));
  const { checkpoint } = await seller.pull('messages');
  await send('tickets', secretTicket());
  expect((await seller.pull('messages', checkpoint.seq)).documents).toMatchObject([
    { id: 'msg_1', text: SECRET },
  ]);
  expect(await pulledText(clerk)).not.toContain(SECRET);
});

test('the event stream carries no word of what its reader may not see', async () => {
  await server.listen();
  const theirs = await clerk.stream();
  await theirs.until(({ event }) => event === 'ready');
  const ticket = await writeSecret();
  await change(ticket, { priority: 'urgent' }, 'r2');
  await write('tickets', aTicket({ id: 'own' as TicketId, departmentId: BILLING }));
  await theirs.until(({ data }) => data.includes('"own"'));
  expect(theirs.events.map(({ data }) => data).join('\n')).not.toContain(SECRET);
  expect(theirs.events.map(({ data }) => data).join('\n')).not.toContain(ticket.id);
  theirs.close();
});

test('on the stream a ticket that moves is gone for one and whole for the other', async () => {
  await server.listen();
  const ticket = await writeSecret();
  const [from, to] = await Promise.all([seller.stream(), clerk.stream()]);
  await Promise.all([from, to].map((stream) => stream.until(({ event }) => event === 'ready')));
  await change(ticket, { departmentId: BILLING }, 'r2');
  const ends = ({ data }: { data: string }): boolean => data.includes('"tickets"') && data.includes('r2');
  await from.until(ends);
  await to.until(ends);
  const documents = (stream: typeof from): unknown[] =>
    stream.events
      .filter(({ event }) => event === 'change')
      .flatMap(({ data }) => StreamChange.parse(JSON.parse(data)).documents);
  expect(documents(from)).toMatchObject([
    { id: 'msg_1', _deleted: true },
    { id: ticket.id, _deleted: true },
  ]);
  expect(JSON.stringify(documents(from))).not.toContain(SECRET);
  expect(documents(to)).toMatchObject([{ text: `${SECRET} words` }, { subject: `${SECRET} subject` }]);
  from.close();
  to.close();
});

test('a reader who was away and had nothing to hear still learns how far the log has come', async () => {
  await server.listen();
  await writeSecret();
  const stream = await clerk.stream({ since: 0 });
  const { seq } = StreamReady.parse(JSON.parse((await stream.until(({ event }) => event === 'ready')).data));
  await stream.until(({ id }) => id === String(seq));
  expect(stream.events.map(({ data }) => data).join('\n')).not.toContain(SECRET);
  stream.close();
});

test('a change of membership ends the stream, and the next one says what holds now', async () => {
  await server.listen();
  const stream = await clerk.stream();
  await stream.until(({ event }) => event === 'ready');
  const { documents } = await boss.pull('settings');
  const own = documents.find(({ id }) => id === (clerk.agentId as string));
  const { _deleted, ...setting } = own as unknown as SettingOf<'agent'> & { _deleted: boolean };
  await write('settings', {
    ...setting,
    rev: 'r2' as Rev,
    value: { ...setting.value, departmentIds: [SALES] },
  });
  await stream.ended;
  const again = await clerk.stream();
  const ready = StreamReady.parse(JSON.parse((await again.until(({ event }) => event === 'ready')).data));
  expect(ready.viewer).toMatchObject({ role: 'agent', departmentIds: [SALES] });
  again.close();
});

test('changing what one may not see is refused without showing it', async () => {
  const ticket = await writeSecret();
  const theirs = { ...ticket, subject: 'mine now', rev: 'r9' };
  const answers = [
    await clerk.push('tickets', [theirs]),
    await clerk.push('tickets', [theirs, ticket]),
    await clerk.push('messages', [aMessage({ rev: 'r9' as Rev, by: { kind: 'agent', id: clerk.agentId } })]),
    await clerk.push('messages', [
      aMessage({ id: 'msg_2' as MessageId, kind: 'note', by: { kind: 'agent', id: clerk.agentId } }),
    ]),
  ];
  expect(answers.map(({ refused }) => refused.map(({ code }) => code))).toEqual([
    ['ticket.notFound'],
    ['ticket.notFound'],
    ['input.invalid'],
    ['ticket.notFound'],
  ]);
  expect(JSON.stringify(answers)).not.toContain(SECRET);
  expect((await boss.pull('tickets')).documents).toMatchObject([{ subject: `${SECRET} subject` }]);
});

test('the note of a handover is taken after the ticket has left its writer’s sight, later words are not', async () => {
  const ticket = await writeSecret();
  const atMs = MONDAY_NINE_MS;
  const entry = {
    id: 'moved',
    atMs,
    by: { kind: 'agent', id: seller.agentId },
    kind: 'holder',
    from: { departmentId: SALES, assigneeId: '' },
    to: { departmentId: BILLING, assigneeId: '' },
    cause: 'manual',
    reason: { code: 'expertise', text: '' },
  };
  const moved = { ...ticket, departmentId: BILLING, history: [...ticket.history, entry], rev: 'r2' };
  await write('tickets', moved as Ticket);
  const words = (id: string, at: number): Message =>
    aMessage({ id: id as MessageId, kind: 'note', by: { kind: 'agent', id: seller.agentId }, atMs: at });
  const answer = await seller.push('messages', [words('handover', atMs)], [words('later', atMs + 1)]);
  expect(answer.refused.map(({ id, code }) => [id, code])).toEqual([['later', 'ticket.notFound']]);
  // Nobody has heard the acknowledgement: the same push again is no loss and no refusal.
  expect(await seller.push('tickets', [moved, ticket])).toMatchObject({ conflicts: [], refused: [] });
});

test('words taken before the ticket left their writer’s sight count in it, though their ticket is refused', async () => {
  const ticket = await writeSecret();
  const words = (id: string, by: TestPerson): Message =>
    aMessage({ id: id as MessageId, kind: 'note', by: { kind: 'agent', id: by.agentId } });
  const [own, others] = [words('own', seller), words('others', clerk)];
  await seller.push('messages', [own]);
  await write('messages', others);
  await change(ticket, { departmentId: BILLING }, 'r2');
  const counted = { ...ticket, ...withCounted(ticket, own.id), priority: 'urgent', rev: 'r3' } as Ticket;
  const answer = await seller.push('tickets', [counted, ticket]);
  expect(answer.refused.map(({ code }) => code)).toEqual(['ticket.notFound']);
  const { documents } = await clerk.pull('tickets');
  // Nothing else of what was refused, nobody else's words, and once.
  const { messageCount, priority } = ticket;
  const expected = { messageCount: messageCount + 1, lastMessageId: 'own', priority, departmentId: BILLING };
  expect(documents).toMatchObject([expected]);
  await seller.push('tickets', [counted, ticket]);
  expect((await clerk.pull('tickets')).documents).toEqual(documents);
});

test('an answer counts also in a ticket that was closed out of its writer’s sight', async () => {
  const ticket = await writeSecret();
  const by = { kind: 'agent', id: seller.agentId } as const;
  const answer = aMessage({ id: 'answer' as MessageId, kind: 'reply', by });
  expect(await seller.push('messages', [answer])).toMatchObject({ refused: [] });
  await change(ticket, { departmentId: BILLING, status: 'closed', isOpen: false }, 'r2');
  const counted = { ...ticket, ...withCounted(ticket, answer.id), rev: 'r3' } as Ticket;
  expect((await seller.push('tickets', [counted, ticket])).refused).toMatchObject([
    { code: 'ticket.notFound' },
  ]);
  const { documents } = await clerk.pull('tickets');
  expect(documents).toMatchObject([{ status: 'closed', messageCount: ticket.messageCount + 1 }]);
});

test('a move whose acknowledgement was lost is accepted again after others have gone on, and is told as gone', async () => {
  const ticket = await writeSecret();
  const [created] = ticket.history;
  const line = { ...created, id: 'moved' } as HistoryEntry;
  const moved = await change(ticket, { departmentId: BILLING, history: [...ticket.history, line] }, 'r2');
  await change(moved, { priority: 'urgent' }, 'r3');
  const { checkpoint } = await seller.pull('tickets');
  expect(await seller.push('tickets', [moved, ticket])).toMatchObject({ conflicts: [], refused: [] });
  expect((await seller.pull('tickets', checkpoint.seq)).documents).toEqual([
    { id: ticket.id, rev: 'r3', _deleted: true },
  ]);
});

test('tickets closed long ago stay on the server for those who say so', async () => {
  const closed = { status: 'closed', isOpen: false, updatedAtMs: MONDAY_NINE_MS - 100 * DAY_MS } as const;
  await change(await writeSecret(), closed, 'r2');
  const pull = async (closedAfter: number, withGone: boolean): Promise<unknown[]> => {
    const query = { collection: 'tickets', closedAfter: String(closedAfter), withGone: String(withGone) };
    const answer = await seller.request({ method: 'GET', url: '/v1/pull', query });
    return answer.json<{ documents: unknown[] }>().documents;
  };
  expect(await pull(0, false)).toMatchObject([{ id: 'tkt_1', status: 'closed' }]);
  expect(await pull(MONDAY_NINE_MS - 365 * DAY_MS, false)).toMatchObject([{ status: 'closed' }]);
  expect(await pull(MONDAY_NINE_MS - 30 * DAY_MS, false)).toEqual([]);
  // A desk that has been away for so long has it open still.
  expect(await pull(MONDAY_NINE_MS - 30 * DAY_MS, true)).toEqual([
    { id: 'tkt_1', rev: expect.any(String) as string, _deleted: true },
  ]);
});

test('a change of a ticket that was closed long ago brings its messages along', async () => {
  const ticket = await writeSecret({
    status: 'closed',
    isOpen: false,
    updatedAtMs: MONDAY_NINE_MS - 100 * DAY_MS,
  });
  const { checkpoint } = await seller.pull('messages');
  await change(ticket, { tags: ['found'], updatedAtMs: MONDAY_NINE_MS }, 'r2');
  expect((await seller.pull('messages', checkpoint.seq)).documents).toMatchObject([{ id: 'msg_1' }]);
});

test('the search finds closed tickets by words, beginnings, phrases, people and properties, within sight', async () => {
  await server.takeIn();
  const [contact] = (await boss.pull('contacts')).documents;
  const ticket = await writeSecret({ contactId: contact?.id as never, tags: ['Účet'] });
  expect((await search(seller, { words: [word(SECRET)] })).hits).toEqual([]);
  const closed = await change(
    ticket,
    { status: 'closed', isOpen: false, subject: 'Příliš žluťoučký kůň' },
    'r2',
  );
  const found = async (wish: Partial<SearchBody>, person = seller): Promise<number> =>
    (await search(person, wish)).hits.length;
  expect(await found({ words: [word('prilis')] })).toBe(1);
  expect(await found({ words: [word('zlut', true)] })).toBe(1);
  expect(await found({ words: [word('zlut')] })).toBe(0);
  expect(await found({ words: [word('zlutoucky kun')] })).toBe(1);
  expect(await found({ words: [word('kun zlutoucky')] })).toBe(0);
  expect(await found({ words: [word('prilis'), word(`${SECRET} words`)] })).toBe(1);
  expect(await found({ words: [{ ...word('carla'), within: 'from' }] })).toBe(1);
  expect(await found({ words: [{ ...word('prilis'), within: 'from' }] })).toBe(0);
  expect(await found({ words: [word('prilis'), { ...word(SECRET), isNegated: true }] })).toBe(0);
  expect(await found({ words: [{ ...word('nothing'), isNegated: true }] })).toBe(1);
  const tag = (value: string, isPrefix: boolean): SearchBody['facets'] => [
    { anyOf: [{ property: 'tag', value, isPrefix }], isNegated: false },
  ];
  expect(await found({ facets: tag('uc', true) })).toBe(1);
  expect(await found({ facets: tag('uc', false) })).toBe(0);
  expect(await found({ facets: [{ anyOf: [], isNegated: false }] })).toBe(0);
  expect(await found({ words: [word('prilis')], createdFromMs: closed.createdAtMs + 1 })).toBe(0);
  expect(await found({ words: [word('prilis')], createdBeforeMs: closed.createdAtMs + 1 })).toBe(1);
  expect(await found({ words: [word('prilis')], closedBeforeMs: closed.updatedAtMs })).toBe(0);
  expect(await found({ words: [word('prilis')] }, boss)).toBe(1);
  expect(await found({ words: [word('prilis')] }, clerk)).toBe(0);
  const [hit] = (await search(seller, { words: [word(SECRET)] })).hits;
  expect(hit).toMatchObject({
    kind: 'message',
    snippet: [{ text: SECRET, isMatch: true }, { text: ' words' }],
  });
  await change(closed, { status: 'open', isOpen: true }, 'r3');
  expect(await found({ words: [word('prilis')] })).toBe(0);
});

test('a search may hold anything and is still an answer', async () => {
  for (const text of ['"', "'", '\\', ':*', 'a & | ! <-> b', 'NOT', 'body : x', '\u0000', '*', '%_']) {
    await search(seller, { words: [word(text, true)] });
    await search(seller, { facets: [{ anyOf: [{ property: 'tag', value: text }], isNegated: true }] });
  }
});

test('one ticket is given whole to those who may see it, and does not exist for others', async () => {
  const ticket = await writeSecret();
  const get = (person: TestPerson, id: string) => person.request({ method: 'GET', url: `/v1/tickets/${id}` });
  expect((await get(seller, ticket.id)).json()).toMatchObject({
    ticket: { id: ticket.id },
    messages: [{ id: 'msg_1', text: `${SECRET} words` }],
  });
  const hidden = await get(clerk, ticket.id);
  const absent = await get(clerk, 'no-such-ticket');
  expect([hidden.statusCode, hidden.body]).toEqual([404, absent.body]);
});

test('an agent who files a ticket for others loses sight of it and hears so', async () => {
  await writeDepartments();
  const to = { departmentId: BILLING, assigneeId: NOBODY } as const;
  const [created] = aTicket().history;
  const ticket = aTicket({ ...to, history: [{ ...created, to } as HistoryEntry] });
  const { checkpoint } = await seller.pull('tickets');
  await seller.push('tickets', [ticket]);
  expect((await seller.pull('tickets', checkpoint.seq)).documents).toEqual([
    { id: ticket.id, rev: expect.any(String) as string, _deleted: true },
  ]);
});
