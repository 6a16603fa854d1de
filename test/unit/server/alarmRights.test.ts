import { describe, expect, it } from 'vitest';
import { alarmFactsOf, haveAlarmsRung } from '../../../server/policies/alarmRights.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { alarmSettings, anAlarmPolicy, newLines, rungAt } from '../../support/alarmBuilders.ts';
import { aTicket, MONDAY_NINE_MS } from '../../support/builders.ts';
import { MINUTE_MS } from '../../support/slaBuilders.ts';

const DUE_MS = MONDAY_NINE_MS + 60 * MINUTE_MS;
const at = (minutesAfterDue: number): number => DUE_MS + minutesAfterDue * MINUTE_MS + 1;
const ticket: Ticket = aTicket({ assigneeId: 'ana' as AgentId, status: 'open' });
const facts = alarmFactsOf(alarmSettings());

function judge(lines: readonly HistoryEntry[], nowMs: number, master = ticket): boolean {
  return haveAlarmsRung(master, lines, null, facts, nowMs);
}

describe('what a desk may write in the name of alarms', () => {
  it('is what the policy makes of the ticket, also when it is late with it', () => {
    expect(judge(newLines(rungAt(ticket, at(0)), ticket), at(0) + 200)).toBe(true);
    expect(judge(newLines(rungAt(ticket, at(60)), ticket), at(61))).toBe(true);
    const first = rungAt(ticket, at(0));
    expect(judge(newLines(rungAt(first, at(30)), first), at(30), first)).toBe(true);
  });

  it('is the same in whatever order desk and server have the team', () => {
    const settings = alarmSettings([anAlarmPolicy()], { zoe: { role: 'supervisor' } });
    const lines = newLines(rungAt(ticket, at(60), settings), ticket);
    const others = alarmFactsOf([...settings].reverse());
    expect(haveAlarmsRung(ticket, lines, null, others, at(61))).toBe(true);
  });

  it('is the breach alone where a colleague’s desk does the rest', () => {
    const lines = newLines(rungAt(ticket, at(0)), ticket).filter(({ kind }) => kind === 'slaBreach');
    expect(judge(lines, at(0))).toBe(true);
  });

  it.each<[string, (lines: HistoryEntry[]) => HistoryEntry[]]>([
    ['a step that tells somebody else', (lines) => change(lines, 'escalation', { to: ['ben' as AgentId] })],
    ['a step that says it has done more', (lines) => change(lines, 'escalation', { deeds: [] })],
    ['a step of another policy', (lines) => change(lines, 'escalation', { policyId: 'other' as never })],
    ['a due instant of its own', (lines) => change(lines, 'slaBreach', { dueAtMs: DUE_MS - 1 })],
    ['a tag the step does not set', (lines) => change(lines, 'tags', { added: ['mine'] })],
    ['a step that keeps quiet about what it did', (lines) => lines.filter(({ kind }) => kind !== 'tags')],
    ['what it did without the step', (lines) => lines.filter(({ kind }) => kind !== 'escalation')],
    ['a line more', (lines) => [...lines, { ...lines[0], id: 'alarm-more' } as HistoryEntry]],
  ])('is not %s', (_what, forge) => {
    expect(judge(forge([...newLines(rungAt(ticket, at(0)), ticket)]), at(1))).toBe(false);
  });

  it('is nothing whose instant has not come', () => {
    expect(judge(newLines(rungAt(ticket, at(30)), ticket), at(10))).toBe(false);
    expect(judge(newLines(rungAt(ticket, at(0)), ticket), DUE_MS - MINUTE_MS)).toBe(false);
  });

  it('is nothing that was done before', () => {
    const done = rungAt(ticket, at(0));
    expect(judge(newLines(done, ticket), at(1), done)).toBe(false);
  });
});

function change(lines: HistoryEntry[], kind: HistoryEntry['kind'], fields: object): HistoryEntry[] {
  return lines.map((line) => (line.kind === kind ? { ...line, ...fields } : line));
}
