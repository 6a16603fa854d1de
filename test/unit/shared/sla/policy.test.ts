import { describe, expect, it } from 'vitest';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import type { SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { choosePolicy, orderPolicies } from '../../../../shared/domain/sla/policy.ts';
import { aContact, aTicket } from '../../../support/builders.ts';
import { aPolicy, aPolicySetting, aPolicyValue } from '../../../support/slaBuilders.ts';

const ticket = aTicket({
  priority: 'high',
  tags: ['billing', 'refund'],
  channel: 'email',
  language: 'pt-BR',
});
const contact = aContact({ plan: 'gold', isVip: true });

function matching(match: Partial<SlaPolicyValue['match']>) {
  return aPolicy({ match: { ...aPolicyValue().match, ...match } });
}

describe('choosePolicy', () => {
  it.each<[string, Partial<SlaPolicyValue['match']>, boolean]>([
    ['nothing asked', {}, true],
    ['its department', { departmentIds: ['support' as DepartmentId, 'sales' as DepartmentId] }, true],
    ['another department', { departmentIds: ['sales' as DepartmentId] }, false],
    ['its priority', { priorities: ['urgent', 'high'] }, true],
    ['another priority', { priorities: ['urgent'] }, false],
    ['one of its tags', { tags: ['refund', 'shipping'] }, true],
    ['another tag', { tags: ['shipping'] }, false],
    ['its plan', { plans: ['gold'] }, true],
    ['another plan', { plans: ['silver'] }, false],
    ['its channel', { channels: ['email'] }, true],
    ['another channel', { channels: ['chat'] }, false],
    ['its language', { languages: ['pt-br'] }, true],
    ['its language without the region', { languages: ['pt'] }, true],
    ['its language of another region', { languages: ['pt-PT'] }, false],
    ['a language it only begins like', { languages: ['p'] }, false],
    ['VIP', { vipOnly: true }, true],
    ['everything at once, one of it wrong', { vipOnly: true, plans: ['gold'], channels: ['chat'] }, false],
  ])('asked for %s, %j matches: %s', (_, match, isMatch) => {
    expect(choosePolicy(ticket, contact, [matching(match)]) !== null).toBe(isMatch);
  });

  it('does not hold plan or VIP against an unknown contact', () => {
    expect(
      choosePolicy(ticket, null, [matching({ plans: ['gold'] }), matching({ vipOnly: true })]),
    ).toBeNull();
  });

  it('takes the first match and skips inactive ones', () => {
    const policies = [aPolicy({ isActive: false }, 'off'), aPolicy({}, 'first'), aPolicy({}, 'second')];
    expect(choosePolicy(ticket, contact, policies)?.id).toBe('first');
  });
});

describe('orderPolicies', () => {
  it('orders by order, then by id, on every device alike', () => {
    const settings = [
      aPolicySetting(aPolicyValue({ order: 2 }), 'a'),
      aPolicySetting(aPolicyValue({ order: 1 }), 'c'),
      aPolicySetting(aPolicyValue({ order: 1 }), 'b'),
    ];
    expect(orderPolicies(settings).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(orderPolicies(settings.toReversed()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
});
