import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { aRuleValue } from '../../support/ruleBuilders.ts';
import { aPolicyValue, targets } from '../../support/slaBuilders.ts';
import { startSkippedTeam, type SkippedTeam } from './skippedTeam.ts';

let team: SkippedTeam;

beforeEach(async () => {
  team = await startSkippedTeam();
  // A minute for the first answer, a warning after half of it.
  await team.change((setting) =>
    setting.kind === 'sla-policy'
      ? {
          ...setting,
          value: aPolicyValue({
            calendarId: setting.value.calendarId,
            targets: { '': targets({ firstResponse: 1 }, 'wallClock') },
            warnAtPercent: [50],
          }),
        }
      : null,
  );
  await addRule('warn', 'slaWarning', 'hurry');
  await addRule('late', 'slaBreach', 'late');
});
afterEach(() => team.dispose());

async function addRule(id: string, trigger: RuleValue['trigger'], tag: string): Promise<void> {
  const value = aRuleValue({
    activeSinceMs: 1,
    trigger,
    actions: [
      { kind: 'addTag', value: tag },
      { kind: 'note', value: `It is ${tag}.` },
    ],
  });
  await team.server.write(async (log) => {
    const rev = log.stamp();
    log.put('settings', { id: id as SettingId, rev, updatedAtMs: log.nowMs, kind: 'rule', value });
  });
}

/** The ticket as the server has it. */
async function atServer(ticketId: string): Promise<Ticket> {
  return team.server.write(async (log) => {
    const stored = await readCollection(log.sql, log.workspaceId, 'tickets', 0, 1000);
    const ticket = stored.map((one) => documentOf('tickets', one)).find(({ id }) => id === ticketId);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  });
}

function runsIn({ history }: Ticket): string[] {
  return history.flatMap((line: HistoryEntry) =>
    line.kind === 'rule' && line.by.kind === 'rule' ? [line.by.id] : [],
  );
}

async function hasTag(desk: TestDesk, ticketId: TicketId, tag: string): Promise<boolean> {
  return (await desk.workspace.queries.get(ticketId))?.ticket.tags.includes(tag) === true;
}

describe('rules on the service level', () => {
  it('run once for a warning and once for a breach, though three desks are online', async () => {
    const desks = [await team.deskOf('Ana'), await team.deskOf('Ben'), await team.deskOf('Cleo')];
    for (const desk of desks)
      await desk.eventually(() => desk.workspace.presence.state().online.length === 2);
    const { ticketId } = await team.server.intake({ messageId: 'm1', text: 'Hello' });
    for (const desk of desks) await desk.eventually(() => desk.workspace.queries.get(ticketId));
    expect(runsIn(await atServer(ticketId))).toEqual([]);
    team.time.skip(35_000);
    for (const desk of desks) await desk.eventually(() => hasTag(desk, ticketId, 'hurry'));
    expect((await atServer(ticketId)).tags).not.toContain('late');
    team.time.skip(30_000);
    for (const desk of desks) await desk.eventually(() => hasTag(desk, ticketId, 'late'));
    // The turns of those who stood behind in line come and go.
    team.time.skip(30_000);
    for (const desk of desks) await desk.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect([runsIn(ticket), ticket.messageCount]).toEqual([['warn', 'late'], 3]);
    for (const desk of desks) expect(desk.desk.syncStatus()).toMatchObject({ held: 0, problem: null });
  });

  it('run once when both fell due while nobody was online, whoever comes back first', async () => {
    const [ana, ben] = [await team.deskOf('Ana'), await team.deskOf('Ben')];
    await Promise.all([team.close(ana), team.close(ben)]);
    const { ticketId } = await team.server.intake({ messageId: 'm1', text: 'Anybody?' });
    team.time.skip(3 * 3_600_000);
    const back = await Promise.all([team.reopen('Ana'), team.reopen('Ben')]);
    for (const desk of back) await desk.eventually(() => hasTag(desk, ticketId, 'late'));
    for (const desk of back) await desk.workspace.sync.settled();
    const ticket = await atServer(ticketId);
    expect([runsIn(ticket).sort(), ticket.messageCount]).toEqual([['late', 'warn'], 3]);
    // Another return finds it done.
    await Promise.all(back.map((desk) => team.close(desk)));
    team.time.skip(3 * 3_600_000);
    const again = await team.reopen('Ana');
    // Whoever has just left is taken for online a little longer.
    await again.eventually(() => again.workspace.presence.state().online.length === 0);
    const { ticketId: next } = await team.server.intake({ messageId: 'm2', text: 'Still nobody?' });
    team.time.skip(65_000);
    await again.eventually(() => hasTag(again, next, 'late'));
    await again.workspace.sync.settled();
    expect(runsIn(await atServer(ticketId)).sort()).toEqual(['late', 'warn']);
  });
});
