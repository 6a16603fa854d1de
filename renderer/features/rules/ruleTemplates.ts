import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { Directory } from '../../live/directory.ts';
import { departmentIdOf } from '../../live/directory.ts';
import type { Translate } from '../../ui/text.ts';

export const TEMPLATES = ['social', 'outage', 'vip', 'acknowledge', 'silent', 'breach', 'reopened'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** A rule without anything in it. */
export const EMPTY_RULE: RuleValue = {
  name: '',
  notes: '',
  isActive: true,
  order: 0,
  trigger: 'created',
  match: 'all',
  conditions: [],
  actions: [],
  stopProcessing: false,
};

/** A rule to begin with, with the team's own departments, people and replies where it needs some. */
export function ruleFrom(template: TemplateName, directory: Directory, t: Translate): RuleValue {
  const { name, text } = {
    name: t(`rules:template.${template}.name`),
    text: t(`rules:template.${template}.text`),
  };
  return { ...EMPTY_RULE, name, notes: text, ...essence(template, directory, t) };
}

function essence(template: TemplateName, directory: Directory, t: Translate): Partial<RuleValue> {
  switch (template) {
    case 'social': {
      const [department] = directory.departmentList;
      const person =
        department &&
        directory.activeAgents.find(({ value }) => value.departmentIds.includes(departmentIdOf(department)));
      return {
        conditions: [{ field: 'channel', operator: 'isOneOf', values: ['social'] }],
        actions: [
          { kind: 'department', value: department?.id ?? '' },
          { kind: 'assignee', value: person?.id ?? '' },
        ],
      };
    }
    case 'outage':
      return {
        match: 'any',
        conditions: [
          { field: 'text', operator: 'containsAnyOf', values: t('rules:outageWords').split(/,\s*/u) },
        ],
        actions: [{ kind: 'priority', value: 'urgent' }],
      };
    case 'vip':
      return {
        conditions: [{ field: 'contact.isVip', operator: 'is', values: ['true'] }],
        actions: [
          { kind: 'priority', value: 'high' },
          { kind: 'addTag', value: 'vip' },
        ],
      };
    case 'acknowledge': {
      const [value = '', ...more] = generalReplies(directory);
      return {
        conditions: [
          { field: 'by', operator: 'isOneOf', values: ['customer'] },
          { field: 'channel', operator: 'isNoneOf', values: ['phone', 'import'] },
        ],
        actions: [{ kind: 'reply', value, ...(more.length > 0 && { more }) }],
      };
    }
    case 'silent':
      return {
        trigger: 'timeSince',
        since: { base: 'reply', minutes: 5 * 24 * 60 },
        conditions: [
          { field: 'status', operator: 'isOneOf', values: ['pending'] },
          { field: 'isAwaitingReply', operator: 'is', values: ['false'] },
        ],
        actions: [{ kind: 'status', value: 'solved' }],
      };
    case 'breach':
      return {
        trigger: 'slaBreach',
        actions: [{ kind: 'notify', value: 'role:supervisor', more: ['assignee'] }],
      };
    case 'reopened':
      return {
        trigger: 'reopened',
        conditions: [{ field: 'priority', operator: 'isOneOf', values: ['', 'low', 'normal'] }],
        actions: [{ kind: 'priority', value: 'high' }],
      };
  }
}

/** The first reply of all departments in each language. */
function generalReplies({ cannedReplies }: Directory): string[] {
  const byLanguage = new Map<string, string>();
  for (const { id, value } of cannedReplies)
    if (value.departmentId === '' && !byLanguage.has(value.language)) byLanguage.set(value.language, id);
  return [...byLanguage.values()];
}
