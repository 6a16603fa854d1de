import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { LostChange } from '../../../shared/domain/ticket/lostChanges.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOf } from './apart.ts';
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

async function lostOn(desk: TestDesk, ticketId: TicketId): Promise<LostChange[]> {
  return (await desk.workspace.queries.get(ticketId))?.lostChanges ?? [];
}

describe('a change that another has overtaken', () => {
  it('is told to the agent who made it, over a restart, until they set it again', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
    for (const desk of [ana, ben]) await desk.eventually(() => desk.workspace.queries.get(ticketId));
    await ana.cut();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await ben.workspace.sync.settled();
    await ana.mend();
    const [lost] = await ana.eventually(async () => {
      const found = await lostOn(ana, ticketId);
      return found.length > 0 && found;
    });
    expect(lost).toMatchObject({
      field: 'priority',
      dropped: 'high',
      kept: 'urgent',
      overtakenBy: { by: { kind: 'agent', id: ben.agentId } },
      canRedo: true,
    });
    expect(await lostOn(ben, ticketId)).toEqual([]);
    await ana.desk.close();
    open.splice(open.indexOf(ana), 1);
    const again = await deskAt({ dataDir: ana.dataDir, agentId: ana.agentId });
    expect(await lostOn(again, ticketId)).toEqual([lost]);
    await again.workspace.lost.settle(ticketId, lost!.entryId, true);
    expect(await lostOn(again, ticketId)).toEqual([]);
    await ben.eventually(async () => (await ben.workspace.queries.get(ticketId))?.ticket.priority === 'high');
    expect(await lostOn(ben, ticketId)).toEqual([]);
  });

  it('is told also when it stood beside a reply that was answered meanwhile', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
    for (const desk of [ana, ben])
      await desk.eventually(async () => (await desk.workspace.queries.get(ticketId))?.messages.length === 1);
    const reply = async (desk: TestDesk): Promise<void> => {
      await desk.workspace.sends.send({
        ticketId,
        kind: 'reply',
        html: '<p>An answer</p>',
        setStatus: null,
        seenMessageId: '',
        seenAnswers: 0,
      });
      await desk.workspace.sends.flush();
    };
    await ana.cut();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await reply(ana);
    await ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await reply(ben);
    await ben.workspace.sync.settled();
    await ana.mend();
    await ana.eventually(() => ana.workspace.sync.held.list().length === 1);
    const [lost] = await ana.eventually(async () => {
      const found = await lostOn(ana, ticketId);
      return found.length > 0 && found;
    });
    expect(lost).toMatchObject({ field: 'priority', dropped: 'high', kept: 'urgent' });
    await ana.workspace.lost.settle(ticketId, lost!.entryId, false);
    expect(await lostOn(ana, ticketId)).toEqual([]);
    await ana.workspace.sync.settled();
    await ben.eventually(async () => {
      const theirs = (await ben.workspace.queries.get(ticketId))?.ticket;
      const mine = (await ana.workspace.queries.get(ticketId))?.ticket;
      return theirs?.rev === mine?.rev;
    });
    expect((await ben.workspace.queries.get(ticketId))?.ticket).toMatchObject({
      priority: 'urgent',
      assigneeId: ben.agentId,
    });
  });

  it('is told when it was made before its reply had left, in an app that was closed', async () => {
    const [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'It is broken' });
    for (const desk of [ana, ben])
      await desk.eventually(async () => (await desk.workspace.queries.get(ticketId))?.messages.length === 1);
    const send = (desk: TestDesk): Promise<unknown> =>
      desk.workspace.sends.send({
        ticketId,
        kind: 'reply',
        html: '<p>An answer</p>',
        setStatus: null,
        seenMessageId: '',
        seenAnswers: 0,
      });
    await ana.cut();
    await send(ana);
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ana.desk.close();
    open.splice(open.indexOf(ana), 1);
    await ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await send(ben);
    await ben.workspace.sends.flush();
    await ben.workspace.sync.settled();
    const again = await deskAt({ dataDir: ana.dataDir, agentId: ana.agentId });
    await again.workspace.sends.flush();
    await again.eventually(() => again.workspace.sync.held.list().length === 1);
    const [lost] = await again.eventually(async () => {
      const found = await lostOn(again, ticketId);
      return found.length > 0 && found;
    });
    expect(lost).toMatchObject({ field: 'priority', dropped: 'high', kept: 'urgent' });
  });
});
