import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContactId, TicketId } from '../../../shared/domain/ids.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOn } from './deskSet.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const desks = desksOn(() => server);

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await desks.closeAll();
  await server.dispose();
});

describe('two desks', () => {
  it('see each other’s changes live, with the number the server gives', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const ticketId = await newTicket(ana, 'Printer on fire');
    const seen = await ben.eventually(async () => {
      const detail = await ben.workspace.queries.get(ticketId);
      return detail && detail.messages.length === 1 && detail.contact ? detail : undefined;
    });
    expect([seen.ticket.subject, seen.contact?.name, seen.messages[0]?.text]).toEqual([
      'Printer on fire',
      'Carla',
      'It does not work.',
    ]);
    expect(seen.ticket.number).toBeGreaterThan(0);
    await ben.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await ana.eventually(
      async () => (await ana.workspace.queries.get(ticketId))?.ticket.priority === 'urgent',
    );
    await ana.workspace.sync.settled();
    expect(ana.desk.syncStatus()).toMatchObject({ name: 'online', waiting: 0, held: 0, problem: null });
  });

  it('work on without the server, and all of it arrives when it is back', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const known = await newTicket(ana, 'Known before');
    await ben.eventually(() => ben.workspace.queries.get(known));
    await ana.workspace.sync.settled();
    await server.stop();
    await ana.eventually(() => ana.desk.syncStatus().name === 'offline');
    const made = await newTicket(ana, 'Made offline');
    await ana.workspace.tickets.setPriority({ ticketId: known, priority: 'high' });
    await ana.workspace.tickets.take({ ticketId: known });
    // A contact, a ticket, its message, and the known ticket.
    expect(ana.desk.syncStatus().waiting).toBe(4);
    expect((await ana.workspace.queries.get(made))?.isWaiting).toBe(true);
    await server.start();
    await ana.desk.retry();
    await ben.desk.retry();
    await ben.eventually(async () => (await ben.workspace.queries.get(made))?.messages.length === 1);
    await ben.eventually(
      async () => (await ben.workspace.queries.get(known))?.ticket.assigneeId === ana.agentId,
    );
    await ana.workspace.sync.settled();
    expect((await ana.workspace.queries.get(made))?.isWaiting).toBe(false);
    expect(ana.desk.syncStatus().waiting).toBe(0);
  });

  it('merge what both changed in the same ticket while apart', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const ticketId = await newTicket(ana, 'Shared');
    await ben.eventually(() => ben.workspace.queries.get(ticketId));
    await ana.workspace.sync.settled();
    await server.stop();
    await ana.workspace.tickets.setTags({ ticketId, tags: ['billing'] });
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ben.workspace.tickets.setTags({ ticketId, tags: ['vip'] });
    await ben.workspace.tickets.setStatus({ ticketId, status: 'pending' });
    await server.start();
    await Promise.all([ana.desk.retry(), ben.desk.retry()]);
    const facts = async (desk: TestDesk): Promise<unknown> => {
      const ticket = (await desk.workspace.queries.get(ticketId))?.ticket;
      return { tags: ticket?.tags.toSorted(), priority: ticket?.priority, status: ticket?.status };
    };
    const wanted = { tags: ['billing', 'vip'], priority: 'high', status: 'pending' };
    for (const desk of [ana, ben]) {
      await desk.eventually(async () => JSON.stringify(await facts(desk)) === JSON.stringify(wanted));
      await desk.workspace.sync.settled();
    }
    const revs = await Promise.all(
      [ana, ben].map(async (desk) => (await desk.workspace.queries.get(ticketId))?.ticket.rev),
    );
    expect(revs[0]).toBe(revs[1]);
  });

  it('keep the words of what the server refuses, and roll it back', async () => {
    const ana = await desks.join('Ana');
    const { stores } = ana.workspace.replica;
    const setting = ana.workspace.directory.settings().find((one) => one.kind === 'department');
    if (setting?.kind !== 'department') throw new Error('no department');
    const { name } = setting.value;
    await stores.settings.update(setting.id, (current) =>
      current.kind === 'department'
        ? {
            ...current,
            rev: `${current.rev}x` as typeof current.rev,
            value: { ...current.value, name: 'Mine now' },
          }
        : null,
    );
    const [held] = await ana.eventually(() => {
      const list = ana.workspace.sync.held.list();
      return list.length > 0 ? list : undefined;
    });
    expect(held).toMatchObject({ collection: 'settings', documentId: setting.id, code: 'auth.forbidden' });
    await ana.workspace.sync.settled();
    await ana.eventually(async () => {
      const now = await stores.settings.get(setting.id);
      return now?.kind === 'department' && now.value.name === name;
    });
    // A refused creation disappears, and its words stay.
    await stores.messages.insert({
      id: 'stolen-words' as never,
      rev: 'zzz' as never,
      ticketId: 'no-such-ticket' as TicketId,
      kind: 'reply',
      by: { kind: 'agent', id: 'somebody-else' as never },
      atMs: 1,
      html: '<p>Not mine to say</p>',
      text: 'Not mine to say',
      channel: 'email',
      seenMessageId: '',
      externalId: '',
    });
    await ana.eventually(() => ana.workspace.sync.held.list().some((one) => one.text === 'Not mine to say'));
    await ana.workspace.sync.settled();
    expect(await stores.messages.get('stolen-words')).toBeUndefined();
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, held: 2 });
  });

  it('bring back a ticket that one of them has deleted below the app, and list the refusal', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const ticketId = await newTicket(ana, 'Not to be deleted');
    await ben.eventually(async () => (await ben.workspace.queries.get(ticketId))?.ticket.number);
    await ben.workspace.sync.settled();
    await (await ben.workspace.replica.collections.tickets.findOne(ticketId).exec())?.remove();
    await ben.eventually(() => ben.workspace.queries.get(ticketId));
    await ben.eventually(() => ben.desk.syncStatus().waiting === 0);
    expect(ben.workspace.sync.held.list()).toMatchObject([
      { collection: 'tickets', code: 'auth.forbidden', text: 'Not to be deleted' },
    ]);
    expect((await ana.workspace.queries.get(ticketId))?.ticket.subject).toBe('Not to be deleted');
  });

  it('tells the assignee once, and nobody about their own doing', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const ticketId = await newTicket(ana, 'For Ben');
    await ana.eventually(() => ana.workspace.directory.agent(ben.agentId as never));
    await ana.workspace.tickets.assign({ ticketId, assigneeId: ben.agentId });
    await ben.eventually(() => ben.notices.length > 0);
    await ben.workspace.tickets.setPriority({ ticketId, priority: 'high' });
    await ben.workspace.sync.settled();
    await ana.eventually(async () => (await ana.workspace.queries.get(ticketId))?.ticket.priority === 'high');
    expect(ben.notices).toMatchObject([{ title: 'Assigned to you' }]);
    expect(ben.workspace.notices.list().notices[0]).toMatchObject({ event: 'assigned', ticketId });
    expect(ana.notices).toEqual([]);
  });

  it('hears of a customer who writes again on a solved ticket', async () => {
    const ana = await desks.join('Ana');
    const first = await server.intake({ messageId: 'm1', text: 'It is broken' });
    await ana.eventually(() => ana.workspace.queries.get(first.ticketId));
    await ana.workspace.tickets.take({ ticketId: first.ticketId });
    await ana.workspace.tickets.setStatus({ ticketId: first.ticketId, status: 'solved' });
    await ana.workspace.sync.settled();
    await server.intake({ messageId: 'm2', text: 'Broken again', replyToken: first.replyToken });
    await ana.eventually(() => ana.notices.length > 0);
    expect(ana.workspace.notices.list().notices[0]).toMatchObject({
      event: 'reopened',
      ticketId: first.ticketId,
    });
    expect((await ana.workspace.queries.get(first.ticketId))?.ticket).toMatchObject({
      status: 'open',
      reopenCount: 1,
    });
  });

  it('finds contacts and tickets by what people remember', async () => {
    const ana = await desks.join('Ana');
    const ticketId = await newTicket(ana, 'Refund for order (77)');
    await ana.workspace.sync.settled();
    // 0 until the server's number has come back.
    const number = await ana.eventually(
      async () => (await ana.workspace.queries.get(ticketId))?.ticket.number || undefined,
    );
    const { queries } = ana.workspace;
    const ids = async (text: string): Promise<string[]> => (await queries.find(text)).map((row) => row.id);
    expect([
      await ids(`#${String(number)}`),
      await ids('order (77'),
      await ids('refund ORDER'),
      await ids('cheese'),
    ]).toEqual([[ticketId], [ticketId], [ticketId], []]);
    const contacts = await queries.searchContacts('carla exam');
    expect(contacts.map((contact) => contact.name)).toEqual(['Carla']);
    expect(contacts[0]?.id satisfies ContactId | undefined).toBeDefined();
  });
});
