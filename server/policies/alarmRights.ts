import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentValue, DepartmentValue, Setting } from '../../shared/domain/settings.ts';
import { alarmPoliciesOf, dutyLineId, openDuties, type AlarmPolicy } from '../../shared/domain/sla/duties.ts';
import { isAlarmLine } from '../../shared/domain/sla/escalation.ts';
import { buildSlaBook, verdictFor, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import { takeDuties, type AlarmTeam } from '../../shared/domain/sla/takeDuties.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';

/** What of a workspace decides which alarms ring, and what they do. */
export interface AlarmFacts {
  readonly book: SlaBook;
  readonly policies: ReadonlyMap<string, AlarmPolicy>;
  readonly team: AlarmTeam;
}

/** Clocks of desks follow the server's; they differ by less than this. */
const SKEW_MS = 10_000;

/** The facts in a workspace's settings. */
export function alarmFactsOf(settings: readonly Setting[]): AlarmFacts {
  const agents = new Map<string, AgentValue>();
  const departments = new Map<string, DepartmentValue>();
  for (const setting of settings) {
    if (setting.kind === 'agent') agents.set(setting.id, setting.value);
    if (setting.kind === 'department') departments.set(setting.id, setting.value);
  }
  return {
    book: buildSlaBook(settings),
    policies: alarmPoliciesOf(settings),
    team: { agents, leadOf: (departmentId) => departments.get(departmentId)?.leadId ?? '' },
  };
}

/**
 * Whether the alarms among new lines of a ticket have rung: the sum is done again. They are exactly what the policy of the
 * ticket, as the server has it, makes of breaches and steps whose instant has come by `nowMs` (UTC epoch ms); one desk writes
 * what is due together as of one instant.
 */
export function haveAlarmsRung(
  master: Ticket,
  lines: readonly HistoryEntry[],
  contact: Contact | null,
  facts: AlarmFacts,
  nowMs: number,
): boolean {
  const rung = lines.filter(isAlarmLine);
  const steps = rung.filter(({ kind }) => kind === 'escalation');
  const takenMs = steps.length === 0 ? nowMs : Math.min(...steps.map(({ atMs }) => atMs));
  if (takenMs > nowMs + SKEW_MS) return false;
  const verdict = verdictFor(facts.book, master, contact, nowMs);
  const policy = facts.policies.get(verdict.policyId) ?? null;
  const ids = new Set<string>(rung.map(({ id }) => id));
  const duties = openDuties(master, verdict, policy, nowMs).filter(
    (duty) =>
      ids.has(dutyLineId(master.id, duty)) && duty.atMs <= (duty.kind === 'step' ? takenMs : nowMs + SKEW_MS),
  );
  const expected = takeDuties(master, duties, facts.team, takenMs).history.slice(master.history.length);
  const byId = new Map(rung.map((line) => [line.id, line]));
  return (
    expected.length === rung.length && expected.every((line) => isDeepStrictEqual(byId.get(line.id), line))
  );
}
