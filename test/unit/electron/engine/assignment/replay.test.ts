import { describe, expect, test } from 'vitest';
import type { AgentId, ContactId, DepartmentId, TicketId } from '../../../../../shared/domain/ids.ts';
import {
  pastCase,
  type PastEvent,
  type PastLog,
} from '../../../../../electron/engine/assignment/pastEvents.ts';
import { pastTeam } from '../../../../../electron/engine/assignment/pastTeam.ts';
import { replay } from '../../../../../electron/engine/assignment/replay.ts';
import { reportOf } from '../../../../../electron/engine/assignment/replayReport.ts';
import { createTimeline } from '../../../../../electron/engine/assignment/timeline.ts';
import { aDepartmentValue } from '../../../../support/teamBuilders.ts';

const HOUR_MS = 3_600_000;
/** Far enough from the start of time for days to be days. */
const DAY = 20_000 * 24 * HOUR_MS;

function aLog(
  id: string,
  startMs: number,
  events: readonly (readonly [ms: number, group: string, owner: string, isSolved?: boolean])[],
): PastLog {
  return {
    id: id as TicketId,
    createdAtMs: startMs,
    priority: 'normal',
    tags: [],
    language: '',
    contactId: `customer of ${id}` as ContactId,
    events: events.map(([ms, group, owner, isSolved = false]): PastEvent => ({
      atMs: startMs + ms,
      departmentId: group as DepartmentId | '',
      ownerId: owner as AgentId | '',
      isSolved,
    })),
  };
}

describe('a past log', () => {
  test('tells which groups a ticket went through, who had it, how often it moved, and who solved it', () => {
    const log = aLog('t1', DAY, [
      [0, 'desk', ''],
      [10, '', 'ana'],
      [20, 'desk', 'ben'],
      [30, 'lab', ''],
      [50, 'lab', 'cyd'],
      [90, 'lab', 'cyd', true],
      [99, 'lab', 'cyd', true],
    ]);
    expect(pastCase(log)).toMatchObject({
      ticket: {
        isSolved: true,
        stays: [
          { departmentId: 'desk', enteredAtMs: DAY, workMs: 20 },
          { departmentId: 'lab', enteredAtMs: DAY + 30, workMs: 40 },
        ],
      },
      actual: {
        owners: [
          { agentId: 'ana', atMs: DAY + 10 },
          { agentId: 'ben', atMs: DAY + 20 },
          { agentId: 'cyd', atMs: DAY + 50 },
        ],
        hops: 2,
        solvedBy: 'cyd',
      },
    });
  });

  test('without any group tells nothing, and a ticket that came back is solved only once it stays so', () => {
    expect(pastCase(aLog('t1', DAY, [[0, '', 'ana']]))).toBeNull();
    const back = aLog('t2', DAY, [
      [0, 'desk', 'ana'],
      [10, 'desk', 'ana', true],
      [20, 'desk', 'ben'],
    ]);
    expect(pastCase(back)).toMatchObject({ ticket: { isSolved: false }, actual: { solvedBy: '', hops: 0 } });
  });
});

describe('handing past tickets out again', () => {
  const logs = Array.from({ length: 12 }, (_, index) =>
    aLog(`t${String(index).padStart(2, '0')}`, DAY + index * 60_000, [
      [0, 'desk', ''],
      [1000, 'desk', index < 11 ? 'ana' : 'ben'],
      [HOUR_MS, 'desk', index < 11 ? 'ana' : 'ben', true],
    ]),
  );
  const cases = logs.flatMap((log) => pastCase(log) ?? []);
  const departments = new Map([['desk' as DepartmentId, aDepartmentValue()]]);
  const tickets = cases.map(({ ticket }) => ticket);

  test('evens out what one agent had alone, when both are there', () => {
    const agents = pastTeam(cases, { capacity: 50, least: 1 }).map((agent) => ({
      ...agent,
      present: [{ fromMs: DAY, untilMs: DAY + 24 * HOUR_MS }],
    }));
    const report = reportOf(replay(tickets, { agents, departments }));
    expect(reportOf(cases.map(({ actual }) => actual))).toMatchObject({ spread: 10, waitMedianMs: 1000 });
    expect(report).toMatchObject({
      tickets: 12,
      spread: 0,
      waitMedianMs: 0,
      firstOwnerShare: 1,
      neverOwned: 0,
    });
    expect(report.owners.map(({ tickets: count, solved }) => [count, solved])).toEqual([
      [6, 6],
      [6, 6],
    ]);
  });

  test('gives nobody more than their capacity: what finds no room waits until somebody has finished', () => {
    const agents = pastTeam(cases, { capacity: 1, least: 1 }).map((agent) => ({
      ...agent,
      present: [{ fromMs: DAY, untilMs: DAY + 24 * HOUR_MS }],
    }));
    const outcomes = replay(tickets, { agents, departments });
    expect(reportOf(outcomes).neverOwned).toBe(0);
    const starts = outcomes.flatMap(({ owners }) => owners).sort((a, b) => a.atMs - b.atMs);
    for (const { id } of agents) {
      const own = starts.filter((one) => one.agentId === id).map(({ atMs }) => atMs);
      for (const [index, atMs] of own.slice(1).entries())
        expect(atMs - (own[index] ?? 0)).toBeGreaterThanOrEqual(HOUR_MS - 1000);
    }
  });

  test('gives nothing to those who are not there', () => {
    const agents = pastTeam(cases, { capacity: 50, least: 1 }).map((agent) => ({ ...agent, present: [] }));
    expect(reportOf(replay(tickets, { agents, departments }))).toMatchObject({ neverOwned: 12, owners: [] });
  });
});

test('a timeline gives back by instant, and at one instant in the order it was given', () => {
  const timeline = createTimeline<string>();
  for (const [atMs, what] of [
    [5, 'e'],
    [1, 'a'],
    [3, 'c'],
    [1, 'b'],
    [3, 'd'],
  ] as const)
    timeline.put(atMs, what);
  const out: string[] = [];
  for (let next = timeline.next(); next; next = timeline.next()) out.push(next.what);
  expect([out.join(''), timeline.nextAtMs()]).toEqual(['abcde', undefined]);
});
