import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { Setting, SettingKind, SettingOf } from '../../shared/domain/settings.ts';
import { createLiveQuery } from './liveQuery.ts';
import { useLiveQuery } from './useCommand.ts';

/** Everything the team has configured, indexed. In a setting of kind `agent` the setting's id is the agent's id, and so on. */
export interface Directory {
  readonly isLoaded: boolean;
  readonly agents: ReadonlyMap<string, SettingOf<'agent'>>;
  /** Agents who can hold tickets, by name. */
  readonly activeAgents: readonly SettingOf<'agent'>[];
  readonly departments: ReadonlyMap<string, SettingOf<'department'>>;
  readonly departmentList: readonly SettingOf<'department'>[];
  readonly calendars: readonly SettingOf<'calendar'>[];
  readonly rules: ReadonlyMap<string, SettingOf<'rule'>>;
  readonly cannedReplies: readonly SettingOf<'canned-reply'>[];
  readonly policies: readonly SettingOf<'sla-policy'>[];
  /** Tag settings by tag name. */
  readonly tags: ReadonlyMap<string, SettingOf<'tag'>>;
}

/** An agent's setting id as the agent id it is. */
export function agentIdOf(setting: SettingOf<'agent'>): AgentId {
  return setting.id as string as AgentId;
}

/** A department's setting id as the department id it is. */
export function departmentIdOf(setting: SettingOf<'department'>): DepartmentId {
  return setting.id as string as DepartmentId;
}

/** Indexes the settings. Lists are sorted by name, the way the interface language sorts. */
function buildDirectory(settings: readonly Setting[], isLoaded = true): Directory {
  const ofKind = <K extends SettingKind>(kind: K): SettingOf<K>[] =>
    settings.filter((setting): setting is SettingOf<K> => setting.kind === kind);
  const agents = ofKind('agent').sort((a, b) => a.value.name.localeCompare(b.value.name));
  const departments = ofKind('department').sort((a, b) => a.value.name.localeCompare(b.value.name));
  return {
    isLoaded,
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    activeAgents: agents.filter((agent) => agent.value.isActive),
    departments: new Map(departments.map((department) => [department.id, department])),
    departmentList: departments,
    calendars: ofKind('calendar').sort((a, b) => a.value.name.localeCompare(b.value.name)),
    rules: new Map(ofKind('rule').map((rule) => [rule.id, rule])),
    policies: ofKind('sla-policy').sort((a, b) => a.value.order - b.value.order),
    cannedReplies: ofKind('canned-reply').sort((a, b) => a.value.title.localeCompare(b.value.title)),
    tags: new Map(ofKind('tag').map((tag) => [tag.value.name, tag])),
  };
}

const EMPTY = buildDirectory([], false);

const settingsQuery = createLiveQuery(
  'directory.get',
  {},
  { refreshOn: { 'directory.changed': true, 'session.changed': true } },
);

/** Settings arrays are replaced, never changed, so their index can be kept beside them. */
const indexed = new WeakMap<readonly Setting[], Directory>();

/** The team's directory, live; empty with `isLoaded: false` until it is known. */
export function useDirectory(): Directory {
  const { value } = useLiveQuery(settingsQuery);
  if (value === undefined) return EMPTY;
  let directory = indexed.get(value);
  if (!directory) {
    directory = buildDirectory(value);
    indexed.set(value, directory);
  }
  return directory;
}
