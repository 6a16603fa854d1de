import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { answersOfOthers } from '../../../shared/domain/message.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOf, type CuttableDesk } from './apart.ts';
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

/** Answers what the thread shows, as the composer does, and lets it leave at once. */
async function answer(
  desk: CuttableDesk,
  ticketId: TicketId,
  text: string,
  kind: 'reply' | 'note' = 'reply',
): Promise<void> {
  const messages = (await desk.workspace.queries.get(ticketId))?.messages ?? [];
  await desk.workspace.sends.send({
    ticketId,
    kind,
    html: `<p>${text}</p>`,
    setStatus: kind === 'reply' ? 'pending' : null,
    seenMessageId: messages.at(-1)?.id ?? '',
    ...(kind === 'reply' && { seenAnswers: answersOfOthers(messages, desk.agentId).length }),
  });
  await desk.workspace.sends.flush();
}

async function ticketOf(desk: TestDesk, ticketId: TicketId): Promise<Ticket> {
  const found = await desk.workspace.replica.stores.tickets.get(ticketId);
  if (!found) throw new Error('the ticket is not here');
  return found;
}

async function threadOf(desk: TestDesk, ticketId: TicketId): Promise<string[]> {
  return ((await desk.workspace.queries.get(ticketId))?.messages ?? []).map(({ text }) => text);
}

/** A customer's ticket that both desks have. */
async function sharedTicket(...desks: TestDesk[]): Promise<TicketId> {
  const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
  for (const desk of desks) await desk.eventually(async () => (await threadOf(desk, ticketId)).length === 1);
  return ticketId;
}

describe('a reply to what somebody else has answered', () => {
  it.each([
    ['Ana', 'Ben'],
    ['Ben', 'Ana'],
  ])('comes back as words when %s is first and %s wrote without a link', async (first, second) => {
    const desks = { Ana: await deskOf('Ana'), Ben: await deskOf('Ben') };
    const [early, late] = [desks[first as 'Ana'], desks[second as 'Ana']];
    const ticketId = await sharedTicket(early, late);
    await late.cut();
    await answer(late, ticketId, 'Too late');
    // Here it stands as if it had been sent: they hold the ticket, which waits for the customer.
    expect(await ticketOf(late, ticketId)).toMatchObject({ assigneeId: late.agentId, status: 'pending' });
    await answer(early, ticketId, 'First');
    await early.workspace.sync.settled();
    await late.mend();
    const held = await late.eventually(() => late.workspace.sync.held.list().at(0));
    expect(held).toMatchObject({
      code: 'message.answeredMeanwhile',
      ticketId,
      text: 'Too late',
      canRetry: true,
    });
    for (const desk of [early, late]) {
      await desk.eventually(async () => (await ticketOf(desk, ticketId)).assigneeId === early.agentId);
      expect(await threadOf(desk, ticketId)).toEqual(['It is broken', 'First']);
    }
    // Nothing of it is told: no claim that did not last, no line of a status that was not set.
    const history = (await ticketOf(early, ticketId)).history.filter(
      ({ by }) => by.kind === 'agent' && by.id === late.agentId,
    );
    expect(history).toEqual([]);
    expect(await ticketOf(late, ticketId)).toEqual(await ticketOf(early, ticketId));
    expect(late.desk.syncStatus()).toMatchObject({ waiting: 0, held: 1 });
    expect(await late.workspace.waiting.list()).toEqual([]);
  });

  it('lets exactly one through when both send in the same moment', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const ticketId = await sharedTicket(ana, ben);
    await Promise.all([answer(ana, ticketId, 'By Ana'), answer(ben, ticketId, 'By Ben')]);
    for (const desk of [ana, ben]) await desk.workspace.sync.settled();
    await ana.eventually(
      () => ana.workspace.sync.held.list().length + ben.workspace.sync.held.list().length === 1,
    );
    const [winner, loser] = ana.workspace.sync.held.list().length === 0 ? [ana, ben] : [ben, ana];
    for (const desk of [ana, ben]) {
      await desk.eventually(async () => (await ticketOf(desk, ticketId)).assigneeId === winner.agentId);
      await desk.eventually(async () => (await threadOf(desk, ticketId)).length === 2);
    }
    expect(loser.workspace.sync.held.list()).toMatchObject([{ code: 'message.answeredMeanwhile' }]);
  });

  it('can be sent anyway, taken up for editing, or let go', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const ticketId = await sharedTicket(ana, ben);
    await ben.cut();
    for (const text of ['Anyway', 'Edited', 'Let go']) await answer(ben, ticketId, text);
    await answer(ana, ticketId, 'First');
    await ana.workspace.sync.settled();
    await ben.mend();
    await ben.eventually(() => ben.workspace.sync.held.list().length === 3);
    await ben.eventually(async () => (await threadOf(ben, ticketId)).includes('First'));
    const [anyway, edited, gone] = ben.workspace.sync.held
      .list()
      .toSorted((a, b) => (a.text < b.text ? -1 : 1));
    await ben.workspace.held.retry(anyway!.id, 1);
    await ben.workspace.sends.flush();
    await ben.workspace.held.edit(edited!.id);
    await ben.workspace.sync.held.dismiss(gone!.id);
    await ana.eventually(async () => (await threadOf(ana, ticketId)).includes('Anyway'));
    expect(await threadOf(ana, ticketId)).toEqual(['It is broken', 'First', 'Anyway']);
    expect(ben.workspace.drafts.of(ticketId)).toMatchObject([{ kind: 'reply', html: '<p>Edited</p>' }]);
    expect(ben.workspace.sync.held.list()).toEqual([]);
    // The status that went with it is set now.
    await ana.eventually(async () => (await ticketOf(ana, ticketId)).status === 'pending');
  });

  it('is kept over a restart, with its words', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const ticketId = await sharedTicket(ana, ben);
    await ben.cut();
    await answer(ben, ticketId, 'Written on a train');
    await answer(ana, ticketId, 'First');
    await ben.desk.close();
    open.splice(open.indexOf(ben), 1);
    const again = await deskAt({ dataDir: ben.dataDir, agentId: ben.agentId });
    await again.eventually(() => again.workspace.sync.held.list().length === 1);
    await again.eventually(async () => (await ticketOf(again, ticketId)).assigneeId === ana.agentId);
    await again.workspace.sync.settled();
    expect(await threadOf(again, ticketId)).toEqual(['It is broken', 'First']);
  });

  it('does not stop a note, an answer to an answer, or what the same person says on another device', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const ticketId = await sharedTicket(ana, ben);
    await answer(ana, ticketId, 'First');
    await ben.eventually(async () => (await threadOf(ben, ticketId)).includes('First'));
    await answer(ben, ticketId, 'And this');
    await ana.eventually(async () => (await threadOf(ana, ticketId)).includes('And this'));
    const { code } = await server.newCode('ana@desk.test');
    const laptop = await deskAt({ code, agentId: ana.agentId, dataDir: path.join(server.folder, 'laptop') });
    await ana.cut();
    await answer(ana, ticketId, 'From the desk');
    await answer(ana, ticketId, 'A note', 'note');
    await answer(laptop, ticketId, 'From the laptop');
    await laptop.workspace.sync.settled();
    await server.intake({ messageId: 'm3', text: 'Unrelated' });
    await ana.mend();
    await laptop.eventually(async () => (await threadOf(laptop, ticketId)).length === 6);
    expect([ana, ben, laptop].flatMap((desk) => desk.workspace.sync.held.list())).toEqual([]);
    expect((await threadOf(laptop, ticketId)).toSorted()).toEqual(
      ['It is broken', 'First', 'And this', 'From the desk', 'A note', 'From the laptop'].toSorted(),
    );
  });

  it('is not held up by a customer who has written again', async () => {
    const ana = await deskOf('Ana');
    const { ticketId, replyToken } = await server.intake({ messageId: 'm1', text: 'It is broken' });
    await ana.eventually(async () => (await threadOf(ana, ticketId)).length === 1);
    await ana.cut();
    await answer(ana, ticketId, 'We look into it');
    await server.intake({ messageId: 'm2', text: 'Still broken', replyToken });
    await ana.mend();
    await ana.eventually(async () => (await threadOf(ana, ticketId)).length === 3);
    expect(ana.workspace.sync.held.list()).toEqual([]);
  });
});
