import { describe, expect, test } from 'vitest';
import type { AgentId, CalendarId, DepartmentId, HistoryId } from '../../../../../shared/domain/ids.ts';
import type { AgentValue, Distribution, DistributionFilter } from '../../../../../shared/domain/settings.ts';
import type { Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import { lineOf, rankAgents } from '../../../../../electron/engine/assignment/rankAgents.ts';
import type { AgentLoad } from '../../../../../electron/engine/assignment/team.ts';
import { aTicket, MONDAY_NINE_MS } from '../../../../support/builders.ts';
import { aDepartmentValue, anAgentState, aTeam, SUPPORT } from '../../../../support/teamBuilders.ts';

const ANA = 'ana' as AgentId;
const given = (count: number): Pick<AgentLoad, 'weight' | 'countByDepartment'> => ({
  weight: count,
  countByDepartment: new Map([[SUPPORT, count]]),
});

interface FilterCase {
  readonly filter: DistributionFilter;
  readonly ticket?: Partial<Ticket>;
  readonly fails: Partial<AgentValue>;
  readonly load?: Partial<AgentLoad>;
  readonly passes: Partial<AgentValue>;
  readonly distribution?: Partial<Distribution>;
  readonly need: string;
  readonly have: string;
}

const declinedHistory: Ticket['history'] = [
  ...aTicket().history,
  {
    id: 'gave-back' as HistoryId,
    atMs: MONDAY_NINE_MS + 1,
    by: { kind: 'agent', id: ANA },
    kind: 'holder',
    from: { departmentId: SUPPORT, assigneeId: ANA },
    to: { departmentId: SUPPORT, assigneeId: '' },
    cause: 'manual',
    reason: null,
  },
];

const CASES: readonly FilterCase[] = [
  {
    filter: 'availability',
    fails: { availability: 'busy' },
    passes: { availability: 'available' },
    need: 'available',
    have: 'busy',
  },
  {
    filter: 'level',
    ticket: { priority: 'urgent' },
    distribution: { levels: { urgent: 2 } },
    fails: { level: 1 },
    passes: { level: 2 },
    need: '2',
    have: '1',
  },
  {
    filter: 'skills',
    ticket: { tags: ['Motor', 'colour'] },
    fails: { skills: ['Brakes'] },
    passes: { skills: ['motor', 'brakes'] },
    need: 'motor',
    have: 'Brakes',
  },
  {
    filter: 'language',
    ticket: { language: 'pt' },
    fails: { languages: ['en', 'cs'] },
    passes: { languages: ['pt-BR'] },
    need: 'pt',
    have: 'en, cs',
  },
  {
    filter: 'capacity',
    ticket: { priority: 'urgent' },
    load: given(7),
    fails: { capacity: 8 },
    passes: { capacity: 9 },
    need: '2',
    have: '1',
  },
  {
    filter: 'capacity',
    load: given(2),
    fails: { departmentLimits: { [SUPPORT]: 2 } },
    passes: { departmentLimits: { [SUPPORT]: 3 } },
    need: '1',
    have: '0',
  },
  {
    filter: 'calendar',
    fails: { calendarId: 'nights' as CalendarId },
    passes: { calendarId: 'days' as CalendarId },
    need: '',
    have: '',
  },
];

describe('the filters', () => {
  const other = anAgentState('zoe', { skills: ['motor'] });

  test.each(CASES)('$filter keeps out who does not fulfil it, says why, and can be switched off', (one) => {
    const ticket = aTicket({ language: '', ...one.ticket });
    const verdictWith = (value: Partial<AgentValue>, filtersOff: DistributionFilter[] = []) => {
      const department = aDepartmentValue({}, { ...one.distribution, filtersOff });
      const ranking = rankAgents(
        ticket,
        aTeam([anAgentState('ana', value, one.load), other], {
          departments: new Map([[SUPPORT, department]]),
          isOpen: (calendarId) => calendarId !== 'nights',
        }),
      );
      const ana = ranking.agents.find(({ agentId }) => agentId === ANA);
      return {
        isEligible: ana?.isEligible,
        filter: ana?.filters.find(({ filter }) => filter === one.filter),
      };
    };
    expect(verdictWith(one.fails)).toEqual({
      isEligible: false,
      filter: { filter: one.filter, isOn: true, passes: false, need: one.need, have: one.have },
    });
    expect(verdictWith(one.fails, [one.filter])).toMatchObject({ isEligible: true, filter: { isOn: false } });
    expect(verdictWith(one.passes)).toMatchObject({ isEligible: true, filter: { passes: true } });
  });

  test('whoever gave the ticket back is not handed it again, unless the department says so', () => {
    const ticket = aTicket({ history: declinedHistory });
    const team = aTeam([anAgentState('ana'), other]);
    const lenient = aDepartmentValue({}, { filtersOff: ['declined'] });
    expect(lineOf(rankAgents(ticket, team))).toEqual(['zoe']);
    expect(lineOf(rankAgents(ticket, { ...team, departments: new Map([[SUPPORT, lenient]]) }))).toEqual([
      'ana',
      'zoe',
    ]);
  });

  test('a department limit for everybody counts beside the capacity', () => {
    const team = aTeam([anAgentState('ana', {}, given(3)), anAgentState('zoe', {}, given(2))], {
      departments: new Map([[SUPPORT, aDepartmentValue({}, { limitPerAgent: 3 })]]),
    });
    expect(lineOf(rankAgents(aTicket(), team))).toEqual(['zoe']);
  });

  test('nobody outside the department, offline or no longer active is ever in line', () => {
    const team = aTeam([
      anAgentState('elsewhere', { departmentIds: ['billing' as DepartmentId] }),
      anAgentState('gone', { isActive: false }),
      anAgentState('offline', {}, { isOnline: false }),
    ]);
    expect(rankAgents(aTicket(), team).agents.map(({ rank }) => rank)).toEqual([-1, -1, -1]);
  });

  test('an agent without a calendar of their own goes by the department’s', () => {
    const team = aTeam([anAgentState('ana')], {
      departments: new Map([[SUPPORT, aDepartmentValue({ calendarId: 'nights' as CalendarId })]]),
      isOpen: (calendarId) => calendarId !== 'nights',
    });
    expect(lineOf(rankAgents(aTicket(), team))).toEqual([]);
  });
});

describe('the methods', () => {
  const team = aTeam([
    anAgentState('ana', { capacity: 10, skills: ['motor'] }, { weight: 5, latestTicketMs: 10 }),
    anAgentState('ben', { capacity: 4, skills: ['motor', 'brakes'] }, { weight: 2, latestTicketMs: 5 }),
    anAgentState('cyd', { capacity: 4 }, { weight: 1, latestTicketMs: 90 }),
    anAgentState('dan', { capacity: 4 }, { weight: 1, latestTicketMs: 90 }),
  ]);
  const lineWith = (assignment: 'leastLoaded' | 'roundRobin' | 'bestSkill' | 'manual', tags: string[] = []) =>
    lineOf(
      rankAgents(aTicket({ tags }), {
        ...team,
        departments: new Map([[SUPPORT, aDepartmentValue({ assignment }, { filtersOff: ['skills'] })]]),
      }),
    );

  test('least loaded goes by the share of the capacity, then by the longest since the last ticket, then by id', () => {
    expect(lineWith('leastLoaded')).toEqual(['cyd', 'dan', 'ben', 'ana']);
  });

  test('by hand is ranked like least loaded, for suggestions', () => {
    expect(lineWith('manual')).toEqual(lineWith('leastLoaded'));
  });

  test('round robin goes by the longest since the last ticket, whatever they hold', () => {
    expect(lineWith('roundRobin')).toEqual(['ben', 'ana', 'cyd', 'dan']);
  });

  test('best skill goes by how many of the wanted skills they have, then by load', () => {
    expect(lineWith('bestSkill', ['motor', 'brakes'])).toEqual(['ben', 'ana', 'cyd', 'dan']);
  });

  test('whoever had the contact last comes first where the department prefers that and they fulfil the rest', () => {
    const department = (prefersLastAgent: boolean) =>
      new Map([[SUPPORT, aDepartmentValue({}, { prefersLastAgent })]]);
    const withLast = { ...team, lastAgentOf: () => ANA };
    expect(lineOf(rankAgents(aTicket(), { ...withLast, departments: department(true) }))[0]).toBe('ana');
    expect(lineOf(rankAgents(aTicket(), { ...withLast, departments: department(false) }))[0]).toBe('cyd');
    const absent = { ...withLast, departments: department(true), isOpen: () => true };
    const busy = absent.agents.map((agent) =>
      agent.id === ANA ? { ...agent, value: { ...agent.value, availability: 'busy' as const } } : agent,
    );
    expect(lineOf(rankAgents(aTicket(), { ...absent, agents: busy }))).toEqual(['cyd', 'dan', 'ben']);
  });

  test('a ticket can be ranked for another department than its own', () => {
    const billing = 'billing' as DepartmentId;
    const both = aTeam([anAgentState('ana'), anAgentState('ben', { departmentIds: [billing] })], {
      departments: new Map([
        [SUPPORT, aDepartmentValue()],
        [billing, aDepartmentValue({ name: 'Billing' })],
      ]),
    });
    expect(lineOf(rankAgents(aTicket(), both, billing))).toEqual(['ben']);
  });
});
