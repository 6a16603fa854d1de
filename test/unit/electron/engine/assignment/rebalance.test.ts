import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebalance, spreadTickets } from '../../../../../electron/engine/assignment/rebalance.ts';
import { weightOf } from '../../../../../electron/engine/assignment/needs.ts';
import type { AgentId, TicketId } from '../../../../../shared/domain/ids.ts';
import type { AgentValue } from '../../../../../shared/domain/settings.ts';
import { PRIORITIES, type Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import { aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import { aDepartmentValue, anAgentState, aTeam, SUPPORT } from '../../../../support/teamBuilders.ts';
import type { Team } from '../../../../../electron/engine/assignment/team.ts';

const NOW_MS = MONDAY_NINE_MS;

function held(id: string, assigneeId: string, overrides: Partial<Ticket> = {}): Ticket {
  return aTicket({
    id: id as TicketId,
    status: 'open',
    departmentId: SUPPORT,
    assigneeId: assigneeId as AgentId,
    ...overrides,
  });
}

/** A team that holds just these tickets. */
function teamHolding(
  tickets: readonly Ticket[],
  people: Readonly<Record<string, Partial<AgentValue> & { readonly isOnline?: boolean }>>,
): Team {
  const agents = Object.entries(people).map(([id, { isOnline = true, ...value }]) => {
    const own = tickets.filter(({ assigneeId }) => assigneeId === id);
    const weight = own.reduce((sum, { priority }) => sum + weightOf(priority), 0);
    return anAgentState(id, value, { isOnline, weight, countByDepartment: new Map([[SUPPORT, own.length]]) });
  });
  return aTeam(agents);
}

function countAfter(
  tickets: readonly Ticket[],
  moves: readonly { ticketId: string; toId: string }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id, assigneeId } of tickets) {
    const holder = moves.find(({ ticketId }) => ticketId === id)?.toId ?? assigneeId;
    counts[holder] = (counts[holder] ?? 0) + 1;
  }
  return counts;
}

describe('Levelling the load', () => {
  it('moves from the fullest to the emptiest until nobody gains any more', () => {
    const tickets = [1, 2, 3, 4, 5, 6].map((n) => held(`t${String(n)}`, 'ana'));
    const team = teamHolding(tickets, { ana: {}, ben: {}, eva: {} });
    const moves = rebalance(tickets, team, 50, NOW_MS);
    expect(countAfter(tickets, moves)).toEqual({ ana: 2, ben: 2, eva: 2 });
  });

  it('levels shares of the capacity, not numbers of tickets', () => {
    const tickets = [1, 2, 3, 4, 5, 6].map((n) => held(`t${String(n)}`, 'ana'));
    const team = teamHolding(tickets, { ana: { capacity: 8 }, ben: { capacity: 4 } });
    expect(countAfter(tickets, rebalance(tickets, team, 50, NOW_MS))).toEqual({ ana: 4, ben: 2 });
  });

  it('leaves a level team, and a difference not worth a new face, alone', () => {
    const tickets = [held('t1', 'ana'), held('t2', 'ana'), held('t3', 'ben')];
    expect(rebalance(tickets, teamHolding(tickets, { ana: {}, ben: {} }), 50, NOW_MS)).toEqual([]);
  });

  it('gives nothing to somebody who is not there, full, or without the level', () => {
    const tickets = [1, 2, 3, 4].map((n) => held(`t${String(n)}`, 'ana', { priority: 'urgent' }));
    const team = teamHolding(tickets, {
      ana: { level: 2 },
      off: { availability: 'off', level: 2 },
      far: { isOnline: false, level: 2 },
      small: { capacity: 1, level: 2 },
      junior: { level: 1 },
    });
    const strict = {
      ...team,
      departments: new Map([[SUPPORT, aDepartmentValue({}, { levels: { urgent: 2 } })]]),
    };
    expect(rebalance(tickets, strict, 50, NOW_MS)).toEqual([]);
  });

  it('takes tickets nobody has answered first, and leaves paused ones', () => {
    const tickets = [
      held('answered', 'ana', { firstReplyAtMs: NOW_MS - 1 }),
      held('fresh', 'ana'),
      held('paused', 'ana', { status: 'pending' }),
    ];
    const team = teamHolding(tickets, { ana: {}, ben: {} });
    expect(rebalance(tickets, team, 50, NOW_MS)).toEqual([{ ticketId: 'fresh', fromId: 'ana', toId: 'ben' }]);
  });

  it('never makes the fullest fuller, never exceeds a capacity, and ends', () => {
    const people = ['ana', 'ben', 'eva', 'jan'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...PRIORITIES)), { maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 }),
        (facts, capacities) => {
          const tickets = facts.map(([who, priority], index) => held(`t${String(index)}`, who, { priority }));
          const team = teamHolding(
            tickets,
            Object.fromEntries(people.map((id, index) => [id, { capacity: capacities[index] ?? 0 }])),
          );
          const moves = rebalance(tickets, team, 1000, NOW_MS);
          const weights = new Map(team.agents.map(({ id, load }) => [id as string, load.weight]));
          const received = new Set<string>();
          for (const { ticketId, fromId, toId } of moves) {
            const weight = weightOf(tickets.find(({ id }) => id === ticketId)?.priority ?? '');
            weights.set(fromId, (weights.get(fromId) ?? 0) - weight);
            weights.set(toId, (weights.get(toId) ?? 0) + weight);
            received.add(toId);
          }
          const capacityOf = (id: string): number => capacities[people.indexOf(id)] ?? 0;
          expect([...received].filter((id) => (weights.get(id) ?? 0) > capacityOf(id))).toEqual([]);
          const share = (id: string, weight: number): number =>
            capacityOf(id) > 0 ? weight / capacityOf(id) : weight > 0 ? Number.POSITIVE_INFINITY : 0;
          const before = Math.max(...team.agents.map(({ id, load }) => share(id, load.weight)));
          const after = Math.max(...people.map((id) => share(id, weights.get(id) ?? 0)));
          expect(after).toBeLessThanOrEqual(before);
          expect(new Set(moves.map(({ ticketId }) => ticketId)).size).toBe(moves.length);
        },
      ),
    );
  });
});

describe('Spreading chosen tickets', () => {
  it('hands them out anew by the method, so that nobody gets more than their share', () => {
    const tickets = [1, 2, 3, 4].map((n) => held(`t${String(n)}`, n < 4 ? 'ana' : ''));
    const team = teamHolding(tickets, { ana: {}, ben: {} });
    expect(countAfter(tickets, spreadTickets(tickets, team))).toEqual({ ana: 2, ben: 2 });
  });

  it('leaves out what nobody can take', () => {
    const tickets = [held('t1', 'ana'), held('t2', 'ana')];
    const team = teamHolding(tickets, { ana: { availability: 'off' }, ben: { capacity: 1 } });
    expect(spreadTickets(tickets, team)).toEqual([{ ticketId: 't1', toId: 'ben' }]);
  });
});
