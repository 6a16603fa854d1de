import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import {
  PRESENCE_MAX_TICKETS,
  StreamPresence,
  type PresenceMode,
  type PresentPerson,
} from '../../../shared/sync/presence.ts';
import { addAccount } from '../../../server/security/accounts.ts';
import { addWorkspace, furnishWorkspace } from '../../../server/setup/createWorkspace.ts';
import { newAgent } from '../../../server/setup/defaultSettings.ts';
import { argon2Passwords } from '../../../server/security/passwords.ts';
import type { AgentId, SettingId } from '../../../shared/domain/ids.ts';
import { PROTOCOL_HEADER, type SessionAnswer } from '../../../shared/sync/wire.ts';
import { aTicket, MONDAY_NINE_MS } from '../../support/builders.ts';
import {
  startTestServer,
  type TestPerson,
  type TestServer,
  type TestStream,
} from '../../support/serverHarness.ts';
import { testScheduler } from '../../support/testScheduler.ts';

const lamp = 'lamp' as TicketId;
const elsewhere = 'elsewhere' as TicketId;

let server: TestServer;
const streams: TestStream[] = [];

beforeEach(async () => {
  server = await startTestServer();
  await putTickets(server);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await server.close();
});

async function putTickets(to: TestServer): Promise<void> {
  await to.listen();
  await to.store.write(to.workspaceId, async (log) => {
    const common = { contactId: 'carla' as ContactId, assigneeId: '' as const };
    log.put('tickets', aTicket({ ...common, id: lamp, rev: 'a' as Rev, departmentId: to.departmentId }));
    log.put(
      'tickets',
      aTicket({ ...common, id: elsewhere, rev: 'b' as Rev, departmentId: 'other' as DepartmentId }),
    );
  });
}

async function streamOf(person: TestPerson): Promise<TestStream> {
  const stream = await person.stream();
  streams.push(stream);
  await told(stream, ({ isWhole }) => isWhole);
  return stream;
}

function presenceIn(stream: TestStream): StreamPresence[] {
  return stream.events
    .filter(({ event }) => event === 'presence')
    .map(({ data }) => StreamPresence.parse(JSON.parse(data)));
}

async function told(
  stream: TestStream,
  fits: (presence: StreamPresence) => boolean,
): Promise<StreamPresence> {
  const { data } = await stream.until(
    ({ event, data: text }) => event === 'presence' && fits(StreamPresence.parse(JSON.parse(text))),
  );
  return StreamPresence.parse(JSON.parse(data));
}

/** The first event that shows this person like this. */
function shows(person: PresentPerson): (presence: StreamPresence) => boolean {
  return ({ people }) => people.some((one) => JSON.stringify(one) === JSON.stringify(person));
}

function say(
  person: TestPerson,
  ...tickets: readonly (readonly [TicketId, PresenceMode])[]
): ReturnType<TestPerson['request']> {
  const payload = { tickets: tickets.map(([ticketId, mode]) => ({ ticketId, mode })) };
  return person.request({ method: 'POST', url: '/v1/presence', payload });
}

function doing(
  { agentId }: TestPerson,
  ...tickets: readonly (readonly [TicketId, PresenceMode])[]
): PresentPerson {
  return { agentId, isOnline: true, tickets: tickets.map(([ticketId, mode]) => ({ ticketId, mode })) };
}

describe('two people', () => {
  test('hear who is online, who views a ticket, who writes in it, and when that ends', async () => {
    const [ana, ben] = [await server.person(), await server.person()];
    const anas = await streamOf(ana);
    const bens = await streamOf(ben);
    await told(anas, shows(doing(ben)));
    expect((await say(ben, [lamp, 'viewing'])).statusCode).toBe(204);
    await told(anas, shows(doing(ben, [lamp, 'viewing'])));
    await say(ben, [lamp, 'writingReply']);
    await told(anas, shows(doing(ben, [lamp, 'writingReply'])));
    await say(ben);
    await say(ana, [lamp, 'writingNote']);
    await told(bens, shows(doing(ana, [lamp, 'writingNote'])));
    expect(presenceIn(bens)[0]).toEqual({ isWhole: true, people: [doing(ana)] });
  });

  test('get everything anew when their stream begins again', async () => {
    const [ana, ben] = [await server.person(), await server.person()];
    await streamOf(ben);
    (await streamOf(ana)).close();
    await say(ben, [lamp, 'writingReply']);
    const again = await streamOf(ana);
    expect(presenceIn(again)[0]).toEqual({ isWhole: true, people: [doing(ben, [lamp, 'writingReply'])] });
  });

  test('learn nothing of a ticket they may not see, not even that somebody has moved to another', async () => {
    const [ana, zoe] = [await server.person(), await server.person('supervisor')];
    const anas = await streamOf(ana);
    await streamOf(zoe);
    await told(anas, shows(doing(zoe)));
    await say(zoe, [elsewhere, 'writingReply']);
    await say(zoe, [elsewhere, 'writingReply'], [lamp, 'viewing']);
    await told(anas, shows(doing(zoe, [lamp, 'viewing'])));
    expect(JSON.stringify(anas.events)).not.toContain(`"ticketId":"${elsewhere}"`);
  });

  test('cannot show themselves in a ticket they may not see, which looks the same as one that does not exist', async () => {
    const [ana, zoe] = [await server.person(), await server.person('supervisor')];
    const zoes = await streamOf(zoe);
    await streamOf(ana);
    const answers = [
      await say(ana, [elsewhere, 'writingReply']),
      await say(ana, ['no such' as TicketId, 'writingReply']),
      await say(ana, ['\u0000' as TicketId, 'viewing']),
    ];
    await say(ana, [lamp, 'viewing']);
    await told(zoes, shows(doing(ana, [lamp, 'viewing'])));
    expect([
      answers.map(({ statusCode, body }) => [statusCode, body]),
      JSON.stringify(presenceIn(zoes)),
    ]).toEqual([
      [
        [204, ''],
        [204, ''],
        [204, ''],
      ],
      expect.not.stringContaining('writingReply'),
    ]);
  });
});

test('presence has no id, so that it never moves the position from which a stream is resumed', async () => {
  const [ana, ben] = [await server.person(), await server.person()];
  const anas = await streamOf(ana);
  await streamOf(ben);
  await told(anas, shows(doing(ben)));
  expect(anas.events.filter(({ event }) => event === 'presence').map(({ id }) => id)).toEqual([
    undefined,
    undefined,
  ]);
});

test('somebody of another workspace on the same server is never told of', async () => {
  const ana = await server.person();
  const anas = await streamOf(ana);
  const stranger = await strangerOf(server);
  await stranger.open();
  await stranger.say([{ ticketId: lamp, mode: 'writingReply' }]);
  const ben = await server.person();
  await streamOf(ben);
  await told(anas, shows(doing(ben)));
  expect(JSON.stringify(anas.events)).not.toContain(stranger.agentId);
});

test('a person whose device has vanished without closing its connection is offline after a while', async () => {
  const time = testScheduler(MONDAY_NINE_MS);
  const timed = await startTestServer({ scheduler: time });
  await putTickets(timed);
  const [ana, ben] = [await timed.person(), await timed.person()];
  const anas = await ana.stream();
  const bens = await ben.stream();
  await anas.until(({ event }) => event === 'ready');
  await bens.until(({ event }) => event === 'ready');
  await say(ben, [lamp, 'writingReply']);
  await time.pass(1000);
  await told(anas, shows(doing(ben, [lamp, 'writingReply'])));
  timed.clock.advance(60_000);
  await say(ana);
  timed.clock.advance(60_000);
  await time.pass(120_000);
  await told(anas, shows({ agentId: ben.agentId, isOnline: false, tickets: [] }));
  anas.close();
  bens.close();
  await timed.close();
});

test('a body of another form is refused, and so is somebody nobody knows', async () => {
  const ana = await server.person();
  const post = async (payload: object): Promise<unknown> => {
    const answer = await ana.request({ method: 'POST', url: '/v1/presence', payload });
    return [answer.statusCode, answer.json<{ error: { code: string } }>().error.code];
  };
  const many = Array.from({ length: PRESENCE_MAX_TICKETS + 1 }, () => ({ ticketId: lamp, mode: 'viewing' }));
  const refusals = [
    await post({}),
    await post([]),
    await post({ tickets: lamp }),
    await post({ tickets: [{ ticketId: lamp, mode: 'sleeping' }] }),
    await post({ tickets: [{ ticketId: 'x'.repeat(65), mode: 'viewing' }] }),
    await post({ tickets: [{ ticketId: lamp, mode: 'viewing', agentId: 'ben' }] }),
    await post({ tickets: many }),
  ];
  expect(new Set(refusals.map((one) => JSON.stringify(one)))).toEqual(new Set(['[400,"input.invalid"]']));
  const unknown = await server.app.inject({
    method: 'POST',
    url: '/v1/presence',
    headers: { [PROTOCOL_HEADER]: '1' },
    payload: { tickets: [] },
  });
  expect(unknown.statusCode).toBe(401);
});

test('one device cannot speak more often than the limit; another one at the same address can', async () => {
  const limited = await startTestServer({ limits: { presence: { max: 2, timeWindow: 60_000 } } });
  const [ana, ben] = [await limited.person(), await limited.person()];
  const statuses = [await say(ana), await say(ana), await say(ana), await say(ben)].map(
    ({ statusCode }) => statusCode,
  );
  expect(statuses).toEqual([204, 204, 429, 204]);
  await limited.close();
});

/** An agent of a second workspace on the server's database. */
async function strangerOf({ app, store }: TestServer): Promise<{
  readonly agentId: string;
  open(): Promise<void>;
  say(tickets: readonly object[]): Promise<void>;
}> {
  const agentId = 'stranger' as AgentId;
  const email = 'stranger@example.org';
  const password = 'another horse';
  const { id: workspaceId } = await addWorkspace(store, 'Next door', MONDAY_NINE_MS);
  await furnishWorkspace(store, workspaceId, 'Europe/Prague', MONDAY_NINE_MS);
  const passwordHash = await argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 }).hash(password);
  await store.write(workspaceId, async (log) => {
    await addAccount(log.sql, { workspaceId, agentId, email, passwordHash }, MONDAY_NINE_MS);
    const value = newAgent({ name: email, email, role: 'administrator', departmentIds: [] });
    log.put('settings', {
      id: agentId as string as SettingId,
      rev: log.stamp(),
      updatedAtMs: MONDAY_NINE_MS,
      kind: 'agent',
      value,
    });
  });
  const headers = { [PROTOCOL_HEADER]: '1' };
  const device = { id: 'strange-device', name: 'test' };
  const signIn = await app.inject({
    method: 'POST',
    url: '/v1/auth/sign-in',
    headers,
    payload: { email, password, device },
  });
  const authorised = {
    ...headers,
    authorization: `Bearer ${signIn.json<SessionAnswer>().accessToken}`,
  };
  const address = app.listeningOrigin;
  return {
    agentId,
    async open() {
      const stop = new AbortController();
      const response = await fetch(`${address}/v1/events`, { headers: authorised, signal: stop.signal });
      const reader = response.body?.getReader();
      const first = new TextDecoder().decode((await reader?.read())?.value);
      if (!first.includes('event: ready')) throw new Error(`no stream: ${first}`);
      const close = (): void => stop.abort();
      streams.push({
        events: [],
        until: () => Promise.reject(new Error('unread')),
        ended: Promise.resolve(),
        close,
      });
    },
    async say(tickets) {
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/presence',
        headers: authorised,
        payload: { tickets },
      });
      if (answer.statusCode !== 204) throw new Error(answer.body);
    },
  };
}
