/** What can set rules off. */
export const RULE_TRIGGERS = [
  'created',
  'updated',
  'assigned',
  'transferred',
  'reopened',
  'customerReplied',
  'tagAdded',
  'slaWarning',
  'slaBreach',
  'timeSince',
] as const;
export type RuleTrigger = (typeof RULE_TRIGGERS)[number];

/** From when `timeSince` counts. */
export const SINCE_BASES = [
  'created',
  'updated',
  'customerMessage',
  'reply',
  'assigned',
  'statusChange',
] as const;
export type SinceBase = (typeof SINCE_BASES)[number];

/** What a rule can do. */
export const RULE_ACTIONS = [
  'department',
  'assignee',
  'priority',
  'status',
  'addTag',
  'removeTag',
  'policy',
  'reply',
  'note',
  'follower',
  'notify',
  'webhook',
] as const;
export type RuleActionKind = (typeof RULE_ACTIONS)[number];

/** What became of an action: nothing to do when it was so already; skipped with the reason beside it. */
export const RULE_OUTCOMES = ['done', 'unchanged', 'skipped'] as const;
/** Why an action was skipped. */
export const SKIP_REASONS = ['gone', 'notActive', 'notInDepartment', 'notAllowed', 'nobody'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** How a condition compares. */
export const RULE_OPERATORS = [
  'is',
  'isNot',
  'contains',
  'containsAnyOf',
  'containsAllOf',
  'containsNoneOf',
  'isOneOf',
  'isNoneOf',
  'atLeast',
  'atMost',
  'isEmpty',
  'isNotEmpty',
] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** What the ids of everything begin with that a rule has made: history lines and messages. */
export const RULE_ID_PREFIX = 'rule-';
