import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, PolicyId } from '../../../../shared/domain/ids.ts';
import { setPriority, setStatus, setTags } from '../../../../shared/domain/ticket/actions.ts';
import { mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import {
  alarmSettings,
  anAlarmPolicy,
  aStep,
  dutiesAt,
  newLines,
  rungAt,
  stepsTaken,
} from '../../../support/alarmBuilders.ts';
import { aContext, aTicket, countingIds, MONDAY_NINE_MS } from '../../../support/builders.ts';
import { EVERY_TICKET } from '../../../../shared/domain/sla/policy.ts';
import { MINUTE_MS, targets } from '../../../support/slaBuilders.ts';

const ANA = 'ana' as AgentId;
const DUE_MS = MONDAY_NINE_MS + 60 * MINUTE_MS;
/** The due instant itself is still in time. */
const at = (minutesAfterDue: number): number => DUE_MS + minutesAfterDue * MINUTE_MS + 1;
const held = (overrides: Partial<Ticket> = {}): Ticket =>
  aTicket({ assigneeId: ANA, status: 'open', ...overrides });

function changed(ticket: Ticket, result: ReturnType<typeof setPriority>): Ticket {
  return result.kind === 'changed' ? result.ticket : ticket;
}

describe('an escalation', () => {
  it('records the breach and takes each step at its instant, once', () => {
    let ticket = held();
    expect(dutiesAt(ticket, DUE_MS)).toEqual([]);
    ticket = rungAt(ticket, at(0));
    expect(newLines(ticket, held())).toMatchObject([
      { kind: 'slaBreach', target: 'resolution', dueAtMs: DUE_MS, atMs: at(0) },
      { kind: 'escalation', stepId: 'owner', to: ['ana'], deeds: [{ kind: 'addTag', outcome: 'done' }] },
      { kind: 'tags', added: ['late'] },
    ]);
    expect(dutiesAt(ticket, at(29))).toEqual([]);
    ticket = rungAt(ticket, at(30));
    expect(ticket.priority).toBe('high');
    ticket = rungAt(ticket, at(60));
    expect(ticket.assigneeId).toBe('lea');
    expect(ticket.history.at(-1)).toMatchObject({
      kind: 'holder',
      cause: 'escalation',
      by: { kind: 'system' },
    });
    expect(stepsTaken(ticket)).toEqual(['owner/resolution', 'lead/resolution', 'supervisors/resolution']);
    expect(dutiesAt(ticket, at(24 * 60))).toEqual([]);
  });

  it('is the same on every machine, whenever it looks', () => {
    const one = rungAt(held(), at(61));
    const other = rungAt(held(), at(75));
    expect(one.history.map(({ id }) => id)).toEqual(other.history.map(({ id }) => id));
    expect(mergeTicket(held(), one, other)).toEqual(other);
  });

  it('does nothing once the target is met, its due instant has moved, or nobody waits any more', () => {
    const solved = changed(held(), setStatus(held(), 'solved', aContext({ nowMs: DUE_MS })));
    expect(dutiesAt(solved, at(0))).toEqual([]);
    expect(dutiesAt(held({ manualDueAtMs: DUE_MS + 1000 * MINUTE_MS }), at(0))).toEqual([]);
    const paused = changed(held(), setStatus(held(), 'pending', aContext({ nowMs: DUE_MS - 1 })));
    expect(dutiesAt(paused, at(100))).toEqual([]);
  });

  it('comes before the due instant where a step says so', () => {
    const settings = alarmSettings([
      anAlarmPolicy({ escalation: [aStep('soon', { minutesAfterDue: -10, notify: ['owner'] })] }),
    ]);
    expect(dutiesAt(held(), at(-10) - 2, settings)).toEqual([]);
    expect(stepsTaken(rungAt(held(), at(-10) - 1, settings))).toEqual(['soon/resolution']);
  });

  it('goes on from the due instant it began with when a step makes the ticket more urgent', () => {
    const settings = alarmSettings([
      anAlarmPolicy({
        targets: {
          '': targets({ resolution: 60 }, 'wallClock'),
          urgent: targets({ resolution: 5 }, 'wallClock'),
        },
        escalation: [
          aStep('first', { actions: [{ kind: 'raisePriority', value: 'urgent' }] }),
          aStep('second', { minutesAfterDue: 30, notify: ['lead'] }),
        ],
      }),
    ]);
    const urgent = rungAt(held(), at(0), settings);
    expect(urgent.nextDueAtMs).toBe(MONDAY_NINE_MS + 5 * MINUTE_MS);
    expect(dutiesAt(urgent, at(29), settings)).toEqual([]);
    expect(stepsTaken(rungAt(urgent, at(30), settings))).toEqual(['first/resolution', 'second/resolution']);
  });

  it('is taken over by another policy where it stands', () => {
    const match = (priority: string) => ({ ...EVERY_TICKET, priorities: [priority] });
    const raise = { kind: 'raisePriority', value: '' } as const;
    const chain = ['normal', 'high', 'urgent'].map((priority, order) =>
      anAlarmPolicy(
        {
          order,
          match: match(priority),
          escalation: [
            aStep('now', { actions: [raise] }),
            aStep('later', { minutesAfterDue: 30, notify: ['lead'] }),
          ],
        },
        priority,
      ),
    );
    const settings = alarmSettings(chain);
    const raised = rungAt(held(), at(0), settings);
    expect([raised.priority, raised.policyId]).toEqual(['high', 'high']);
    expect(dutiesAt(raised, at(29), settings)).toEqual([]);
    const later = rungAt(raised, at(30), settings);
    expect(later.history.at(-1)).toMatchObject({ kind: 'escalation', stepId: 'later', policyId: 'high' });
  });

  it('is not made up for by a policy that was changed later, nor after a week', () => {
    const changedMs = at(10);
    const settings = alarmSettings([anAlarmPolicy({}, 'standard', changedMs)]);
    expect(dutiesAt(held(), at(20), settings)).toEqual([]);
    expect(stepsTaken(rungAt(held(), at(30), settings))).toEqual(['lead/resolution']);
    expect(dutiesAt(held(), at(9 * 24 * 60))).toEqual([]);
  });

  it('goes on where it was left when a ticket comes back as late as it was', () => {
    const owned = rungAt(held(), at(0));
    const solved = changed(owned, setStatus(owned, 'solved', aContext({ nowMs: at(10) })));
    const again = aContext({ nowMs: at(120), newId: countingIds('again') });
    const back = changed(solved, setStatus(solved, 'open', again));
    expect(dutiesAt(solved, at(100))).toEqual([]);
    expect(stepsTaken(rungAt(back, at(120)))).toEqual([
      'owner/resolution',
      'lead/resolution',
      'supervisors/resolution',
    ]);
  });

  it('skips what cannot be done and says why', () => {
    const actions = [
      { kind: 'reassign', value: 'lead' },
      { kind: 'reassign', value: 'nobody_known' as AgentId },
      { kind: 'raisePriority', value: 'low' },
      { kind: 'reassign', value: 'pool' },
    ] as const;
    const settings = alarmSettings(
      [anAlarmPolicy({ escalation: [aStep('all', { notify: ['lead'], actions: [...actions] })] })],
      {},
      '',
    );
    const ticket = rungAt(held(), at(0), settings);
    expect(ticket.history.find(({ kind }) => kind === 'escalation')).toMatchObject({
      to: [],
      deeds: [
        { kind: 'reassign', outcome: 'skipped', why: 'nobody' },
        { kind: 'reassign', outcome: 'skipped', why: 'gone' },
        { kind: 'raisePriority', outcome: 'unchanged' },
        { kind: 'reassign', value: '', outcome: 'done' },
      ],
    });
    expect([ticket.assigneeId, ticket.priority]).toEqual(['', 'normal']);
  });

  it('tells all supervisors where a department has none, and administrators where there are none at all', () => {
    const steps = [aStep('s', { notify: ['supervisors'] })];
    const told = (agents: Parameters<typeof alarmSettings>[1]): unknown => {
      const ticket = rungAt(held(), at(0), alarmSettings([anAlarmPolicy({ escalation: steps })], agents));
      const line = ticket.history.find(({ kind }) => kind === 'escalation');
      return line?.kind === 'escalation' ? line.to : [];
    };
    expect(told({})).toEqual(['sue']);
    expect(told({ sue: { role: 'supervisor', departmentIds: [] } })).toEqual(['sue']);
    expect(told({ sue: { role: 'administrator', departmentIds: [] } })).toEqual(['sue']);
  });

  it('takes no step twice for one run of a target, and always comes to rest', () => {
    const settings = alarmSettings([
      anAlarmPolicy({
        targets: {
          '': targets({ firstResponse: 20, nextResponse: 20, resolution: 60 }, 'wallClock'),
          urgent: targets({ firstResponse: 5, nextResponse: 5, resolution: 10 }, 'wallClock'),
        },
        escalation: [
          aStep('soon', { minutesAfterDue: -5, actions: [{ kind: 'raisePriority', value: '' }] }),
          aStep('now', { actions: [{ kind: 'raisePriority', value: '' }] }),
          aStep('later', { minutesAfterDue: 15, actions: [{ kind: 'reassign', value: 'lead' }] }),
        ],
      }),
    ]);
    const step = fc.oneof(
      fc.record({ do: fc.constant('pass' as const), minutes: fc.nat(40) }),
      fc.record({
        do: fc.constantFrom('solved' as const, 'open' as const, 'pending' as const),
        minutes: fc.nat(3),
      }),
      fc.record({ do: fc.constantFrom('urgent' as const, 'low' as const), minutes: fc.nat(3) }),
      fc.record({ do: fc.constant('extend' as const), minutes: fc.nat(90) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let nowMs = MONDAY_NINE_MS;
        let ticket = held();
        const newId = countingIds('own');
        for (const { do: what, minutes } of steps) {
          nowMs += minutes * MINUTE_MS;
          const context = aContext({ nowMs, newId });
          if (what === 'urgent' || what === 'low')
            ticket = changed(ticket, setPriority(ticket, what, context));
          else if (what === 'extend') ticket = { ...ticket, manualDueAtMs: nowMs };
          else if (what !== 'pass') ticket = changed(ticket, setStatus(ticket, what, context));
          ticket = rungAt(ticket, nowMs, settings);
          for (let round = 0; dutiesAt(ticket, nowMs, settings).length > 0; round += 1) {
            expect(round).toBeLessThan(4);
            ticket = rungAt(ticket, nowMs, settings);
          }
        }
        const ids = ticket.history.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const reopenings = ticket.history.filter(({ kind }) => kind === 'reopened').length;
        for (const name of ['soon', 'now', 'later'])
          for (const target of ['firstResponse', 'resolution'])
            expect(
              stepsTaken(ticket).filter((one) => one === `${name}/${target}`).length,
            ).toBeLessThanOrEqual(target === 'resolution' ? 1 + reopenings : 1);
      }),
    );
  });
});

describe('a recorded breach', () => {
  const settings = alarmSettings([anAlarmPolicy({ escalation: [] })]);
  const missed = rungAt(held(), at(0), settings);

  it('stays, and is not told again for an earlier due instant', () => {
    const urgent = { ...missed, manualDueAtMs: DUE_MS - 30 * MINUTE_MS };
    expect(dutiesAt(urgent, at(5), settings)).toEqual([]);
    expect(urgent.history.filter(({ kind }) => kind === 'slaBreach')).toHaveLength(1);
  });

  it('is followed by another one when a later due instant passes as well', () => {
    const extended = { ...missed, manualDueAtMs: DUE_MS + 60 * MINUTE_MS };
    expect(dutiesAt(extended, at(59), settings)).toEqual([]);
    expect(dutiesAt(extended, at(60), settings)).toMatchObject([{ kind: 'record' }]);
  });

  it('is written as of its instant when nobody was there, also for a target met late', () => {
    const late = changed(held(), setStatus(held(), 'solved', aContext({ nowMs: at(20) })));
    expect(newLines(rungAt(late, at(300), settings), late)).toMatchObject([
      { kind: 'slaBreach', atMs: at(0) },
    ]);
  });

  it('is no activity', () => {
    expect(missed.updatedAtMs).toBe(held().updatedAtMs);
  });
});

describe('alarms that meet another change', () => {
  const base = held();
  const theirs = changed(
    base,
    setPriority(base, 'low', aContext({ nowMs: at(1), newId: countingIds('they') })),
  );

  it('give way to it, and are decided anew on it', () => {
    expect(mergeTicket(base, rungAt(base, at(1)), theirs)).toEqual(theirs);
  });

  it('take nothing along of what somebody has done here meanwhile', () => {
    const rung = rungAt(base, at(60));
    const own = aContext({ nowMs: at(61), newId: countingIds('mine') });
    const mine = changed(rung, setTags(rung, [...rung.tags, 'mine'], own));
    const merged = mergeTicket(base, mine, theirs);
    expect(merged).toMatchObject({ assigneeId: 'ana', priority: 'low' });
    expect(merged.tags).toContain('mine');
    expect(stepsTaken(merged)).toEqual([]);
  });
});

describe('the policy a rule has chosen', () => {
  it('is the one whose chain is followed', () => {
    const settings = alarmSettings([
      anAlarmPolicy({ escalation: [aStep('no')] }),
      anAlarmPolicy({ order: 1, escalation: [aStep('yes')] }, 'chosen'),
    ]);
    const ticket = rungAt(held({ chosenPolicyId: 'chosen' as PolicyId }), at(0), settings);
    expect(stepsTaken(ticket)).toEqual(['yes/resolution']);
  });
});
