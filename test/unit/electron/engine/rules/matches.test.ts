import { describe, expect, it } from 'vitest';
import { matches } from '../../../../../electron/engine/rules/matches.ts';
import { ruleEvents } from '../../../../../electron/engine/rules/ruleEvents.ts';
import { rulesFor, timedEvents } from '../../../../../electron/engine/rules/ruleInstants.ts';
import type { ContactId, MessageId } from '../../../../../shared/domain/ids.ts';
import { activeRules, type RuleCondition } from '../../../../../shared/domain/rules/ruleValue.ts';
import { setPriority, setTags, transferTicket } from '../../../../../shared/domain/ticket/actions.ts';
import { NO_DUE_MS, type Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import { RULES } from '../../../../../server/demo/rules.ts';
import { aContact, aContext, aMessage, aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import {
  aCondition,
  anEvent,
  aRule,
  aRuleTeam,
  aRuleValue,
  someFacts,
} from '../../../../support/ruleBuilders.ts';

function holds(condition: RuleCondition, ticket: Ticket = aTicket(), facts = someFacts()): boolean {
  return matches(aRuleValue({ conditions: [condition] }), ticket, anEvent(), facts);
}

describe('a condition', () => {
  it('finds whole words without case and diacritics, and beginnings with a star', () => {
    const ticket = aTicket({ subject: 'Příliš hlasitá PORUCHA serveru' });
    expect(
      ['porucha', 'hlasita porucha', 'poruc', 'poruc*', 'prilis'].map((word) =>
        holds(aCondition('subject', 'containsAnyOf', word), ticket),
      ),
    ).toEqual([true, true, false, true, true]);
  });

  it('looks for any part of the text, for all words, and for none', () => {
    const ticket = aTicket({ subject: 'Security outage' });
    expect([
      holds(aCondition('subject', 'contains', 'cur'), ticket),
      holds(aCondition('subject', 'containsAllOf', 'outage', 'security'), ticket),
      holds(aCondition('subject', 'containsAllOf', 'outage', 'water'), ticket),
      holds(aCondition('subject', 'containsNoneOf', 'water'), ticket),
      holds(aCondition('text', 'containsAnyOf', 'anybody'), ticket),
      holds(aCondition('message.text', 'containsAnyOf', 'outage'), ticket),
    ]).toEqual([true, true, false, true, true, false]);
  });

  it('asks for the kind and the channel of the message, and for all that is known of the customer', () => {
    const facts = someFacts({
      messages: [aMessage({ kind: 'customer', channel: 'phone' })],
      contact: aContact({ phones: ['+420 601', '+55 11'], notes: 'Pays late', externalId: 'crm-7' }),
    });
    expect([
      holds(aCondition('message.kind', 'isOneOf', 'customer'), aTicket(), facts),
      holds(aCondition('message.channel', 'isOneOf', 'phone', 'chat'), aTicket(), facts),
      holds(aCondition('message.channel', 'isOneOf', 'email'), aTicket(), facts),
      holds(aCondition('contact.phone', 'contains', '+55'), aTicket(), facts),
      holds(aCondition('contact.notes', 'containsAnyOf', 'late'), aTicket(), facts),
      holds(aCondition('contact.externalId', 'is', 'crm-7'), aTicket(), facts),
    ]).toEqual([true, true, false, true, true, true]);
  });

  it('compares sets, numbers, flags, languages and what is not there', () => {
    const ticket = aTicket({
      tags: ['Safety', 'vip'],
      reopenCount: 2,
      language: 'pt-BR',
      fields: { bike: 'E-1' },
    });
    const facts = someFacts({
      contact: aContact({ isVip: true, plan: 'Fleet', emails: ['a@x.org', 'b@fleet.example'] }),
    });
    expect([
      holds(aCondition('tags', 'containsAllOf', 'safety', 'vip'), ticket),
      holds(aCondition('tags', 'containsNoneOf', 'safety'), ticket),
      holds(aCondition('reopenCount', 'atLeast', '2'), ticket),
      holds(aCondition('reopenCount', 'atMost', '1'), ticket),
      holds(aCondition('language', 'isOneOf', 'pt'), ticket),
      holds(aCondition('contact.isVip', 'is', 'true'), ticket, facts),
      holds(aCondition('contact.plan', 'is', 'fleet'), ticket, facts),
      holds(aCondition('contact.email', 'contains', '@fleet.'), ticket, facts),
      holds(aCondition('contact.email', 'isNot', 'b@fleet.example'), ticket, facts),
      holds(aCondition('fields.bike', 'is', 'e-1'), ticket),
      holds(aCondition('fields.other', 'isEmpty'), ticket),
      holds(aCondition('assigneeId', 'isEmpty'), ticket),
      holds(aCondition('contact.organisation', 'isNotEmpty'), ticket, facts),
    ]).toEqual([true, false, true, false, true, true, true, true, false, true, true, true, false]);
  });

  it('asks the department’s calendar about the moment of the event', () => {
    const team = aRuleTeam({ isOpen: (_id, atMs) => atMs !== MONDAY_NINE_MS });
    expect(holds(aCondition('businessHours', 'is', 'false'), aTicket(), someFacts({ team }))).toBe(true);
  });

  it('that nobody can understand holds for nothing', () => {
    expect([holds(aCondition('nonsense', 'isNot', 'x')), holds(aCondition('hops', 'atLeast', 'x'))]).toEqual([
      false,
      false,
    ]);
  });
});

describe('conditions together', () => {
  it('join all or any, with groups beside them', () => {
    const yes = aCondition('channel', 'is', 'email');
    const no = aCondition('channel', 'is', 'social');
    const of = (overrides: Parameters<typeof aRuleValue>[0]): boolean =>
      matches(aRuleValue(overrides), aTicket(), anEvent(), someFacts());
    expect([
      of({ match: 'all', conditions: [] }),
      of({ match: 'any', conditions: [] }),
      of({ match: 'all', conditions: [yes, no] }),
      of({ match: 'any', conditions: [yes, no] }),
      of({ match: 'all', conditions: [yes], groups: [{ match: 'any', conditions: [no, yes] }] }),
      of({ match: 'all', conditions: [yes], groups: [{ match: 'all', conditions: [no, yes] }] }),
      of({ match: 'any', conditions: [no], groups: [{ match: 'all', conditions: [yes, yes] }] }),
    ]).toEqual([true, true, false, true, true, false, true]);
  });

  it('of the demo’s rules can all be read', () => {
    const settings = RULES.map(({ id, value }) => ({ id, kind: 'rule' as const, updatedAtMs: 5, value }));
    const found = activeRules(settings);
    expect(found.map(({ id }) => id)).toEqual(
      RULES.filter(({ value }) => value.isActive).map(({ id }) => id),
    );
    const vip = found.find(({ id }) => id === 'demo-rule-vip');
    const facts = someFacts({ contact: aContact({ isVip: true }) });
    expect(vip && matches(vip.value, aTicket(), anEvent(), facts)).toBe(true);
  });
});

describe('events', () => {
  const later = aContext({ nowMs: MONDAY_NINE_MS + 1000 });
  const changedBy = (result: ReturnType<typeof setPriority>): Ticket =>
    result.kind === 'changed' ? result.ticket : aTicket();

  it('of a ticket are its creation, its moves, its tags, its updates and what the customer says later', () => {
    let ticket = aTicket();
    ticket = changedBy(setTags(ticket, ['a'], later));
    ticket = changedBy(setPriority(ticket, 'high', later));
    ticket = changedBy(
      transferTicket(
        ticket,
        { departmentId: 'billing' as never, assigneeId: '', reason: { code: 'expertise', text: '' } },
        aContext({ nowMs: MONDAY_NINE_MS + 2000 }),
      ),
    );
    const again = aMessage({
      id: 'msg_2' as MessageId,
      atMs: MONDAY_NINE_MS + 3000,
      by: { kind: 'customer', id: 'con_1' as ContactId },
    });
    const names = ruleEvents(ticket, [aMessage(), again], 0).map(({ trigger, id }) => `${trigger} ${id}`);
    expect(names).toEqual([
      'created born1',
      'tagAdded id1',
      'updated id1',
      'transferred id1',
      'updated id1',
      'customerReplied msg_2',
      'updated msg_2',
    ]);
    expect(ruleEvents(ticket, [aMessage(), again], MONDAY_NINE_MS + 3000)).toHaveLength(2);
  });
});

describe('the passing of time', () => {
  const verdict = {
    policyId: '' as const,
    nextDueAtMs: NO_DUE_MS,
    targets: [
      {
        target: 'firstResponse',
        state: 'running',
        dueAtMs: MONDAY_NINE_MS + 100,
        warnAtMs: [MONDAY_NINE_MS + 80],
        remainingMs: 0,
        metAtMs: 0,
        isManual: false,
      },
      {
        target: 'resolution',
        state: 'paused',
        dueAtMs: NO_DUE_MS,
        warnAtMs: [],
        remainingMs: 0,
        metAtMs: 0,
        isManual: false,
      },
    ],
  } as const;

  it('warns, breaches and ends waiting times, each with a name of its own', () => {
    const rules = [
      aRule('w', { trigger: 'slaWarning' }),
      aRule('b', { trigger: 'slaBreach' }),
      aRule('s', { trigger: 'timeSince', since: { base: 'created', minutes: 1 } }),
      aRule('n', { trigger: 'timeSince', since: { base: 'reply', minutes: 1 } }),
    ];
    const events = timedEvents(aTicket(), rules, verdict);
    const nine = String(MONDAY_NINE_MS);
    expect(events.map(({ id, atMs }) => [id, atMs - MONDAY_NINE_MS])).toEqual([
      [`warning-firstResponse-${String(MONDAY_NINE_MS + 100)}-${String(MONDAY_NINE_MS + 80)}`, 80],
      [`breach-firstResponse-${String(MONDAY_NINE_MS + 100)}`, 101],
      [`since-s-${nine}`, 60_000],
    ]);
    expect(rulesFor(events[2] ?? anEvent(), rules).map(({ id }) => id)).toEqual(['w', 'b', 's']);
    expect(timedEvents(aTicket({ status: 'closed' }), rules, verdict)).toEqual([]);
  });

  it('counts no activity of rules, so that a reminder does not wait for itself', () => {
    const rule = aRule('s', { trigger: 'timeSince', since: { base: 'updated', minutes: 1 } });
    const byRule = aContext({ by: { kind: 'rule', id: 'other' }, nowMs: MONDAY_NINE_MS + 9000 });
    const result = setPriority(aTicket(), 'high', byRule);
    const ticket = result.kind === 'changed' ? result.ticket : aTicket();
    expect(timedEvents(ticket, [rule], { policyId: '', targets: [], nextDueAtMs: NO_DUE_MS })[0]?.atMs).toBe(
      MONDAY_NINE_MS + 60_000,
    );
  });
});
