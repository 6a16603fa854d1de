import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { DepartmentId, SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../support/builders.ts';
import { aCondition, aRuleValue } from '../../support/ruleBuilders.ts';
import { desksOn } from './deskSet.ts';
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

async function addRule(id: string, value: Partial<RuleValue>): Promise<void> {
  await server.write(async (log) => {
    log.put('settings', {
      id: id as SettingId,
      rev: log.stamp(),
      updatedAtMs: log.nowMs,
      kind: 'rule',
      value: aRuleValue({ activeSinceMs: 1, ...value }),
    });
  });
}

/** The ticket as the server has it. */
async function atServer(ticketId: string): Promise<Ticket> {
  return server.write(async (log) => {
    const stored = await readCollection(log.sql, log.workspaceId, 'tickets', 0, 1000);
    const ticket = stored.map((one) => documentOf('tickets', one)).find(({ id }) => id === ticketId);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  });
}

function runsIn({ history }: Ticket): HistoryEntry[] {
  return history.filter(({ kind }) => kind === 'rule');
}

describe('rules with several desks', () => {
  it('run once for a ticket and once for each of its customer’s replies', async () => {
    await addRule('urgent', {
      conditions: [aCondition('text', 'containsAnyOf', 'outage')],
      actions: [
        { kind: 'priority', value: 'urgent' },
        { kind: 'note', value: 'This is an outage.' },
      ],
    });
    await addRule('again', {
      trigger: 'customerReplied',
      actions: [
        { kind: 'addTag', value: 'more' },
        { kind: 'note', value: 'Again.' },
      ],
    });
    const all = [await desks.join('Ana'), await desks.join('Ben'), await desks.join('Cleo')];
    for (const desk of all) await desk.eventually(() => desk.workspace.presence.state().online.length === 2);
    const { ticketId, replyToken } = await server.intake({ messageId: 'm1', text: 'We have an outage.' });
    for (const desk of all)
      await desk.eventually(async () => {
        const detail = await desk.workspace.queries.get(ticketId);
        return detail?.ticket.priority === 'urgent' && detail.messages.length === 2;
      });
    await server.intake({ messageId: 'm2', text: 'Still.', replyToken });
    for (const desk of all)
      await desk.eventually(async () => {
        const detail = await desk.workspace.queries.get(ticketId);
        return detail?.ticket.tags.includes('more') === true && detail.messages.length === 4;
      });
    for (const desk of all) await desk.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect(runsIn(ticket).map(({ by }) => by)).toEqual([
      { kind: 'rule', id: 'urgent' },
      { kind: 'rule', id: 'again' },
    ]);
    expect([ticket.messageCount, ticket.priority]).toEqual([4, 'urgent']);
    for (const desk of all) {
      expect(desk.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
    }
  });

  it('run when somebody comes back, for what happened while nobody was there', async () => {
    await addRule('tag', { actions: [{ kind: 'addTag', value: 'seen' }] });
    await desks.close(await desks.join('Ana'));
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Anybody?' });
    const ana = await desks.open('Ana');
    await ana.eventually(async () =>
      (await ana.workspace.queries.get(ticketId))?.ticket.tags.includes('seen'),
    );
    await ana.workspace.sync.settled();
    // Somebody else who returns finds it done, also after the tag has been taken away again.
    await ana.workspace.tickets.setTags({ ticketId, tags: [] });
    await ana.workspace.sync.settled();
    await desks.close(ana);
    const again = await desks.open('Ana');
    await again.eventually(() => again.workspace.presence.state().isKnown);
    const { ticketId: later } = await server.intake({ messageId: 'm2', text: 'Anybody else?' });
    await again.eventually(async () =>
      (await again.workspace.queries.get(later))?.ticket.tags.includes('seen'),
    );
    await again.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect([ticket.tags, runsIn(ticket).length]).toEqual([[], 1]);
  });

  it('wait for what can still be taken back, and do not run for it', async () => {
    await addRule('raise', { trigger: 'tagAdded', actions: [{ kind: 'priority', value: 'urgent' }] });
    const ana = await desks.join('Ana');
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    await ana.eventually(() => ana.workspace.queries.get(ticketId));
    await server.stop();
    await ana.eventually(() => ana.desk.syncStatus().name === 'offline');
    await ana.workspace.tickets.setTags({ ticketId, tags: ['wrong'] });
    const [item] = await ana.workspace.waiting.list();
    await ana.workspace.waiting.undo([item?.id ?? '']);
    await server.start();
    await ana.desk.retry();
    await ana.workspace.tickets.setSubject({ ticketId, subject: 'Hello again' });
    await ana.workspace.sync.settled();
    expect((await atServer(ticketId)).priority).not.toBe('urgent');
    await ana.workspace.tickets.setTags({ ticketId, tags: ['right'] });
    await ana.eventually(
      async () => (await ana.workspace.queries.get(ticketId))?.ticket.priority === 'urgent',
    );
    await ana.workspace.sync.settled();
    expect(runsIn(await atServer(ticketId))).toHaveLength(1);
  });

  it('run for changes that were made offline and merged with a colleague’s, once', async () => {
    await addRule('raise', {
      trigger: 'tagAdded',
      conditions: [aCondition('tags', 'containsAnyOf', 'late')],
      actions: [{ kind: 'priority', value: 'urgent' }],
    });
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello' });
    for (const desk of [ana, ben]) await desk.eventually(() => desk.workspace.queries.get(ticketId));
    await server.stop();
    for (const desk of [ana, ben]) await desk.eventually(() => desk.desk.syncStatus().name === 'offline');
    await ana.workspace.tickets.setTags({ ticketId, tags: ['late'] });
    await ben.workspace.tickets.setTags({ ticketId, tags: ['other'] });
    await server.start();
    await Promise.all([ana.desk.retry(), ben.desk.retry()]);
    for (const desk of [ana, ben])
      await desk.eventually(async () => {
        const ticket = (await desk.workspace.queries.get(ticketId))?.ticket;
        return ticket?.priority === 'urgent' && ticket.tags.length === 2;
      });
    for (const desk of [ana, ben]) await desk.workspace.sync.settled();
    expect(runsIn(await atServer(ticketId))).toHaveLength(1);
  });

  it('move a ticket out of their machine’s sight together with the words they wrote', async () => {
    await server.newDepartment('Billing');
    await addRule('move', {
      actions: [
        { kind: 'note', value: 'For Billing.' },
        { kind: 'department', value: 'department-Billing' },
      ],
    });
    const ana = await desks.join('Ana');
    await ana.eventually(() => ana.workspace.presence.state().isKnown);
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'My invoice' });
    await ana.eventually(async () => (await atServer(ticketId)).departmentId === 'department-Billing');
    await ana.workspace.sync.settled();
    const words = await server.write(async (log) => {
      const stored = await readCollection(log.sql, log.workspaceId, 'messages', 0, 1000);
      return stored.map((one) => documentOf('messages', one).text);
    });
    expect(words).toEqual(['My invoice', 'For Billing.']);
    expect(ana.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
  });

  it('run when their time has come, and notify whom they name on whatever desk', async () => {
    await addRule('wait', {
      trigger: 'timeSince',
      since: { base: 'created', minutes: 1 },
      conditions: [aCondition('status', 'isOneOf', 'new')],
      actions: [
        { kind: 'addTag', value: 'waiting' },
        { kind: 'notify', value: 'department' },
      ],
    });
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    for (const desk of [ana, ben])
      await desk.eventually(() => desk.workspace.presence.state().online.length === 1);
    const department = ana.workspace.directory.settings().find(({ kind }) => kind === 'department');
    const departmentId = (department?.id ?? '') as string as DepartmentId;
    const due = 'due-soon' as TicketId;
    await server.write(async (log) => {
      const createdAtMs = log.nowMs - 59_500;
      const born = aTicket({ id: due, departmentId, createdAtMs, updatedAtMs: createdAtMs });
      const history = born.history.map((line) => ({ ...line, atMs: createdAtMs }));
      log.put('tickets', { ...born, history, number: log.takeNumber(), rev: log.stamp() });
    });
    for (const desk of [ana, ben]) {
      await desk.eventually(async () =>
        (await desk.workspace.queries.get(due))?.ticket.tags.includes('waiting'),
      );
      await desk.eventually(() => desk.notices.length === 1);
      expect(desk.notices).toMatchObject([{ title: 'A rule tells you about a ticket' }]);
      expect(desk.workspace.notices.list().notices[0]).toMatchObject({
        event: 'ruleNotified',
        ticketId: due,
      });
      await desk.workspace.sync.settled();
    }
    expect(runsIn(await atServer(due))).toHaveLength(1);
  });

  it('are arranged, switched off and tried by supervisors only, and a new one leaves the past alone', async () => {
    await addRule('a', { order: 1, conditions: [aCondition('subject', 'contains', 'x')] });
    await addRule('b', { order: 2, trigger: 'reopened' });
    const ana = await desks.join('Ana');
    const { ticketId } = await server.intake({ messageId: 'm1', text: 'Hello', subject: 'An outage' });
    await ana.eventually(() => ana.workspace.queries.get(ticketId));
    await expect(ana.workspace.rules.arrange(['b' as SettingId])).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    await server.write(async (log) => {
      const me = ana.workspace.directory
        .settings()
        .find(({ kind, id }) => kind === 'agent' && id === (ana.agentId as string));
      if (me?.kind !== 'agent') throw new Error('not here');
      log.put('settings', { ...me, rev: log.stamp(), value: { ...me.value, role: 'supervisor' } });
    });
    await ana.eventually(() => ana.workspace.directory.agent(ana.agentId)?.role === 'supervisor');
    const { rules } = ana.workspace;
    const value = aRuleValue({ conditions: [aCondition('subject', 'containsAnyOf', 'outage')] });
    expect(await rules.dryRun({ ruleId: '', value, offset: 0 })).toMatchObject({
      checked: 1,
      hits: [{ ticket: { id: ticketId }, deeds: [{ kind: 'priority', value: 'urgent', outcome: 'done' }] }],
      next: null,
    });
    await expect(rules.save('', { ...value, actions: [] })).rejects.toMatchObject({ code: 'input.invalid' });
    const made = await rules.save('', value);
    await rules.arrange([made, 'b' as SettingId, 'a' as SettingId]);
    await rules.remove('b' as SettingId);
    await ana.workspace.sync.settled();
    const names = (): string[] =>
      ana.workspace.directory
        .settings()
        .flatMap((one) => (one.kind === 'rule' ? [`${String(one.value.order)} ${one.id}`] : []));
    await ana.eventually(() => names().length === 2);
    expect(names().sort()).toEqual([`10 ${made}`, '30 a']);
    await ana.workspace.tickets.setTags({ ticketId, tags: ['x'] });
    const { ticketId: next } = await server.intake({
      messageId: 'm2',
      text: 'Hello',
      subject: 'Again an outage',
    });
    await ana.eventually(async () => (await ana.workspace.queries.get(next))?.ticket.priority === 'urgent');
    await ana.workspace.sync.settled();
    expect((await atServer(ticketId)).priority).not.toBe('urgent');
    expect(await rules.counts()).toMatchObject([{ ruleId: made, count: 1 }]);
    expect(await rules.log(made)).toMatchObject([{ ticketId: next, trigger: 'created' }]);
  });
});
