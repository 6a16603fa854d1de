import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRules } from '../../../electron/engine/rules/applyRules.ts';
import type { Caller } from '../../../server/policies/caller.ts';
import { judgeTicket } from '../../../server/policies/ticketRights.ts';
import type { AgentId, DepartmentId, SettingId } from '../../../shared/domain/ids.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { RuleAction, RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { SettingKind } from '../../../shared/domain/settings.ts';
import {
  addMessage,
  assignTicket,
  setDue,
  setPriority,
  setStatus,
  setSubject,
  setTags,
  snoozeTicket,
  transferTicket,
  type ActionContext,
  type ActionResult,
} from '../../../shared/domain/ticket/actions.ts';
import { mergeTicket } from '../../../shared/domain/ticket/mergeTicket.ts';
import { STATUSES, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { anEvent, aRule, aRuleValue, someFacts } from '../../support/ruleBuilders.ts';
import {
  aContext,
  aMessage,
  aMessageContext,
  aTicket,
  countingIds,
  MONDAY_NINE_MS,
} from '../../support/builders.ts';

const KINDS: Readonly<Record<string, SettingKind>> = {
  support: 'department',
  sales: 'department',
  ana: 'agent',
  ben: 'agent',
  nightly: 'rule',
};

function callerOf(agentId: string, role: Caller['role'] = 'agent'): Caller {
  const departmentIds = ['support' as DepartmentId];
  return { workspaceId: 'w', sessionId: 's', agentId: agentId as AgentId, role, departmentIds };
}

function judge(
  next: Ticket,
  master: Ticket | null,
  by = 'ana',
  role: Caller['role'] = 'agent',
): string | null {
  return judgeTicket(callerOf(by, role), {
    next,
    master,
    settingKind: (id) => KINDS[id],
    setting: () => undefined,
    haveAlarmsRung: () => false,
  });
}

type Step = (ticket: Ticket, context: ActionContext) => ActionResult;

/** Everything a desk does to a ticket. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('', 'ana', 'ben').map(
    (id): Step =>
      (ticket, context) =>
        assignTicket(ticket, id as AgentId, 'manual', context),
  ),
  fc.constantFrom('support', 'sales').map(
    (id): Step =>
      (ticket, context) =>
        transferTicket(
          ticket,
          { departmentId: id as DepartmentId, assigneeId: '', reason: { code: 'expertise', text: '' } },
          context,
        ),
  ),
  fc.constantFrom(...STATUSES).map(
    (status): Step =>
      (ticket, context) =>
        setStatus(ticket, status, context),
  ),
  fc.constantFrom('urgent', 'low', '').map(
    (priority): Step =>
      (ticket, context) =>
        setPriority(ticket, priority, context),
  ),
  fc.string({ minLength: 1, maxLength: 5 }).map(
    (text): Step =>
      (ticket, context) =>
        setSubject(ticket, text, context),
  ),
  fc.subarray(['a', 'b', 'c']).map(
    (tags): Step =>
      (ticket, context) =>
        setTags(ticket, tags, context),
  ),
  fc.constant<Step>((ticket, context) => snoozeTicket(ticket, context.nowMs + 1000, context)),
  fc.constantFrom(0, 1000, 60_000).map(
    (forMs): Step =>
      (ticket, context) =>
        setDue(ticket, forMs === 0 ? 0 : context.nowMs + forMs, context),
  ),
  fc.constantFrom('reply', 'note', 'customer').map((kind): Step => (ticket, context) => {
    const by = kind === 'customer' ? ({ kind: 'customer', id: ticket.contactId } as const) : context.by;
    const message = aMessage({ id: context.newId() as never, kind, by, atMs: context.nowMs });
    return addMessage(ticket, message, { ...aMessageContext(), ...context });
  }),
);

/** A run of steps on one desk; each takes up to two seconds, or none. */
const run = fc.array(fc.tuple(step, fc.nat(2)), { maxLength: 6 });

function play(ticket: Ticket, steps: readonly (readonly [Step, number])[], by: string, rev: string): Ticket {
  const newId = countingIds(rev);
  let nowMs = MONDAY_NINE_MS + 1000;
  let current = ticket;
  for (const [act, seconds] of steps) {
    nowMs += seconds * 1000;
    const result = act(current, aContext({ nowMs, newId, by: { kind: 'agent', id: by as AgentId } }));
    if (result.kind === 'changed') current = result.ticket;
  }
  return { ...current, rev: rev as Ticket['rev'] };
}

describe('the rights on tickets', () => {
  it('let through whatever a desk does, however many steps go into one push', () => {
    fc.assert(
      fc.property(run, (steps) => {
        const master = aTicket();
        expect(judge(play(master, steps, 'ana', 'mine'), master)).toBeNull();
      }),
    );
  });

  it('let through a new ticket with everything done to it before the first push', () => {
    fc.assert(
      fc.property(run, (steps) => {
        expect(judge(play(aTicket(), steps, 'ana', 'mine'), null)).toBeNull();
      }),
    );
  });

  it('let through what a merge makes of two desks’ work, lost changes included', () => {
    fc.assert(
      fc.property(run, run, (mine, theirs) => {
        const base = aTicket();
        const master = play(base, theirs, 'ben', 'theirs');
        const merged = mergeTicket(base, play(base, mine, 'ana', 'mine'), master);
        const settled = { ...merged, isOpen: merged.status !== 'solved' && merged.status !== 'closed' };
        expect(judge(settled, master)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('let nobody push what another did', () => {
    fc.assert(
      fc.property(run, (steps) => {
        const master = aTicket();
        const next = play(master, steps, 'ben', 'theirs');
        fc.pre(next.history.length > master.history.length);
        expect(judge(next, master)).toBe('auth.forbidden');
      }),
    );
  });

  it('let no due time change without a line that says so', () => {
    const master = aTicket();
    expect(judge({ ...master, manualDueAtMs: MONDAY_NINE_MS, rev: 'mine' as Rev }, master)).toBe(
      'input.invalid',
    );
  });

  it('let an administrator bring back what a restored server has lost', () => {
    const lost = play(
      aTicket(),
      [[(ticket, context) => setStatus(ticket, 'open', context), 1]],
      'ben',
      'theirs',
    );
    expect([judge(lost, null), judge(lost, null, 'ana', 'administrator')]).toEqual(['auth.forbidden', null]);
  });

  it('let distribution claim for its own agent only', () => {
    const claimed = (assigneeId: string): Ticket => {
      const context = aContext({ by: { kind: 'system' }, newId: countingIds('claim') });
      const result = assignTicket(aTicket(), assigneeId as AgentId, 'auto', context);
      if (result.kind !== 'changed') throw new Error('not assigned');
      return result.ticket;
    };
    expect([judge(claimed('ana'), aTicket()), judge(claimed('ben'), aTicket())]).toEqual([
      null,
      'auth.forbidden',
    ]);
  });

  it('let a desk do in the name of an active rule what that rule does, and nothing else', () => {
    const ran = (actions: RuleAction[], ruleId = 'nightly'): Ticket =>
      applyRules(aTicket(), anEvent(), [aRule(ruleId, { actions })], someFacts()).ticket;
    const push = (next: Ticket, overrides: Partial<RuleValue> = {}): string | null =>
      judgeTicket(callerOf('ana'), {
        next,
        master: aTicket(),
        settingKind: (id) => KINDS[id],
        haveAlarmsRung: () => false,
        setting: (id) =>
          id === 'nightly'
            ? {
                id: 'nightly' as SettingId,
                rev: 'r' as Rev,
                updatedAtMs: 0,
                kind: 'rule',
                value: aRuleValue({ actions: own, ...overrides }),
              }
            : undefined,
      });
    const own: RuleAction[] = [
      { kind: 'priority', value: 'urgent' },
      { kind: 'addTag', value: 'x' },
      { kind: 'assignee', value: 'ana' },
    ];
    const whole = ran(own);
    const withoutRun = { ...whole, history: whole.history.filter(({ kind }) => kind !== 'rule') };
    expect({
      whole: push(whole),
      switchedOff: push(whole, { isActive: false }),
      goneRule: push(ran(own, 'gone')),
      otherPriority: push(ran([{ kind: 'priority', value: 'low' }])),
      otherKind: push(ran([{ kind: 'webhook', value: 'https://example.org' }])),
      withoutRun: push(withoutRun),
    }).toEqual({
      whole: null,
      switchedOff: 'auth.forbidden',
      goneRule: 'auth.forbidden',
      otherPriority: 'auth.forbidden',
      otherKind: 'auth.forbidden',
      withoutRun: 'auth.forbidden',
    });
  });
});
