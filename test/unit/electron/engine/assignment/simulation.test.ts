import { describe, expect, test } from 'vitest';
import { unevenGivings } from '../../../../support/assignmentFairness.ts';
import { simulate } from '../../../../support/assignmentWorld.ts';
import { aDepartmentValue } from '../../../../support/teamBuilders.ts';
import { roundTripOf, type WorldPlan, type WorldReport } from '../../../../support/worldPlan.ts';

/** `BATON_SIMULATION=10` simulates ten times as many tickets and seeds. */
const SCALE = Math.max(1, Number(process.env['BATON_SIMULATION'] ?? 1));
const SIZES = [2, 10, 50, 200];
const GRACE_MS = 1000;
/** Some seconds alone on a machine; far more beside other tests. */
const PATIENCE_MS = 90_000 * SCALE;

const calm = (agents: number, overrides: Partial<WorldPlan> = {}): WorldPlan => ({
  seed: 1,
  agents,
  tickets: Math.max(agents + 10, 60) * SCALE,
  department: aDepartmentValue({}, { graceMs: GRACE_MS }),
  agent: { capacity: 1000 },
  arrivalGapMs: 700,
  latencyMs: [20, 150],
  skewMs: 10 * 60_000,
  faultsPerTicket: 0,
  workMs: null,
  ...overrides,
});

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

function tell(name: string, { agents, tickets }: WorldPlan, report: WorldReport): void {
  const per = (count: number): string => (count / tickets).toFixed(2);
  const [median, late] = [0.5, 0.95].map((share) => percentile(report.timeToOwnerMs, share).toFixed(0));
  console.info(
    `${name}: ${String(agents)} agents, ${String(tickets)} tickets: to an owner in ${String(median)} ms (95 %: ${String(late)} ms), ` +
      `${per(report.wastedClaims)} wasted claims ${per(report.requests)} requests and ${per(report.news / agents)} pieces of news a desk per ticket, spread ${String(report.worstSpread)}`,
  );
}

describe('a team of desks without a dispatcher', { timeout: PATIENCE_MS }, () => {
  test.each(['leastLoaded', 'roundRobin'] as const)(
    'with latency and clocks that are wrong, %s gives every ticket one owner and differs by one ticket at most, at any size',
    (assignment) => {
      // The method decides who is first, not how a desk claims: the largest team is simulated once.
      for (const agents of assignment === 'leastLoaded' ? SIZES : SIZES.slice(0, -1)) {
        const plan = calm(agents, { department: aDepartmentValue({ assignment }, { graceMs: GRACE_MS }) });
        const report = simulate(plan);
        tell(assignment, plan, report);
        expect(report).toMatchObject({ left: [], crooked: [], desksAgree: true, wastedClaims: 0 });
        expect(report.timeToOwnerMs).toHaveLength(plan.tickets);
        expect(report.worstSpread).toBeLessThanOrEqual(1);
        // There, a look, and back: nobody had to wait for a grace.
        expect(Math.max(...report.timeToOwnerMs)).toBeLessThanOrEqual(2 * 150 + 25);
        expect(report.requests / plan.tickets).toBeLessThanOrEqual(1.05);
      }
    },
  );

  test('in a burst, far faster than any desk hears of another, every ticket has one owner and the work is even', () => {
    const wasted = SIZES.map((agents) => {
      const plan = calm(agents, { arrivalGapMs: 15, seed: agents });
      const report = simulate(plan);
      tell('burst', plan, report);
      expect(report).toMatchObject({ left: [], crooked: [], desksAgree: true });
      expect(report.timeToOwnerMs).toHaveLength(plan.tickets);
      expect(report.worstSpread).toBeLessThanOrEqual(1);
      return report.wastedClaims / plan.tickets;
    });
    for (const share of wasted) expect(share).toBeLessThanOrEqual(0.1);
  });

  test('with crashes and lost links, nobody is given a ticket who holds more than somebody who has been there and could take it', () => {
    for (const agents of SIZES) {
      for (let seed = 1; seed <= (agents > 50 ? 1 : 5) * SCALE; seed += 1) {
        const plan = calm(agents, {
          seed,
          tickets: 120 * SCALE,
          department: aDepartmentValue(),
          arrivalGapMs: 600,
          faultsPerTicket: 0.05,
        });
        const report = simulate(plan);
        tell(`fairness under faults, seed ${String(seed)}`, plan, report);
        const uneven = unevenGivings(report.givings, roundTripOf(plan));
        const byFirst = uneven.filter(({ place, isAgreed }) => place === 0 && isAgreed);
        expect({ seed, agents, byFirst, left: report.left, crooked: report.crooked }).toEqual({
          seed,
          agents,
          byFirst: [],
          left: [],
          crooked: [],
        });
        const [takeovers, agreed] = [
          report.givings.filter(({ place }) => place > 0).length,
          report.givings.filter(({ place, isAgreed }) => place === 0 && isAgreed).length,
        ];
        // The law has to speak of something.
        if (agents >= 10) expect(agreed).toBeGreaterThan(report.givings.length / 2);
        console.info(
          `  ${String(agreed)} by the first in line of a team that agrees, ${String(takeovers)} taken over from desks that had gone, ` +
            `uneven: ${String(byFirst.length)} and ${String(uneven.length - byFirst.length)} of all others`,
        );
      }
    }
  });

  test('with crashes, lost links and finished work, every ticket somebody could take has one owner and nobody holds too much', () => {
    for (const agents of SIZES) {
      for (let seed = 1; seed <= (agents > 50 ? 1 : 2) * SCALE; seed += 1) {
        const plan = calm(agents, {
          seed,
          tickets: 80 * SCALE,
          agent: { capacity: 4 },
          arrivalGapMs: Math.max(60, 6000 / agents),
          latencyMs: [20, 900],
          faultsPerTicket: 0.02,
          workMs: [5000, 20_000],
        });
        const report = simulate(plan);
        tell(`faults, seed ${String(seed)}`, plan, report);
        expect({ seed, agents, ...pick(report) }).toEqual({
          seed,
          agents,
          left: [],
          crooked: [],
          desksAgree: true,
          isWithinCapacity: true,
          isWasteSmall: true,
          areRequestsFew: true,
        });
      }
    }

    function pick(report: WorldReport) {
      const { left, crooked, desksAgree, mostHeld, wastedClaims, requests, timeToOwnerMs } = report;
      const count = timeToOwnerMs.length;
      return {
        left,
        crooked,
        desksAgree,
        isWithinCapacity: mostHeld <= 4,
        isWasteSmall: wastedClaims / count <= 1,
        areRequestsFew: requests / count <= 4,
      };
    }
  });
});
