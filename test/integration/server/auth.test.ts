import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCESS_LIFETIME_MS } from '../../../server/security/accessTokens.ts';
import { findAccountByEmail } from '../../../server/security/accounts.ts';
import { ROTATION_LEEWAY_MS, SESSION_LIFETIME_MS } from '../../../server/security/sessions.ts';
import { CODE_LIFETIME_MS, issueSignInCode } from '../../../server/security/signInCodes.ts';
import { FIRST_EMAIL } from '../../../server/setup/defaultSettings.ts';
import { PROTOCOL_HEADER, SessionAnswer } from '../../../shared/sync/wire.ts';
import {
  startTestServer,
  TEST_PASSWORD,
  type TestPerson,
  type TestServer,
} from '../../support/serverHarness.ts';

let server: TestServer;
const device = { id: 'laptop', name: 'Laptop' };

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

async function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return server.app.inject({ method: 'POST', url, headers: { [PROTOCOL_HEADER]: '1', ...headers }, payload });
}

async function refresh(refreshToken: string) {
  return post('/v1/auth/refresh', { refreshToken });
}

async function pullStatus(session: Pick<SessionAnswer, 'accessToken'>): Promise<number> {
  const headers = { [PROTOCOL_HEADER]: '1', authorization: `Bearer ${session.accessToken}` };
  return (await server.app.inject({ method: 'GET', url: '/v1/pull?collection=tickets', headers })).statusCode;
}

async function code(): Promise<string> {
  const account = await findAccountByEmail(server.store.sql, FIRST_EMAIL);
  return issueSignInCode(server.store.sql, account!, server.clock.nowMs());
}

test('signing in answers a session that opens the workspace', async () => {
  const person = await server.person();
  expect(SessionAnswer.parse(person.session)).toMatchObject({
    agentId: person.agentId,
    workspaceId: server.workspaceId,
    workspaceName: 'Test desk',
    accessExpiresAtMs: server.clock.nowMs() + ACCESS_LIFETIME_MS,
  });
  expect(await pullStatus(person.session)).toBe(200);
});

test('a wrong password and an unknown address are answered alike', async () => {
  const person = await server.person();
  const wrong = await post('/v1/auth/sign-in', { email: person.session.email, password: 'wrong', device });
  const unknown = await post('/v1/auth/sign-in', {
    email: 'nobody@example.com',
    password: TEST_PASSWORD,
    device,
  });
  expect([wrong.statusCode, wrong.json()]).toEqual([
    401,
    { error: { code: 'auth.badCredentials', message: 'e-mail or password is wrong' } },
  ]);
  expect([unknown.statusCode, unknown.json()]).toEqual([wrong.statusCode, wrong.json()]);
});

test('the empty password does not open an account that has none', async () => {
  const answer = await post('/v1/auth/sign-in', { email: FIRST_EMAIL, password: '', device });
  expect(answer.statusCode).toBe(401);
});

test('a code signs in once, in any writing', async () => {
  const made = await code();
  const first = await post('/v1/auth/redeem', {
    code: ` ${made.toLowerCase().replaceAll('-', '')} `,
    device,
  });
  const second = await post('/v1/auth/redeem', { code: made, device });
  expect(first.json()).toMatchObject({ email: FIRST_EMAIL, workspaceId: server.workspaceId });
  expect([second.statusCode, second.json()]).toMatchObject([401, { error: { code: 'auth.codeInvalid' } }]);
});

test('a code is too old after ten minutes', async () => {
  const made = await code();
  server.clock.advance(CODE_LIFETIME_MS);
  expect((await post('/v1/auth/redeem', { code: made, device })).json()).toMatchObject({
    error: { code: 'auth.codeInvalid' },
  });
});

test('an access token ends after its lifetime and a refresh token brings a new one', async () => {
  const { session } = await server.person();
  server.clock.advance(ACCESS_LIFETIME_MS);
  expect(await pullStatus(session)).toBe(401);
  const renewed = (await refresh(session.refreshToken)).json<SessionAnswer>();
  expect(await pullStatus(renewed)).toBe(200);
  expect(renewed.refreshToken).not.toBe(session.refreshToken);
});

test('a refresh token used again later ends the session of that device', async () => {
  const { session } = await server.person();
  const renewed = (await refresh(session.refreshToken)).json<SessionAnswer>();
  server.clock.advance(ROTATION_LEEWAY_MS);
  const stolen = await refresh(session.refreshToken);
  expect([stolen.statusCode, stolen.json()]).toMatchObject([401, { error: { code: 'auth.expired' } }]);
  expect(await pullStatus(renewed)).toBe(401);
  expect((await refresh(renewed.refreshToken)).statusCode).toBe(401);
});

test('a made-up refresh token of a session that is known by its id ends nothing', async () => {
  const { session } = await server.person();
  const [sessionId = ''] = session.refreshToken.split('.');
  for (const guess of ['', '.', '.made-up', `.${'A'.repeat(43)}.${'A'.repeat(43)}`]) {
    expect((await refresh(`${sessionId}${guess}`)).statusCode).toBe(401);
  }
  expect((await refresh(session.refreshToken)).statusCode).toBe(200);
});

test('a refresh whose answer was lost may be repeated, but not beside the answer it lost', async () => {
  const { session } = await server.person();
  const lost = (await refresh(session.refreshToken)).json<SessionAnswer>();
  const repeated = await refresh(session.refreshToken);
  expect(repeated.statusCode).toBe(200);
  expect((await refresh(lost.refreshToken)).statusCode).toBe(401);
  expect(await pullStatus(repeated.json<SessionAnswer>())).toBe(401);
});

test('a session that nobody used for its lifetime is over', async () => {
  const { session } = await server.person();
  server.clock.advance(SESSION_LIFETIME_MS);
  expect((await refresh(session.refreshToken)).statusCode).toBe(401);
});

test('signing out revokes both tokens', async () => {
  const person = await server.person();
  expect((await person.request({ method: 'POST', url: '/v1/auth/sign-out' })).statusCode).toBe(204);
  expect(await pullStatus(person.session)).toBe(401);
  expect((await refresh(person.session.refreshToken)).statusCode).toBe(401);
});

test('signing in on the same device again ends its earlier session only', async () => {
  const other = await server.person();
  const person = await server.person();
  const again = await post('/v1/auth/sign-in', {
    email: person.session.email,
    password: TEST_PASSWORD,
    device: { id: `device_${person.agentId}`, name: 'test' },
  });
  expect(await pullStatus(person.session)).toBe(401);
  expect(await pullStatus(again.json<SessionAnswer>())).toBe(200);
  expect(await pullStatus(other.session)).toBe(200);
});

test('an agent who does not work here any more is signed out at once', async () => {
  const person = await server.person();
  const administrator = await server.person('administrator');
  await deactivate(administrator, person);
  expect(await pullStatus(person.session)).toBe(401);
});

async function deactivate(administrator: TestPerson, person: TestPerson): Promise<void> {
  const url = `/v1/team/people/${person.agentId}`;
  const answer = await administrator.request({ method: 'POST', url, payload: { isActive: false } });
  expect(answer.statusCode).toBe(204);
}

test('a token signed by somebody else is refused', async () => {
  const forged =
    'eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4Iiwid3MiOiJ4Iiwic3ViIjoieCIsImlzcyI6ImJhdG9uIiwiZXhwIjo5OTk5OTk5OTk5fQ.AAAA';
  expect(await pullStatus({ accessToken: forged })).toBe(401);
  expect(await pullStatus({ accessToken: 'nonsense' })).toBe(401);
});

test('a client of another protocol is told so before anything else', async () => {
  const answers = await Promise.all([
    post('/v1/auth/sign-in', {}, { [PROTOCOL_HEADER]: '2' }),
    server.app.inject({ method: 'GET', url: '/v1/pull' }),
  ]);
  expect(
    answers.map((answer) => [answer.statusCode, answer.json<{ error: { code: string } }>().error.code]),
  ).toEqual([
    [426, 'server.otherVersion'],
    [426, 'server.otherVersion'],
  ]);
  expect(answers.map((answer) => answer.headers[PROTOCOL_HEADER])).toEqual(['1', '1']);
  expect((await server.app.inject({ method: 'GET', url: '/v1/hello' })).json()).toEqual({
    product: 'baton',
    protocol: 1,
    version: '0.0.0-test',
    serverTimeMs: server.clock.nowMs(),
  });
});

test('too many attempts are slowed down', async () => {
  const limited = await startTestServer({ limits: { auth: { max: 2, timeWindow: 60_000 } } });
  try {
    const attempt = () =>
      limited.app.inject({
        method: 'POST',
        url: '/v1/auth/sign-in',
        headers: { [PROTOCOL_HEADER]: '1' },
        payload: { email: 'a@b.cz', password: 'x', device },
      });
    const answers = [await attempt(), await attempt(), await attempt()];
    expect(answers.map((answer) => answer.statusCode)).toEqual([401, 401, 429]);
    expect(answers[2]!.json()).toMatchObject({ error: { code: 'rate.limited' } });
  } finally {
    await limited.close();
  }
});

test('guessing the password of an account slows down, wherever the guesses come from', async () => {
  const person = await server.person();
  const attempt = async (password: string, from = 'stranger'): Promise<number> =>
    (
      await post('/v1/auth/sign-in', {
        email: person.session.email,
        password,
        device: { id: `${from}-device`, name: from },
      })
    ).statusCode;
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, index) => attempt('a guess', `stranger ${String(index)}`)),
  );
  expect([
    many.filter((status) => status === 401).length,
    many.filter((status) => status === 429).length,
  ]).toEqual([5, 15]);
  // Not even the right one is looked at, and refused attempts do not make the pause longer.
  expect(await attempt(TEST_PASSWORD)).toBe(429);
  server.clock.advance(30_000);
  expect(await attempt('a guess')).toBe(401);
  server.clock.advance(30_000);
  expect(await attempt('a guess')).toBe(429);
  server.clock.advance(30_000);
  expect(await attempt(TEST_PASSWORD)).toBe(200);
  expect(await attempt('a guess')).toBe(401);
});

test('guessing keeps nobody out of a device they have used, nor from a code', async () => {
  const person = await server.person();
  const attempt = async (password: string, id: string): Promise<number> =>
    (await post('/v1/auth/sign-in', { email: person.session.email, password, device: { id, name: id } }))
      .statusCode;
  expect(await attempt(TEST_PASSWORD, 'own')).toBe(200);
  for (let hour = 0; hour < 4; hour += 1) {
    for (let guess = 0; guess < 30; guess += 1) await attempt('a guess', 'stranger');
    server.clock.advance(60 * 60_000);
  }
  for (let guess = 0; guess < 6; guess += 1) await attempt('a guess', 'stranger');
  expect(await attempt(TEST_PASSWORD, 'stranger')).toBe(429);
  expect(await attempt(TEST_PASSWORD, 'own')).toBe(200);
  const account = await findAccountByEmail(server.store.sql, person.session.email);
  const signIn = await issueSignInCode(server.store.sql, account!, server.clock.nowMs());
  expect(
    (await post('/v1/auth/redeem', { code: signIn, device: { id: 'new', name: 'New' } })).statusCode,
  ).toBe(200);
});

test('an address that nobody has is slowed down in the same way', async () => {
  const attempt = async (): Promise<number> =>
    (await post('/v1/auth/sign-in', { email: 'nobody@example.com', password: 'a guess', device })).statusCode;
  const answers: number[] = [];
  for (let guess = 0; guess < 7; guess += 1) answers.push(await attempt());
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
});
