import { alarmFactsOf, type AlarmFacts } from '../../server/policies/alarmRights.ts';
import type { AgentId, CalendarId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { AgentValue, EscalationStep, Setting, SlaPolicyValue } from '../../shared/domain/settings.ts';
import { openDuties, type Duty } from '../../shared/domain/sla/duties.ts';
import { verdictFor } from '../../shared/domain/sla/slaBook.ts';
import { takeDuties } from '../../shared/domain/sla/takeDuties.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import { alwaysOpen, aPolicyValue, targets } from './slaBuilders.ts';
import { aDepartmentValue, anAgentValue } from './teamBuilders.ts';

/** A step for every target, at the due instant, that tells nobody and does nothing. */
export function aStep(id: string, overrides: Partial<EscalationStep> = {}): EscalationStep {
  return { id, targets: [], minutesAfterDue: 0, notify: [], actions: [], ...overrides };
}

/** Owner at the due instant, the lead with a raised priority 30 minutes later, supervisors and a new owner after another 30. */
export const CHAIN: readonly EscalationStep[] = [
  aStep('owner', { notify: ['owner'], actions: [{ kind: 'addTag', value: 'late' }] }),
  aStep('lead', {
    minutesAfterDue: 30,
    notify: ['lead'],
    actions: [{ kind: 'raisePriority', value: '' }],
  }),
  aStep('supervisors', {
    minutesAfterDue: 60,
    notify: ['supervisors'],
    actions: [{ kind: 'reassign', value: 'lead' }],
  }),
];

const base = { rev: 'r1' as Rev, updatedAtMs: 0 };

/** A policy setting: resolution in 60 minutes by the clock, with the chain. */
export function anAlarmPolicy(
  overrides: Partial<SlaPolicyValue> = {},
  id = 'standard',
  updatedAtMs = 0,
): Setting {
  const value = aPolicyValue({
    targets: { '': targets({ resolution: 60 }, 'wallClock') },
    escalation: [...CHAIN],
    ...overrides,
  });
  return { ...base, id: id as SettingId, updatedAtMs, kind: 'sla-policy', value };
}

/** A department `support` led by `lea`, its agents `ana` and `ben`, its supervisor `sue`, and these policies. */
export function alarmSettings(
  policies: readonly Setting[] = [anAlarmPolicy()],
  agents: Readonly<Record<string, Partial<AgentValue>>> = {},
  leadId = 'lea',
): Setting[] {
  const people = { ana: {}, ben: {}, lea: {}, sue: { role: 'supervisor' as const }, ...agents };
  return [
    ...policies,
    {
      ...base,
      id: 'office' as SettingId,
      kind: 'calendar',
      value: alwaysOpen('UTC'),
    },
    {
      ...base,
      id: 'support' as SettingId,
      kind: 'department',
      value: aDepartmentValue({ calendarId: 'office' as CalendarId, leadId: leadId as AgentId }),
    },
    ...Object.entries(people).map(([id, value]): Setting => ({
      ...base,
      id: id as SettingId,
      kind: 'agent',
      value: anAgentValue({ name: id, departmentIds: ['support' as DepartmentId], ...value }),
    })),
  ];
}

/** What is to be written on a ticket at an instant. */
export function dutiesAt(ticket: Ticket, nowMs: number, settings = alarmSettings()): readonly Duty[] {
  const facts = alarmFactsOf(settings);
  return dutiesIn(ticket, nowMs, facts).filter(({ atMs }) => atMs <= nowMs);
}

/** The ticket as a desk leaves it that looks at an instant (UTC epoch ms). */
export function rungAt(ticket: Ticket, nowMs: number, settings = alarmSettings()): Ticket {
  const facts = alarmFactsOf(settings);
  const due = dutiesIn(ticket, nowMs, facts).filter(({ atMs }) => atMs <= nowMs);
  return deriveTicket(takeDuties(ticket, due, facts.team, nowMs), facts.book, null);
}

function dutiesIn(ticket: Ticket, nowMs: number, { book, policies }: AlarmFacts): readonly Duty[] {
  const verdict = verdictFor(book, ticket, null, nowMs);
  return openDuties(ticket, verdict, policies.get(verdict.policyId) ?? null, nowMs);
}

/** The lines a state has that another has not. */
export function newLines(after: Ticket, before: Ticket): readonly HistoryEntry[] {
  const known = new Set(before.history.map(({ id }) => id));
  return after.history.filter(({ id }) => !known.has(id));
}

/** The steps that were taken, as `<step>/<target>`, in the order of the history. */
export function stepsTaken({ history }: Ticket): string[] {
  return history.flatMap((line) => (line.kind === 'escalation' ? [`${line.stepId}/${line.target}`] : []));
}
