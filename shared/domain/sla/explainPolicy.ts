import type { Contact } from '../contact.ts';
import type { PolicyId } from '../ids.ts';
import type { SlaPolicyValue } from '../settings.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { choosePolicy, EVERY_TICKET, matches, type SlaPolicy } from './policy.ts';

/** What a policy can ask of a ticket. */
export const POLICY_CONDITIONS = [
  'department',
  'priority',
  'tag',
  'plan',
  'channel',
  'language',
  'vip',
] as const;
export type PolicyConditionKind = (typeof POLICY_CONDITIONS)[number];

/** One condition of a policy beside the ticket. */
export interface PolicyCondition {
  readonly kind: PolicyConditionKind;
  /** What the policy accepts, as it is stored; empty for `vip`. */
  readonly accepted: readonly string[];
  readonly isMet: boolean;
}

/** Why a ticket has the policy it has. */
export interface PolicyExplanation {
  readonly policyId: PolicyId | '';
  readonly policyName: string;
  /** A rule has chosen it, whatever its conditions say. */
  readonly isChosenByRule: boolean;
  /** Its own conditions; none when it applies to every ticket. */
  readonly conditions: readonly PolicyCondition[];
  /** The active policies that were tried before it and do not fit, in their order, each with what does not hold. */
  readonly before: readonly { readonly policyName: string; readonly failed: readonly PolicyCondition[] }[];
}

const FIELDS: readonly (readonly [PolicyConditionKind, keyof SlaPolicyValue['match']])[] = [
  ['department', 'departmentIds'],
  ['priority', 'priorities'],
  ['tag', 'tags'],
  ['plan', 'plans'],
  ['channel', 'channels'],
  ['language', 'languages'],
  ['vip', 'vipOnly'],
];

/** Why this policy and none of those before it. Pure. */
export function explainPolicy(
  ticket: Ticket,
  contact: Contact | null,
  policies: readonly SlaPolicy[],
): PolicyExplanation {
  const policy = choosePolicy(ticket, contact, policies);
  const isChosenByRule = policy !== null && policy.id === ticket.chosenPolicyId;
  const place = policy === null ? policies.length : policies.indexOf(policy);
  const before = isChosenByRule ? [] : policies.slice(0, place).filter(({ value }) => value.isActive);
  const conditionsOf = (value: SlaPolicyValue): PolicyCondition[] => conditions(ticket, contact, value.match);
  return {
    policyId: policy?.id ?? '',
    policyName: policy?.value.name ?? '',
    isChosenByRule,
    conditions: policy ? conditionsOf(policy.value) : [],
    before: before.map(({ value }) => ({
      policyName: value.name,
      failed: conditionsOf(value).filter(({ isMet }) => !isMet),
    })),
  };
}

/** Each condition asked by itself, with the very rule that chooses. */
function conditions(
  ticket: Ticket,
  contact: Contact | null,
  match: SlaPolicyValue['match'],
): PolicyCondition[] {
  return FIELDS.flatMap(([kind, field]) => {
    const wanted = match[field];
    const accepted = typeof wanted === 'boolean' ? [] : wanted;
    if (wanted === false || (wanted !== true && accepted.length === 0)) return [];
    return [{ kind, accepted, isMet: matches(ticket, contact, { ...EVERY_TICKET, [field]: wanted }) }];
  });
}
