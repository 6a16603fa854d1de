import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { distributionOf, type Distribution } from '../../../shared/domain/settings.ts';
import { holderMoves } from '../../../shared/domain/ticket/history.ts';
import { NOBODY, type HolderEntry } from '../../../shared/domain/ticket/ticket.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { startSkippedTeam, type Colleague, type SkippedTeam } from './skippedTeam.ts';

/** How long an owner may be gone. */
const LIMIT_MS = 60_000;
/** Time goes on in steps, so that desks see who has gone and then for how long. */
const STEP_MS = 5000;

let team: SkippedTeam;
beforeEach(async () => {
  team = await startSkippedTeam();
});
afterEach(() => team.dispose());

/** Nothing is handed out by itself, and an owner may be gone for a minute. */
async function returnTo(returnsTo: Distribution['returnTo']): Promise<void> {
  await team.change((setting) =>
    setting.kind === 'department'
      ? {
          ...setting,
          value: {
            ...setting.value,
            assignment: 'manual',
            distribution: {
              ...distributionOf(setting.value),
              returnAfterMinutes: 1,
              returnTo: returnsTo,
              graceMs: 500,
            },
          },
        }
      : null,
  );
}

async function movesAt(desk: TestDesk, ticketId: TicketId): Promise<readonly HolderEntry[]> {
  const ticket = await desk.workspace.replica.stores.tickets.get(ticketId);
  return ticket ? holderMoves(ticket) : [];
}

/** Lets time pass until the ticket has left its owner. Answers how long that took. */
async function passUntilMoved(desks: readonly TestDesk[], ticketId: TicketId): Promise<number> {
  const fromMs = team.time.nowMs();
  const [first] = desks;
  await first?.eventually(async () => {
    if ((await movesAt(first, ticketId)).length > 1) return true;
    team.time.skip(STEP_MS);
    return false;
  });
  const tookMs = team.time.nowMs() - fromMs;
  for (const desk of desks) {
    await desk.eventually(async () => (await movesAt(desk, ticketId)).length > 1);
    await desk.workspace.sync.settled();
  }
  return tookMs;
}

/** A ticket of Ana's whose customer waits, and that everybody knows. */
async function ticketOf(ana: Colleague, others: readonly TestDesk[]): Promise<TicketId> {
  const { ticketId } = await team.server.intake({ messageId: 'm1', text: 'Hello' });
  await ana.eventually(() => ana.workspace.queries.get(ticketId));
  await ana.workspace.tickets.take({ ticketId });
  for (const desk of others) await desk.eventually(async () => (await movesAt(desk, ticketId)).length === 1);
  return ticketId;
}

describe('an owner who disappears', () => {
  it('loses a waiting ticket to the pool when the department’s limit has passed, once, and not before', async () => {
    await returnTo('pool');
    const [ana, ben, cleo] = [await team.deskOf('Ana'), await team.deskOf('Ben'), await team.deskOf('Cleo')];
    const ticketId = await ticketOf(ana, [ben, cleo]);
    await team.close(ana);
    for (const desk of [ben, cleo])
      await desk.eventually(() => desk.workspace.presence.state().online.length === 1);
    expect(await passUntilMoved([ben, cleo], ticketId)).toBeGreaterThanOrEqual(LIMIT_MS - STEP_MS);
    const back = await team.reopen('Ana');
    for (const desk of [ben, cleo, back]) {
      await desk.eventually(async () => (await movesAt(desk, ticketId)).length > 1);
      expect((await movesAt(desk, ticketId)).slice(1)).toMatchObject([
        {
          by: { kind: 'system' },
          cause: 'auto',
          from: { assigneeId: ana.agentId },
          to: { assigneeId: NOBODY },
        },
      ]);
    }
  });

  it('loses it along the chain of substitutes to the first who is there, once', async () => {
    await returnTo('substitute');
    const [ana, ben, cleo] = [await team.deskOf('Ana'), await team.deskOf('Ben'), await team.deskOf('Cleo')];
    const ticketId = await ticketOf(ana, [ben, cleo]);
    const substitutes = new Map<string, AgentId>([
      [ana.agentId, ben.agentId],
      [ben.agentId, cleo.agentId],
    ]);
    await team.change((setting) => {
      const substituteId = substitutes.get(setting.id);
      return setting.kind === 'agent' && substituteId !== undefined
        ? { ...setting, value: { ...setting.value, substituteId } }
        : null;
    });
    await ben.workspace.tickets.setAvailability({ availability: 'away' });
    await cleo.eventually(() => cleo.workspace.directory.agent(ben.agentId)?.availability === 'away');
    await cleo.eventually(() => cleo.workspace.directory.agent(ana.agentId)?.substituteId === ben.agentId);
    await team.close(ana);
    for (const desk of [ben, cleo])
      await desk.eventually(() => desk.workspace.presence.state().online.length === 1);
    await passUntilMoved([ben, cleo], ticketId);
    for (const desk of [ben, cleo]) {
      expect((await movesAt(desk, ticketId)).slice(1)).toMatchObject([
        {
          by: { kind: 'system' },
          cause: 'substitute',
          from: { assigneeId: ana.agentId },
          to: { assigneeId: cleo.agentId },
        },
      ]);
    }
    // Whichever desk has done it: the substitute hears of it.
    await cleo.eventually(() => cleo.notices.length > 0);
    expect(cleo.notices).toMatchObject([{ title: 'Assigned to you' }]);
    expect(cleo.workspace.notices.list().notices[0]).toMatchObject({ event: 'assigned', ticketId });
  });
});
