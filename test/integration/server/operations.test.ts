import { Writable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { LightMyRequestResponse } from 'fastify';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { aContact, aTicket } from '../../support/builders.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestServer,
  type TestServerOptions,
} from '../../support/serverHarness.ts';

let server: TestServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await startTestServer(options);
  return server;
}

function metrics(
  from: TestServer,
  wish: { remoteAddress?: string; headers?: Record<string, string> } = {},
): Promise<LightMyRequestResponse> {
  return from.app.inject({ method: 'GET', url: '/metrics', ...wish });
}

/** The figures of a name, by their labels. */
function figures(text: string, name: string): Record<string, number> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(name.length, at), Number(line.slice(at + 1))];
      }),
  );
}

const contact = (id: string, rev = id) => aContact({ id: id as ContactId, rev: rev as Rev });

test('the figures say what became of pushed rows, how far the logs are and which routes were asked', async () => {
  const it = await start();
  const ana = await it.person();
  const stream = await it.listen().then(() => ana.stream());
  await stream.until(({ event }) => event === 'ready');
  await ana.push('contacts', [contact('a')], [contact('b')]);
  await ana.push('contacts', [contact('a', 'newer')], [{ id: 'c', rev: 'c' }]);
  await it.app.inject({ method: 'GET', url: `/form/${it.formId}` });
  const { body, headers } = await metrics(it);
  expect(headers['content-type']).toContain('version=0.0.4');
  expect(figures(body, 'baton_push_rows_total')).toEqual({
    '{collection="contacts",outcome="accepted"}': 2,
    '{collection="contacts",outcome="conflicted"}': 1,
    '{collection="contacts",outcome="refused"}': 1,
  });
  const { seq } = await it.store.sql.selectFrom('workspaces').select('seq').executeTakeFirstOrThrow();
  expect(figures(body, 'baton_log_sequence')).toEqual({ '': seq });
  expect(figures(body, 'baton_workspaces')).toEqual({ '': 1 });
  expect(figures(body, 'baton_event_streams')).toEqual({ '': 1 });
  expect(figures(body, 'baton_http_request_duration_seconds_count')).toMatchObject({
    '{method="POST",route="/v1/push",status="200"}': 2,
    '{method="GET",route="/form/:channelId",status="200"}': 1,
  });
  stream.close();
});

test('no figure has a label that grows with people, tickets or addresses', async () => {
  const it = await start();
  const ana = await it.person();
  for (const url of ['/form/x', '/form/y', '/no/such/place', '/v1/pull?collection=tickets', '/v1/nothing'])
    await ana.request({ method: 'GET', url });
  const { body } = await metrics(it);
  expect(body).not.toContain('/form/x');
  expect(body).not.toContain('/no/such');
  expect(body).not.toContain(it.workspaceId);
  expect(body).not.toContain(ana.agentId);
});

test('the figures are for this machine only, unless a token opens them', async () => {
  const closed = await start();
  expect((await metrics(closed)).statusCode).toBe(200);
  const outside = [
    { remoteAddress: '10.1.2.3' },
    { remoteAddress: '::ffff:10.1.2.3' },
    // A reverse proxy on this machine passes on somebody else's wish.
    { headers: { 'x-forwarded-for': '127.0.0.1' } },
    { headers: { forwarded: 'for=127.0.0.1' } },
  ];
  for (const wish of outside) expect((await metrics(closed, wish)).statusCode).toBe(404);
  await closed.close();

  const open = await start({ metricsToken: 'scrape-me' });
  const asking = (authorization?: string) =>
    metrics(open, {
      remoteAddress: '10.1.2.3',
      headers: authorization === undefined ? {} : { authorization },
    });
  expect((await asking('Bearer scrape-me')).statusCode).toBe(200);
  for (const wrong of [undefined, 'Bearer scrape-m', 'scrape-me', 'Bearer '])
    expect((await asking(wrong)).statusCode).toBe(404);
  expect((await metrics(open)).statusCode).toBe(404);
});

test('what a server logs holds no password, token or word of a customer, even at its most talkative', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const it = await start({ logger: { level: 'trace', stream } });
  const ana = await it.person();
  const { replyToken } = await it.takeIn({ text: 'my card is 4111', subject: 'Kaputte Lampe' });
  await ana.push('tickets', [aTicket({ subject: 'Geheimnis' })]);
  await it.app.inject({ method: 'GET', url: `/form/${it.formId}/t/${replyToken}` });
  await ana.request({ method: 'POST', url: '/v1/push', payload: '{"Geheimnis": ' });
  // A fault of our own is logged in full, with what caused it.
  await it.store.sql.schema.dropTable('contact_emails').execute();
  const failed = await it.intake({ messageId: 'm2', from: { email: 'zoe@x.test' }, text: 'Geheimnis' });
  expect(failed.statusCode).toBeGreaterThanOrEqual(500);
  const said = lines.join('');
  expect(said).toContain('request failed');
  expect(said).toContain('"route":"/v1/push"');
  const secrets = [
    TEST_PASSWORD,
    ana.session.accessToken,
    ana.session.refreshToken,
    it.channelKey,
    replyToken,
    '4111',
    'Geheimnis',
    'Kaputte Lampe',
    'zoe@x.test',
    'carla@example.com',
  ];
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  server = undefined;
  await it.app.close();
});

test('a server is ready when its database has its version, and alive in any case', async () => {
  const it = await start();
  const ask = async (url: string) => (await it.app.inject({ method: 'GET', url })).statusCode;
  expect([await ask('/health'), await ask('/ready')]).toEqual([200, 200]);
  const { version } = await it.store.sql
    .selectFrom('schema_version')
    .select('version')
    .executeTakeFirstOrThrow();
  await it.store.sql
    .updateTable('schema_version')
    .set({ version: version + 1 })
    .execute();
  expect([await ask('/health'), await ask('/ready')]).toEqual([200, 503]);
  await it.store.sql.updateTable('schema_version').set({ version }).execute();
});
