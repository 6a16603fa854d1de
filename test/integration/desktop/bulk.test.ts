import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { hopCount } from '../../../shared/domain/ticket/history.ts';
import { openDesk, type TestDesk } from '../../support/deskHarness.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
let ana: TestDesk;
let ben: TestDesk;

beforeEach(async () => {
  server = await startTestServer();
  [ana, ben] = [await deskOf('Ana'), await deskOf('Ben')];
  await ana.eventually(() => ana.workspace.directory.activeAgentIds().includes(idOf(ben)));
});
afterEach(async () => {
  await Promise.all([ana.close(), ben.close()]);
  await server.dispose();
});

async function deskOf(name: string): Promise<TestDesk> {
  const { code } = await server.newAgent(name);
  return openDesk({ server: server.url, code, dataDir: path.join(server.folder, name) });
}

function idOf({ desk }: TestDesk): AgentId {
  const session = desk.session();
  if (session.name !== 'signedIn') throw new Error('nobody is signed in');
  return session.agentId;
}

async function ownerAt(desk: TestDesk, ticketId: TicketId): Promise<string | undefined> {
  return (await desk.workspace.replica.stores.tickets.get(ticketId))?.assigneeId;
}

describe('A bulk', () => {
  it('does what its preview said, for everybody, and can be turned round without counting as passing on', async () => {
    const ticketIds = [await newTicket(ana, 'One'), await newTicket(ana, 'Two')];
    for (const ticketId of ticketIds) await ana.workspace.tickets.assign({ ticketId, assigneeId: idOf(ana) });
    const wish = { kind: 'agent', agentId: idOf(ben) } as const;
    const lines = await ana.workspace.bulk.preview({ ticketIds, wish });
    expect(lines.map(({ outcome, to, hops }) => [outcome, to.assigneeId, hops])).toEqual([
      ['moves', idOf(ben), 1],
      ['moves', idOf(ben), 1],
    ]);
    const moves = lines.map(({ ticketId, from, to }) => ({ ticketId, from, to }));
    await expect(ana.workspace.bulk.run({ moves, reason: null, takesBack: false })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    const { moved } = await ana.workspace.bulk.run({
      moves,
      reason: { code: 'unavailable', text: '' },
      takesBack: false,
    });
    for (const id of ticketIds) await ben.eventually(async () => (await ownerAt(ben, id)) === idOf(ben));
    const back = moved.map(({ ticketId, from, to }) => ({ ticketId, from: to, to: from }));
    expect((await ana.workspace.bulk.run({ moves: back, reason: null, takesBack: true })).skipped).toBe(0);
    for (const id of ticketIds) {
      await ben.eventually(async () => (await ownerAt(ben, id)) === idOf(ana));
      const ticket = await ben.workspace.replica.stores.tickets.get(id);
      expect(ticket && hopCount(ticket)).toBe(0);
    }
  });

  it('leaves a ticket alone that somebody else has moved since the preview', async () => {
    const ticketId = await newTicket(ana, 'One');
    const [line] = await ana.workspace.bulk.preview({ ticketIds: [ticketId], wish: { kind: 'pool' } });
    expect(line?.outcome).toBe('same');
    const [wanted] = await ana.workspace.bulk.preview({
      ticketIds: [ticketId],
      wish: { kind: 'agent', agentId: idOf(ben) },
    });
    await ana.workspace.tickets.assign({ ticketId, assigneeId: idOf(ana) });
    const moves = wanted ? [{ ticketId, from: wanted.from, to: wanted.to }] : [];
    expect(await ana.workspace.bulk.run({ moves, reason: null, takesBack: false })).toEqual({
      moved: [],
      skipped: 1,
    });
    expect(await ownerAt(ana, ticketId)).toBe(idOf(ana));
  });
});

describe('Returning a ticket', () => {
  it('brings it back to whoever had it, and to nobody else’s', async () => {
    const ticketId = await newTicket(ana, 'One');
    await ana.workspace.tickets.assign({ ticketId, assigneeId: idOf(ana) });
    await ana.workspace.tickets.assign({ ticketId, assigneeId: idOf(ben) });
    await ben.eventually(async () => (await ownerAt(ben, ticketId)) === idOf(ben));
    const reason = { code: 'unavailable', text: '' } as const;
    await expect(ana.workspace.tickets.giveBack({ ticketId, to: 'pool', reason })).rejects.toMatchObject({
      code: 'ticket.alreadyHeld',
    });
    await ben.workspace.tickets.giveBack({ ticketId, to: 'sender', reason });
    await ana.eventually(async () => (await ownerAt(ana, ticketId)) === idOf(ana));
    const explanation = await ana.workspace.assignment.explain({ ticketId });
    const declined = explanation.agents.find(({ agentId }) => agentId === idOf(ben))?.filters;
    expect(declined?.find(({ filter }) => filter === 'declined')?.passes).toBe(false);
  });
});

describe('What only supervisors set', () => {
  it('is refused to agents before anything is written', async () => {
    const [setting] = ana.workspace.directory.settings().filter(({ kind }) => kind === 'department');
    if (setting?.kind !== 'department') throw new Error('no department');
    const wish = { departmentId: NOBODY, value: { ...setting.value, name: 'Mine' } } as const;
    const work = {
      level: 9,
      skills: [],
      languages: [],
      capacity: 1,
      departmentLimits: {},
      calendarId: '' as const,
    };
    await expect(ana.workspace.teamSettings.saveDepartment(wish)).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    await expect(ana.workspace.teamSettings.saveWork({ agentId: idOf(ben), work })).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
    expect(ana.workspace.directory.settings().filter(({ kind }) => kind === 'department')).toHaveLength(1);
  });
});
