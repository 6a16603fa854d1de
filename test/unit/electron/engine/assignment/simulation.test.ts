import { describe, expect, test } from 'vitest';
import { distributionOf } from '../../../../../shared/domain/settings.ts';
import { PRESENCE_CHECK_MS } from '../../../../../shared/sync/presence.ts';
import { unevenGivings } from '../../../../support/assignmentFairness.ts';
import { simulate } from '../../../../support/assignmentWorld.ts';
import { aDepartmentValue } from '../../../../support/teamBuilders.ts';
import { roundTripOf, type WorldPlan, type WorldReport } from '../../../../support/worldPlan.ts';

/** `BATON_SIMULATION=10` simulates ten times as many tickets and seeds. */
const SCALE = Math.max(1, Number(process.env['BATON_SIMULATION'] ?? 1));
const SIZES = [2, 10, 50, 200];
const GRACE_MS = 1000;
/** The grace of a department that says nothing, and how long a device that is missed has for a sign of life. */
const FOUND_MISSING_MS = distributionOf({}).graceMs + PRESENCE_CHECK_MS;
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
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

function tell(name: string, { agents, tickets }: WorldPlan, report: WorldReport, fairness: string): void {
  const per = (count: number): string => (count / tickets).toFixed(2);
  const [median, late, last] = [0.5, 0.95, 1].map((share) =>
    percentile(report.timeToOwnerMs, share).toFixed(0),
  );
  console.info(
    `${name}: ${String(agents)} agents, ${String(tickets)} tickets: to an owner in ${String(median)} ms (95 %: ${String(late)} ms, all: ${String(last)} ms), ` +
      `${per(report.wastedClaims)} lost and ${per(report.outdatedClaims)} outdated claims, ${per(report.requests)} requests and ${per(report.news / agents)} pieces of news a desk per ticket; ${fairness}`,
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
        tell(assignment, plan, report, `spread ${String(report.worstSpread)}`);
        expect(report).toMatchObject({
          left: [],
          crooked: [],
          desksAgree: true,
          wastedClaims: 0,
          outdatedClaims: 0,
        });
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
      tell('burst', plan, report, `spread ${String(report.worstSpread)}`);
      expect(report).toMatchObject({ left: [], crooked: [], desksAgree: true });
      expect(report.timeToOwnerMs).toHaveLength(plan.tickets);
      expect(report.worstSpread).toBeLessThanOrEqual(1);
      return report.wastedClaims / plan.tickets;
    });
    for (const share of wasted) expect(share).toBeLessThanOrEqual(0.1);
  });

  test.each([
    ['a good network', [20, 150], 0.1],
    ['a slow network', [20, 900], 0.25],
  ] as const)(
    'on %s, while desks crash and lose their links, nobody is given a ticket who holds more than anybody else who could take it',
    (network, latencyMs, wasteAllowed) => {
      const requests = new Map<number, number>();
      for (const agents of SIZES) {
        const times: number[] = [];
        for (let seed = 1; seed <= (agents > 50 ? 1 : 3) * SCALE; seed += 1) {
          const plan = calm(agents, {
            seed,
            tickets: 120 * SCALE,
            department: aDepartmentValue(),
            arrivalGapMs: 600,
            latencyMs,
            faultsPerTicket: 0.05,
          });
          const report = simulate(plan);
          times.push(...report.timeToOwnerMs);
          requests.set(agents, Math.max(requests.get(agents) ?? 0, report.requests / plan.tickets));
          const { left, crooked, desksAgree, claims, wastedClaims, outdatedClaims } = report;
          const uneven = unevenGivings(claims, 2 * roundTripOf(plan));
          const takeovers = claims.filter(({ place, isAccepted }) => isAccepted && place > 0);
          tell(
            `faults on ${network}, seed ${String(seed)}`,
            plan,
            report,
            `${String(uneven.length)} uneven, ${String(takeovers.length)} taken over`,
          );
          expect({ seed, agents, uneven, left, crooked, desksAgree }).toEqual({
            seed,
            agents,
            uneven: [],
            left: [],
            crooked: [],
            desksAgree: true,
          });
          expect(takeovers.length / plan.tickets).toBeLessThanOrEqual(0.05);
          expect((wastedClaims + outdatedClaims) / plan.tickets).toBeLessThanOrEqual(wasteAllowed);
        }
        // A grace, the server's patience and the way there and back; several times where the next in line have gone as well.
        expect(percentile(times, 0.9)).toBeLessThanOrEqual(FOUND_MISSING_MS + 4 * latencyMs[1]);
        expect(percentile(times, 1)).toBeLessThanOrEqual(4 * (FOUND_MISSING_MS + 4 * latencyMs[1]));
      }
      // A larger team does not ask more for a ticket.
      for (const perTicket of requests.values()) expect(perTicket).toBeLessThanOrEqual(1.35);
      expect(requests.get(200)).toBeLessThanOrEqual(requests.get(10) ?? 0);
    },
  );

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
        tell(`faults, seed ${String(seed)}`, plan, report, `at most ${String(report.mostHeld)} held`);
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
      const { left, crooked, desksAgree, mostHeld, wastedClaims, outdatedClaims, requests, timeToOwnerMs } =
        report;
      const count = timeToOwnerMs.length;
      return {
        left,
        crooked,
        desksAgree,
        isWithinCapacity: mostHeld <= 4,
        isWasteSmall: (wastedClaims + outdatedClaims) / count <= 0.75,
        areRequestsFew: requests / count <= 3.5,
      };
    }
  });
});
