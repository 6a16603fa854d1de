import type { PolicyId } from '../../shared/domain/ids.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import { alarmPoliciesOf, type AlarmPolicy } from '../../shared/domain/sla/duties.ts';
import type { AlarmTeam } from '../../shared/domain/sla/takeDuties.ts';
import type { Directory } from '../tickets/directory.ts';

/** What alarms need of the settings, worked out once for each state of them. */
export interface AlarmSettings {
  /** Other than before when policies or calendars are: every ticket then has other instants. */
  key(): string;
  /** `null` when there is none with that id. */
  policy(policyId: PolicyId | ''): AlarmPolicy | null;
  team(): AlarmTeam;
}

/** Policies and team of a directory. */
export function createAlarmSettings(directory: Directory): AlarmSettings {
  let known:
    | {
        readonly settings: unknown;
        readonly key: string;
        readonly policies: ReadonlyMap<string, AlarmPolicy>;
        readonly agents: ReadonlyMap<string, AgentValue>;
      }
    | undefined;

  function current(): NonNullable<typeof known> {
    const settings = directory.settings();
    if (known?.settings === settings) return known;
    const revs: string[] = [];
    const agents = new Map<string, AgentValue>();
    for (const { id, rev, ...setting } of settings) {
      if (setting.kind === 'calendar' || setting.kind === 'sla-policy') revs.push(`${id}@${rev}`);
      if (setting.kind === 'agent') agents.set(id, setting.value);
    }
    known = { settings, key: revs.join(), policies: alarmPoliciesOf(settings), agents };
    return known;
  }

  return {
    key: () => current().key,
    policy: (policyId) => current().policies.get(policyId) ?? null,
    team: () => ({
      agents: current().agents,
      leadOf: (departmentId) => directory.department(departmentId)?.leadId ?? '',
    }),
  };
}
