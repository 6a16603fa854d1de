import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRules, runIdOf } from '../../../../../electron/engine/rules/applyRules.ts';
import { ticketThen } from '../../../../../electron/engine/rules/ticketThen.ts';
import { checkRule } from '../../../../../shared/domain/rules/checkRule.ts';
import { RULE_ACTIONS, RULE_TRIGGERS } from '../../../../../shared/domain/rules/ruleKinds.ts';
import type { Rule, RuleAction } from '../../../../../shared/domain/rules/ruleValue.ts';
import { assignTicket, setPriority } from '../../../../../shared/domain/ticket/actions.ts';
import { mergeTicket } from '../../../../../shared/domain/ticket/mergeTicket.ts';
import { Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import { aContact, aContext, aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import { aCondition, ANA, anEvent, aRule, aRuleValue, someFacts } from '../../../../support/ruleBuilders.ts';

function act(...actions: RuleAction[]): ReturnType<typeof applyRules> {
  return applyRules(aTicket(), anEvent(), [aRule('r', { actions })], someFacts());
}

describe('rules', () => {
  it('change the ticket and tell it in lines of their own', () => {
    const { ticket, runs } = act({ kind: 'priority', value: 'urgent' }, { kind: 'addTag', value: 'vip' });
    const by = { kind: 'rule', id: 'r' };
    const id = runIdOf('tkt_1', 'r', anEvent());
    const atMs = MONDAY_NINE_MS + 60_000;
    const deeds = [
      { kind: 'priority', value: 'urgent', outcome: 'done' },
      { kind: 'addTag', value: 'vip', outcome: 'done' },
    ];
    expect([ticket.priority, ticket.priorityRank, ticket.tags]).toEqual(['urgent', 40, ['vip']]);
    expect(ticket.history.slice(1)).toEqual([
      { id, atMs, by, kind: 'rule', eventId: 'born1', trigger: 'created', deeds },
      { id: `${id}-1`, atMs, by, kind: 'priority', from: 'normal', to: 'urgent' },
      { id: `${id}-2`, atMs, by, kind: 'tags', added: ['vip'], removed: [] },
    ]);
    expect(runs).toEqual([{ ruleId: 'r', deeds }]);
    expect(Ticket.parse(ticket)).toEqual(ticket);
  });

  it('leave no trace when everything is so already', () => {
    const ticket = aTicket({ priority: 'urgent' });
    expect(applyRules(ticket, anEvent(), [aRule('r')], someFacts())).toEqual({
      ticket,
      messages: [],
      runs: [],
    });
  });

  it('run in order until one stops processing', () => {
    const rules = [
      aRule('first', { actions: [{ kind: 'priority', value: 'high' }] }),
      aRule('second', { actions: [{ kind: 'priority', value: 'urgent' }], stopProcessing: true }),
      aRule('third', { actions: [{ kind: 'priority', value: 'low' }] }),
    ];
    const { ticket, runs } = applyRules(aTicket(), anEvent(), rules, someFacts());
    expect([ticket.priority, runs.map(({ ruleId }) => ruleId)]).toEqual(['urgent', ['first', 'second']]);
  });

  it('set off others by what they do, and never themselves', () => {
    const rules = [
      aRule('tags', { actions: [{ kind: 'addTag', value: 'a' }] }),
      aRule('more', { trigger: 'tagAdded', actions: [{ kind: 'addTag', value: 'b' }] }),
      aRule('again', { trigger: 'updated', actions: [{ kind: 'removeTag', value: 'a' }] }),
    ];
    const { ticket, runs } = applyRules(aTicket(), anEvent(), rules, someFacts());
    expect([ticket.tags, runs.map(({ ruleId }) => ruleId)]).toEqual([['b'], ['tags', 'more', 'again']]);
  });

  it('run once for an event, whoever runs them', () => {
    const once = applyRules(aTicket(), anEvent(), [aRule('r')], someFacts()).ticket;
    const lowered = setPriority(once, 'low', aContext());
    const after = lowered.kind === 'changed' ? lowered.ticket : once;
    expect(applyRules(after, anEvent(), [aRule('r')], someFacts()).ticket).toBe(after);
  });

  it('are one run after a merge of two machines that ran them at once', () => {
    const base = aTicket();
    const rules = [
      aRule('r', {
        actions: [
          { kind: 'department', value: 'billing' },
          { kind: 'addTag', value: 'x' },
          { kind: 'note', value: 'Moved' },
        ],
      }),
    ];
    const mine = {
      ...applyRules(base, anEvent(), rules, someFacts({ nowMs: MONDAY_NINE_MS + 9000 })).ticket,
      rev: 'm',
    };
    const theirs = { ...applyRules(base, anEvent(), rules, someFacts()).ticket, rev: 's' };
    const merged = mergeTicket(base, mine as Ticket, theirs as Ticket);
    expect(merged.history).toEqual(theirs.history);
    expect([merged.departmentId, merged.tags, merged.messageCount]).toEqual(['billing', ['x'], 1]);
  });

  it('leave alone what happened before they were active', () => {
    const rule: Rule = { ...aRule('r'), sinceMs: MONDAY_NINE_MS + 1 };
    expect(applyRules(aTicket(), anEvent(), [rule], someFacts()).runs).toEqual([]);
  });

  it('run late only where their conditions held then and hold now', () => {
    const rules = [
      aRule('r', {
        conditions: [aCondition('priority', 'is', 'normal')],
        actions: [{ kind: 'addTag', value: 'x' }],
      }),
    ];
    const later = aContext({ nowMs: MONDAY_NINE_MS + 5000 });
    const raised = setPriority(aTicket(), 'high', later);
    const now = raised.kind === 'changed' ? raised.ticket : aTicket();
    const then = ticketThen(now, MONDAY_NINE_MS);
    expect(then.priority).toBe('normal');
    expect(applyRules(now, anEvent(), rules, someFacts(), then).runs).toEqual([]);
    expect(applyRules(then, anEvent(), rules, someFacts(), now).runs).toEqual([]);
    expect(applyRules(aTicket(), anEvent(), rules, someFacts()).runs).toHaveLength(1);
  });
});

describe('actions', () => {
  const firstDeed = (action: RuleAction, ticket = aTicket()): object | undefined =>
    applyRules(ticket, anEvent(), [aRule('r', { actions: [action] })], someFacts()).runs[0]?.deeds[0];

  it('skip what cannot be done, and say why', () => {
    expect(
      [
        firstDeed({ kind: 'assignee', value: 'cleo' }),
        firstDeed({ kind: 'assignee', value: 'dan' }),
        firstDeed({ kind: 'assignee', value: 'eve' }),
        firstDeed({ kind: 'department', value: 'nowhere' }),
        firstDeed({ kind: 'policy', value: 'silver' }),
        firstDeed({ kind: 'reply', value: 'none' }),
        firstDeed({ kind: 'notify', value: 'assignee' }),
        firstDeed({ kind: 'status', value: 'closed' }),
      ].map((deed) => (deed as { why?: string } | undefined)?.why),
    ).toEqual(['notInDepartment', 'notActive', 'gone', 'gone', 'gone', 'gone', 'nobody', 'notAllowed']);
  });

  it('give the ticket to a department and then to somebody there', () => {
    const { ticket } = act({ kind: 'department', value: 'billing' }, { kind: 'assignee', value: 'cleo' });
    expect([ticket.departmentId, ticket.assigneeId, ticket.status]).toEqual(['billing', 'cleo', 'open']);
    expect(
      ticket.history.filter(({ kind }) => kind === 'holder').map((line) => 'cause' in line && line.cause),
    ).toEqual(['rule', 'rule']);
  });

  it('take the holder away with the department', () => {
    const held = assignTicket(aTicket(), ANA, 'manual', aContext());
    const ticket = held.kind === 'changed' ? held.ticket : aTicket();
    const moved = applyRules(
      ticket,
      anEvent(),
      [aRule('r', { actions: [{ kind: 'department', value: 'billing' }] })],
      someFacts(),
    );
    expect([moved.ticket.departmentId, moved.ticket.assigneeId]).toEqual(['billing', '']);
  });

  it('answer in the customer’s language without counting as an answer', () => {
    const facts = someFacts({ contact: aContact({ language: 'cs' }) });
    const rules = [aRule('r', { actions: [{ kind: 'reply', value: 'ack-en', more: ['ack-cs'] }] })];
    const { ticket, messages } = applyRules(
      aTicket({ language: '', awaitingReplySinceMs: MONDAY_NINE_MS }),
      anEvent(),
      rules,
      facts,
    );
    expect(messages.map(({ kind, text, by }) => ({ kind, text, by }))).toEqual([
      { kind: 'reply', text: 'Děkujeme.', by: { kind: 'rule', id: 'r' } },
    ]);
    expect([ticket.firstReplyAtMs, ticket.awaitingReplySinceMs, ticket.messageCount]).toEqual([
      0,
      MONDAY_NINE_MS,
      1,
    ]);
    expect(applyRules(aTicket(), anEvent(), rules, someFacts()).messages[0]?.text).toBe(
      'Thank you, Carla Customer.',
    );
  });

  it('notify the people somebody meant, each once and only those who are still here', () => {
    expect(
      firstDeed({ kind: 'notify', value: 'department', more: ['ana', 'dan', 'role:supervisor'] }),
    ).toMatchObject({
      to: ['ana', 'ben'],
    });
  });

  it('choose a policy and add a follower', () => {
    const { ticket } = act({ kind: 'policy', value: 'gold' }, { kind: 'follower', value: 'ben' });
    expect([ticket.chosenPolicyId, ticket.followerIds]).toEqual(['gold', ['ben']]);
  });
});

describe('laws of rules', () => {
  const action = fc.record({
    kind: fc.constantFrom(...RULE_ACTIONS),
    value: fc.constantFrom(
      'urgent',
      'low',
      'open',
      'solved',
      'a',
      'b',
      'support',
      'billing',
      'ana',
      'cleo',
      'gold',
      'ack-en',
      '',
    ),
  });
  const rules = fc
    .array(
      fc.record({
        trigger: fc.constantFrom(...RULE_TRIGGERS),
        actions: fc.array(action, { minLength: 1, maxLength: 4 }),
        stopProcessing: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map((values) => values.map((value, index) => aRule(`r${String(index)}`, value)));

  it('whatever the rules are, each runs at most once, running again changes nothing, and the ticket stays valid', () => {
    fc.assert(
      fc.property(rules, (some) => {
        const first = applyRules(aTicket(), anEvent(), some, someFacts());
        const ids = first.runs.map(({ ruleId }) => ruleId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(first.ticket.history.map(({ id }) => id)).size).toBe(first.ticket.history.length);
        expect(Ticket.parse(first.ticket)).toEqual(first.ticket);
        if (ids.length > 0)
          expect(applyRules(first.ticket, anEvent(), some, someFacts()).ticket).toBe(first.ticket);
      }),
    );
  });

  it('two machines that run them at different moments agree after a merge, either way round', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 60_000 }), (some, apartMs) => {
        const base = aTicket();
        const at = (nowMs: number, rev: string): Ticket =>
          ({ ...applyRules(base, anEvent(), some, someFacts({ nowMs })).ticket, rev }) as Ticket;
        const theirs = at(MONDAY_NINE_MS + 60_000, 's');
        const mine = at(MONDAY_NINE_MS + 60_000 + apartMs, 'z');
        if (theirs.history.length === base.history.length) return;
        const merged = mergeTicket(base, mine, theirs);
        expect(new Set(merged.history)).toEqual(new Set(theirs.history));
        expect([
          merged.priority,
          merged.status,
          merged.departmentId,
          merged.assigneeId,
          merged.messageCount,
        ]).toEqual([
          theirs.priority,
          theirs.status,
          theirs.departmentId,
          theirs.assigneeId,
          theirs.messageCount,
        ]);
      }),
    );
  });
});

describe('a rule that is saved', () => {
  it('says what is missing, and where', () => {
    const value = aRuleValue({
      name: ' ',
      trigger: 'timeSince',
      conditions: [
        aCondition('subject', 'contains'),
        aCondition('nonsense', 'is', 'x'),
        aCondition('hops', 'atLeast', 'two'),
      ],
      groups: [{ match: 'any', conditions: [] }],
      actions: [
        { kind: 'webhook', value: 'ftp://example.org' },
        { kind: 'addTag', value: '' },
      ],
    });
    expect(checkRule(value)).toEqual([
      { at: 'name', code: 'nameMissing' },
      { at: 'since', code: 'sinceMissing' },
      { at: 'condition', group: -1, index: 0, code: 'valueMissing' },
      { at: 'condition', group: -1, index: 1, code: 'fieldUnknown' },
      { at: 'condition', group: -1, index: 2, code: 'notANumber' },
      { at: 'group', group: 0, code: 'groupEmpty' },
      { at: 'action', index: 0, code: 'addressInvalid' },
      { at: 'action', index: 1, code: 'valueMissing' },
    ]);
    expect(checkRule(aRuleValue())).toEqual([]);
  });
});
