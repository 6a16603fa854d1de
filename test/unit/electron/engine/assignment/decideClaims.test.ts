import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentId, ContactId, TicketId } from '../../../../../shared/domain/ids.ts';
import { PRIORITIES, rankOf, type Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import {
  decideClaims,
  NOTHING_SEEN,
  type ClaimState,
} from '../../../../../electron/engine/assignment/decideClaims.ts';
import { weightOf } from '../../../../../electron/engine/assignment/needs.ts';
import { planQueue } from '../../../../../electron/engine/assignment/planQueue.ts';
import { lineOf, rankAgents } from '../../../../../electron/engine/assignment/rankAgents.ts';
import type { AgentState, Team } from '../../../../../electron/engine/assignment/team.ts';
import { aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import { aDepartmentValue, anAgentState, aTeam, SUPPORT } from '../../../../support/teamBuilders.ts';

const NOW = MONDAY_NINE_MS;
const [ANA, BEN] = ['ana' as AgentId, 'ben' as AgentId];
const GRACE_MS = 4000;
/** Beyond their grace, until a question after the first in line has been answered. */
const ANSWER_MS = 4500;

function waiting(id: string, overrides: Partial<Ticket> = {}): Ticket {
  const priority = overrides.priority ?? 'normal';
  return aTicket({
    id: id as TicketId,
    contactId: `con_${id}` as ContactId,
    language: '',
    priorityRank: rankOf(priority),
    ...overrides,
  });
}

const many = (count: number): Ticket[] =>
  Array.from({ length: count }, (_, index) => waiting(`t${String(index).padStart(3, '0')}`));

const claimed = (decision: ReturnType<typeof decideClaims>): readonly string[] =>
  decision.claims.map(({ ticketId }) => ticketId);

describe('claiming', () => {
  const two = aTeam([anAgentState('ana'), anAgentState('ben')]);

  test('the first in line claims at once; the next asks after them for one grace later, once', () => {
    const tickets = [waiting('t1')];
    expect(claimed(decideClaims(NOTHING_SEEN, tickets, two, ANA, NOW))).toEqual(['t1']);
    const first = decideClaims(NOTHING_SEEN, tickets, two, BEN, NOW);
    expect(first).toMatchObject({ claims: [], missing: [], wakeAtMs: NOW + GRACE_MS });
    expect(decideClaims(first.state, tickets, two, BEN, NOW + GRACE_MS - 1)).toMatchObject({ missing: [] });
    const asking = decideClaims(first.state, tickets, two, BEN, NOW + GRACE_MS);
    expect(asking).toMatchObject({ claims: [], missing: [ANA], wakeAtMs: NOW + GRACE_MS + ANSWER_MS });
    const more = [...tickets, waiting('t2'), waiting('t3')];
    const again = decideClaims(asking.state, more, two, BEN, NOW + 2 * GRACE_MS);
    expect(again.missing).toEqual([]);
  });

  test('when the first in line turns out to be gone, the next is first and claims at once', () => {
    const tickets = [waiting('t1')];
    const { state } = decideClaims(NOTHING_SEEN, tickets, two, BEN, NOW);
    const alone = aTeam([anAgentState('ana', {}, { isOnline: false }), anAgentState('ben')]);
    expect(decideClaims(state, tickets, alone, BEN, NOW + 1).claims).toMatchObject([
      { ticketId: 't1', grounds: { place: 0 } },
    ]);
  });

  test('who is there and does not claim is passed over after the time a question takes', () => {
    const tickets = [waiting('t1')];
    const { state } = decideClaims(NOTHING_SEEN, tickets, two, BEN, NOW);
    const early = decideClaims(state, tickets, two, BEN, NOW + GRACE_MS + ANSWER_MS - 1);
    expect(claimed(early)).toEqual([]);
    const late = decideClaims(early.state, tickets, two, BEN, NOW + GRACE_MS + ANSWER_MS);
    expect(late.claims).toMatchObject([
      { ticketId: 't1', grounds: { place: 1, eligible: 2, method: 'leastLoaded' } },
    ]);
  });

  test('several who have gone together are asked after together, by whoever is next behind all of them', () => {
    const names = ['ana', 'ben', 'cyd', 'dan'];
    const team = aTeam(names.map((name) => anAgentState(name)));
    const tickets = names.slice(0, 3).map((name) => waiting(`t-${name}`));
    const dan = 'dan' as AgentId;
    const { state } = decideClaims(NOTHING_SEEN, tickets, team, dan, NOW);
    const asking = decideClaims(state, tickets, team, dan, NOW + GRACE_MS);
    expect(asking.missing).toEqual(names.slice(0, 3));
  });

  test('who is next after a missed turn has little time to show that they are there, and whoever waits that long is asked after', () => {
    const tickets = [waiting('t1')];
    const names = ['ana', 'ben', 'cyd'];
    const cyd = 'cyd' as AgentId;
    const without = (gone: readonly string[]): Team =>
      aTeam(names.map((name) => anAgentState(name, {}, { isOnline: !gone.includes(name) })));
    const seen = decideClaims(NOTHING_SEEN, tickets, without([]), cyd, NOW);
    const found = decideClaims(seen.state, tickets, without(['ana']), cyd, NOW + GRACE_MS);
    expect(found).toMatchObject({ claims: [], missing: [], wakeAtMs: NOW + GRACE_MS + 1500 });
    expect(decideClaims(found.state, tickets, without(['ana']), cyd, NOW + GRACE_MS + 1500).missing).toEqual([
      BEN,
    ]);
    // The first was there no more before anybody missed them: the next has their whole turn.
    const early = decideClaims(seen.state, tickets, without(['ana']), cyd, NOW + 10);
    expect(early.wakeAtMs).toBe(NOW + 10 + GRACE_MS);
  });

  test('a desk whose claims are going to be refused waits for that before it claims anything else', () => {
    const tickets = many(4);
    const underWay = { claimed: new Set(tickets.slice(0, 1).map(({ id }) => id)), isOutdated: true };
    expect(decideClaims(NOTHING_SEEN, tickets, two, ANA, NOW, underWay)).toEqual({
      state: NOTHING_SEEN,
      claims: [],
      missing: [],
      wakeAtMs: null,
    });
  });

  test('a ticket whose first in line changes begins anew, so that two who become free at once do not both take it', () => {
    const full = { weight: 8, countByDepartment: new Map([[SUPPORT, 8]]), latestTicketMs: NOW };
    const busy = aTeam([anAgentState('ana', {}, full), anAgentState('ben', {}, full)]);
    const tickets = [waiting('t1'), waiting('t2')];
    const seen = decideClaims(NOTHING_SEEN, tickets, busy, BEN, NOW).state;
    const later = NOW + 100 * GRACE_MS;
    expect(claimed(decideClaims(seen, tickets, two, ANA, later))).toEqual(['t1']);
    expect(claimed(decideClaims(seen, tickets, two, BEN, later))).toEqual(['t2']);
  });

  test('who claims at a later place is given what they claim in the plan, and never more than they can hold', () => {
    const team = aTeam([
      anAgentState('ana', { capacity: 50 }),
      anAgentState('ben', { capacity: 3 }, { weight: 1, countByDepartment: new Map([[SUPPORT, 1]]) }),
    ]);
    const tickets = many(20);
    const seen: ClaimState = new Map(
      tickets.map(({ id }) => [id, { firstId: ANA, sinceMs: NOW - 100 * GRACE_MS }]),
    );
    expect(claimed(decideClaims(seen, tickets, team, BEN, NOW))).toHaveLength(2);
  });

  test('a clock that was set back makes nobody wait longer than their grace', () => {
    const tickets = [waiting('t1')];
    const seen: ClaimState = new Map([['t1' as TicketId, { firstId: ANA, sinceMs: NOW + 3_600_000 }]]);
    const again = decideClaims(seen, tickets, two, BEN, NOW);
    expect(again.wakeAtMs).toBe(NOW + GRACE_MS);
  });

  test('the queue goes out by nearest due, then priority, then age; or first come, first served', () => {
    const tickets = [
      waiting('old', { createdAtMs: NOW - 9 }),
      waiting('urgent', { priority: 'urgent', createdAtMs: NOW - 1 }),
      waiting('due', { nextDueAtMs: NOW + 1, createdAtMs: NOW }),
    ];
    const order = (distribution: Parameters<typeof aDepartmentValue>[1]) =>
      claimed(
        decideClaims(
          NOTHING_SEEN,
          tickets,
          aTeam([anAgentState('ana')], {
            departments: new Map([[SUPPORT, aDepartmentValue({}, distribution)]]),
          }),
          ANA,
          NOW,
        ),
      );
    expect(order({})).toEqual(['due', 'urgent', 'old']);
    expect(order({ order: 'oldestFirst' })).toEqual(['old', 'urgent', 'due']);
  });
});

const agent = fc.record({
  capacity: fc.integer({ min: 0, max: 6 }),
  weight: fc.integer({ min: 0, max: 4 }),
  level: fc.integer({ min: 1, max: 3 }),
  isOnline: fc.boolean(),
  skills: fc.subarray(['motor', 'brakes', 'app']),
  languages: fc.subarray(['en', 'cs']),
  latestTicketMs: fc.integer({ min: 0, max: 3 }),
  limit: fc.option(fc.integer({ min: 0, max: 3 })),
});

const aPlan = fc.record({
  agents: fc
    .array(agent, { minLength: 1, maxLength: 6 })
    .map((facts): AgentState[] =>
      facts.map(({ weight, latestTicketMs, isOnline, limit, ...value }, index) =>
        anAgentState(
          `agent${String(index)}`,
          { ...value, ...(limit !== null && { departmentLimits: { [SUPPORT]: limit } }) },
          { weight, latestTicketMs, isOnline, countByDepartment: new Map([[SUPPORT, weight]]) },
        ),
      ),
    ),
  tickets: fc
    .array(
      fc.record({
        priority: fc.constantFrom(...PRIORITIES, ''),
        tags: fc.subarray(['motor', 'app', 'other']),
        language: fc.constantFrom('', 'en', 'cs'),
        nextDueAtMs: fc.integer({ min: NOW, max: NOW + 3 }),
        createdAtMs: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 12 },
    )
    .map((facts) => facts.map((one, index) => waiting(`t${String(index)}`, one))),
  department: fc.record({
    assignment: fc.constantFrom('leastLoaded' as const, 'roundRobin' as const, 'bestSkill' as const),
    filtersOff: fc.subarray(['skills', 'language', 'level'] as const),
    levels: fc.constant({ urgent: 2 }),
  }),
});

const teamOf = ({
  agents,
  department: { assignment, ...distribution },
}: {
  agents: AgentState[];
  department: {
    assignment: 'leastLoaded' | 'roundRobin' | 'bestSkill';
    filtersOff: readonly string[];
    levels: Record<string, number>;
  };
}): Team =>
  aTeam(agents, {
    departments: new Map([
      [SUPPORT, aDepartmentValue({ assignment }, distribution as Parameters<typeof aDepartmentValue>[1])],
    ]),
  });

const all = { meId: null, takes: () => false };

describe('the laws of planning', () => {
  test('the order in which tickets and agents are given makes no difference', () => {
    fc.assert(
      fc.property(aPlan, (facts) => {
        const team = teamOf(facts);
        const turned = { ...team, agents: [...team.agents].reverse() };
        expect(planQueue([...facts.tickets].reverse(), turned, all)).toEqual(
          planQueue(facts.tickets, team, all),
        );
      }),
    );
  });

  test('the plan’s first in line, place and number are those of the full ranking', () => {
    fc.assert(
      fc.property(aPlan, fc.nat(), (facts, pick) => {
        const team = teamOf(facts);
        const meId = team.agents[pick % team.agents.length]?.id ?? ANA;
        const [ticket] = facts.tickets;
        if (!ticket) return;
        const line = lineOf(rankAgents(ticket, team));
        const [planned] = planQueue([ticket], team, { meId, takes: () => false });
        const me = team.agents.find(({ id }) => id === meId);
        const hasRoom = me !== undefined && me.load.weight + 0.5 <= me.value.capacity;
        if (!hasRoom || line.length === 0) {
          expect(planned).toBeUndefined();
          return;
        }
        expect(planned?.firstId).toBe(line[0]);
        expect([planned?.mine?.place ?? -1, planned?.mine?.eligible ?? line.length]).toEqual([
          line.indexOf(meId),
          line.length,
        ]);
      }),
    );
  });

  test('nobody is given more than their capacity and limits', () => {
    fc.assert(
      fc.property(aPlan, (facts) => {
        const team = teamOf(facts);
        const weights = new Map(facts.tickets.map(({ id, priority }) => [id, weightOf(priority)]));
        const given = new Map<AgentId, { weight: number; count: number }>();
        for (const { ticketId, firstId } of planQueue(facts.tickets, team, all)) {
          const known = given.get(firstId) ?? { weight: 0, count: 0 };
          given.set(firstId, { weight: known.weight + (weights.get(ticketId) ?? 0), count: known.count + 1 });
        }
        for (const { id, value, load } of team.agents) {
          const got = given.get(id) ?? { weight: 0, count: 0 };
          if (got.count === 0) continue;
          expect(load.weight + got.weight).toBeLessThanOrEqual(value.capacity);
          expect(load.weight + got.count).toBeLessThanOrEqual(value.departmentLimits?.[SUPPORT] ?? 99);
        }
      }),
    );
  });

  test('what one desk claims at whatever place never exceeds its agent’s capacity', () => {
    fc.assert(
      fc.property(aPlan, fc.nat(), fc.integer({ min: 0, max: 10 }), (facts, pick, graces) => {
        const team = teamOf(facts);
        const me = team.agents[pick % team.agents.length];
        if (!me) return;
        const { state } = decideClaims(NOTHING_SEEN, facts.tickets, team, me.id, NOW);
        const { claims } = decideClaims(
          state,
          facts.tickets,
          team,
          me.id,
          NOW + graces * (GRACE_MS + ANSWER_MS),
        );
        const weights = new Map(facts.tickets.map(({ id, priority }) => [id, weightOf(priority)]));
        const total = claims.reduce((sum, { ticketId }) => sum + (weights.get(ticketId) ?? 0), 0);
        if (total > 0) expect(me.load.weight + total).toBeLessThanOrEqual(me.value.capacity);
      }),
    );
  });

  test.each(['leastLoaded', 'roundRobin'] as const)(
    'with equal weights and capacities, %s never lets two agents differ by more than one ticket',
    (assignment) => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 60 }), (people, count) => {
          const agents = Array.from({ length: people }, (_, index) =>
            anAgentState(`agent${String(index)}`, { capacity: 100 }),
          );
          const team = aTeam(agents, { departments: new Map([[SUPPORT, aDepartmentValue({ assignment })]]) });
          const held = new Map(agents.map(({ id }) => [id, 0]));
          for (const { firstId } of planQueue(many(count), team, all)) {
            held.set(firstId, (held.get(firstId) ?? 0) + 1);
            expect(Math.max(...held.values()) - Math.min(...held.values())).toBeLessThanOrEqual(1);
          }
        }),
      );
    },
  );
});
