import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SLA_TARGETS } from '../../../../shared/domain/settings.ts';
import type { SlaTarget } from '../../../../shared/domain/settings.ts';
import { compileCalendar } from '../../../../shared/domain/sla/calendar.ts';
import { explainDue } from '../../../../shared/domain/sla/explainDue.ts';
import { buildSlaBook, nextDue, verdictFor } from '../../../../shared/domain/sla/slaBook.ts';
import type { SlaPolicy } from '../../../../shared/domain/sla/policy.ts';
import { slaVerdict } from '../../../../shared/domain/sla/verdict.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  aCalendarSetting,
  aPolicy,
  aPolicySetting,
  targets,
} from '../../../support/slaBuilders.ts';
import { oracleDue } from '../../../support/slaOracle.ts';
import { calendarNear, ticketNear } from './slaArbitraries.ts';

// Hundreds of seeded cases against a slow oracle: the limit is for a busy machine, not for the usual run.
vi.setConfig({ testTimeout: 60_000 });

const WAIT_MS = 14 * 24 * HOUR_MS;

/** A calendar, a ticket near its clock changes, and a policy of any budgets. */
const cases = calendarNear.chain(({ value, aroundMs }) =>
  fc.record({
    value: fc.constant(value),
    ticket: ticketNear(aroundMs),
    policy: fc
      .record({
        mode: fc.constantFrom('business' as const, 'wallClock' as const),
        firstResponse: fc.integer({ min: 1, max: 3000 }),
        nextResponse: fc.integer({ min: 1, max: 3000 }),
        resolution: fc.integer({ min: 1, max: 6000 }),
        pausedStatuses: fc.constantFrom(['pending', 'onHold'] as const, ['onHold'] as const, [] as const),
        warnAtPercent: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
        warnBeforeMinutes: fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 3 }),
      })
      .map(({ mode, pausedStatuses, warnAtPercent, warnBeforeMinutes, ...minutes }) =>
        aPolicy({
          targets: { '': targets(minutes, mode) },
          pausedStatuses: [...pausedStatuses],
          warnAtPercent,
          warnBeforeMinutes,
        }),
      ),
    nowOffsetsMs: fc.array(fc.integer({ min: 0, max: 20 * 24 * HOUR_MS }), { minLength: 2, maxLength: 5 }),
  }),
);

describe('laws of a verdict', () => {
  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(cases, ({ value, ticket, policy }) => {
        const verdict = slaVerdict(ticket, policy, compileCalendar(value), ticket.createdAtMs);
        for (const { target, dueAtMs, state, metAtMs } of verdict.targets) {
          const budget = policy.value.targets['']?.[target];
          const dueMs = oracleDue(
            {
              startMs: target === 'nextResponse' ? ticket.awaitingReplySinceMs : ticket.createdAtMs,
              budgetMs: (budget?.minutes ?? 0) * MINUTE_MS,
              calendar: budget?.mode === 'business' ? value : null,
              // After it was met a clock is shown as if it had run on.
              ticket: metAtMs > 0 ? runningFrom(ticket, metAtMs) : ticket,
              stoppedStatuses:
                target === 'resolution' ? ['solved', ...policy.value.pausedStatuses] : ['solved'],
            },
            ticket.createdAtMs + WAIT_MS,
          );
          if (dueMs !== null) expect({ target, dueAtMs }).toEqual({ target, dueAtMs: dueMs });
          else expect(dueAtMs).toBeGreaterThan(ticket.createdAtMs + WAIT_MS);
          if (state === 'paused') expect(dueMs).toBeNull();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on when, how often or with what cache it is asked', () => {
    fc.assert(
      fc.property(cases, ({ value, ticket, policy, nowOffsetsMs }) => {
        const shared = compileCalendar(value);
        for (const offsetMs of nowOffsetsMs) {
          const nowMs = ticket.createdAtMs + offsetMs;
          const verdict = slaVerdict(ticket, policy, shared, nowMs);
          expect(verdict).toEqual(slaVerdict(ticket, policy, compileCalendar(value), nowMs));
          expect(verdict.nextDueAtMs).toBe(slaVerdict(ticket, policy, shared, 0).nextDueAtMs);
        }
      }),
    );
  });

  it('only ever moves forward as time passes: from running to breached, with ever less time left', () => {
    fc.assert(
      fc.property(cases, ({ value, ticket, policy, nowOffsetsMs }) => {
        const calendar = compileCalendar(value);
        const verdicts = nowOffsetsMs
          .toSorted((a, b) => a - b)
          .map((offsetMs) => slaVerdict(ticket, policy, calendar, ticket.createdAtMs + offsetMs));
        verdicts.slice(1).forEach((later, index) => {
          later.targets.forEach((target, which) => {
            const before = verdicts[index]?.targets[which];
            expect(before).toBeDefined();
            if (before?.state !== target.state)
              expect([before?.state, target.state]).toEqual(['running', 'breached']);
            expect(target.remainingMs).toBeLessThanOrEqual(before?.remainingMs ?? 0);
            expect({ ...target, state: 0, remainingMs: 0 }).toEqual({ ...before, state: 0, remainingMs: 0 });
          });
        });
      }),
    );
  });

  it('warns in order, each instant once, before the due instant, and exactly when the share is used up or the minutes are left', () => {
    fc.assert(
      fc.property(cases, ({ value, ticket, policy }) => {
        const calendar = compileCalendar(value);
        for (const { target, warnAtMs, dueAtMs, state } of slaVerdict(ticket, policy, calendar, 0).targets) {
          const budgetMs = (policy.value.targets['']?.[target]?.minutes ?? 0) * MINUTE_MS;
          // The same clock with a smaller budget is due when that much is used up.
          const dueWith = (usedMs: number): number | undefined =>
            slaVerdict(ticket, withBudget(policy, target, usedMs), calendar, 0).targets.find(
              (one) => one.target === target,
            )?.dueAtMs;
          const wholeMinutes = [
            ...policy.value.warnAtPercent.map((percent) => Math.ceil((budgetMs * percent) / 100)),
            ...(policy.value.warnBeforeMinutes ?? [])
              .map((minutes) => budgetMs - minutes * MINUTE_MS)
              .filter((usedMs) => usedMs > 0),
          ].filter((usedMs) => usedMs % MINUTE_MS === 0);
          expect(warnAtMs).toEqual([...new Set(warnAtMs)].sort((a, b) => a - b));
          expect(warnAtMs.every((atMs) => atMs < dueAtMs)).toBe(true);
          if (state === 'paused') expect(warnAtMs).toEqual([]);
          else for (const usedMs of wholeMinutes) expect(warnAtMs).toContain(dueWith(usedMs));
        }
      }),
    );
  });

  it('is the same for history in any order and with entries twice', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), ({ value, ticket, policy }, chance) => {
        const mixed = [...ticket.history, ...ticket.history.slice(1)]
          .map((entry) => ({ entry, rank: chance.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ entry }) => entry);
        const calendar = compileCalendar(value);
        expect(slaVerdict({ ...ticket, history: mixed }, policy, calendar, 0)).toEqual(
          slaVerdict(ticket, policy, calendar, 0),
        );
      }),
    );
  });

  it('gives every writer the same stored columns as the full verdict', () => {
    fc.assert(
      fc.property(cases, ({ value, ticket, policy, nowOffsetsMs }) => {
        const book = buildSlaBook([aCalendarSetting(value), aPolicySetting(policy.value)]);
        const { policyId, nextDueAtMs } = verdictFor(
          book,
          ticket,
          null,
          ticket.createdAtMs + (nowOffsetsMs[0] ?? 0),
        );
        expect(nextDue(book, ticket, null)).toEqual({ policyId, nextDueAtMs });
      }),
    );
  });
});

describe('laws of an explanation', () => {
  it('adds up: counted lines make the budget, or what of it was used before the clock stopped', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<SlaTarget>(...SLA_TARGETS), ({ value, ticket, policy }, target) => {
        const book = buildSlaBook([aCalendarSetting(value), aPolicySetting(policy.value)]);
        const told = explainDue(book, ticket, null, target);
        const verdict = verdictFor(book, ticket, null, 0).targets.find((one) => one.target === target);
        expect(told?.dueAtMs).toBe(verdict?.dueAtMs);
        if (!told || !verdict) return;
        const lengthOf = (kinds: readonly string[]): number =>
          told.lines.reduce(
            (sum, line) => sum + ('lengthMs' in line && kinds.includes(line.kind) ? line.lengthMs : 0),
            0,
          );
        expect(lengthOf(['counted', 'countedRest'])).toBe(told.countedMs);
        expect(told.countedMs + told.leftMs).toBe(told.budgetMs);
        expect(told.leftMs).toBe(verdict.state === 'paused' ? verdict.remainingMs : 0);
        // By wall clock everything between start and due is either counted or stopped.
        if (told.mode === 'wallClock' && told.dueAtMs < NO_DUE_MS) {
          expect(lengthOf(['counted', 'stopped'])).toBe(told.dueAtMs - told.startMs);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The ticket as it would be had it stayed open from an instant on. */
function runningFrom(ticket: Ticket, atMs: number): Ticket {
  const history = ticket.history.filter((entry) => entry.atMs < atMs);
  const last = history.findLast((entry) => entry.kind === 'status');
  return {
    ...ticket,
    history: [
      ...history,
      {
        id: 'zz' as Ticket['history'][number]['id'],
        atMs,
        by: { kind: 'system' },
        kind: 'status',
        from: last?.to ?? 'new',
        to: 'open',
      },
    ],
  };
}

/** The policy with another budget, in whole minutes, for one target. */
function withBudget(policy: SlaPolicy, target: SlaTarget, budgetMs: number): SlaPolicy {
  const all = policy.value.targets[''];
  const budget = all?.[target];
  if (!all || !budget) return policy;
  const shorter = { ...all, [target]: { ...budget, minutes: budgetMs / MINUTE_MS } };
  return { ...policy, value: { ...policy.value, targets: { '': shorter } } };
}
