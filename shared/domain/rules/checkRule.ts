import type { RuleAction, RuleCondition, RuleValue } from './ruleValue.ts';
import { fieldType, operatorsOf, takesNoValue } from './ruleFields.ts';

/** What is wrong with a rule, and where. `group` is -1 for the rule's own list. */
export type RuleProblem =
  | { readonly at: 'name'; readonly code: 'nameMissing' }
  | { readonly at: 'since'; readonly code: 'sinceMissing' }
  | {
      readonly at: 'condition';
      readonly group: number;
      readonly index: number;
      readonly code: 'fieldUnknown' | 'operatorUnfit' | 'valueMissing' | 'notANumber';
    }
  | { readonly at: 'group'; readonly group: number; readonly code: 'groupEmpty' }
  | { readonly at: 'actions'; readonly code: 'actionMissing' }
  | {
      readonly at: 'action';
      readonly index: number;
      readonly code: 'valueMissing' | 'addressInvalid';
    };

/** Everything that keeps a rule from being saved, in the order in which it is shown. Empty: it can be saved. */
export function checkRule(value: RuleValue): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (value.name.trim() === '') problems.push({ at: 'name', code: 'nameMissing' });
  if (value.trigger === 'timeSince' && !(value.since && value.since.minutes >= 1))
    problems.push({ at: 'since', code: 'sinceMissing' });
  checkConditions(value.conditions, -1, problems);
  for (const [group, { conditions }] of (value.groups ?? []).entries()) {
    if (conditions.length === 0) problems.push({ at: 'group', group, code: 'groupEmpty' });
    checkConditions(conditions, group, problems);
  }
  if (value.actions.length === 0) problems.push({ at: 'actions', code: 'actionMissing' });
  for (const [index, action] of value.actions.entries()) {
    const code = actionProblem(action);
    if (code) problems.push({ at: 'action', index, code });
  }
  return problems;
}

function checkConditions(conditions: readonly RuleCondition[], group: number, problems: RuleProblem[]): void {
  for (const [index, condition] of conditions.entries()) {
    const type = fieldType(condition.field);
    const code =
      type === undefined
        ? 'fieldUnknown'
        : !operatorsOf(type).includes(condition.operator)
          ? 'operatorUnfit'
          : takesNoValue(condition.operator)
            ? null
            : condition.values.length === 0 ||
                (type === 'text' && condition.values.every((one) => one.trim() === ''))
              ? 'valueMissing'
              : type === 'number' && condition.values.some((one) => !/^\d{1,9}$/u.test(one))
                ? 'notANumber'
                : null;
    if (code) problems.push({ at: 'condition', group, index, code });
  }
}

function actionProblem({ kind, value }: RuleAction): 'valueMissing' | 'addressInvalid' | null {
  // Nobody is an assignee, and no priority is a priority.
  if (kind === 'assignee' || kind === 'priority') return null;
  if (value.trim() === '') return 'valueMissing';
  return kind === 'webhook' && !isWebAddress(value) ? 'addressInvalid' : null;
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/u;

/** True for an http or https address without a name and password in it. */
export function isWebAddress(address: string): boolean {
  return address.length <= 2000 && WEB_ADDRESS.test(address);
}
