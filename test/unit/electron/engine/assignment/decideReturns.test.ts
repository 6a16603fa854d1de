import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentId, TicketId } from '../../../../../shared/domain/ids.ts';
import type { AgentValue } from '../../../../../shared/domain/settings.ts';
import { closesCircle, substitutesOf } from '../../../../../shared/domain/substitutes.ts';
import { decideReturns, NOTHING_DUE } from '../../../../../electron/engine/assignment/decideReturns.ts';
import { placeFor } from '../../../../../electron/engine/assignment/rendezvous.ts';
import { aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import {
  aDepartmentValue,
  anAgentState,
  anAgentValue,
  aTeam,
  SUPPORT,
} from '../../../../support/teamBuilders.ts';

const NOW = MONDAY_NINE_MS;
const MINUTE_MS = 60_000;
const id = (name: string): AgentId => name as AgentId;
const departments = (returnTo: 'pool' | 'substitute') =>
  new Map([[SUPPORT, aDepartmentValue({}, { returnAfterMinutes: 30, returnTo, graceMs: 1000 })]]);

const held = aTicket({
  id: 't1' as TicketId,
  assigneeId: id('ana'),
  status: 'open',
  awaitingReplySinceMs: NOW - 60 * MINUTE_MS,
});

/** Whoever is first to do it for `t1` among these. */
function doerAmong(...names: string[]): AgentId {
  return id(names.find((name) => placeFor('t1', names, name) === 0) ?? '');
}

describe('work of owners who are not there', () => {
  const team = (substitute: Partial<AgentValue> = {}, returnTo: 'pool' | 'substitute' = 'pool') =>
    aTeam(
      [
        anAgentState('ana', { ...substitute }, { isOnline: false }),
        anAgentState('ben'),
        anAgentState('cyd', { substituteId: id('dan') }),
        anAgentState('dan'),
      ],
      { departments: departments(returnTo) },
    );
  const since = (minutes: number, ...others: string[]) =>
    new Map([[id('ana'), NOW - minutes * MINUTE_MS], ...others.map((name) => [id(name), NOW - 1] as const)]);
  const doer = doerAmong('ben', 'cyd', 'dan');

  test('goes back to the pool once the department’s limit has passed, and not before', () => {
    const early = decideReturns(NOTHING_DUE, [held], team(), { meId: doer, absentSinceMs: since(29) }, NOW);
    expect(early).toMatchObject({ returns: [], wakeAtMs: NOW + MINUTE_MS });
    const due = decideReturns(NOTHING_DUE, [held], team(), { meId: doer, absentSinceMs: since(30) }, NOW);
    expect(due.returns).toEqual([{ ticketId: 't1', fromId: 'ana', toId: '', cause: 'auto' }]);
  });

  test('is done by one desk; the others wait for their turn', () => {
    const decisions = ['ben', 'cyd', 'dan'].map((name) =>
      decideReturns(NOTHING_DUE, [held], team(), { meId: id(name), absentSinceMs: since(30) }, NOW),
    );
    expect(decisions.map(({ returns }) => returns.length).sort()).toEqual([0, 0, 1]);
    expect(decisions.map(({ wakeAtMs }) => wakeAtMs ?? NOW).sort()).toEqual([NOW, NOW + 1000, NOW + 2000]);
  });

  test.each([
    ['the customer does not wait', { awaitingReplySinceMs: 0 }],
    ['it waits for the customer', { status: 'pending' as const }],
    ['it sleeps', { snoozedUntilMs: NOW + 1 }],
    ['nobody has it', { assigneeId: '' as const }],
  ])('stays where it is when %s', (_, overrides) => {
    const ticket = { ...held, ...overrides };
    const who = { meId: doer, absentSinceMs: since(60) };
    expect(decideReturns(NOTHING_DUE, [ticket], team(), who, NOW).returns).toEqual([]);
  });

  test('goes to the substitute, along the chain past those who are not there either, inside their dates only', () => {
    const toOf = (substitute: Partial<AgentValue>, ...absent: string[]) =>
      decideReturns(
        NOTHING_DUE,
        [held],
        team(substitute, 'substitute'),
        { meId: doer, absentSinceMs: since(30, ...absent) },
        NOW,
      ).returns.map(({ toId, cause }) => [toId, cause]);
    const cyd = { substituteId: id('cyd') };
    expect(toOf(cyd)).toEqual([['cyd', 'substitute']]);
    expect(toOf(cyd, 'cyd')).toEqual([['dan', 'substitute']]);
    expect(toOf(cyd, 'cyd', 'dan')).toEqual([['', 'auto']]);
    expect(toOf({})).toEqual([['', 'auto']]);
    expect(toOf({ ...cyd, substituteFromMs: NOW + 1 })).toEqual([['', 'auto']]);
    expect(toOf({ ...cyd, substituteUntilMs: NOW })).toEqual([['', 'auto']]);
    expect(toOf({ ...cyd, substituteFromMs: NOW, substituteUntilMs: NOW + 1 })).toEqual([
      ['cyd', 'substitute'],
    ]);
  });
});

describe('substitutes', () => {
  const names = ['a', 'b', 'c', 'd'];
  const links = fc.array(
    fc.record({
      substituteId: fc.constantFrom('', ...names).map((name) => name as AgentId | ''),
      substituteFromMs: fc.integer({ min: 0, max: 4 }),
      substituteUntilMs: fc.integer({ min: 0, max: 6 }),
    }),
    { minLength: 4, maxLength: 4 },
  );

  test('saved one after the other, each refused that would close a circle, at no instant lead back to anybody', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 0, max: 6 }), (wishes, nowMs) => {
        const saved = new Map<AgentId, AgentValue>(names.map((name) => [id(name), anAgentValue()]));
        for (const [index, wish] of wishes.entries()) {
          const name = id(names[index] ?? '');
          const next = anAgentValue(wish);
          if (!closesCircle(name, next, (other) => saved.get(other))) saved.set(name, next);
        }
        for (const name of names) {
          let current: AgentId | '' = id(name);
          const seen = new Set<string>();
          while (current !== '' && !seen.has(current)) {
            seen.add(current);
            const value: AgentValue | undefined = saved.get(current);
            const untilMs = value?.substituteUntilMs ?? 0;
            const holds = (value?.substituteFromMs ?? 0) <= nowMs && (untilMs === 0 || nowMs < untilMs);
            current = value && holds ? value.substituteId : '';
          }
          expect(current).toBe('');
          expect(new Set(substitutesOf(id(name), (other) => saved.get(other), nowMs)).size).toBe(
            seen.size - 1,
          );
        }
      }),
    );
  });
});

describe('rendezvous hashing', () => {
  test('gives every duty one order of all candidates, and leaves it as it is for the others when one goes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 8 }),
        (duty, people) => {
          const order = [...people].sort((a, b) => placeFor(duty, people, a) - placeFor(duty, people, b));
          expect(order.map((one) => placeFor(duty, people, one))).toEqual(people.map((_, index) => index));
          const rest = people.slice(1);
          const restOrder = [...rest].sort((a, b) => placeFor(duty, rest, a) - placeFor(duty, rest, b));
          expect(restOrder).toEqual(order.filter((one) => one !== people[0]));
        },
      ),
    );
  });

  test('spreads duties evenly', () => {
    const people = Array.from({ length: 10 }, (_, index) => `agent-${String(index)}`);
    const counts = people.map(
      (one) =>
        Array.from({ length: 2000 }, (_, duty) => placeFor(`ticket-${String(duty)}`, people, one)).filter(
          (place) => place === 0,
        ).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(150);
    expect(Math.max(...counts)).toBeLessThan(250);
  });
});
