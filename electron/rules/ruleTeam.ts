import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import { activeRules, type Rule } from '../../shared/domain/rules/ruleValue.ts';
import type { AgentValue, SettingOf } from '../../shared/domain/settings.ts';
import { openTimeBetween } from '../../shared/domain/sla/calendar.ts';
import { seesTicket, type TicketPlace } from '../../shared/domain/visibility.ts';
import type { RuleTeam } from '../engine/rules/ruleFacts.ts';
import type { Directory } from '../tickets/directory.ts';

/** What rules need of the settings, worked out once for each state of them. */
export interface RuleSettings {
  /** Active rules, in order. */
  rules(): readonly Rule[];
  team(): RuleTeam;
  /** Other than before when rules, policies or calendars are: time then brings tickets something else. */
  timesKey(): string;
  /** Of these agents, the active ones who see a ticket: any of their desks could run its rules. */
  ableTo(agentIds: readonly AgentId[], place: TicketPlace): readonly AgentId[];
}

const TIME_KINDS: ReadonlySet<string> = new Set(['rule', 'sla-policy', 'calendar']);

/** Rules and team of a directory. */
export function createRuleSettings(directory: Directory): RuleSettings {
  let known: { settings: unknown; rules: readonly Rule[]; team: RuleTeam; timesKey: string } | undefined;

  function current(): NonNullable<typeof known> {
    const settings = directory.settings();
    if (known?.settings !== settings) {
      const timesKey = settings
        .flatMap(({ kind, id, rev }) => (TIME_KINDS.has(kind) ? [`${id}@${rev}`] : []))
        .join();
      known = { settings, rules: activeRules(settings), team: teamOf(directory), timesKey };
    }
    return known;
  }

  return {
    rules: () => current().rules,
    team: () => current().team,
    timesKey: () => current().timesKey,
    ableTo: (agentIds, place) =>
      agentIds.filter((agentId) => {
        const agent = directory.agent(agentId);
        return agent?.isActive === true && seesTicket({ agentId, ...agent }, place);
      }),
  };
}

function teamOf(directory: Directory): RuleTeam {
  const agents = new Map<string, AgentValue>();
  const departments = new Set<string>();
  const policies = new Set<string>();
  const cannedReplies = new Map<string, SettingOf<'canned-reply'>['value']>();
  for (const setting of directory.settings()) {
    if (setting.kind === 'agent') agents.set(setting.id, setting.value);
    else if (setting.kind === 'department') departments.add(setting.id);
    else if (setting.kind === 'sla-policy' && setting.value.isActive) policies.add(setting.id);
    else if (setting.kind === 'canned-reply') cannedReplies.set(setting.id, setting.value);
  }
  const { calendars } = directory.slaBook();
  return {
    agents,
    departments,
    policies,
    cannedReplies,
    isOpen: (departmentId, atMs) => {
      const calendarId = directory.department(departmentId as DepartmentId)?.calendarId ?? '';
      const calendar = calendars.get(calendarId)?.compiled;
      return !calendar || openTimeBetween(calendar, atMs, atMs + 1) > 0;
    },
  };
}
