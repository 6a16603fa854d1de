import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import type { MessageId } from '../../../shared/domain/ids.ts';
import { setStatus } from '../../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { aMessage } from '../../support/builders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';

let server: TestServer;
let ana: TestPerson;

beforeEach(async () => {
  server = await startTestServer();
  ana = await server.person();
});
afterEach(() => server.close());

async function get(url: string, language = 'en'): Promise<LightMyRequestResponse> {
  return server.app.inject({ method: 'GET', url, headers: { 'accept-language': language } });
}

async function send(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
  return server.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
}

const FILLED = {
  name: 'Carla',
  email: 'carla@example.com',
  subject: 'Lamp',
  message: 'It is dark.\nVery dark.',
  website: '',
};

function formId(page: LightMyRequestResponse): string {
  return /name="formId" value="([^"]+)"/.exec(page.body)![1]!;
}

test('the whole round: form, ticket, reply, conversation, answer', async () => {
  const form = await get(`/form/${server.formId}`);
  const sent = await send(`/form/${server.formId}`, { ...FILLED, formId: formId(form) });
  expect(sent.statusCode).toBe(303);
  const here = sent.headers.location!;

  const [ticket] = (await ana.pull('tickets')).documents as unknown as Ticket[];
  expect(ticket).toMatchObject({
    subject: 'Lamp',
    channel: 'form',
    status: 'new',
    language: 'en',
    number: 1001,
  });
  const own = { ticketId: ticket!.id, by: { kind: 'agent', id: ana.agentId } } as const;
  await ana.push(
    'messages',
    [aMessage({ ...own, id: 'r1' as MessageId, kind: 'reply', text: 'Turn it on.' })],
    [aMessage({ ...own, id: 'n1' as MessageId, kind: 'note', text: 'Secret thought' })],
  );
  await ana.act(ticket!.id, (before, context) => setStatus(before, 'pending', context));

  const conversation = await get(here);
  expect(conversation.body).toContain('It is dark.\nVery dark.');
  expect(conversation.body).toContain('Turn it on.');
  expect(conversation.body).toContain('waiting to hear from you');
  expect(conversation.body).not.toContain('Secret thought');
  expect(conversation.body).not.toContain(ana.agentId);

  const answer = await send(here, { message: 'Now it shines.', formId: formId(conversation), website: '' });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, here]);
  expect((await get(here)).body).toContain('Now it shines.');
  const [after] = (await ana.pull('tickets')).documents as unknown as Ticket[];
  expect(after).toMatchObject({ id: ticket!.id, status: 'open' });
});

test('a second click makes no second ticket', async () => {
  const fields = { ...FILLED, formId: 'one-form' };
  const [first, second] = await Promise.all([
    send(`/form/${server.formId}`, fields),
    send(`/form/${server.formId}`, fields),
  ]);
  expect(second.headers.location).toBe(first.headers.location);
  expect((await ana.pull('tickets')).documents).toHaveLength(1);
});

test('what is wrong is said beside the field and what was typed stays', async () => {
  const answer = await send(`/form/${server.formId}`, {
    ...FILLED,
    email: 'nobody',
    message: '',
    subject: '<b>"x"',
  });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('This does not look like an e-mail address.');
  expect(answer.body).toContain('Please write a message.');
  expect(answer.body).toContain('value="nobody"');
  expect(answer.body).toContain('value="&lt;b&gt;&quot;x&quot;"');
  expect((await ana.pull('tickets')).documents).toEqual([]);
});

test('a program that fills in everything is thanked and ignored', async () => {
  const answer = await send(`/form/${server.formId}`, { ...FILLED, website: 'https://spam.example' });
  expect([answer.statusCode, answer.body.includes('Thank you')]).toEqual([200, true]);
  expect((await ana.pull('tickets')).documents).toEqual([]);
});

test('writing on a closed conversation leads to the new one', async () => {
  const sent = await send(`/form/${server.formId}`, { ...FILLED, formId: 'f1' });
  const [ticket] = (await ana.pull('tickets')).documents as unknown as Ticket[];
  await ana.act(
    ticket!.id,
    (before, context) => setStatus(before, 'solved', context),
    (before, context) => setStatus(before, 'closed', context),
  );
  const answer = await send(sent.headers.location!, { message: 'Dark again', formId: 'f2' });
  expect(answer.headers.location).not.toBe(sent.headers.location);
  expect((await get(answer.headers.location!)).body).toContain('Dark again');
});

test.each([
  ['pt-PT,pt;q=0.9', 'pt-BR', 'Fale conosco'],
  ['de,cs;q=0.5', 'cs', 'Napište nám'],
  ['ro-RO', 'ro', 'Scrieți-ne'],
  ['ja', 'en', 'Contact us'],
])('for %s the page is in %s', async (wish, language, title) => {
  const page = await get(`/form/${server.formId}`, wish);
  expect(page.body).toContain(`<html lang="${language}">`);
  expect(page.body).toContain(title);
});

test('the pages let no script, frame or foreign content in', async () => {
  const page = await get(`/form/${server.formId}`);
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(page.body).not.toMatch(/<script|style="|https?:\/\//);
});

test('a form or conversation that does not exist is a page that says so', async () => {
  const pages = await Promise.all([
    get('/form/nope'),
    get(`/form/${server.formId}/t/forged`),
    get(`/form/${server.formId}/t/a.b`),
  ]);
  expect(pages.map((page) => [page.statusCode, page.body.includes('There is nothing here')])).toEqual([
    [404, true],
    [404, true],
    [404, true],
  ]);
});

test('a message beyond the limit is a page that says so', async () => {
  const page = await send(`/form/${server.formId}`, { ...FILLED, message: 'x'.repeat(5 * 1024 * 1024) });
  expect([page.statusCode, page.body.includes('too long')]).toEqual([413, true]);
});
