import { z } from 'zod';
import { Instant } from '../ticket/ticket.ts';
import { RULE_ACTIONS, RULE_OPERATORS, RULE_TRIGGERS, SINCE_BASES } from './ruleKinds.ts';

/** Longest time a rule waits: a year, in minutes. */
export const SINCE_MAX_MINUTES = 525_600;
/** Most conditions in a rule's own list and in each group, most groups, most actions. */
export const CONDITIONS_MAX = 50;
export const GROUPS_MAX = 10;
export const ACTIONS_MAX = 30;
/** Longest text of an internal note, in characters. */
export const NOTE_MAX_LENGTH = 4000;

/** One comparison. `field` is a name of `ruleField`; flags compare with `true` and `false`, numbers with their decimal digits. */
export const RuleCondition = z.strictObject({
  field: z.string().min(1).max(80),
  operator: z.enum(RULE_OPERATORS),
  values: z.array(z.string().max(300)).max(100),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const RuleGroup = z.strictObject({
  match: z.enum(['all', 'any']),
  conditions: z.array(RuleCondition).max(CONDITIONS_MAX),
});
export type RuleGroup = z.infer<typeof RuleGroup>;

/**
 * One thing to do. `value` by kind: an id (department, assignee, policy, canned reply, follower), a priority, a status, a tag,
 * the text of a note, an address. Assignee `''` is nobody. `notify` takes `assignee`, `department`, `followers`, `role:<role>`
 * or an agent's id.
 */
export const RuleAction = z.strictObject({
  kind: z.enum(RULE_ACTIONS),
  value: z.string().max(NOTE_MAX_LENGTH),
  /** More of the same: the reply in other languages, others to notify. */
  more: z.array(z.string().max(300)).max(50).optional(),
});
export type RuleAction = z.infer<typeof RuleAction>;

/** What the team lets Baton do by itself. Rules run in ascending order. */
export const RuleValue = z.strictObject({
  name: z.string().min(1).max(120),
  notes: z.string().max(2000),
  isActive: z.boolean(),
  order: z.int().min(0),
  trigger: z.enum(RULE_TRIGGERS),
  /** For `timeSince` only: how long after what. */
  since: z
    .strictObject({ base: z.enum(SINCE_BASES), minutes: z.int().min(1).max(SINCE_MAX_MINUTES) })
    .optional(),
  match: z.enum(['all', 'any']),
  conditions: z.array(RuleCondition).max(CONDITIONS_MAX),
  /** Stand beside the conditions; `match` joins both. */
  groups: z.array(RuleGroup).max(GROUPS_MAX).optional(),
  actions: z.array(RuleAction).max(ACTIONS_MAX),
  stopProcessing: z.boolean(),
  /** What happened before this is none of its business. Absent on rules stored before it was kept. */
  activeSinceMs: Instant.optional(),
});
export type RuleValue = z.infer<typeof RuleValue>;

/** A rule as the engine uses it. */
export interface Rule {
  readonly id: string;
  readonly value: RuleValue;
  /** Events before this are left alone; UTC epoch ms. */
  readonly sinceMs: number;
}

interface RuleSetting {
  readonly id: string;
  readonly kind: 'rule';
  readonly updatedAtMs: number;
  readonly value: RuleValue;
}

/** The active rules among settings in the order they run; equal orders go by id, so that every device agrees. */
export function activeRules(settings: readonly ({ readonly kind: string } | RuleSetting)[]): Rule[] {
  const rules: Rule[] = [];
  for (const setting of settings) {
    if (!isRule(setting) || !setting.value.isActive) continue;
    const { id, value, updatedAtMs } = setting;
    rules.push({ id, value, sinceMs: value.activeSinceMs ?? updatedAtMs });
  }
  return rules.sort((a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1));
}

function isRule(setting: { readonly kind: string } | RuleSetting): setting is RuleSetting {
  return setting.kind === 'rule';
}
