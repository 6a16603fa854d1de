import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '../../../electron/sync/serverClient.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { loudLog, openDesk, type TestDesk, type TestDeskOptions } from '../../support/deskHarness.ts';
import { byHand } from './byHand.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function deskOf(name: string, more: Partial<TestDeskOptions> = {}): Promise<TestDesk> {
  const { code } = await server.newAgent(name);
  return openAt(name, { server: server.url, code, ...more });
}

async function openAt(name: string, more: Partial<TestDeskOptions> = {}): Promise<TestDesk> {
  const desk = await openDesk({
    dataDir: path.join(server.folder, name),
    ...(process.env['LOUD'] && { log: loudLog }),
    ...more,
  });
  open.push(desk);
  return desk;
}

async function closeNow(desk: TestDesk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

async function say(desk: TestDesk, ticketId: TicketId, words: string): Promise<void> {
  const html = `<p>${words}</p>`;
  await desk.workspace.sends.send({ ticketId, kind: 'note', html, setStatus: null, seenMessageId: '' });
  await desk.workspace.sends.flush();
}

async function texts(desk: TestDesk, ticketId: TicketId): Promise<string[]> {
  return (await desk.workspace.queries.get(ticketId))?.messages.map(({ text }) => text) ?? [];
}

const hasNumber = (desk: TestDesk, ticketId: TicketId) => async () =>
  (await desk.workspace.queries.get(ticketId))?.ticket.number;

/** Answers some requests in the server's place while `answer` is set; counts what was asked of it. */
function meddler(paths: readonly string[]): {
  answer: (() => Response) | null;
  asked: number;
  readonly fetch: typeof fetch;
} {
  const state = {
    answer: null as (() => Response) | null,
    asked: 0,
    fetch: (async (input, init) => {
      const { href } = new URL(input instanceof Request ? input.url : input);
      if (!state.answer || !paths.some((part) => href.includes(part))) return fetch(input, init);
      state.asked += 1;
      return state.answer();
    }) as typeof fetch,
  };
  return state;
}

const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });

describe('a server that cannot save', () => {
  it('is named as the one in trouble, asked calmly, and gets everything once it can', async () => {
    const between = meddler(['/v1/push']);
    const ana = await deskOf('Ana', { fetch: between.fetch });
    await ana.workspace.sync.settled();
    between.answer = json(503, { error: { code: 'storage.full', message: 'database or disk is full' } });
    const ticketId = await newTicket(ana, 'Made while the server is full');
    await ana.eventually(() => ana.desk.syncStatus().problem === 'server.troubled');
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', waiting: 3 });
    expect(between.asked).toBeLessThan(5);
    between.answer = null;
    await ana.desk.retry();
    await ana.workspace.sync.settled();
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', waiting: 0, problem: null });
    await ana.eventually(hasNumber(ana, ticketId));
  });
});

describe('a server that answers something else', () => {
  it.each([
    ['a page', () => new Response('<html>Welcome to the hotel</html>'), 'server.notBaton'],
    ['other JSON', json(200, { documents: 'none', checkpoint: 7 }), 'server.notBaton'],
    ['a fault of its own', json(500, { error: { code: 'internal', message: 'oh' } }), 'server.troubled'],
    [
      'another version',
      json(426, { error: { code: 'server.otherVersion', message: 'no' } }),
      'server.otherVersion',
    ],
  ])('with %s does not stop the desk, and is said until it ends', async (_what, answer, problem) => {
    const between = meddler(['/v1/']);
    const ana = await deskOf('Ana', { fetch: between.fetch });
    await ana.workspace.sync.settled();
    between.answer = answer;
    const ticketId = await newTicket(ana, 'Made meanwhile');
    await ana.eventually(() => ana.desk.syncStatus().problem === problem);
    expect(await texts(ana, ticketId)).toEqual(['It does not work.']);
    expect(between.asked).toBeLessThan(12);
    between.answer = null;
    await ana.desk.retry();
    await ana.workspace.sync.settled();
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', waiting: 0, problem: null });
  });
});

describe('a server that takes requests and never answers', () => {
  it('is away for the desk, which says why, works on, looks again, and sends everything once it answers', async () => {
    const timers = byHand([REQUEST_TIMEOUT_MS]);
    let isSilent = false;
    const unanswered: string[] = [];
    const signsOfLife = (): number => unanswered.filter((url) => url.endsWith('/v1/hello')).length;
    const ana = await deskOf('Ana', {
      scheduler: timers.scheduler,
      fetch: (input, init) => {
        if (!isSilent) return fetch(input, init);
        unanswered.push(input instanceof Request ? input.url : String(input));
        return new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        });
      },
    });
    await ana.workspace.sync.settled();
    isSilent = true;
    const ticketId = await newTicket(ana, 'Made while the server is silent');
    await ana.eventually(() => unanswered.some((url) => url.endsWith('/v1/push')));
    timers.run();
    await ana.eventually(() => ana.desk.syncStatus().name === 'offline');
    for (const looks of [1, 2]) {
      await ana.eventually(() => signsOfLife() === looks);
      timers.run();
      expect(ana.desk.syncStatus()).toMatchObject({ name: 'offline', problem: 'server.silent' });
    }
    await say(ana, ticketId, 'Written meanwhile');
    expect(await texts(ana, ticketId)).toContain('Written meanwhile');
    expect(ana.desk.syncStatus().waiting).toBeGreaterThan(1);
    isSilent = false;
    timers.run();
    await ana.desk.retry();
    await ana.workspace.sync.settled();
    expect(await hasNumber(ana, ticketId)()).toBeGreaterThan(0);
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', problem: null, waiting: 0 });
  });
});

describe('a server that came back from an older backup', () => {
  it('gets back what it has lost from the desks that have it, and nothing vanishes there', async () => {
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben');
    await Promise.all([ana, ben].map((desk) => desk.workspace.sync.settled()));
    const kept = await newTicket(ana, 'In the backup');
    for (const desk of [ana, ben]) await desk.eventually(hasNumber(desk, kept));
    await Promise.all([ana, ben].map((desk) => desk.workspace.sync.settled()));
    const restore = await server.backUp();
    for (const desk of [ana, ben]) await desk.desk.retry();
    const lost = await newTicket(ana, 'After the backup');
    for (const desk of [ana, ben]) await desk.eventually(hasNumber(desk, lost));
    await say(ben, lost, 'Ben knows more');
    await ben.workspace.tickets.setPriority({ ticketId: kept, priority: 'urgent' });
    const { ticketId: written } = await server.intake({ messageId: 'm1', text: 'A customer wrote' });
    for (const desk of [ana, ben]) {
      await desk.eventually(async () => (await texts(desk, lost)).length === 2);
      await desk.eventually(async () => (await texts(desk, written)).length === 1);
    }
    await Promise.all([ana, ben].map((desk) => desk.workspace.sync.settled()));
    const noticesBefore = [ana.notices.length, ben.notices.length];
    await closeNow(ben);
    await restore();
    await ana.desk.retry();
    const fresh = await newTicket(ana, 'After the restoration');
    await ana.eventually(hasNumber(ana, fresh));
    // Ben's app was closed meanwhile: it finds out when it starts.
    const again = await openAt('Ben');
    await again.eventually(hasNumber(again, fresh));
    await again.workspace.sync.settled();
    await ana.workspace.sync.settled();
    const cora = await deskOf('Cora');
    await cora.workspace.sync.settled();
    for (const desk of [ana, again, cora]) {
      await desk.eventually(
        async () => (await desk.workspace.queries.get(kept))?.ticket.priority === 'urgent',
      );
      await desk.eventually(
        async () => (await texts(desk, lost)).join() === 'It does not work.,Ben knows more',
      );
      expect(await hasNumber(desk, lost)()).toBeGreaterThan(0);
    }
    // A customer's words are nobody's to push; whoever has them keeps them.
    for (const desk of [ana, again]) expect(await texts(desk, written)).toEqual(['A customer wrote']);
    expect([ana, again].map((desk) => desk.desk.syncStatus())).toMatchObject([
      { name: 'online', waiting: 0, held: 0, problem: null },
      { name: 'online', waiting: 0, held: 0, problem: null },
    ]);
    expect([ana.notices.length, again.notices.length]).toEqual([noticesBefore[0], 0]);
  });
});

describe('a computer whose clock is wrong', () => {
  it.each([
    ['three hours ahead', 3],
    ['three hours behind', -3],
  ])(
    'by %s dates its work by the server’s time, also after a restart without a link',
    async (_how, hours) => {
      const wrongByMs = hours * 3_600_000;
      const clock = { nowMs: () => Date.now() + wrongByMs };
      const isNow = (atMs: number | undefined): boolean => Math.abs((atMs ?? 0) - Date.now()) < 60_000;
      const ana = await deskOf('Ana', { clock });
      await ana.workspace.sync.settled();
      const early = await newTicket(ana, 'With a link');
      await ana.workspace.sync.settled();
      expect(ana.desk.syncStatus()).toMatchObject({
        name: 'online',
        clockOffsetMs: -wrongByMs,
        problem: null,
      });
      expect(isNow(ana.desk.syncStatus().lastSyncedAtMs)).toBe(true);
      await closeNow(ana);
      await server.stop();
      const again = await openAt('Ana', { clock });
      const late = await newTicket(again, 'Without a link');
      await server.start();
      await again.desk.retry();
      await again.workspace.sync.settled();
      const ben = await deskOf('Ben');
      await ben.workspace.sync.settled();
      for (const id of [early, late]) {
        const ticket = (await ben.workspace.queries.get(id))?.ticket;
        expect([isNow(ticket?.createdAtMs), ticket?.history.every(({ atMs }) => isNow(atMs))]).toEqual([
          true,
          true,
        ]);
      }
    },
  );
});
