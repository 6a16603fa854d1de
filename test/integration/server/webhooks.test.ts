import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyRules } from '../../../electron/engine/rules/applyRules.ts';
import { deriveSecrets } from '../../../server/security/secrets.ts';
import { isPublicAddress } from '../../../server/webhooks/publicAddress.ts';
import { post } from '../../../server/webhooks/post.ts';
import { pauseAfter, webhookSecret, webhookSignature } from '../../../server/webhooks/sender.ts';
import type { SettingId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import { activeRules } from '../../../shared/domain/rules/ruleValue.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { anEvent, aRuleValue, someFacts } from '../../support/ruleBuilders.ts';
import { startTestServer, type TestPerson, type TestServer } from '../../support/serverHarness.ts';
import { testScheduler, type TestScheduler } from '../../support/testScheduler.ts';
import { MONDAY_NINE_MS } from '../../support/builders.ts';

interface Heard {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let receiver: Server;
let address: string;
let heard: Heard[];
let answers: number[];
let server: TestServer | undefined;
let scheduler: TestScheduler;

beforeEach(async () => {
  heard = [];
  answers = [];
  scheduler = testScheduler(MONDAY_NINE_MS);
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200, { location: 'http://127.0.0.1/elsewhere' }).end('ok');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await new Promise((resolve) => receiver.close(resolve));
});

async function serverWithRule(
  allowPrivateWebhooks: boolean,
): Promise<{ server: TestServer; ana: TestPerson }> {
  const started = await startTestServer({ allowPrivateWebhooks, scheduler });
  server = started;
  const ana = await started.person();
  await started.store.write(started.workspaceId, async (log) => {
    log.put('settings', {
      id: 'hook' as SettingId,
      rev: log.stamp(),
      updatedAtMs: 1,
      kind: 'rule',
      value: aRuleValue({ name: 'Tell the shop', actions: [{ kind: 'webhook', value: address }] }),
    });
  });
  return { server: started, ana };
}

/** Does what a desk does: runs the rule on the ticket and pushes it. */
async function run(ana: TestPerson, ticketId: string, pushes = 1): Promise<void> {
  const { documents } = await ana.pull('tickets');
  const { _deleted, ...before } = documents.find(({ id }) => id === ticketId) as unknown as Ticket & {
    _deleted: boolean;
  };
  const settings = (await ana.pull('settings')).documents as unknown as Parameters<typeof activeRules>[0];
  const { ticket } = applyRules(before, anEvent({ id: 'e' }), activeRules(settings), someFacts());
  const next = { ...ticket, rev: `${before.rev}+` as Rev };
  for (let count = 0; count < pushes; count += 1)
    expect(await ana.push('tickets', [next, before])).toMatchObject({ conflicts: [], refused: [] });
}

async function calls(): Promise<{ attempts: number; outcome: string; isDone: boolean }[]> {
  const rows = (await server?.store.sql.selectFrom('webhook_calls').selectAll().execute()) ?? [];
  return rows.map(({ attempts, outcome, done_at_ms }) => ({ attempts, outcome, isDone: done_at_ms > 0 }));
}

/** Lets the sender's time pass until what it began has an answer. */
async function passUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limit = AbortSignal.timeout(20_000);
  while (!(await isSo())) {
    limit.throwIfAborted();
    await scheduler.pass(200);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a webhook', () => {
  it('is called once for a run of its rule, however often the run is pushed, with a signature', async () => {
    const { server: at, ana } = await serverWithRule(true);
    const { ticketId } = await at.takeIn();
    await run(ana, ticketId, 3);
    await passUntil(async () => (await calls())[0]?.isDone === true);
    expect(await calls()).toEqual([{ attempts: 1, outcome: '200', isDone: true }]);
    expect(heard).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]+)$/u.exec(String(headers['baton-signature'])) ?? [];
    const { webhookKey } = deriveSecrets(new Uint8Array(32).fill(7));
    const secret = webhookSecret(webhookKey, at.workspaceId);
    expect(signature).toBe(webhookSignature(secret, Number(time), body));
    const told = JSON.parse(body) as Record<string, unknown>;
    expect(told).toMatchObject({
      trigger: 'created',
      rule: { id: 'hook', name: 'Tell the shop' },
      ticket: { id: ticketId, subject: 'Broken lamp', number: 1001 },
    });
    expect(headers['baton-webhook-id']).toBe(told['id']);
  });

  it('is called again, later and later, until it answers', async () => {
    const { server: at, ana } = await serverWithRule(true);
    answers = [500, 302];
    await run(ana, (await at.takeIn()).ticketId);
    for (const attempts of [1, 2, 3]) {
      await passUntil(
        async () => (await calls())[0]?.attempts === attempts && (await calls())[0]?.outcome !== '',
      );
      await passUntil(() => heard.length === attempts);
      at.clock.advance(pauseAfter(attempts));
      await scheduler.pass(15_000);
    }
    await passUntil(async () => (await calls())[0]?.isDone === true);
    expect(await calls()).toEqual([{ attempts: 3, outcome: '200', isDone: true }]);
    expect(new Set(heard.map(({ headers }) => headers['baton-webhook-id'])).size).toBe(1);
  });

  it('reaches no address that is not public, unless the server is told to allow it', async () => {
    const { server: at, ana } = await serverWithRule(false);
    await run(ana, (await at.takeIn()).ticketId);
    await passUntil(async () => (await calls())[0]?.outcome !== '');
    expect(await calls()).toEqual([{ attempts: 1, outcome: 'this address is not public', isDone: false }]);
    await expect(post('http://localhost:1/', '', {}, { allowPrivate: false })).rejects.toThrow('not public');
    expect(heard).toEqual([]);
  });
});

describe('an address', () => {
  it('is public, or it belongs to a network that a rule has no business in', () => {
    const addresses = [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '64:ff9b::a00:1',
      'x',
    ];
    expect(addresses.filter(isPublicAddress)).toEqual([]);
    expect(
      ['93.184.215.14', '172.32.0.1', '2606:2800:21f:cb07::1', '::ffff:93.184.215.14'].map(isPublicAddress),
    ).toEqual([true, true, true, true]);
  });
});
