import type { AgentId, CalendarId, DepartmentId, PolicyId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type {
  AgentValue,
  CalendarValue,
  DepartmentValue,
  Setting,
  SlaPolicyValue,
} from '../../shared/domain/settings.ts';
import { EVERY_TICKET } from '../../shared/domain/sla/policy.ts';

/** The administrator every new workspace has. */
export const FIRST_EMAIL = 'you@baton.local';

const NINE = 9 * 60;
const FIVE_PM = 17 * 60;
const HOUR = 60;
const WORKING_DAY = FIVE_PM - NINE;

/** The ids of a workspace's first documents. */
export interface FirstIds {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
  readonly calendarId: CalendarId;
  readonly policyId: PolicyId;
}

/** What a new workspace starts with: one person, one department, one calendar, one policy. `timeZone` is an IANA name. */
export function defaultSettings(
  ids: FirstIds,
  timeZone: string,
  rev: () => Rev,
  nowMs: number,
  email: string,
): Setting[] {
  const base = (id: string): { id: SettingId; rev: Rev; updatedAtMs: number } => ({
    id: id as SettingId,
    rev: rev(),
    updatedAtMs: nowMs,
  });
  return [
    { ...base(ids.calendarId), kind: 'calendar', value: officeHours(timeZone) },
    { ...base(ids.departmentId), kind: 'department', value: supportDepartment(ids.calendarId) },
    { ...base(ids.policyId), kind: 'sla-policy', value: standardPolicy(ids.calendarId) },
    { ...base(ids.agentId), kind: 'agent', value: administrator('You', email, [ids.departmentId]) },
  ];
}

/** An administrator of these departments, ready to work. */
export function administrator(name: string, email: string, departmentIds: DepartmentId[]): AgentValue {
  return newAgent({ name, email, role: 'administrator', departmentIds });
}

/** An agent with nothing special about them. */
export function newAgent(who: Pick<AgentValue, 'name' | 'email' | 'role' | 'departmentIds'>): AgentValue {
  return {
    ...who,
    level: 1,
    skills: [],
    languages: [],
    capacity: 20,
    availability: 'available',
    substituteId: '',
    isActive: true,
  };
}

function officeHours(timeZone: string): CalendarValue {
  const workday = [{ fromMinute: NINE, toMinute: FIVE_PM }];
  return {
    name: 'Office hours',
    timeZone,
    week: [workday, workday, workday, workday, workday, [], []],
    holidays: [],
    exceptions: [],
  };
}

function supportDepartment(calendarId: CalendarId): DepartmentValue {
  return { name: 'Support', color: 'blue', calendarId, reopenTo: 'lastOwner', assignment: 'manual' };
}

function standardPolicy(calendarId: CalendarId): SlaPolicyValue {
  const targets = (firstMinutes: number, nextMinutes: number, resolutionMinutes: number) => ({
    firstResponse: { minutes: firstMinutes, mode: 'business' as const },
    nextResponse: { minutes: nextMinutes, mode: 'business' as const },
    resolution: { minutes: resolutionMinutes, mode: 'business' as const },
  });
  return {
    name: 'Standard',
    order: 0,
    isActive: true,
    match: EVERY_TICKET,
    calendarId,
    targets: {
      urgent: targets(HOUR, HOUR, WORKING_DAY),
      high: targets(2 * HOUR, 2 * HOUR, 2 * WORKING_DAY),
      '': targets(4 * HOUR, 4 * HOUR, 3 * WORKING_DAY),
    },
    pausedStatuses: ['pending', 'onHold'],
    warnAtPercent: [50, 75, 90],
  };
}
