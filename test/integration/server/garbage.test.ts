import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNEL_KEY_HEADER, COLLECTIONS, ErrorAnswer } from '../../../shared/sync/wire.ts';
import { aContact, aMessage, aTicket } from '../../support/builders.ts';
import {
  aCustomerMessage,
  startTestServer,
  type TestPerson,
  type TestServer,
} from '../../support/serverHarness.ts';

let server: TestServer;
let administrator: TestPerson;

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.person('administrator');
});
afterAll(() => server.close());

const POSTS = [
  '/v1/auth/sign-in',
  '/v1/auth/redeem',
  '/v1/auth/refresh',
  '/v1/push',
  '/v1/import',
  '/v1/intake',
  '/form/nope',
  '/nowhere',
] as const;

/** Real bodies to damage: pure noise seldom gets past the first check. */
const REAL_BODIES: readonly unknown[] = [
  { email: 'a@b.cz', password: 'x', device: { id: 'd', name: 'n' } },
  { code: 'x', device: { id: 'd', name: 'n' } },
  { refreshToken: 'a.b' },
  {
    collection: 'tickets',
    rows: [{ assumedMasterState: null, newDocumentState: { ...aTicket(), _deleted: false } }],
  },
  {
    collection: 'messages',
    rows: [{ assumedMasterState: null, newDocumentState: { ...aMessage(), _deleted: false } }],
  },
  { collection: 'contacts', documents: [aContact()] },
  aCustomerMessage(),
];

const noise = fc.oneof(
  fc.anything({ withNullPrototype: false }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(null, -1, 1e308, '', '\u0000', '\ud800', '__proto__', [], {}, 'x'.repeat(70)),
);

/** A real body with one value somewhere in it replaced or removed. */
const damaged = fc
  .tuple(fc.constantFrom(...REAL_BODIES), fc.nat(), noise, fc.boolean())
  .map(([body, where, value, remove]) => damage(body, where, value, remove));

function damage(body: unknown, where: number, value: unknown, remove: boolean): unknown {
  const copy = structuredClone(body);
  const places: (() => void)[] = [];
  function walk(node: unknown): void {
    if (typeof node !== 'object' || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push(() => {
        if (remove) Reflect.deleteProperty(holder, key);
        else holder[key] = value;
      });
      walk(holder[key]);
    }
  }
  walk(copy);
  places[where % places.length]?.();
  return copy;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Not every value has a JSON form (BigInt): then its text is the garbage.
    return String(value);
  }
}

async function sendIt(
  options: InjectOptions & { readonly url: string; readonly method: 'GET' | 'POST' },
): Promise<void> {
  const headers = { [CHANNEL_KEY_HEADER]: server.channelKey, ...options.headers };
  const answer = await administrator.request({ ...options, headers });
  expect(answer.statusCode, `${options.method} ${options.url}: ${answer.body}`).toBeLessThan(500);
  if (answer.statusCode >= 400 && !options.url.startsWith('/form')) {
    expect(ErrorAnswer.safeParse(answer.json()).success, answer.body).toBe(true);
  }
}

test('no body makes the server fail', async () => {
  const body = fc.oneof(noise.map(asJson), damaged.map(asJson), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...POSTS), body, async (url, payload) => {
      await sendIt({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
    }),
    { numRuns: 800 },
  );
});

test('no content type makes the server fail', async () => {
  const types = fc.constantFrom(
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
    'x/y; z',
    'application/xml',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...POSTS, `/form/${server.formId}`),
      types,
      fc.string(),
      async (url, type, payload) => {
        await sendIt({ method: 'POST', url, payload, headers: { 'content-type': type } });
      },
    ),
    { numRuns: 200 },
  );
});

test('no query or path makes the server fail', async () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('-1', '1e9', 'NaN', '../..', ...COLLECTIONS),
  );
  const query = fc.record({ collection: word, since: word, limit: word }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(query, word, async (wish, part) => {
      const search = new URLSearchParams(wish).toString();
      await sendIt({ method: 'GET', url: `/v1/pull?${search}` });
      const safe = encodeURIComponent(part.replace(/\p{Surrogate}/gu, ''));
      await sendIt({ method: 'GET', url: `/form/${safe}` });
      await sendIt({ method: 'GET', url: `/form/${server.formId}/t/${safe}` });
    }),
    { numRuns: 200 },
  );
});

test.each([
  '/v1/pull?collection=tickets&since=%',
  '/form/%E0%A4%A',
  '/%',
  '/v1/events?since=x',
  '/v1/events?since=-1',
])('the address %s is answered, not a failure', async (url) => {
  await sendIt({ method: 'GET', url });
});

test('a stamp from the far future does not carry the server’s clock away', async () => {
  const future = `zzzzzzzzz.zzzz.evil`;
  await administrator.push('tickets', [aTicket({ id: 'late' as never, rev: future as never })]);
  await administrator.push('tickets', [aTicket({ id: 'next' as never })]);
  const { documents } = await administrator.pull('tickets');
  const next = documents.find(({ id }) => id === 'next')!;
  expect(next.rev < '1').toBe(true);
});
