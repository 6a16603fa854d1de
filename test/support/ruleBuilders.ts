import type { RuleEvent } from '../../electron/engine/rules/ruleEvents.ts';
import type { RuleFacts, RuleTeam } from '../../electron/engine/rules/ruleFacts.ts';
import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { Rule, RuleCondition, RuleValue } from '../../shared/domain/rules/ruleValue.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import { aContact, aMessage, MONDAY_NINE_MS } from './builders.ts';

/** The value of an active rule that makes new tickets urgent. */
export function aRuleValue(overrides: Partial<RuleValue> = {}): RuleValue {
  return {
    name: 'Urgent',
    notes: '',
    isActive: true,
    order: 10,
    trigger: 'created',
    match: 'all',
    conditions: [],
    actions: [{ kind: 'priority', value: 'urgent' }],
    stopProcessing: false,
    ...overrides,
  };
}

/** A rule that has always been active. */
export function aRule(id: string, overrides: Partial<RuleValue> = {}): Rule {
  return { id, value: aRuleValue(overrides), sinceMs: 0 };
}

/** One condition. */
export function aCondition(
  field: string,
  operator: RuleCondition['operator'],
  ...values: string[]
): RuleCondition {
  return { field, operator, values };
}

/** An agent of department `support`. */
function aColleague(overrides: Partial<AgentValue> = {}): AgentValue {
  return {
    name: 'Ana',
    email: 'ana@desk.test',
    role: 'agent',
    departmentIds: ['support' as DepartmentId],
    level: 1,
    skills: [],
    languages: ['en'],
    capacity: 10,
    availability: 'available',
    substituteId: '',
    isActive: true,
    ...overrides,
  };
}

/** `ana` and `ben` work in `support`, `cleo` in `billing`, `dan` has left; always open. */
export function aRuleTeam(overrides: Partial<RuleTeam> = {}): RuleTeam {
  return {
    agents: new Map<string, AgentValue>([
      ['ana', aColleague()],
      ['ben', aColleague({ name: 'Ben', role: 'supervisor' })],
      ['cleo', aColleague({ name: 'Cleo', departmentIds: ['billing' as DepartmentId] })],
      ['dan', aColleague({ name: 'Dan', isActive: false })],
    ]),
    departments: new Set(['support', 'billing']),
    policies: new Set(['gold']),
    cannedReplies: new Map([
      [
        'ack-en',
        { title: 'Received', language: 'en', departmentId: '', html: '<p>Thank you, {{customer.name}}.</p>' },
      ],
      ['ack-cs', { title: 'Přijato', language: 'cs', departmentId: '', html: '<p>Děkujeme.</p>' }],
    ]),
    isOpen: () => true,
    ...overrides,
  };
}

/** Facts about `tkt_1`: Carla has written one message. */
export function someFacts(overrides: Partial<RuleFacts> = {}): RuleFacts {
  return {
    contact: aContact(),
    organisation: null,
    messages: [aMessage()],
    team: aRuleTeam(),
    nowMs: MONDAY_NINE_MS + 60_000,
    ...overrides,
  };
}

/** The creation of a ticket by its customer. */
export function anEvent(overrides: Partial<RuleEvent> = {}): RuleEvent {
  return {
    id: 'born1',
    trigger: 'created',
    atMs: MONDAY_NINE_MS,
    by: 'customer',
    messageId: null,
    ...overrides,
  };
}

/** `ana`, by her branded id. */
export const ANA = 'ana' as AgentId;
