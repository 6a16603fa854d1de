import type { Contact } from '../contact.ts';
import type { PolicyId } from '../ids.ts';
import type { Setting, SlaPolicyValue } from '../settings.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** A policy as the SLA arithmetic uses it. */
export interface SlaPolicy {
  readonly id: PolicyId;
  readonly value: SlaPolicyValue;
}

/** The conditions of a policy that applies to every ticket. */
export const EVERY_TICKET: SlaPolicyValue['match'] = {
  departmentIds: [],
  priorities: [],
  tags: [],
  plans: [],
  channels: [],
  languages: [],
  vipOnly: false,
};

/** The policies among the settings in the order in which they are tried; equal orders go by id, so that every device agrees. */
export function orderPolicies(settings: readonly Setting[]): SlaPolicy[] {
  const policies: SlaPolicy[] = [];
  for (const setting of settings) {
    // A policy setting's id is the policy's id.
    if (setting.kind === 'sla-policy')
      policies.push({ id: setting.id as string as PolicyId, value: setting.value });
  }
  return policies.sort((a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1));
}

/** So far apart are the orders of policies that follow each other. */
export const ORDER_STEP = 10;

/** The order each policy has when they are put one after the other like this. */
export function arrangedOrders(policyIds: readonly PolicyId[]): ReadonlyMap<PolicyId, number> {
  return new Map(policyIds.map((policyId, index) => [policyId, (index + 1) * ORDER_STEP]));
}

/**
 * The policy a rule has chosen for the ticket, while it is active; else the first active one, in the given order, whose
 * conditions all hold; `null` when none does. Without a known contact, conditions on plan and VIP do not hold.
 * Source: product design, section 6.
 */
export function choosePolicy(
  ticket: Ticket,
  contact: Contact | null,
  policies: readonly SlaPolicy[],
): SlaPolicy | null {
  const { chosenPolicyId } = ticket;
  const chosen = chosenPolicyId && policies.find(({ id, value }) => id === chosenPolicyId && value.isActive);
  return (
    chosen || (policies.find(({ value }) => value.isActive && matches(ticket, contact, value.match)) ?? null)
  );
}

/** True when all conditions hold. */
export function matches(ticket: Ticket, contact: Contact | null, match: SlaPolicyValue['match']): boolean {
  return (
    isAmong(match.departmentIds, ticket.departmentId) &&
    isAmong(match.priorities, ticket.priority) &&
    isAmong(match.channels, ticket.channel) &&
    (match.tags.length === 0 || match.tags.some((tag) => ticket.tags.includes(tag))) &&
    (match.plans.length === 0 || (contact !== null && match.plans.includes(contact.plan))) &&
    (!match.vipOnly || contact?.isVip === true) &&
    speaks(match.languages, ticket.language)
  );
}

/** An empty list accepts everything. */
function isAmong(accepted: readonly string[], value: string): boolean {
  return accepted.length === 0 || accepted.includes(value);
}

/** `pt` accepts `pt-BR`, not the other way round. Source: RFC 4647, section 3.3.1 (basic filtering). */
function speaks(ranges: readonly string[], language: string): boolean {
  if (ranges.length === 0) return true;
  const tag = language.toLowerCase();
  return ranges.some((range) => {
    const wanted = range.toLowerCase();
    return tag === wanted || tag.startsWith(`${wanted}-`);
  });
}
