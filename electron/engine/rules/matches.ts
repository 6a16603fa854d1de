import { CUSTOM_FIELD_PREFIX, fieldType, type RuleField } from '../../../shared/domain/rules/ruleFields.ts';
import type { RuleCondition, RuleGroup, RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import { foldText, matchesIn, wanted } from '../../../shared/domain/search/words.ts';
import { hopCount } from '../../../shared/domain/ticket/history.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { RuleEvent } from './ruleEvents.ts';
import type { RuleFacts } from './ruleFacts.ts';

/** What a field holds: words, one of several, several at once, a number. Flags are `true` and `false`. */
type FieldValue = string | readonly string[] | number;

/** True when the conditions of a rule hold; a rule without conditions always holds. Whether its trigger fits is not asked. */
export function matches(
  rule: Pick<RuleValue, 'match' | 'conditions' | 'groups'>,
  ticket: Ticket,
  event: RuleEvent,
  facts: RuleFacts,
): boolean {
  const holds = (condition: RuleCondition): boolean => conditionHolds(condition, ticket, event, facts);
  const parts: (() => boolean)[] = [
    ...rule.conditions.map((condition) => () => holds(condition)),
    ...(rule.groups ?? [])
      .filter(({ conditions }) => conditions.length > 0)
      .map((group) => () => groupHolds(group, holds)),
  ];
  if (parts.length === 0) return true;
  return rule.match === 'all' ? parts.every((part) => part()) : parts.some((part) => part());
}

function groupHolds({ match, conditions }: RuleGroup, holds: (one: RuleCondition) => boolean): boolean {
  return match === 'all' ? conditions.every(holds) : conditions.some(holds);
}

function conditionHolds(
  { field, operator, values }: RuleCondition,
  ticket: Ticket,
  event: RuleEvent,
  facts: RuleFacts,
): boolean {
  const type = fieldType(field);
  if (type === undefined) return false;
  const value = fieldValue(field, ticket, event, facts);
  if (typeof value === 'number') return numberHolds(value, operator, Number(values[0] ?? Number.NaN));
  if (typeof value === 'string') return textHolds(value, type, operator, values);
  if (type === 'set') return setHolds(value, operator, values);
  // Several texts, of which one is enough; what must not be, must not be in any.
  const texts = value.length === 0 ? [''] : value;
  const holds = (text: string): boolean => textHolds(text, type, operator, values);
  return DENIALS.has(operator) ? texts.every(holds) : texts.some(holds);
}

const DENIALS: ReadonlySet<RuleCondition['operator']> = new Set([
  'isNot',
  'isNoneOf',
  'containsNoneOf',
  'isEmpty',
]);

function textHolds(
  value: string,
  type: string,
  operator: RuleCondition['operator'],
  values: readonly string[],
): boolean {
  switch (operator) {
    case 'isEmpty':
      return value.trim() === '';
    case 'isNotEmpty':
      return value.trim() !== '';
    case 'contains':
      return values.some((one) => one.trim() !== '' && foldText(value).includes(foldText(one.trim())));
    case 'containsAnyOf':
      return wordsFound(value, values) > 0;
    case 'containsAllOf':
      return values.length > 0 && wordsFound(value, values) === values.length;
    case 'containsNoneOf':
      return wordsFound(value, values) === 0;
    case 'is':
    case 'isOneOf':
      return values.some((one) => isSame(value, one, type));
    case 'isNot':
    case 'isNoneOf':
      return !values.some((one) => isSame(value, one, type));
    case 'atLeast':
    case 'atMost':
      return false;
  }
}

/** How many of the wanted words stand in the text: whole words, without case and diacritics; `*` at the end takes any ending. */
function wordsFound(text: string, values: readonly string[]): number {
  const wishes = values.map((value) => wanted(value.replace(/\*\s*$/u, ''), value.trimEnd().endsWith('*')));
  // All at once: splitting the text into words is what takes time.
  return matchesIn(text, wishes).terms;
}

function isSame(value: string, other: string, type: string): boolean {
  if (type === 'language') {
    const [tag, range] = [value.toLowerCase(), other.toLowerCase()];
    return tag === range || (range !== '' && tag.startsWith(`${range}-`));
  }
  return type === 'text' ? foldText(value.trim()) === foldText(other.trim()) : value === other;
}

function numberHolds(value: number, operator: RuleCondition['operator'], other: number): boolean {
  if (operator === 'atLeast') return value >= other;
  if (operator === 'atMost') return value <= other;
  if (operator === 'isNot') return !Number.isNaN(other) && value !== other;
  return operator === 'is' && value === other;
}

function setHolds(
  members: readonly string[],
  operator: RuleCondition['operator'],
  values: readonly string[],
): boolean {
  const own = new Set(members.map(foldText));
  const has = (value: string): boolean => own.has(foldText(value));
  if (operator === 'isEmpty') return own.size === 0;
  if (operator === 'isNotEmpty') return own.size > 0;
  if (operator === 'containsAllOf') return values.length > 0 && values.every(has);
  if (operator === 'containsNoneOf') return !values.some(has);
  return operator === 'containsAnyOf' && values.some(has);
}

function fieldValue(name: string, ticket: Ticket, event: RuleEvent, facts: RuleFacts): FieldValue {
  if (name.startsWith(CUSTOM_FIELD_PREFIX))
    return ticket.fields[name.slice(CUSTOM_FIELD_PREFIX.length)] ?? '';
  return READ[name as RuleField](ticket, event, facts);
}

const READ: Readonly<Record<RuleField, (ticket: Ticket, event: RuleEvent, facts: RuleFacts) => FieldValue>> =
  {
    subject: (ticket) => ticket.subject,
    text: (ticket, event, facts) => `${ticket.subject}\n${messageText(event, facts)}`,
    'message.text': (_ticket, event, facts) => messageText(event, facts),
    'message.kind': (_ticket, event, facts) => messageOf(event, facts)?.kind ?? '',
    'message.channel': (_ticket, event, facts) => messageOf(event, facts)?.channel ?? '',
    status: (ticket) => ticket.status,
    priority: (ticket) => ticket.priority,
    departmentId: (ticket) => ticket.departmentId,
    assigneeId: (ticket) => ticket.assigneeId,
    tags: (ticket) => ticket.tags,
    followerIds: (ticket) => ticket.followerIds,
    channel: (ticket) => ticket.channel,
    language: (ticket) => ticket.language,
    policyId: (ticket) => ticket.chosenPolicyId ?? ticket.policyId,
    externalId: (ticket) => ticket.externalId,
    reopenCount: (ticket) => ticket.reopenCount,
    hops: (ticket) => hopCount(ticket),
    messageCount: (ticket) => ticket.messageCount,
    isSnoozed: (ticket, _event, { nowMs }) => String(ticket.snoozedUntilMs > nowMs),
    isAwaitingReply: (ticket) => String(ticket.awaitingReplySinceMs > 0),
    'contact.name': (_ticket, _event, { contact }) => contact?.name ?? '',
    'contact.email': (_ticket, _event, { contact }) => contact?.emails ?? [],
    'contact.phone': (_ticket, _event, { contact }) => contact?.phones ?? [],
    'contact.plan': (_ticket, _event, { contact }) => contact?.plan ?? '',
    'contact.isVip': (_ticket, _event, { contact }) => String(contact?.isVip === true),
    'contact.language': (_ticket, _event, { contact }) => contact?.language ?? '',
    'contact.organisation': (_ticket, _event, { organisation }) => organisation?.name ?? '',
    'contact.notes': (_ticket, _event, { contact }) => contact?.notes ?? '',
    'contact.externalId': (_ticket, _event, { contact }) => contact?.externalId ?? '',
    businessHours: (ticket, event, { team }) => String(team.isOpen(ticket.departmentId, event.atMs)),
    by: (_ticket, event) => event.by,
  };

function messageText(event: RuleEvent, facts: RuleFacts): string {
  return messageOf(event, facts)?.text ?? '';
}

/** The event's own message, else what the customer said last. */
function messageOf(event: RuleEvent, { messages }: RuleFacts): RuleFacts['messages'][number] | undefined {
  const own = event.messageId === null ? undefined : messages.find(({ id }) => id === event.messageId);
  if (own) return own;
  let last: RuleFacts['messages'][number] | undefined;
  for (const message of messages)
    if (message.kind === 'customer' && (!last || message.atMs > last.atMs)) last = message;
  return last;
}
