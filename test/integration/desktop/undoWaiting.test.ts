import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { WhatWasDone } from '../../../shared/ipc/waiting.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOf, type CuttableDesk } from './apart.ts';
import { newTicket } from './newTicket.ts';
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

async function ticketOf(desk: TestDesk, ticketId: TicketId): Promise<Ticket | undefined> {
  return desk.workspace.replica.stores.tickets.get(ticketId);
}

/** A ticket that both the desk and the server have, number included. */
async function knownTicket(desk: CuttableDesk, subject = 'Known'): Promise<TicketId> {
  const ticketId = await newTicket(desk, subject);
  await desk.eventually(async () => (await ticketOf(desk, ticketId))?.number);
  await desk.workspace.sync.settled();
  return ticketId;
}

/** Takes back what was called so, with everything that builds on it. */
async function undo(desk: TestDesk, kind: WhatWasDone['kind']): Promise<void> {
  const item = (await desk.workspace.waiting.list()).find(({ what }) => what.kind === kind);
  if (!item) throw new Error(`no ${kind} waits`);
  const outcome = await desk.workspace.waiting.undo([item.id]);
  if (outcome.outcome === 'depends')
    await desk.workspace.waiting.undo([item.id, ...outcome.on.map(({ id }) => id)]);
}

async function kinds(desk: TestDesk): Promise<string[]> {
  return (await desk.workspace.waiting.list()).map(({ what }) => what.kind);
}

const say = async (desk: CuttableDesk, ticketId: TicketId, kind: 'reply' | 'note'): Promise<void> => {
  await desk.workspace.sends.send({
    ticketId,
    kind,
    html: `<p>A ${kind}</p>`,
    setStatus: null,
    seenMessageId: '',
  });
  await desk.workspace.sends.flush();
};

const DEEDS = {
  status: (desk: CuttableDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setStatus({ ticketId, status: 'onHold' }),
  priority: (desk: CuttableDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setPriority({ ticketId, priority: 'urgent' }),
  tags: (desk: CuttableDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setTags({ ticketId, tags: ['billing'] }),
  subject: (desk: CuttableDesk, ticketId: TicketId) =>
    desk.workspace.tickets.setSubject({ ticketId, subject: 'Renamed' }),
  take: (desk: CuttableDesk, ticketId: TicketId) => desk.workspace.tickets.take({ ticketId }),
  reply: (desk: CuttableDesk, ticketId: TicketId) => say(desk, ticketId, 'reply'),
  note: (desk: CuttableDesk, ticketId: TicketId) => say(desk, ticketId, 'note'),
  availability: (desk: CuttableDesk) => desk.workspace.tickets.setAvailability({ availability: 'away' }),
} as const;
type DeedName = keyof typeof DEEDS;

describe('taking back what waits for the server', () => {
  it.each(Object.keys(DEEDS) as DeedName[])('leaves nothing of a %s, here or at the server', async (name) => {
    const ana = await deskOf('Ana');
    const ticketId = await knownTicket(ana);
    const before = await ticketOf(ana, ticketId);
    const me = await ana.workspace.replica.stores.settings.get(ana.agentId);
    await ana.cut();
    await DEEDS[name](ana, ticketId);
    expect(await kinds(ana)).toEqual([name]);
    expect(ana.desk.syncStatus().waiting).toBeGreaterThan(0);
    await undo(ana, name);
    expect(await ticketOf(ana, ticketId)).toEqual(before);
    expect(await ana.workspace.replica.stores.settings.get(ana.agentId)).toEqual(me);
    expect((await ana.workspace.queries.get(ticketId))?.messages).toHaveLength(1);
    expect(ana.desk.syncStatus().waiting).toBe(0);
    expect(await kinds(ana)).toEqual([]);
    const hasWords = name === 'reply' || name === 'note';
    expect(ana.workspace.drafts.of(ticketId).map(({ html }) => html)).toEqual(
      hasWords ? [`<p>A ${name}</p>`] : [],
    );
    await ana.mend();
    const ben = await deskOf('Ben');
    await ben.eventually(() => ticketOf(ben, ticketId));
    expect(await ticketOf(ben, ticketId)).toEqual(before);
    expect(await ticketOf(ana, ticketId)).toEqual(before);
  });

  it('takes a new ticket away with its customer and their words, and what was done to it', async () => {
    const ana = await deskOf('Ana');
    await ana.cut();
    const ticketId = await newTicket(ana, 'A slip');
    await ana.workspace.tickets.take({ ticketId });
    const contactId = (await ticketOf(ana, ticketId))?.contactId ?? '';
    await undo(ana, 'newTicket');
    const { stores } = ana.workspace.replica;
    expect([await stores.tickets.get(ticketId), await stores.contacts.get(contactId)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await stores.messages.count({ ticketId })).toBe(0);
    expect(ana.desk.syncStatus().waiting).toBe(0);
    await ana.mend();
    const known = await knownTicket(ana, 'Meant');
    const ben = await deskOf('Ben');
    await ben.eventually(() => ticketOf(ben, known));
    expect(await ticketOf(ben, ticketId)).toBeUndefined();
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, held: 0, problem: null });
  });

  it('says what builds on it before it takes both back', async () => {
    const ana = await deskOf('Ana');
    const ticketId = await knownTicket(ana);
    await ana.cut();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ana.workspace.tickets.setTags({ ticketId, tags: ['vip'] });
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    const [high] = await ana.workspace.waiting.list();
    const outcome = await ana.workspace.waiting.undo([high!.id]);
    expect(outcome).toMatchObject({
      outcome: 'depends',
      on: [{ what: { kind: 'priority', priority: 'urgent' } }],
    });
    expect((await ticketOf(ana, ticketId))?.priority).toBe('urgent');
    if (outcome.outcome !== 'depends') throw new Error('unreachable');
    await ana.workspace.waiting.undo([high!.id, ...outcome.on.map(({ id }) => id)]);
    expect(await ticketOf(ana, ticketId)).toMatchObject({ priority: 'normal', tags: ['vip'] });
    await ana.mend();
    const ben = await deskOf('Ben');
    const there = await ben.eventually(() => ticketOf(ben, ticketId));
    expect(there).toMatchObject({ priority: 'normal', tags: ['vip'] });
    expect(there.history.filter(({ kind }) => kind === 'priority')).toEqual([]);
  });

  it('works on the next day too: what waits is kept over a restart with the way back', async () => {
    const ana = await deskOf('Ana');
    const ticketId = await knownTicket(ana);
    await ana.cut();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ana.workspace.tickets.setTags({ ticketId, tags: ['vip'] });
    await ana.desk.close();
    open.splice(open.indexOf(ana), 1);
    const again = await deskAt({ dataDir: ana.dataDir, agentId: ana.agentId, isCut: true });
    await again.eventually(async () => (await kinds(again)).length === 2);
    await undo(again, 'priority');
    await again.mend();
    expect(await ticketOf(again, ticketId)).toMatchObject({ priority: 'normal', tags: ['vip'] });
    expect(await kinds(again)).toEqual([]);
  });

  it('is too late once it is on its way, and nothing happens twice', async () => {
    let arrive: () => void = () => undefined;
    let letGo: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const released = new Promise<void>((resolve) => (letGo = resolve));
    let isHolding = false;
    const ana = await deskOf('Ana', async (path, pass) => {
      if (path === '/v1/push' && isHolding) {
        arrive();
        await released;
      }
      return pass();
    });
    const ticketId = await knownTicket(ana);
    isHolding = true;
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await arrived;
    const [item] = await ana.workspace.waiting.list();
    expect(item).toMatchObject({ state: 'sent', canUndo: false });
    await expect(ana.workspace.waiting.undo([item!.id])).rejects.toMatchObject({ code: 'undo.tooLate' });
    letGo();
    await ana.workspace.sync.settled();
    const ben = await deskOf('Ben');
    const there = await ben.eventually(() => ticketOf(ben, ticketId));
    expect(there.history.filter(({ kind }) => kind === 'priority')).toHaveLength(1);
    expect(await kinds(ana)).toEqual([]);
  });

  it('is too late as long as nobody knows whether the server has it', async () => {
    let isLosing = false;
    const ana = await deskOf('Ana', async (path, pass) => {
      if (!isLosing) return pass();
      // The server takes the push; its answer is lost, and nothing gets through after that.
      if (path === '/v1/push') await (await pass()).text();
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    });
    const ticketId = await knownTicket(ana);
    isLosing = true;
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ana.eventually(() => ana.desk.syncStatus().name === 'offline');
    const [item] = await ana.workspace.waiting.list();
    await expect(ana.workspace.waiting.undo([item!.id])).rejects.toMatchObject({ code: 'undo.tooLate' });
    // What is done after that has surely not left.
    await ana.workspace.tickets.setTags({ ticketId, tags: ['vip'] });
    await undo(ana, 'tags');
    isLosing = false;
    await ana.mend();
    expect(await ticketOf(ana, ticketId)).toMatchObject({ priority: 'high', tags: [] });
    expect(await kinds(ana)).toEqual([]);
  });

  it('brings what a colleague has changed meanwhile, which the waiting change had kept out', async () => {
    const ana = await deskOf('Ana');
    const ben = await deskOf('Ben');
    const ticketId = await knownTicket(ana);
    await ben.eventually(() => ticketOf(ben, ticketId));
    await ana.cut();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ana.desk.close();
    open.splice(open.indexOf(ana), 1);
    await ben.workspace.tickets.setTags({ ticketId, tags: ['from-ben'] });
    await ben.workspace.sync.settled();
    let isHeldUp = true;
    const again = await deskAt({
      dataDir: ana.dataDir,
      agentId: ana.agentId,
      // "Too many requests": the link stands, and the server surely has nothing of it.
      between: (path, pass) =>
        isHeldUp && path === '/v1/push' ? Promise.resolve(new Response('', { status: 429 })) : pass(),
    });
    await again.eventually(async () => (await kinds(again)).includes('priority'));
    await again.eventually(() =>
      undo(again, 'priority').then(
        () => true,
        () => false,
      ),
    );
    isHeldUp = false;
    await again.mend();
    expect(await ticketOf(again, ticketId)).toEqual(await ticketOf(ben, ticketId));
    expect(await ticketOf(again, ticketId)).toMatchObject({ priority: 'normal', tags: ['from-ben'] });
  });

  it('leaves the replica and the server as if what was taken back had never happened, after any run of actions', async () => {
    const seed = Number(process.env['BATON_SEED'] ?? '20261122');
    const names = ['status', 'priority', 'tags', 'subject', 'take', 'reply', 'note'] as const;
    const runs = fc.sample(
      fc.record({
        deeds: fc.array(fc.constantFrom(...names), { minLength: 2, maxLength: 5 }),
        back: fc.constantFrom(...names),
      }),
      { numRuns: 15, seed },
    );
    const ana = await deskOf('Ana');
    for (const { deeds, back } of runs) {
      const where = `seed ${String(seed)}: ${deeds.join(', ')} without ${back}`;
      const ticketId = await knownTicket(ana);
      await ana.cut();
      for (const name of deeds) await DEEDS[name](ana, ticketId);
      const waiting = await kinds(ana);
      if (waiting.includes(back)) await undo(ana, back);
      const left = await kinds(ana);
      const here = await ticketOf(ana, ticketId);
      await ana.mend();
      const there = await ticketOf(ana, ticketId);
      expect({ ...there, number: 0, rev: '' }, where).toEqual({ ...here, number: 0, rev: '' });
      const messages = (await ana.workspace.queries.get(ticketId))?.messages ?? [];
      expect(messages, where).toHaveLength(
        1 + left.filter((kind) => kind === 'reply' || kind === 'note').length,
      );
      expect(there?.messageCount, where).toBe(messages.length);
      expect(there?.assigneeId === NOBODY, where).toBe(!left.includes('take') && !left.includes('reply'));
    }
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, held: 0 });
  });
});
