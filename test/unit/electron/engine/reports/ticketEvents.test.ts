import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportBook } from '../../../../../electron/engine/reports/scanTicket.ts';
import { ticketEvents } from '../../../../../electron/engine/reports/ticketEvents.ts';
import type { AgentId, DepartmentId, HistoryId, PolicyId } from '../../../../../shared/domain/ids.ts';
import { STATUSES, type HistoryEntry, type Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../../support/builders.ts';
import { aCalendarSetting, aPolicySetting, HOUR_MS, statusHistory } from '../../../../support/slaBuilders.ts';

const ms = Date.parse;
const support = 'support' as DepartmentId;
/** Monday, 10:00 in Prague; first response within one open hour, resolution within eight. */
const MONDAY_MS = ms('2026-03-02T09:00:00Z');
const LATER_MS = ms('2026-04-01T00:00:00Z');

const { book } = reportBook([aPolicySetting(), aCalendarSetting()], undefined);

function eventsOf(changes: Partial<Ticket>, nowMs = LATER_MS) {
  const ticket = aTicket({
    createdAtMs: MONDAY_MS,
    policyId: 'standard' as PolicyId,
    departmentId: support,
    assigneeId: '',
    history: [],
    ...changes,
  });
  return ticketEvents(ticket, book, nowMs).map(({ target, outcome, atMs, agentId, wallMs, businessMs }) => [
    target,
    outcome,
    (atMs - MONDAY_MS) / HOUR_MS,
    agentId,
    wallMs === null ? null : wallMs / HOUR_MS,
    businessMs === null ? null : businessMs / HOUR_MS,
  ]);
}

function given(toId: string, hours: number): HistoryEntry {
  return {
    id: `h-${toId}` as HistoryId,
    atMs: MONDAY_MS + hours * HOUR_MS,
    by: { kind: 'system' },
    kind: 'holder',
    from: { departmentId: support, assigneeId: '' },
    to: { departmentId: support, assigneeId: toId as AgentId },
    cause: 'manual',
    reason: null,
  };
}

describe('what a ticket adds to a report', () => {
  it('is a reply in time and a solution over night, each for whoever had it then', () => {
    const history = [
      given('ana', 0.1),
      given('ben', 2),
      ...statusHistory('open', [MONDAY_MS + 24 * HOUR_MS, 'solved']),
    ];
    expect(
      eventsOf({
        status: 'solved',
        firstReplyAtMs: MONDAY_MS + HOUR_MS / 2,
        solvedAtMs: MONDAY_MS + 24 * HOUR_MS,
        history,
      }),
    ).toEqual([
      ['firstResponse', 'met', 0.5, 'ana', 0.5, 0.5],
      // Open from 10 to 17 and from 9 to 10: eight hours of business time.
      ['resolution', 'met', 24, 'ben', 24, 8],
    ]);
  });

  it('is a breach when it happened, and how long it took when it was over', () => {
    expect(
      eventsOf({ status: 'open', firstReplyAtMs: MONDAY_MS + 3 * HOUR_MS }, MONDAY_MS + 4 * HOUR_MS),
    ).toEqual([
      ['firstResponse', 'breached', 1, '', null, null],
      ['firstResponse', 'done', 3, '', 3, 3],
    ]);
  });

  it('is nothing yet while a ticket is in time', () => {
    expect(eventsOf({ status: 'open' }, MONDAY_MS + HOUR_MS)).toEqual([]);
  });

  it('leaves pauses out of business time, and solved stretches out of both', () => {
    const at = (hours: number): number => MONDAY_MS + hours * HOUR_MS;
    const history = statusHistory(
      'open',
      [at(1), 'pending'],
      [at(3), 'open'],
      [at(4), 'solved'],
      [at(5), 'open'],
      [at(6), 'solved'],
    );
    expect(eventsOf({ status: 'solved', firstReplyAtMs: at(1), solvedAtMs: at(6), history })).toEqual([
      ['firstResponse', 'met', 1, '', 1, 1],
      ['resolution', 'met', 6, '', 5, 3],
    ]);
  });

  it('keeps a recorded breach whatever the policy says now, and measures without a policy as well', () => {
    const breach: HistoryEntry = {
      id: 'b' as HistoryId,
      atMs: MONDAY_MS + HOUR_MS,
      by: { kind: 'system' },
      kind: 'slaBreach',
      target: 'firstResponse',
      dueAtMs: MONDAY_MS + HOUR_MS / 4,
    };
    expect(
      eventsOf(
        { status: 'open', firstReplyAtMs: MONDAY_MS + HOUR_MS / 2, history: [breach] },
        MONDAY_MS + HOUR_MS,
      ),
    ).toEqual([
      ['firstResponse', 'breached', 0.25, '', null, null],
      ['firstResponse', 'done', 0.5, '', 0.5, 0.5],
    ]);
    expect(eventsOf({ status: 'open', policyId: '', firstReplyAtMs: MONDAY_MS + 2 * HOUR_MS })).toEqual([
      ['firstResponse', 'done', 2, '', 2, null],
    ]);
  });

  it('does not count a solution of a ticket that is open again', () => {
    const history = statusHistory('open', [MONDAY_MS + HOUR_MS, 'solved'], [MONDAY_MS + 2 * HOUR_MS, 'open']);
    expect(
      eventsOf({ status: 'open', firstReplyAtMs: MONDAY_MS + 1, history }, MONDAY_MS + 3 * HOUR_MS),
    ).toEqual([['firstResponse', 'met', expect.any(Number), '', expect.any(Number), expect.any(Number)]]);
  });

  it('never gives a target two verdicts, never a time before the creation, and business time within the clock’s', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.constantFrom(...STATUSES)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(steps, fc.nat(100), fc.nat(300), (moves, replied, nowHours) => {
        const ascending = moves.map(([hours]) => hours).sort((a, b) => a - b);
        const history = statusHistory(
          'open',
          ...moves.map(([, to], index) => [MONDAY_MS + (ascending[index] ?? 0) * HOUR_MS, to] as const),
        );
        const last = history.at(-1);
        const status = last?.kind === 'status' ? last.to : 'open';
        const isOver = status === 'solved' || status === 'closed';
        const ticket = aTicket({
          createdAtMs: MONDAY_MS,
          policyId: 'standard' as PolicyId,
          status,
          history,
          firstReplyAtMs: replied === 0 ? 0 : MONDAY_MS + replied * HOUR_MS,
          solvedAtMs: isOver ? (last?.atMs ?? 0) : 0,
        });
        const events = ticketEvents(ticket, book, MONDAY_MS + nowHours * HOUR_MS);
        for (const target of ['firstResponse', 'resolution']) {
          const own = events.filter((event) => event.target === target);
          expect(own.filter(({ outcome }) => outcome !== 'done').length).toBeLessThanOrEqual(1);
        }
        for (const { atMs, wallMs, businessMs } of events) {
          expect(atMs).toBeGreaterThanOrEqual(MONDAY_MS);
          if (wallMs !== null) expect(businessMs ?? 0).toBeLessThanOrEqual(wallMs);
        }
      }),
    );
  });
});
