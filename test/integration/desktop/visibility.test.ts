import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketHandlers } from '../../../electron/ipc/ticketHandlers.ts';
import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import {
  addDepartments,
  BILLING,
  changeAgent,
  changeTicket,
  deskIn,
  holds,
  mayHold,
  SALES,
  writeTicket,
} from './sightSupport.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const open: TestDesk[] = [];

beforeEach(async () => {
  server = await startTestServer();
  await addDepartments(server);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((desk) => desk.close()));
  await server.dispose();
});

async function agentIn(name: string, ...departmentIds: DepartmentId[]): ReturnType<typeof deskIn> {
  const desk = await deskIn(server, name, { departmentIds });
  open.push(desk);
  return desk;
}

function becomesWhole(desk: TestDesk & { readonly agentId: AgentId }): Promise<unknown> {
  return desk.eventually(async () =>
    isDeepStrictEqual(await holds(desk), await mayHold(server, desk.agentId)),
  );
}

describe('a desk', () => {
  it('holds the tickets of its departments and those its agent holds, with their messages', async () => {
    const ana = await agentIn('Ana', SALES);
    await writeTicket(server, 'mine', { departmentId: SALES });
    await writeTicket(server, 'theirs', { departmentId: BILLING });
    await writeTicket(server, 'held', { departmentId: BILLING, assigneeId: ana.agentId });
    await becomesWhole(ana);
    expect(Object.keys(await holds(ana))).toEqual(['held', 'held-0', 'held-1', 'mine', 'mine-0', 'mine-1']);
  });

  it('loses a ticket that moves to another department, and the other desk gets it whole', async () => {
    const ana = await agentIn('Ana', SALES);
    const ben = await agentIn('Ben', BILLING);
    const ticketId = await writeTicket(server, 'moving', { departmentId: SALES });
    await becomesWhole(ana);
    await ana.workspace.tickets.transfer({
      ticketId,
      departmentId: BILLING,
      assigneeId: NOBODY,
      reason: { code: 'expertise', text: '' },
      noteHtml: '<p>They ask about an invoice.</p>',
      tellCustomer: true,
    });
    await ana.eventually(async () => Object.keys(await holds(ana)).length === 0);
    const detail = await ben.eventually(async () => {
      const found = await ben.workspace.queries.get(ticketId);
      return found?.messages.length === 4 ? found : undefined;
    });
    expect(detail.messages.map(({ kind }) => kind)).toEqual(['customer', 'customer', 'note', 'reply']);
    expect(ana.workspace.sync.held.list()).toEqual([]);
    await becomesWhole(ben);
  });

  it('gains and loses with every change of membership and role', async () => {
    const ana = await agentIn('Ana', SALES);
    await writeTicket(server, 'sale', { departmentId: SALES });
    await writeTicket(server, 'bill', { departmentId: BILLING });
    await becomesWhole(ana);
    for (const membership of [
      { departmentIds: [SALES, BILLING] },
      { departmentIds: [BILLING] },
      { role: 'supervisor', departmentIds: [] },
      { role: 'agent', departmentIds: [] },
      { departmentIds: [SALES] },
    ] as const) {
      await changeAgent(server, ana.agentId, { ...membership, departmentIds: [...membership.departmentIds] });
      await becomesWhole(ana);
    }
    expect(Object.keys(await holds(ana))).toEqual(['sale', 'sale-0', 'sale-1']);
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, held: 0, problem: null });
    expect(ana.notices).toEqual([]);
  });

  it('hears of a membership that changed while it was closed', async () => {
    const ana = await deskIn(server, 'Ana', { departmentIds: [SALES] });
    await writeTicket(server, 'sale', { departmentId: SALES });
    await writeTicket(server, 'bill', { departmentId: BILLING });
    await becomesWhole(ana);
    await ana.close();
    await changeAgent(server, ana.agentId, { departmentIds: [BILLING] });
    const again = await openDesk({ dataDir: `${server.folder}/Ana` });
    open.push(again);
    await becomesWhole(Object.assign(again, { agentId: ana.agentId }));
  });

  it('keeps the words of work on a ticket that it has lost meanwhile', async () => {
    const ana = await agentIn('Ana', SALES);
    const ticketId = await writeTicket(server, 'lost', { departmentId: SALES });
    await becomesWhole(ana);
    await ana.workspace.drafts.save(ticketId, 'reply', '<p>Half a sentence</p>');
    await server.stop();
    await ana.workspace.sends.send({
      ticketId,
      kind: 'note',
      html: '<p>They called again.</p>',
      setStatus: null,
      seenMessageId: '',
    });
    await ana.workspace.sends.flush();
    await ana.workspace.tickets.setPriority({ ticketId, priority: 'urgent' });
    await server.start();
    await changeTicket(server, ticketId, { departmentId: BILLING });
    await ana.desk.retry();
    const held = await ana.eventually(() => {
      const list = ana.workspace.sync.held.list();
      return new Set(list.map(({ text }) => text)).size >= 3 ? list : undefined;
    });
    expect(new Set(held.map(({ text }) => text))).toEqual(
      new Set(['Half a sentence', 'Subject of lost', 'They called again.']),
    );
    expect(new Set(held.map(({ code }) => code))).toEqual(new Set(['ticket.notFound']));
    await becomesWhole(ana);
    expect(ana.workspace.drafts.ticketIds().size).toBe(0);
    expect(ana.desk.syncStatus()).toMatchObject({ waiting: 0, problem: null });
  });

  it('sends a reply that could still be taken back before the ticket leaves its writer’s sight', async () => {
    const ana = await agentIn('Ana', SALES);
    const ticketId = await writeTicket(server, 'answered', { departmentId: SALES }, 1);
    await becomesWhole(ana);
    await ana.workspace.sends.send({
      ticketId,
      kind: 'reply',
      html: '<p>My colleagues will write to you.</p>',
      setStatus: null,
      seenMessageId: '',
    });
    const handlers = ticketHandlers(ana.desk);
    await handlers['ticket.transfer']({
      ticketId,
      departmentId: BILLING,
      assigneeId: NOBODY,
      reason: { code: 'expertise', text: '' },
      noteHtml: '',
      tellCustomer: false,
    });
    await ana.eventually(async () => Object.keys(await holds(ana)).length === 0);
    const ben = await agentIn('Ben', BILLING);
    const detail = await ben.workspace.queries.get(ticketId);
    expect(detail?.messages.map(({ text }) => text)).toEqual([
      'Words of answered, part 0',
      'My colleagues will write to you.',
    ]);
    expect(ana.workspace.sync.held.list()).toEqual([]);
  });

  it('holds exactly what it may see after any moves and changes of membership', async () => {
    const ana = await agentIn('Ana', SALES);
    const ben = await agentIn('Ben', BILLING);
    for (const id of ['one', 'two', 'three']) await writeTicket(server, id, { departmentId: SALES });
    const departments = [SALES, BILLING];
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('move' as const),
        id: fc.constantFrom('one', 'two', 'three'),
        departmentId: fc.constantFrom(...departments),
        assigneeId: fc.constantFrom(NOBODY, ana.agentId, ben.agentId),
      }),
      fc.record({
        kind: fc.constant('membership' as const),
        agentId: fc.constantFrom(ana.agentId, ben.agentId),
        departmentIds: fc.subarray(departments),
        role: fc.constantFrom('agent' as const, 'agent' as const, 'supervisor' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { kind, ...change } of steps) {
          if (kind === 'move') {
            const { id, ...place } = change as { id: string; departmentId: DepartmentId };
            await changeTicket(server, id, place);
          } else {
            const { agentId, ...membership } = change as { agentId: string };
            await changeAgent(server, agentId, membership);
          }
        }
        await Promise.all([becomesWhole(ana), becomesWhole(ben)]);
      }),
      { numRuns: 12 },
    );
  });
});
