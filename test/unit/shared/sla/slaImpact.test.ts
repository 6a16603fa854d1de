import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarId, PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import { buildSlaBook, nextDue } from '../../../../shared/domain/sla/slaBook.ts';
import {
  addToImpact,
  joinImpacts,
  moveOf,
  NO_IMPACT,
  settingsWith,
  SLA_MOVES_MAX,
  type SlaChange,
  type SlaMove,
} from '../../../../shared/domain/sla/slaImpact.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';
import {
  aCalendarSetting,
  aCalendarValue,
  alwaysOpen,
  aPolicySetting,
  aPolicyValue,
  MINUTE_MS,
  targets,
} from '../../../support/slaBuilders.ts';

const STANDARD = 'standard' as PolicyId;
const settings = [aCalendarSetting(), aPolicySetting(aPolicyValue({ targets: minutes(60) }))];
const before = buildSlaBook(settings);

function minutes(resolution: number): ReturnType<typeof aPolicyValue>['targets'] {
  return { '': targets({ resolution }, 'wallClock') };
}

function impactOf(change: SlaChange, agesMinutes: readonly number[], nowMs = 1_000_000_000) {
  const books = { before, after: buildSlaBook(settingsWith(settings, change), before) };
  const moves = agesMinutes.flatMap((age, index) => {
    const ticket = aTicket({ id: `t${String(index)}` as TicketId, createdAtMs: nowMs - age * MINUTE_MS });
    return moveOf({ ...ticket, status: 'open', history: [] }, null, books) ?? [];
  });
  return addToImpact(NO_IMPACT, agesMinutes.length, moves, nowMs);
}

describe('what a change of service levels does to tickets', () => {
  it('counts what is due earlier, what becomes overdue and what no longer is', () => {
    // Due after 30 instead of 60 minutes: the one of 45 minutes becomes overdue, that of 10 does not, that of 90 was already.
    const sooner = impactOf(
      { kind: 'policy', policyId: STANDARD, value: aPolicyValue({ targets: minutes(30) }) },
      [10, 45, 90],
    );
    expect(sooner).toMatchObject({
      checked: 3,
      changed: 3,
      otherPolicy: 0,
      earlier: 3,
      later: 0,
      newlyOverdue: 1,
      noLongerOverdue: 0,
    });
    expect(sooner.moves[0]?.ticket.id).toBe('t1');
    // 120 minutes instead: the one of 90 has time again.
    const later = impactOf(
      { kind: 'policy', policyId: STANDARD, value: aPolicyValue({ targets: minutes(120) }) },
      [10, 45, 90],
    );
    expect(later).toMatchObject({ later: 3, newlyOverdue: 0, noLongerOverdue: 1 });
  });

  it('finds nothing where only the name changes', () => {
    const change = {
      kind: 'policy',
      policyId: STANDARD,
      value: aPolicyValue({ name: 'New', targets: minutes(60) }),
    } as const;
    expect(impactOf(change, [10, 20])).toEqual({ ...NO_IMPACT, checked: 2 });
  });

  it('tries a new policy by its order, and leaves tickets without one when theirs is removed', () => {
    const first = {
      kind: 'policy',
      policyId: '',
      value: aPolicyValue({ name: 'New', order: -1, targets: minutes(60) }),
    } as const;
    expect(impactOf(first, [10])).toMatchObject({ otherPolicy: 1, earlier: 0, later: 0 });
    const gone = impactOf({ kind: 'removePolicy', policyId: STANDARD }, [10, 90]);
    expect(gone).toMatchObject({ otherPolicy: 2, later: 2, noLongerOverdue: 1 });
    expect(gone.moves[0]?.after).toEqual({ policyId: '', nextDueAtMs: NO_DUE_MS });
  });

  it('tries policies in another order, and those that it does not name where they were', () => {
    const other = aPolicySetting(aPolicyValue({ name: 'Gold', order: 30, targets: minutes(60) }), 'gold');
    const third = aPolicySetting(aPolicyValue({ name: 'Late', order: 40, targets: minutes(60) }), 'late');
    const orderOf = (policyIds: string[]): string[] =>
      buildSlaBook(
        settingsWith([...settings, other, third], {
          kind: 'arrangePolicies',
          policyIds: policyIds as PolicyId[],
        }),
      ).policies.map(({ id }) => id);
    expect(orderOf(['gold', 'standard'])).toEqual(['gold', 'standard', 'late']);
    expect(orderOf([])).toEqual(['standard', 'gold', 'late']);
  });

  it('counts by a changed calendar even if it has kept its stamp', () => {
    const business = [
      aCalendarSetting(),
      aPolicySetting(aPolicyValue({ targets: { '': targets({ resolution: 60 }) } })),
    ];
    const book = buildSlaBook(business);
    const change = {
      kind: 'calendar',
      calendarId: 'office' as CalendarId,
      value: alwaysOpen('UTC'),
    } as const;
    const after = buildSlaBook(settingsWith(business, change), book);
    const ticket = aTicket({ createdAtMs: Date.parse('2026-03-07T12:00:00Z'), status: 'open', history: [] });
    expect(nextDue(after, ticket, null).nextDueAtMs).toBe(Date.parse('2026-03-07T13:00:00Z'));
    expect(moveOf(ticket, null, { before: book, after })).not.toBeNull();
    expect(aCalendarValue().timeZone).toBe('Europe/Prague');
  });

  it('comes to the same in one part and in several', () => {
    const instant = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(NO_DUE_MS));
    const due = fc.record({ policyId: fc.constantFrom('', 'a', 'b'), nextDueAtMs: instant });
    const moves = fc.uniqueArray(
      fc.record({ id: fc.uuid(), before: due, after: due }).map(({ id, ...move }): SlaMove => ({
        ticket: { id: id as TicketId, number: 1, subject: '', priority: '' },
        ...move,
      })),
      { maxLength: 70, selector: ({ ticket }) => ticket.id },
    );
    fc.assert(
      fc.property(moves, fc.nat(70), (all, cut) => {
        const whole = addToImpact(NO_IMPACT, all.length, all, 100);
        const parts = [all.slice(0, cut), all.slice(cut)].map((part) =>
          addToImpact(NO_IMPACT, part.length, part, 100),
        );
        expect(parts.reduce((sum, part) => joinImpacts(sum, part, 100), NO_IMPACT)).toEqual(whole);
        expect(whole.moves.length).toBe(Math.min(all.length, SLA_MOVES_MAX));
      }),
    );
  });
});
