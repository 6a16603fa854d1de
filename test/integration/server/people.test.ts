import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCESS_LIFETIME_MS } from '../../../server/security/accessTokens.ts';
import type { InvitationFacts, IssuedLink, TeamAnswer } from '../../../shared/sync/people.ts';
import { PROTOCOL_HEADER, type SessionAnswer } from '../../../shared/sync/wire.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestPerson,
  type TestServer,
} from '../../support/serverHarness.ts';

let server: TestServer;
let boss: TestPerson;
const DAY_MS = 24 * 60 * 60 * 1000;
const PASSWORD = 'four words in a row';

beforeEach(async () => {
  server = await startTestServer();
  boss = await server.person('administrator');
  // Whoever the workspace began with would otherwise be an administrator more.
  await server.store.sql.deleteFrom('accounts').where('email', '=', 'you@baton.local').execute();
});
afterEach(() => server.close());

function post(url: string, payload: object): Promise<LightMyRequestResponse> {
  return server.app.inject({ method: 'POST', url, payload, headers: { [PROTOCOL_HEADER]: '1' } });
}

function device(name: string): object {
  return { id: name, name, platform: 'linux' };
}

async function invite(overrides: object = {}): Promise<LightMyRequestResponse> {
  const payload = {
    name: 'Nora New',
    email: 'nora@example.com',
    role: 'agent',
    departmentIds: [server.departmentId],
    level: 2,
    languages: ['cs'],
    days: 7,
    ...overrides,
  };
  return boss.request({ method: 'POST', url: '/v1/team/invitations', payload });
}

function join(code: string, password = PASSWORD, name = 'new laptop'): Promise<LightMyRequestResponse> {
  return post('/v1/auth/join', { code, password, device: device(name) });
}

async function team(): Promise<TeamAnswer> {
  return (await boss.request({ method: 'GET', url: '/v1/team' })).json<TeamAnswer>();
}

function change(person: TestPerson, payload: object): Promise<LightMyRequestResponse> {
  return boss.request({ method: 'POST', url: `/v1/team/people/${person.agentId}`, payload });
}

async function codeOf(answer: Promise<LightMyRequestResponse> | LightMyRequestResponse): Promise<string> {
  const { statusCode, body } = await answer;
  return statusCode < 300 ? 'done' : (JSON.parse(body) as { error: { code: string } }).error.code;
}

function pull(session: SessionAnswer): Promise<LightMyRequestResponse> {
  const headers = { [PROTOCOL_HEADER]: '1', authorization: `Bearer ${session.accessToken}` };
  return server.app.inject({ method: 'GET', url: '/v1/pull?collection=settings', headers });
}

test('an invitation says what it is for, brings its person in once, and then their password does', async () => {
  const { code, expiresAtMs } = (await invite()).json<IssuedLink>();
  expect(expiresAtMs).toBe(server.clock.nowMs() + 7 * DAY_MS);
  const facts = (await post('/v1/auth/invitation', { code })).json<InvitationFacts>();
  expect(facts).toEqual({
    kind: 'join',
    workspaceName: 'Test desk',
    name: 'Nora New',
    email: 'nora@example.com',
    expiresAtMs,
  });
  const session = (await join(code)).json<SessionAnswer>();
  const settings = (await pull(session)).json<{ documents: { id: string; value: object }[] }>();
  expect(settings.documents.find(({ id }) => id === session.agentId)?.value).toMatchObject({
    name: 'Nora New',
    role: 'agent',
    departmentIds: [server.departmentId],
    level: 2,
    languages: ['cs'],
    isActive: true,
  });
  expect(await codeOf(join(code))).toBe('auth.codeInvalid');
  const again = { email: 'NORA@example.com', password: PASSWORD, device: device('phone') };
  expect((await post('/v1/auth/sign-in', again)).statusCode).toBe(200);
  expect((await team()).invitations).toEqual([]);
});

test('of many who come with one link at once, one gets in', async () => {
  const { code } = (await invite()).json<IssuedLink>();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => join(code, PASSWORD, `d${String(index)}`)),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
});

test('an invitation ends with its days, when it is taken back, and when a newer one is made', async () => {
  const first = (await invite({ days: 1 })).json<IssuedLink>();
  const second = (await invite({ days: 1 })).json<IssuedLink>();
  expect(await codeOf(join(first.code))).toBe('auth.codeInvalid');
  server.clock.advance(DAY_MS);
  expect(await codeOf(join(second.code))).toBe('auth.codeInvalid');
  boss = await server.person('administrator');
  const third = (await invite()).json<IssuedLink>();
  expect((await team()).invitations).toMatchObject([
    { id: third.id, kind: 'join', name: 'Nora New', role: 'agent' },
  ]);
  expect(await codeOf(boss.request({ method: 'DELETE', url: `/v1/team/invitations/${third.id}` }))).toBe(
    'done',
  );
  expect(await codeOf(join(third.code))).toBe('auth.codeInvalid');
});

test('a short password is refused and uses nothing up', async () => {
  const { code } = (await invite()).json<IssuedLink>();
  expect(await codeOf(join(code, 'too short'))).toBe('auth.weakPassword');
  expect(await codeOf(join(code))).toBe('done');
});

test('nobody is invited twice, or into a department that is not there', async () => {
  expect(await codeOf(invite({ email: boss.session.email.toUpperCase() }))).toBe('auth.emailTaken');
  expect(await codeOf(invite({ departmentIds: ['nowhere'] }))).toBe('input.notFound');
  expect(await codeOf(invite({ days: 365 }))).toBe('input.invalid');
});

test('the page of an invitation says how to connect, in the reader’s language, and uses nothing up', async () => {
  const { code } = (await invite({ name: '<b>Nora</b>' })).json<IssuedLink>();
  const read = (language: string): Promise<LightMyRequestResponse> =>
    server.app.inject({
      url: `/join/${code}`,
      headers: { host: 'help.example.com', 'x-forwarded-proto': 'https', 'accept-language': language },
    });
  for (const [language, words] of [
    ['en', 'You are invited to Test desk'],
    ['pt-BR', 'Você foi convidado para Test desk'],
    ['cs', 'Pozvánka do prostoru Test desk'],
    ['ro', 'Ai fost invitat în Test desk'],
  ] as const) {
    const page = await read(language);
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(page.body).toContain(words);
    expect(page.body).toContain(`<dd>https://help.example.com</dd>`);
    expect(page.body).toContain(`baton://join?server=https%3A%2F%2Fhelp.example.com&amp;code=${code}`);
    expect(page.body).not.toContain('<b>Nora');
  }
  expect(await codeOf(join(code))).toBe('done');
  const gone = await read('en');
  expect([gone.statusCode, gone.body.includes('not valid any more')]).toEqual([404, true]);
});

test('a link to a new password ends every session of its person', async () => {
  const ana = await server.person();
  const made = await boss.request({
    method: 'POST',
    url: `/v1/team/people/${ana.agentId}/reset`,
    payload: {},
  });
  const { code } = made.json<IssuedLink>();
  expect((await team()).invitations).toMatchObject([{ kind: 'reset', agentId: ana.agentId }]);
  expect((await join(code)).statusCode).toBe(200);
  // The old session has ended, but what its device holds is theirs: it is not told to delete it.
  expect(await codeOf(pull(ana.session))).toBe('auth.expired');
  const old = { email: ana.session.email, password: TEST_PASSWORD, device: device('x') };
  expect(await codeOf(post('/v1/auth/sign-in', old))).toBe('auth.badCredentials');
});

test('who is deactivated is signed out at once and comes back when they are reactivated', async () => {
  await server.listen();
  const ana = await server.person();
  const stream = await ana.stream();
  await stream.until(({ event }) => event === 'ready');
  expect(await codeOf(change(ana, { isActive: false }))).toBe('done');
  await stream.ended;
  expect(await codeOf(pull(ana.session))).toBe('auth.revoked');
  expect(await codeOf(post('/v1/auth/refresh', { refreshToken: ana.session.refreshToken }))).toBe(
    'auth.revoked',
  );
  const again = { email: ana.session.email, password: TEST_PASSWORD, device: device('x') };
  expect(await codeOf(post('/v1/auth/sign-in', again))).toBe('auth.badCredentials');
  expect(await codeOf(change(ana, { isActive: true }))).toBe('done');
  expect(await codeOf(post('/v1/auth/sign-in', again))).toBe('done');
});

test('the last administrator stays one until there is another', async () => {
  expect(await codeOf(change(boss, { role: 'agent' }))).toBe('auth.lastAdministrator');
  expect(await codeOf(change(boss, { isActive: false }))).toBe('auth.lastAdministrator');
  const deputy = await server.person();
  expect(await codeOf(change(deputy, { role: 'administrator' }))).toBe('done');
  expect(await codeOf(change(boss, { role: 'agent' }))).toBe('done');
});

test('supervisors look at the team and change nothing', async () => {
  const supervisor = await server.person('supervisor');
  const url = `/v1/team/people/${boss.agentId}`;
  expect((await supervisor.request({ method: 'GET', url: '/v1/team' })).statusCode).toBe(200);
  expect(await codeOf(supervisor.request({ method: 'POST', url, payload: { level: 2 } }))).toBe(
    'auth.forbidden',
  );
});

test('a removed device is told to delete what it holds, whatever token it comes with; others go on', async () => {
  const ana = await server.person();
  const login = { email: ana.session.email, password: TEST_PASSWORD, device: device('tablet') };
  const tablet = (await post('/v1/auth/sign-in', login)).json<SessionAnswer>();
  const list = (await ana.request({ method: 'GET', url: '/v1/devices' })).json<{
    devices: { id: string; name: string; platform: string; isThis: boolean }[];
  }>();
  expect(list.devices.map(({ name, platform, isThis }) => [name, platform, isThis]).sort()).toEqual([
    ['tablet', 'linux', false],
    ['test', '', true],
  ]);
  const { id } = list.devices.find(({ name }) => name === 'tablet')!;
  expect(await codeOf(ana.request({ method: 'DELETE', url: `/v1/devices/${id}` }))).toBe('done');
  expect(await codeOf(pull(tablet))).toBe('auth.revoked');
  server.clock.advance(ACCESS_LIFETIME_MS);
  expect(await codeOf(pull(tablet))).toBe('auth.expired');
  expect(await codeOf(post('/v1/auth/refresh', { refreshToken: tablet.refreshToken }))).toBe('auth.revoked');
  // Who only knows the session's name learns nothing.
  const [sessionId = ''] = tablet.refreshToken.split('.');
  expect(await codeOf(post('/v1/auth/refresh', { refreshToken: `${sessionId}.guess` }))).toBe('auth.expired');
  expect(await codeOf(post('/v1/auth/refresh', { refreshToken: ana.session.refreshToken }))).toBe('done');
});

test('a changed password signs the other devices out, and signing out everywhere ends this one too', async () => {
  const ana = await server.person();
  const login = { email: ana.session.email, password: TEST_PASSWORD, device: device('tablet') };
  const tablet = (await post('/v1/auth/sign-in', login)).json<SessionAnswer>();
  const set = (current: string, next: string): Promise<string> =>
    codeOf(ana.request({ method: 'POST', url: '/v1/auth/password', payload: { current, next } }));
  expect(await set('wrong', PASSWORD)).toBe('auth.wrongPassword');
  expect(await set(TEST_PASSWORD, 'short')).toBe('auth.weakPassword');
  expect(await set(TEST_PASSWORD, PASSWORD)).toBe('done');
  expect([await codeOf(pull(tablet)), await codeOf(pull(ana.session))]).toEqual(['auth.expired', 'done']);
  expect(
    await codeOf(ana.request({ method: 'POST', url: '/v1/auth/sign-out-everywhere', payload: {} })),
  ).toBe('done');
  expect(await codeOf(pull(ana.session))).toBe('auth.expired');
});
