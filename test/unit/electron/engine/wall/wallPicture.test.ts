import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId, MessageId, TicketId } from '../../../../../shared/domain/ids.ts';
import { SLA_TARGETS } from '../../../../../shared/domain/settings.ts';
import { buildSlaBook, verdictFor } from '../../../../../shared/domain/sla/slaBook.ts';
import { NOBODY, type Ticket } from '../../../../../shared/domain/ticket/ticket.ts';
import type { WallTicket } from '../../../../../shared/ipc/wall.ts';
import type { TalkLine } from '../../../../../electron/engine/wall/answeredWaits.ts';
import { spansCounted, tally, type DayPart } from '../../../../../electron/engine/wall/tally.ts';
import { wallFacts, type WallFacts } from '../../../../../electron/engine/wall/wallFacts.ts';
import { createWallPicture, type WallPicture } from '../../../../../electron/engine/wall/wallPicture.ts';
import {
  aCalendarSetting,
  alwaysOpen,
  aPolicySetting,
  aPolicyValue,
  MINUTE_MS,
  targets,
} from '../../../../support/slaBuilders.ts';
import { ticketNear } from '../../../shared/sla/slaArbitraries.ts';

const AROUND_MS = Date.UTC(2026, 2, 4);
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW_MS = AROUND_MS + 5 * DAY_MS + 14 * 60 * MINUTE_MS;
const DAYS: readonly DayPart[] = Array.from({ length: 8 }, (_, index) => {
  const fromMs = AROUND_MS + (5 - 7 + index) * DAY_MS;
  return { fromMs, untilMs: fromMs + 14 * 60 * MINUTE_MS };
});
const BOOK = buildSlaBook([
  aCalendarSetting(alwaysOpen('UTC')),
  aPolicySetting(
    aPolicyValue({
      targets: { '': targets({ firstResponse: 600, nextResponse: 900, resolution: 4000 }) },
      warnAtPercent: [75],
    }),
  ),
]);
const AGENTS = ['', 'ana', 'ben'] as const;
const IDS = ['t1', 't2', 't3', 't4', 't5'];

const anyTicket: fc.Arbitrary<Ticket> = fc
  .tuple(
    ticketNear(AROUND_MS),
    fc.constantFrom(...IDS),
    fc.constantFrom(...AGENTS),
    fc.constantFrom('urgent', 'normal', ''),
  )
  .map(([ticket, id, assigneeId, priority]) => ({
    ...ticket,
    id: id as TicketId,
    assigneeId: assigneeId as AgentId,
    priority,
    departmentId: 'support' as DepartmentId,
    isOpen: ticket.status !== 'solved' && ticket.status !== 'closed',
  }))
  // Nothing that is still to come.
  .filter(
    ({ createdAtMs, awaitingReplySinceMs, firstReplyAtMs, history }) =>
      Math.max(createdAtMs, awaitingReplySinceMs, firstReplyAtMs, ...history.map(({ atMs }) => atMs)) <=
      NOW_MS,
  );

const factsOf = (ticket: Ticket, talk: readonly TalkLine[] = []): WallFacts =>
  wallFacts(ticket, talk, null, BOOK, DAYS[0]!.fromMs);

type Step = { readonly ticket: Ticket; readonly isDropped: boolean; readonly isTaken: boolean };
const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ ticket: anyTicket, isDropped: fc.boolean(), isTaken: fc.boolean() }),
  { maxLength: 25 },
);

function byId(tickets: Iterable<WallTicket>): Record<string, WallTicket> {
  return Object.fromEntries([...tickets].map((ticket) => [ticket.id, ticket]));
}

function follow(picture: WallPicture, mirror: Map<string, WallTicket>): void {
  const { put, gone } = picture.takeChanges();
  for (const ticket of put) mirror.set(ticket.id, ticket);
  for (const id of gone) expect(mirror.delete(id)).toBe(true);
}

describe('the wall', () => {
  it('is the same whether it was followed change by change or made from what is there', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const followed = createWallPicture();
        const mirror = new Map<string, WallTicket>();
        const there = new Map<TicketId, Ticket>();
        for (const { ticket, isDropped, isTaken } of steps) {
          if (isDropped) {
            followed.drop(ticket.id);
            there.delete(ticket.id);
          } else {
            followed.put(factsOf(ticket));
            there.set(ticket.id, ticket);
          }
          if (isTaken) follow(followed, mirror);
        }
        follow(followed, mirror);

        const anew = createWallPicture();
        for (const ticket of there.values()) anew.put(factsOf(ticket));
        expect(byId(followed.tickets())).toEqual(byId(anew.tickets()));
        expect(Object.fromEntries(mirror)).toEqual(byId(anew.tickets()));
        expect(followed.figures(DAYS, NOW_MS)).toEqual(anew.figures(DAYS, NOW_MS));
        for (const agent of AGENTS)
          expect([...followed.heldBy(agent as AgentId, NOW_MS)].sort()).toEqual(
            [...anew.heldBy(agent as AgentId, NOW_MS)].sort(),
          );
      }),
      { numRuns: 150 },
    );
  });

  it('tells nothing of a ticket that came and left between two looks, nor of one that stayed as it was', () => {
    const [ticket] = fc.sample(
      anyTicket.filter(({ isOpen, assigneeId }) => isOpen && assigneeId !== NOBODY),
      { numRuns: 1, seed: 7 },
    );
    const picture = createWallPicture();
    picture.put(factsOf(ticket!));
    picture.drop(ticket!.id);
    expect(picture.takeChanges()).toEqual({ put: [], gone: [] });
    picture.put(factsOf(ticket!));
    picture.takeChanges();
    picture.put(factsOf({ ...ticket!, updatedAtMs: ticket!.updatedAtMs + 1 }));
    expect(picture.takeChanges()).toEqual({ put: [], gone: [] });
  });

  it('shows every clock that runs or is overdue, and no other', () => {
    fc.assert(
      fc.property(anyTicket, (ticket) => {
        const running = verdictFor(BOOK, ticket, null, NOW_MS).targets.filter(
          ({ state }) => state === 'running' || state === 'breached',
        );
        const shown = factsOf(ticket).shown?.clocks ?? [];
        expect(shown.map(({ target, dueAtMs }) => [target, dueAtMs])).toEqual(
          running.map(({ target, dueAtMs }) => [target, dueAtMs]),
        );
        for (const { dueAtMs, warnAtMs } of shown) expect(warnAtMs).toBeLessThanOrEqual(dueAtMs);
      }),
    );
  });

  it('counts for now what the verdicts say now', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyTicket, { selector: ({ id }) => id, maxLength: 5 }), (tickets) => {
        const facts = tickets.map((ticket) => factsOf(ticket));
        const today = DAYS.at(-1)!;
        const verdicts = tickets.flatMap((ticket) => verdictFor(BOOK, ticket, null, NOW_MS).targets);
        for (const { target, met, breached, running } of tally(facts, DAYS)) {
          const own = verdicts.filter((verdict) => verdict.target === target);
          const isToday = (atMs: number): boolean => atMs >= today.fromMs && atMs <= today.untilMs;
          expect(running.at(-1)).toBe(own.filter(({ state }) => state === 'running').length);
          expect(met.at(-1)).toBe(
            own.filter(({ state, metAtMs }) => state === 'met' && isToday(metAtMs)).length,
          );
          expect(breached.at(-1)).toBe(
            own.filter(
              ({ state, dueAtMs }) => (state === 'breached' || state === 'metLate') && isToday(dueAtMs),
            ).length,
          );
          expect(spansCounted(facts, 'met', target, today)).toHaveLength(met.at(-1)!);
          expect(spansCounted(facts, 'breached', target, today)).toHaveLength(breached.at(-1)!);
        }
      }),
    );
  });

  it('weighs what agents hold as distribution does, without what sleeps', () => {
    const [base] = fc.sample(anyTicket, { numRuns: 1, seed: 3 });
    const held = (id: string, changes: Partial<Ticket>): WallFacts =>
      factsOf({ ...base!, status: 'open', isOpen: true, ...changes, id: id as TicketId });
    const ana = 'ana' as AgentId;
    const picture = createWallPicture();
    picture.put(held('t1', { assigneeId: ana, priority: 'urgent' }));
    picture.put(held('t2', { assigneeId: ana, priority: 'normal' }));
    picture.put(held('t3', { assigneeId: ana, priority: 'normal', snoozedUntilMs: NOW_MS + 1 }));
    picture.put(held('t4', { assigneeId: ana, priority: 'normal', status: 'pending' }));
    expect(picture.figures(DAYS, NOW_MS).loads).toEqual([{ agentId: ana, weight: 3, count: 2 }]);
    expect(picture.heldBy(ana, NOW_MS)).toEqual(['t1', 't2']);
  });

  it('names all targets, also when there is nothing', () => {
    expect(tally([], DAYS).map(({ target }) => target)).toEqual([...SLA_TARGETS]);
  });
});

describe('an answer that was owed after the first one', () => {
  const firstReplyAtMs = DAYS.at(-1)!.fromMs;
  const at = (minute: number): number => firstReplyAtMs + minute * MINUTE_MS;
  const line = (minute: number, kind: TalkLine['kind'], by: TalkLine['by'], id = `m${String(minute)}`) => ({
    id: id as MessageId,
    kind,
    by,
    atMs: at(minute),
  });
  const customer = { kind: 'customer', id: 'con_1' as Ticket['contactId'] } as const;
  const ana = { kind: 'agent', id: 'ana' as AgentId } as const;
  const [base] = fc.sample(ticketNear(AROUND_MS), { numRuns: 1, seed: 5 });
  const ticket: Ticket = {
    ...base!,
    status: 'open',
    isOpen: true,
    history: [],
    createdAtMs: at(-60),
    firstReplyAtMs,
    lastReplyAtMs: at(30),
    awaitingReplySinceMs: 0,
    solvedAtMs: 0,
  };
  const nextResponse = (talk: readonly TalkLine[]) =>
    factsOf(ticket, talk).spans.filter(({ target }) => target === 'nextResponse');

  it('counts from the oldest open question to the reply, once', () => {
    const talk = [
      line(-60, 'customer', customer),
      line(0, 'reply', ana),
      line(10, 'customer', customer),
      line(15, 'customer', customer),
      line(30, 'reply', ana),
      line(40, 'reply', ana),
    ];
    expect(nextResponse(talk)).toMatchObject([{ startMs: at(10), metAtMs: at(30), dueAtMs: at(10 + 900) }]);
  });

  it('is not given by words that only keep the customer informed', () => {
    const talk = [
      line(0, 'reply', ana),
      line(10, 'customer', customer),
      line(12, 'reply', ana, 'moved-1'),
      line(30, 'reply', ana),
    ];
    expect(nextResponse(talk)).toMatchObject([{ startMs: at(10), metAtMs: at(30) }]);
  });
});
