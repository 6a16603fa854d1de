import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepartmentId, PolicyId } from '../../../../shared/domain/ids.ts';
import { explainPolicy } from '../../../../shared/domain/sla/explainPolicy.ts';
import { choosePolicy, EVERY_TICKET } from '../../../../shared/domain/sla/policy.ts';
import { aContact, aTicket } from '../../../support/builders.ts';
import { aPolicy } from '../../../support/slaBuilders.ts';

const vip = aPolicy(
  { name: 'VIP', match: { ...EVERY_TICKET, vipOnly: true, priorities: ['urgent'] } },
  'vip',
);
const billing = aPolicy(
  { name: 'Billing', match: { ...EVERY_TICKET, departmentIds: ['billing' as DepartmentId] } },
  'billing',
);
const standard = aPolicy({}, 'standard');

describe('explainPolicy', () => {
  it('names the conditions that hold, and what does not hold of those tried before', () => {
    const ticket = aTicket({ departmentId: 'billing' as DepartmentId, priority: 'urgent' });
    expect(explainPolicy(ticket, null, [vip, billing, standard])).toEqual({
      policyId: 'billing',
      policyName: 'Billing',
      isChosenByRule: false,
      conditions: [{ kind: 'department', accepted: ['billing'], isMet: true }],
      before: [{ policyName: 'VIP', failed: [{ kind: 'vip', accepted: [], isMet: false }] }],
    });
  });

  it('says when a rule has chosen it, and when none applies', () => {
    const ticket = aTicket({ chosenPolicyId: 'vip' as PolicyId });
    expect(explainPolicy(ticket, null, [billing, vip])).toMatchObject({
      policyId: 'vip',
      isChosenByRule: true,
      before: [],
    });
    expect(explainPolicy(aTicket(), null, [billing])).toMatchObject({
      policyId: '',
      before: [{ policyName: 'Billing' }],
    });
  });

  it('agrees with what chooses: everything of the chosen one holds, something of each before it does not', () => {
    const match = fc.record({
      departmentIds: fc.subarray(['support', 'billing'] as DepartmentId[]),
      priorities: fc.subarray(['urgent', '']),
      tags: fc.subarray(['a', 'b']),
      plans: fc.subarray(['gold']),
      channels: fc.subarray(['email', 'phone']),
      languages: fc.subarray(['pt', 'cs']),
      vipOnly: fc.boolean(),
    });
    const ticket = fc.record({
      departmentId: fc.constantFrom('support', 'billing').map((id) => id as DepartmentId),
      priority: fc.constantFrom('urgent', ''),
      tags: fc.subarray(['a', 'b']),
      channel: fc.constantFrom('email' as const, 'phone' as const),
      language: fc.constantFrom('pt-BR', 'cs', ''),
    });
    const contact = fc.option(fc.record({ plan: fc.constantFrom('gold', ''), isVip: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(match, { maxLength: 4 }), ticket, contact, (matches, facts, person) => {
        const policies = matches.map((one, index) => aPolicy({ match: one }, `p${String(index)}`));
        const who = person && aContact(person);
        const told = explainPolicy(aTicket(facts), who, policies);
        expect(told.policyId).toBe(choosePolicy(aTicket(facts), who, policies)?.id ?? '');
        expect(told.conditions.every(({ isMet }) => isMet)).toBe(true);
        expect(told.before.every(({ failed }) => failed.length > 0)).toBe(true);
      }),
    );
  });
});
