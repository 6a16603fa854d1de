import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { PROTOCOL_HEADER, type PushAnswer } from '../../../shared/sync/wire.ts';
import { SECRET, setTheScene, type AttackScene } from '../../support/attackScene.ts';
import { aContact, aMessage } from '../../support/builders.ts';
import { TEST_PASSWORD } from '../../support/serverHarness.ts';

let scene: AttackScene;

beforeEach(async () => {
  scene = await setTheScene();
});
afterEach(() => scene.server.close());

/** What nobody refused may have done: a failure of the server, a word of somebody else, a change. */
async function expectRefused(
  wish: InjectOptions & { readonly url: string },
  status: number | RegExp = /^4/u,
): Promise<void> {
  const before = await scene.snapshot();
  const answer = await scene.attacker.request(wish);
  expect(String(answer.statusCode), `${wish.url}: ${answer.body}`).toMatch(
    typeof status === 'number' ? new RegExp(`^${String(status)}$`, 'u') : status,
  );
  expect(answer.body).not.toContain(SECRET);
  expect(await scene.snapshot()).toBe(before);
}

/** Pushes one document as it stands, without anything a desk would add. */
async function push(collection: string, next: object, assumed: object | null = null): Promise<PushAnswer> {
  const rows = [{ newDocumentState: { _deleted: false, ...next }, assumedMasterState: assumed }];
  const answer = await scene.attacker.request({
    method: 'POST',
    url: '/v1/push',
    payload: { collection, rows },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).not.toContain(SECRET);
  return answer.json<PushAnswer>();
}

async function expectPushRefused(
  collection: string,
  next: object,
  assumed: object | null,
  code?: string,
): Promise<void> {
  const before = await scene.snapshot();
  const answer = await push(collection, next, assumed);
  expect(answer.refused, JSON.stringify(answer)).toHaveLength(1);
  if (code !== undefined) expect(answer.refused[0]?.code).toBe(code);
  expect(await scene.snapshot()).toBe(before);
}

function by(agentId: string, line: object): HistoryEntry {
  const base = { id: 'new', atMs: scene.server.clock.nowMs(), by: { kind: 'agent', id: agentId } };
  return { ...base, ...line } as HistoryEntry;
}

const statusLine = { kind: 'status', from: 'new', to: 'solved' };

test.each<[string, (ticket: Ticket, victim: string, attacker: string) => object, string]>([
  ['a status nobody set', () => ({ status: 'solved', isOpen: false, solvedAtMs: 1 }), 'input.invalid'],
  ['a holder nobody chose', (_ticket, victim) => ({ assigneeId: victim }), 'input.invalid'],
  ['a department without a move', () => ({ departmentId: 'vault' }), 'input.invalid'],
  ['a follower who is not there', () => ({ followerIds: ['nobody'] }), 'input.invalid'],
  ['somebody who follows twice', (_ticket, victim) => ({ followerIds: [victim, victim] }), 'input.invalid'],
  ['a priority without a line', () => ({ priority: 'urgent', priorityRank: 40 }), 'input.invalid'],
  [
    'a line in another’s name',
    (ticket, victim) => ({
      status: 'solved',
      isOpen: false,
      solvedAtMs: 1,
      history: [...ticket.history, by(victim, statusLine)],
    }),
    'auth.forbidden',
  ],
  [
    'a line in a customer’s name',
    (ticket) => ({
      history: [...ticket.history, { ...by('x', statusLine), by: { kind: 'customer', id: 'con_1' } }],
    }),
    'auth.forbidden',
  ],
  [
    'a line in the name of a rule that is not there',
    (ticket) => ({
      history: [...ticket.history, { ...by('x', statusLine), by: { kind: 'rule', id: 'no_rule' } }],
    }),
    'auth.forbidden',
  ],
  [
    'a status in the system’s name',
    (ticket) => ({ history: [...ticket.history, { ...by('x', statusLine), by: { kind: 'system' } }] }),
    'auth.forbidden',
  ],
  ['a history that has lost a line', () => ({ history: [] }), 'auth.forbidden'],
  [
    'a history that tells a line differently',
    (ticket) => ({ history: ticket.history.map((line) => ({ ...line, atMs: line.atMs - 1 })) }),
    'auth.forbidden',
  ],
  [
    'a line struck out that was accepted',
    (ticket, _victim, attacker) => ({
      history: [
        ...ticket.history,
        by(attacker, {
          kind: 'mergeLost',
          entryId: ticket.history[0]?.id,
          field: 'status',
          kept: '',
          dropped: '',
        }),
      ],
    }),
    'auth.forbidden',
  ],
  [
    'an illegal move',
    (ticket, _victim, attacker) => ({
      status: 'closed',
      isOpen: false,
      solvedAtMs: 1,
      history: [...ticket.history, by(attacker, { kind: 'status', from: 'new', to: 'closed' })],
    }),
    'ticket.illegalMove',
  ],
  [
    'a ticket given to somebody who is not there',
    (ticket, _victim, attacker) => ({
      assigneeId: 'nobody_known',
      history: [
        ...ticket.history,
        by(attacker, {
          kind: 'holder',
          from: { departmentId: ticket.departmentId, assigneeId: '' },
          to: { departmentId: ticket.departmentId, assigneeId: 'nobody_known' },
          cause: 'manual',
          reason: null,
        }),
      ],
    }),
    'input.notFound',
  ],
  ['another birthday', (ticket) => ({ createdAtMs: ticket.createdAtMs - 1 }), 'input.invalid'],
  ['another origin', () => ({ channel: 'phone' }), 'input.invalid'],
  ['a lower count of reopenings', () => ({ reopenCount: 7 }), 'input.invalid'],
  ['a column that contradicts its status', () => ({ isOpen: false }), 'input.invalid'],
  ['deletion', () => ({ _deleted: true }), 'auth.forbidden'],
])('a ticket cannot be pushed with %s', async (_what, change, code) => {
  const { shared, victim, attacker } = scene;
  const next = { ...shared, ...change(shared, victim.agentId, attacker.agentId), rev: 'forged' };
  await expectPushRefused('tickets', next, shared, code);
});

test('what one may not see cannot be changed, answered, or told apart from what is not there', async () => {
  const { shared, attacker } = scene;
  const forged = { ...shared, id: 'hidden', rev: 'forged' };
  await expectPushRefused('tickets', forged, null, 'ticket.notFound');
  await expectPushRefused('tickets', forged, { id: 'hidden', rev: 'guess' }, 'ticket.notFound');
  const own = { rev: 'forged' as Rev, kind: 'note', by: { kind: 'agent', id: attacker.agentId } } as const;
  await expectPushRefused(
    'messages',
    { ...aMessage(own), id: 'm9', ticketId: 'hidden' },
    null,
    'ticket.notFound',
  );
  await expectPushRefused('messages', { ...aMessage(own), id: 'hiddenNote', ticketId: 'shared' }, null);
  await expectPushRefused('messages', { ...aMessage(own), id: 'theirs', ticketId: 'shared' }, null);
});

test('an id of another workspace names something of one’s own, and nothing there changes', async () => {
  const before = await scene.protectedPart();
  expect(await push('contacts', { ...aContact(), id: 'otherContact', rev: 'mine' })).toMatchObject({
    refused: [],
    conflicts: [],
  });
  expect(await scene.protectedPart()).toBe(before);
});

test.each<[string, (scene: AttackScene) => object]>([
  ['in another’s name', ({ victim }) => ({ kind: 'reply', by: { kind: 'agent', id: victim.agentId } })],
  ['in the system’s name', () => ({ kind: 'note', by: { kind: 'system' } })],
  ['in a customer’s name by mail', () => ({ kind: 'customer', channel: 'email' })],
])('nothing is said %s', async (_whose, words) => {
  const message = { ...aMessage({ id: 'm9' as never, ticketId: 'shared' as never }), ...words(scene) };
  await expectPushRefused('messages', message, null, 'auth.forbidden');
});

test('nobody gives themselves powers, a department, or a colleague’s seat', async () => {
  const { documents } = await scene.attacker.pull('settings');
  const find = (id: string): Record<string, unknown> => documents.find((one) => one.id === id)!;
  const own = find(scene.attacker.agentId);
  const value = own['value'] as object;
  for (const change of [
    { role: 'administrator' },
    { departmentIds: ['vault'] },
    { email: 'x@y.cz' },
    { capacity: 0 },
  ]) {
    await expectPushRefused(
      'settings',
      { ...own, rev: 'f', value: { ...value, ...change } },
      own,
      'auth.forbidden',
    );
  }
  await expectPushRefused(
    'settings',
    { ...own, rev: 'f', kind: 'tag', value: { name: 'x', color: 'red' } },
    own,
  );
  const theirs = find(scene.victim.agentId);
  const away = { ...(theirs['value'] as object), availability: 'off' };
  await expectPushRefused('settings', { ...theirs, rev: 'f', value: away }, theirs, 'auth.forbidden');
  await expectPushRefused(
    'settings',
    { ...own, id: 'new_boss', rev: 'f', value: { ...value, role: 'administrator' } },
    null,
  );
  for (const kind of ['department', 'calendar', 'sla-policy'] as const) {
    const setting = documents.find((one) => one['kind'] === kind)!;
    await expectPushRefused('settings', { ...setting, rev: 'f' }, setting, 'auth.forbidden');
    await expectPushRefused('settings', { ...setting, rev: 'f', _deleted: true }, setting, 'auth.forbidden');
  }
});

test('the requests of administrators and supervisors are closed to agents', async () => {
  const { victim, administrator } = scene;
  const { devices } = (
    await administrator.request({ method: 'GET', url: `/v1/devices?agentId=${victim.agentId}` })
  ).json<{ devices: { id: string }[] }>();
  const invitation = {
    name: 'X',
    email: 'x@y.cz',
    role: 'administrator',
    departmentIds: [],
    level: 1,
    languages: [],
    days: 7,
  };
  await expectRefused({ method: 'GET', url: '/v1/team' }, 403);
  await expectRefused({ method: 'POST', url: '/v1/team/invitations', payload: invitation }, 403);
  await expectRefused({ method: 'DELETE', url: '/v1/team/invitations/any' }, 403);
  await expectRefused(
    { method: 'POST', url: `/v1/team/people/${scene.attacker.agentId}`, payload: { role: 'administrator' } },
    403,
  );
  await expectRefused({ method: 'POST', url: `/v1/team/people/${victim.agentId}/reset`, payload: {} }, 403);
  await expectRefused({ method: 'GET', url: `/v1/devices?agentId=${victim.agentId}` }, 403);
  await expectRefused({ method: 'DELETE', url: `/v1/devices/${devices[0]!.id}` }, 404);
  await expectRefused(
    { method: 'POST', url: '/v1/import', payload: { collection: 'contacts', documents: [aContact()] } },
    403,
  );
  await expectRefused({ method: 'POST', url: '/v1/demo', payload: {} }, 403);
});

async function anonymous(
  url: string,
  payload: object,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return scene.server.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { [PROTOCOL_HEADER]: '1', ...headers },
  });
}

test('codes, links and tokens that were used or made up open nothing', async () => {
  const { administrator, attacker } = scene;
  const device = { id: 'd', name: 'n' };
  const made = await administrator.request({
    method: 'POST',
    url: '/v1/team/invitations',
    payload: {
      name: 'New',
      email: 'new@example.com',
      role: 'agent',
      departmentIds: [],
      level: 1,
      languages: [],
      days: 1,
    },
  });
  const { code } = made.json<{ code: string }>();
  const join = (used: string): Promise<LightMyRequestResponse> =>
    anonymous('/v1/auth/join', { code: used, password: 'a long enough one', device });
  expect((await join(code)).statusCode).toBe(200);
  const before = await scene.snapshot();
  for (const used of [code, code.replace(/.$/u, 'A'), '', '%', 'A'.repeat(200)]) {
    expect((await join(used)).json(), used).toMatchObject({ error: { code: 'auth.codeInvalid' } });
  }
  const [header = '', claims = '', signature = ''] = attacker.session.accessToken.split('.');
  const raised = Buffer.from(
    JSON.stringify({
      ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
      sub: administrator.agentId,
    }),
  ).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const token of [
    `${header}.${raised}.${signature}`,
    `${none}.${raised}.`,
    `${none}.${raised}.AAAA`,
    `${header}.${claims}.`,
  ]) {
    const answer = await anonymous('/v1/push', {}, { authorization: `Bearer ${token}` });
    expect([answer.statusCode, answer.json()]).toMatchObject([401, { error: { code: 'auth.expired' } }]);
  }
  const [sessionId = ''] = administrator.session.refreshToken.split('.');
  for (const refreshToken of ['', '.', `${sessionId}.`, attacker.session.accessToken]) {
    expect((await anonymous('/v1/auth/refresh', { refreshToken })).statusCode).toBe(401);
  }
  expect(await scene.snapshot()).toBe(before);
});

test('a refresh token that was stolen and used ends the session for both', async () => {
  const { refreshToken } = scene.victim.session;
  const first = await anonymous('/v1/auth/refresh', { refreshToken });
  scene.server.clock.advance(120_000);
  expect((await anonymous('/v1/auth/refresh', { refreshToken })).statusCode).toBe(401);
  const { refreshToken: successor } = first.json<{ refreshToken: string }>();
  const answer = await anonymous('/v1/auth/refresh', { refreshToken: successor });
  // Ended, not removed: whoever was robbed keeps what is on their device.
  expect(answer.json()).toMatchObject({ error: { code: 'auth.expired' } });
});

test.each([
  '/v1/../v1/team',
  '/v1/team/',
  '//v1/team',
  '/V1/team',
  '/v1/%74eam',
  '/v1/team;x',
  '/v1/team%00',
  '/v1/pull/../team',
])('the path %s leads around no check', async (url) => {
  await expectRefused({ method: 'GET', url });
});

test('headers lead around no check', async () => {
  const tricks = {
    'x-forwarded-for': '127.0.0.1',
    'x-original-url': '/v1/team',
    'x-rewrite-url': '/v1/team',
    'x-http-method-override': 'DELETE',
    'x-workspace-id': scene.foreignIds[0] ?? '',
    host: 'evil.example',
  };
  await expectRefused({ method: 'GET', url: '/v1/team', headers: tricks }, 403);
  const page = await scene.server.app.inject({
    url: '/join/ABCDE',
    headers: { host: '"><script>alert(1)</script>' },
  });
  expect([page.statusCode, page.body.includes('<script>')]).toEqual([404, false]);
});

test.each([
  ['a body beyond the limit', { payload: `{"collection":"tickets","rows":"${'x'.repeat(9_000_000)}"}` }, 413],
  ['half a body', { payload: '{"collection":"tickets","rows":[' }, 400],
  [
    'a poisoned prototype',
    { payload: '{"collection":"tickets","rows":[],"__proto__":{"role":"administrator"}}' },
    400,
  ],
  ['a poisoned constructor', { payload: '{"constructor":{"prototype":{"role":"administrator"}}}' }, 400],
  ['arrays without end', { payload: '['.repeat(100_000) }, 400],
  ['a body of another kind', { payload: '<a/>', headers: { 'content-type': 'text/xml' } }, 415],
] as const)('%s is refused', async (_what, wish, status) => {
  const headers = { 'content-type': 'application/json' };
  await expectRefused({ method: 'POST', url: '/v1/push', headers, ...wish }, status);
});

test('a guessed password is slowed down for everybody who guesses', async () => {
  const { email } = scene.victim.session;
  const device = { id: 'd', name: 'n' };
  const wrong = await anonymous('/v1/auth/sign-in', { email, password: `${TEST_PASSWORD}x`, device });
  expect(wrong.json()).toMatchObject({ error: { code: 'auth.badCredentials' } });
  expect(wrong.headers['x-ratelimit-limit']).toBeDefined();
});
