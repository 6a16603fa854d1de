import type { RuleOperator, RuleTrigger } from './ruleKinds.ts';

/** How a field compares. `language` is a choice in which `pt` also means `pt-BR`. */
export type RuleFieldType = 'text' | 'choice' | 'language' | 'set' | 'number' | 'flag';

/** The fields a condition can ask for; custom fields come besides, as `fields.<key>`. */
export const RULE_FIELDS = {
  subject: 'text',
  text: 'text',
  'message.text': 'text',
  'message.kind': 'choice',
  'message.channel': 'choice',
  status: 'choice',
  priority: 'choice',
  departmentId: 'choice',
  assigneeId: 'choice',
  tags: 'set',
  followerIds: 'set',
  channel: 'choice',
  language: 'language',
  policyId: 'choice',
  externalId: 'text',
  reopenCount: 'number',
  hops: 'number',
  messageCount: 'number',
  isSnoozed: 'flag',
  isAwaitingReply: 'flag',
  'contact.name': 'text',
  'contact.email': 'text',
  'contact.phone': 'text',
  'contact.plan': 'text',
  'contact.isVip': 'flag',
  'contact.language': 'language',
  'contact.organisation': 'text',
  'contact.notes': 'text',
  'contact.externalId': 'text',
  businessHours: 'flag',
  by: 'choice',
} as const satisfies Readonly<Record<string, RuleFieldType>>;
export type RuleField = keyof typeof RULE_FIELDS;

/** What the names of custom fields begin with. */
export const CUSTOM_FIELD_PREFIX = 'fields.';

const OPERATORS: Readonly<Record<RuleFieldType, readonly RuleOperator[]>> = {
  text: [
    'contains',
    'containsAnyOf',
    'containsAllOf',
    'containsNoneOf',
    'is',
    'isNot',
    'isOneOf',
    'isEmpty',
    'isNotEmpty',
  ],
  choice: ['isOneOf', 'isNoneOf', 'is', 'isNot', 'isEmpty', 'isNotEmpty'],
  language: ['isOneOf', 'isNoneOf', 'is', 'isNot', 'isEmpty', 'isNotEmpty'],
  set: ['containsAnyOf', 'containsAllOf', 'containsNoneOf', 'isEmpty', 'isNotEmpty'],
  number: ['atLeast', 'atMost', 'is', 'isNot'],
  flag: ['is'],
};

/** The type of a field by name; `undefined` for one that does not exist. */
export function fieldType(name: string): RuleFieldType | undefined {
  if (name.startsWith(CUSTOM_FIELD_PREFIX)) {
    return name.length > CUSTOM_FIELD_PREFIX.length ? 'text' : undefined;
  }
  return Object.hasOwn(RULE_FIELDS, name) ? RULE_FIELDS[name as RuleField] : undefined;
}

/** How a field of this type can be compared; the first is what a new condition begins with. */
export function operatorsOf(type: RuleFieldType): readonly RuleOperator[] {
  return OPERATORS[type];
}

/** True for operators that compare with nothing. */
export function takesNoValue(operator: RuleOperator): boolean {
  return operator === 'isEmpty' || operator === 'isNotEmpty';
}

/** True for operators that compare with several values at once. */
export function takesSeveral(operator: RuleOperator): boolean {
  return (
    operator === 'containsAnyOf' ||
    operator === 'containsAllOf' ||
    operator === 'containsNoneOf' ||
    operator === 'isOneOf' ||
    operator === 'isNoneOf'
  );
}

/** True for triggers that come with the passing of time: nobody has done anything then. */
export function isTimed(trigger: RuleTrigger): boolean {
  return trigger === 'timeSince' || trigger === 'slaWarning' || trigger === 'slaBreach';
}
