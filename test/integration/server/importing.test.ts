import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageId, TicketId } from '../../../shared/domain/ids.ts';
import type { ImportAnswer } from '../../../shared/sync/wire.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';

let server: TestServer;
let administrator: TestPerson;

beforeEach(async () => {
  server = await startTestServer({ allowDemo: true });
  administrator = await server.person('administrator');
});
afterEach(() => server.close());

async function load(collection: string, ...documents: object[]): Promise<ImportAnswer> {
  const payload = { collection, documents };
  const answer = await administrator.request({ method: 'POST', url: '/v1/import', payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<ImportAnswer>();
}

test('an import numbers new tickets and a second one changes nothing', async () => {
  const documents = [aTicket(), aTicket({ id: 'tkt_2' as TicketId })];
  expect(await load('tickets', ...documents)).toEqual({ created: 2, updated: 0, unchanged: 0, refused: [] });
  const before = await administrator.pull('tickets');
  expect(before.documents.map((ticket) => ticket['number'])).toEqual([1001, 1002]);
  expect(await load('tickets', ...documents)).toEqual({ created: 0, updated: 0, unchanged: 2, refused: [] });
  expect(await administrator.pull('tickets')).toEqual(before);
});

test('a changed ticket is updated and keeps its number', async () => {
  await load('tickets', aTicket());
  expect(await load('tickets', aTicket({ subject: 'Corrected' }))).toMatchObject({ updated: 1 });
  expect((await administrator.pull('tickets')).documents).toMatchObject([
    { subject: 'Corrected', number: 1001 },
  ]);
});

test('a bad row is refused with its reason and the others are taken', async () => {
  const answer = await load('contacts', aContact(), { ...aContact(), id: 'con_2', emails: 'none' });
  expect(answer).toMatchObject({ created: 1, refused: [{ id: 'con_2', code: 'import.badRow' }] });
  expect(answer.refused[0]!.message).toMatch(/^emails: /);
});

test('imported HTML is cleaned and a message that is here stays', async () => {
  const message = aMessage({ html: '<p>Hi</p><script>x</script>' });
  expect(await load('messages', message)).toMatchObject({ created: 1 });
  expect(await load('messages', message)).toMatchObject({ unchanged: 1 });
  expect((await administrator.pull('messages')).documents).toMatchObject([{ html: '<p>Hi</p>' }]);
  const changed = await load(
    'messages',
    { ...message, text: 'Other words' },
    aMessage({ id: 'msg_2' as MessageId }),
  );
  expect(changed).toMatchObject({
    created: 1,
    updated: 0,
    refused: [{ id: 'msg_1', code: 'input.invalid' }],
  });
});

test('only an administrator imports or fills in the demo', async () => {
  const supervisor = await server.person('supervisor');
  for (const url of ['/v1/import', '/v1/demo']) {
    const answer = await supervisor.request({ method: 'POST', url, payload: {} });
    expect([answer.statusCode, answer.json()]).toMatchObject([403, { error: { code: 'auth.forbidden' } }]);
  }
});

test('the demo fills an empty workspace once, and its people can sign in', async () => {
  const first = await administrator.request({ method: 'POST', url: '/v1/demo' });
  expect([first.statusCode, first.json()]).toMatchObject([200, { tickets: 2000 }]);
  const page = await administrator.pull('tickets', 0, 2000);
  expect(new Set(page.documents.map((ticket) => ticket['number'])).size).toBe(2000);
  const second = await administrator.request({ method: 'POST', url: '/v1/demo' });
  expect([second.statusCode, second.json()]).toMatchObject([409, { error: { code: 'workspace.notEmpty' } }]);
});

test('without --allow-demo there is no demo', async () => {
  const strict = await startTestServer();
  try {
    const person = await strict.person('administrator');
    expect((await person.request({ method: 'POST', url: '/v1/demo' })).statusCode).toBe(403);
  } finally {
    await strict.close();
  }
});
