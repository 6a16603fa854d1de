import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/demo/random.ts';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOf, type Between, type CuttableDesk } from './apart.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];
const { deskOf, deskAt } = desksOf(() => server, open);

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

const SEED = Number(process.env['BATON_SEED'] ?? '20261130');
/** Turns of the event loop by which a request is held up at most: enough for a start to overtake itself in every order. */
const TURNS_MAX = 400;

/** What somebody changes beside their reply. `field`: what a colleague sets too, so that it is overtaken. */
const BESIDE = {
  priority: (desk: TestDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setPriority({ ticketId, priority: 'high' }),
  tags: (desk: TestDesk, ticketId: TicketId) => desk.workspace.tickets.setTags({ ticketId, tags: ['chain'] }),
  subject: (desk: TestDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setSubject({ ticketId, subject: 'The chain' }),
  status: (desk: TestDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setStatus({ ticketId, status: 'onHold' }),
  take: (desk: TestDesk, ticketId: TicketId) => desk.workspace.tickets.take({ ticketId }),
} as const;
type Beside = keyof typeof BESIDE;

function reply(desk: TestDesk, ticketId: TicketId, text: string): Promise<unknown> {
  return desk.workspace.sends.send({
    ticketId,
    kind: 'reply',
    html: `<p>${text}</p>`,
    setStatus: null,
    seenMessageId: '',
    seenAnswers: 0,
  });
}

async function ticketOf(desk: TestDesk, ticketId: TicketId): Promise<Ticket> {
  const found = await desk.workspace.replica.stores.tickets.get(ticketId);
  if (!found) throw new Error('the ticket is not here');
  return found;
}

/** Holds every request up for a number of turns that the seed decides. */
function heldUpBy(seed: number): Between {
  const random = seededRandom(seed);
  return async (path, pass) => {
    if (path !== '/v1/push' && path !== '/v1/pull') return pass();
    for (let turns = random.between(0, TURNS_MAX); turns > 0; turns -= 1) await setImmediate();
    const answer = await pass();
    for (let turns = random.between(0, TURNS_MAX); turns > 0; turns -= 1) await setImmediate();
    return answer;
  };
}

interface Story {
  readonly mine: readonly Beside[];
  readonly theirs: readonly Beside[];
  /** The reply has joined its ticket before the other changes. */
  readonly isReplyFirst: boolean;
}

/** Ana replies and changes something without a link and closes the app at once; Ben answers; Ana comes back. */
async function play(
  { mine, theirs, isReplyFirst }: Story,
  [ana, ben]: readonly [CuttableDesk, CuttableDesk],
  between?: Between,
): Promise<{ readonly ticketId: TicketId; readonly again: CuttableDesk }> {
  const { ticketId } = await server.intake({ messageId: `m-${String(Math.random())}`, text: 'It is broken' });
  for (const desk of [ana, ben])
    await desk.eventually(async () => (await desk.workspace.queries.get(ticketId))?.messages.length === 1);
  await ana.cut();
  await reply(ana, ticketId, 'Too late');
  if (isReplyFirst) await ana.workspace.sends.flush();
  for (const name of mine) await BESIDE[name](ana, ticketId);
  await ana.desk.close();
  open.splice(open.indexOf(ana), 1);
  for (const name of theirs)
    await (name === 'priority'
      ? ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' })
      : BESIDE[name](ben, ticketId));
  await reply(ben, ticketId, 'First');
  await ben.workspace.sends.flush();
  await ben.workspace.sync.settled();
  const again = await deskAt({
    dataDir: ana.dataDir,
    agentId: ana.agentId,
    ...(between && { between }),
  });
  return { ticketId, again };
}

async function expectSound(
  again: CuttableDesk,
  ben: CuttableDesk,
  ticketId: TicketId,
  lines: readonly HistoryEntry['kind'][],
  where: string,
): Promise<void> {
  await again.eventually(() => again.workspace.sync.held.list().length > 0);
  await again.workspace.sync.settled();
  expect(
    again.workspace.sync.held.list().map(({ code, text }) => [code, text]),
    where,
  ).toEqual([['message.answeredMeanwhile', 'Too late']]);
  await ben.workspace.sync.settled();
  const mine = await ticketOf(again, ticketId);
  await ben.eventually(async () => (await ticketOf(ben, ticketId)).rev === mine.rev);
  expect(await ticketOf(ben, ticketId), where).toEqual(mine);
  expect(
    mine.history
      .filter(({ by }) => by.kind === 'agent' && by.id === again.agentId)
      .map(({ kind }) => kind)
      .toSorted(),
    where,
  ).toEqual([...lines].toSorted());
  expect(mine, where).toMatchObject({ messageCount: 2, assigneeId: ben.agentId, preview: 'First' });
  const thread = (await again.workspace.queries.get(ticketId))?.messages ?? [];
  expect(
    thread.map(({ text }) => text),
    where,
  ).toEqual(['It is broken', 'First']);
  expect(await again.workspace.waiting.list(), where).toEqual([]);
}

describe('what was changed beside a reply that was answered meanwhile, in an app that was closed', () => {
  it.each([
    { mine: ['priority'], theirs: [], lines: ['priority'] },
    { mine: ['priority'], theirs: ['priority'], lines: ['mergeLost', 'priority'] },
    { mine: ['tags'], theirs: ['priority'], lines: ['tags'] },
    { mine: ['subject'], theirs: [], lines: ['subject'] },
    { mine: ['take'], theirs: [], lines: ['holder', 'mergeLost', 'status'] },
    { mine: ['priority', 'tags'], theirs: ['tags', 'priority'], lines: ['mergeLost', 'priority', 'tags'] },
  ] as const)('$mine beside $theirs is merged, and of the reply nothing is told', async (story) => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const { ticketId, again } = await play({ ...story, isReplyFirst: false }, [ana, ben]);
    await expectSound(again, ben, ticketId, story.lines, '');
  });

  it('goes with its reply when that had left and nobody knew whether it had arrived', async () => {
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben', (path, pass) =>
      path === '/v1/push'
        ? Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } }))
        : pass(),
    );
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
    for (const desk of [ana, ben])
      await desk.eventually(async () => (await desk.workspace.queries.get(ticketId))?.messages.length === 1);
    await ben.cut();
    await reply(ben, ticketId, 'Too late');
    await ben.workspace.sends.flush();
    ben.letThrough();
    await ben.eventually(async () => (await ben.workspace.waiting.list())[0]?.state === 'sent');
    await ben.desk.close();
    open.splice(open.indexOf(ben), 1);
    await reply(ana, ticketId, 'First');
    await ana.workspace.sends.flush();
    await ana.workspace.sync.settled();
    const again = await deskAt({ dataDir: ben.dataDir, agentId: ben.agentId });
    await expectSound(again, ana, ticketId, [], '');
  });

  it('is merged in whatever order the requests of the start arrive', async () => {
    const random = seededRandom(SEED);
    const ben = await deskOf('Ben');
    let ana = await deskOf('Ana');
    for (let round = 0; round < Number(process.env['BATON_ROUNDS'] ?? '8'); round += 1) {
      const isReplyFirst = random.between(0, 1) === 1;
      const orderSeed = random.between(1, 1_000_000);
      const where = `seed ${String(SEED)}, round ${String(round)}, order ${String(orderSeed)}${isReplyFirst ? ', reply first' : ''}`;
      const { ticketId, again } = await play(
        { mine: ['priority', 'tags'], theirs: ['priority'], isReplyFirst },
        [ana, ben],
        heldUpBy(orderSeed),
      );
      await expectSound(again, ben, ticketId, ['mergeLost', 'priority', 'tags'], where);
      const [held] = again.workspace.sync.held.list();
      await again.workspace.sync.held.dismiss(held!.id);
      ana = again;
    }
  });
});
