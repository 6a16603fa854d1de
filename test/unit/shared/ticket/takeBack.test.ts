import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId, MessageId } from '../../../../shared/domain/ids.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import { performAll, type Deed } from '../../../../shared/domain/ticket/deeds.ts';
import { mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
import { takeBack, type Step, type TakenBack } from '../../../../shared/domain/ticket/takeBack.ts';
import { STATUSES, type Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aContext, aMessage, aTicket, MONDAY_NINE_MS } from '../../../support/builders.ts';

const SUPPORT = 'support' as DepartmentId;
const AGENTS = ['ana', 'ben'] as AgentId[];

const assignee = fc.constantFrom<AgentId | ''>(...AGENTS, '');
const deed: fc.Arbitrary<Deed> = fc.oneof(
  assignee.map((assigneeId): Deed => ({ kind: 'assign', assigneeId })),
  fc.constantFrom('support', 'billing').map((departmentId): Deed => ({
    kind: 'transfer',
    departmentId: departmentId as DepartmentId,
    assigneeId: '',
    reason: { code: 'expertise', text: '' },
  })),
  fc.constant<Deed>({ kind: 'take', agentId: 'ana' as AgentId }),
  fc.constant<Deed>({ kind: 'release' }),
  fc.constantFrom(...STATUSES).map((status): Deed => ({ kind: 'status', status })),
  fc.constantFrom('urgent', 'high', '').map((priority): Deed => ({ kind: 'priority', priority })),
  fc.subarray(['a', 'b', 'c']).map((tags): Deed => ({ kind: 'tags', tags })),
  fc.constantFrom('One', 'Two').map((subject): Deed => ({ kind: 'subject', subject })),
  fc.constantFrom(0, MONDAY_NINE_MS * 2).map((untilMs): Deed => ({ kind: 'snooze', untilMs })),
  fc
    .record({ kind: fc.constantFrom('reply' as const, 'note' as const), id: fc.uuid() })
    .map(({ kind, id }): Deed => ({
      kind: 'message',
      message: aMessage({ id: id as MessageId, kind, by: { kind: 'agent', id: 'ana' as AgentId } }),
      authorDepartmentIds: [SUPPORT],
    })),
);

/** Deeds with the instants at which they were done; a clock may also have been set back. */
const plan = fc.array(fc.record({ deed, afterMs: fc.integer({ min: -5000, max: 60_000 }) }), {
  minLength: 1,
  maxLength: 7,
});

type Done = readonly { readonly id: string; readonly deed: Deed; readonly atMs: number }[];

/** Does the deeds one after the other on a ticket; those the rules refuse are left out. */
function play(start: Ticket, done: Done): { readonly ticket: Ticket; readonly steps: Step[] } {
  let ticket = start;
  const steps: Step[] = [];
  for (const { id, deed: what, atMs } of done) {
    let line = 0;
    const context = aContext({ nowMs: atMs, newId: () => `${id}-${String((line += 1))}` });
    const dated = what.kind === 'message' ? { ...what, message: { ...what.message, atMs } } : what;
    const result = performAll([dated], ticket, context);
    if (result.kind !== 'changed') continue;
    const after: Ticket = { ...result.ticket, rev: `rev-${id}` as Rev };
    steps.push({
      id,
      done: {
        before: ticket,
        afterRev: after.rev,
        deeds: [dated],
        atMs,
        by: context.by,
        lines: after.history.slice(ticket.history.length),
      },
    });
    ticket = after;
  }
  return { ticket, steps };
}

function timed(steps: readonly { readonly deed: Deed; readonly afterMs: number }[]): Done {
  let atMs = MONDAY_NINE_MS;
  return steps.map(({ deed: what, afterMs }, index) => {
    atMs += afterMs;
    return { id: `d${String(index)}`, deed: what, atMs };
  });
}

/** The same deeds under other names. */
const named = (name: string, done: Done): Done => done.map((one) => ({ ...one, id: `${name}-${one.id}` }));

const START = aTicket({
  awaitingReplySinceMs: MONDAY_NINE_MS - 1000,
  lastCustomerAtMs: MONDAY_NINE_MS - 1000,
});

function undo(steps: readonly Step[], ids: readonly string[], isForced = false): TakenBack {
  let rev = 0;
  return takeBack(steps, new Set(ids), {
    derive: (ticket) => ticket,
    nextRev: () => `again-${String((rev += 1))}` as Rev,
    merge: (mine, { base, theirs }) => mergeTicket(base, mine, theirs),
    isForced,
  });
}

/** The same but for stamps, which tell states apart and say nothing. */
const withoutRev = (ticket: Ticket | null): unknown => ticket && { ...ticket, rev: '' };

describe('taking back what waits', () => {
  it('leaves the ticket as if it had never happened, whatever was done before and after', () => {
    fc.assert(
      fc.property(plan, fc.nat(), (wishes, choice) => {
        const done = timed(wishes);
        const { steps } = play(START, done);
        const chosen = steps[choice % Math.max(1, steps.length)];
        if (!chosen) return;
        const first = undo(steps, [chosen.id]);
        const gone = new Set([chosen.id, ...(first.kind === 'depends' ? first.on : [])]);
        const outcome = first.kind === 'taken' ? first : undo(steps, [...gone]);
        if (outcome.kind !== 'taken') throw new Error('what depends was taken back as well');
        const played = new Set(steps.map(({ id }) => id));
        const never = play(
          START,
          done.filter(({ id }) => played.has(id) && !gone.has(id)),
        );
        expect(withoutRev(outcome.ticket)).toEqual(withoutRev(never.ticket));
        expect(outcome.rest.map(({ done: { lines } }) => lines)).toEqual(
          never.steps.map(({ done: { lines } }) => lines),
        );
        expect(outcome.dropped).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves what was merged meanwhile as if it had never happened either', () => {
    fc.assert(
      fc.property(plan, plan, plan, fc.nat(), (before, theirs, after, choice) => {
        const merged = (
          early: Done,
          late: Done,
        ): { readonly ticket: Ticket; readonly steps: readonly Step[] } => {
          const mine = play(START, early);
          const met = { base: START, theirs: play(START, named('b', timed(theirs))).ticket };
          const joined = mergeTicket(met.base, mine.ticket, met.theirs);
          const rest = play(joined, late);
          return {
            ticket: rest.ticket,
            steps: [
              ...mine.steps.slice(0, -1),
              ...mine.steps.slice(-1).map((step) => ({ ...step, met: [met] })),
              ...rest.steps,
            ],
          };
        };
        const [early, late] = [timed(before), named('l', timed(after))];
        const { steps } = merged(early, late);
        const chosen = steps[choice % Math.max(1, steps.length)];
        // What nobody has done here is nothing that a merge could stand behind.
        if (!chosen || play(START, early).steps.length === 0) return;
        const first = undo(steps, [chosen.id]);
        const gone = new Set([chosen.id, ...(first.kind === 'depends' ? first.on : [])]);
        const outcome = first.kind === 'taken' ? first : undo(steps, [...gone]);
        if (outcome.kind !== 'taken') throw new Error('what depends was taken back as well');
        const played = new Set(steps.map(({ id }) => id));
        const isLeft = ({ id }: { readonly id: string }): boolean => played.has(id) && !gone.has(id);
        const never = merged(early.filter(isLeft), late.filter(isLeft));
        expect(withoutRev(outcome.ticket)).toEqual(withoutRev(never.ticket));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back the very state before when everything is taken back, stamp included', () => {
    fc.assert(
      fc.property(plan, (wishes) => {
        const { steps } = play(START, timed(wishes));
        if (steps.length === 0) return;
        const outcome = undo(
          steps,
          steps.map(({ id }) => id),
        );
        expect(outcome).toEqual({ kind: 'taken', ticket: START, rest: [], dropped: [] });
      }),
    );
  });

  it('can be done one after the other, in any order, with the same outcome', () => {
    fc.assert(
      fc.property(plan, fc.infiniteStream(fc.nat()), (wishes, picks) => {
        let { steps } = play(START, timed(wishes));
        let ticket: Ticket | null = START;
        for (const pick of picks) {
          const chosen = steps[pick % Math.max(1, steps.length)];
          if (!chosen) break;
          const first = undo(steps, [chosen.id]);
          const outcome = first.kind === 'taken' ? first : undo(steps, [chosen.id, ...first.on]);
          if (outcome.kind !== 'taken') throw new Error('what depends was taken back as well');
          steps = [...outcome.rest];
          ticket = outcome.ticket;
        }
        expect(ticket).toEqual(START);
      }),
    );
  });

  it('names what builds on it, latest first, and nothing else', () => {
    const { steps } = play(
      START,
      timed([
        { deed: { kind: 'priority', priority: 'high' }, afterMs: 1 },
        { deed: { kind: 'tags', tags: ['a'] }, afterMs: 1 },
        { deed: { kind: 'priority', priority: 'urgent' }, afterMs: 1 },
        { deed: { kind: 'priority', priority: 'low' }, afterMs: 1 },
      ]),
    );
    expect(undo(steps, ['d0'])).toEqual({ kind: 'depends', on: ['d3', 'd2'] });
    expect(undo(steps, ['d1']).kind).toBe('taken');
  });

  it('lets a ticket go that was made here, only together with all that was done to it', () => {
    const { steps } = play(START, timed([{ deed: { kind: 'priority', priority: 'high' }, afterMs: 1 }]));
    const born: Step = {
      id: 'born',
      done: { ...steps[0]!.done, before: null, deeds: null, afterRev: START.rev, lines: START.history },
    };
    expect(undo([born, ...steps], ['born'])).toEqual({ kind: 'depends', on: ['d0'] });
    expect(undo([born, ...steps], ['born', 'd0'])).toMatchObject({ kind: 'taken', ticket: null });
  });

  it('keeps what was done on a refused reply, as it comes out without it', () => {
    const reply: Deed = {
      kind: 'message',
      message: aMessage({ id: 'r' as MessageId, kind: 'reply', by: { kind: 'agent', id: 'ana' as AgentId } }),
      authorDepartmentIds: [SUPPORT],
    };
    const { steps, ticket } = play(
      START,
      timed([
        { deed: reply, afterMs: 1 },
        { deed: { kind: 'status', status: 'pending' }, afterMs: 1 },
        { deed: { kind: 'release' }, afterMs: 1 },
      ]),
    );
    expect(ticket).toMatchObject({ status: 'pending', messageCount: 1 });
    const outcome = undo(steps, ['d0'], true);
    expect(outcome).toMatchObject({
      kind: 'taken',
      ticket: { status: 'pending', assigneeId: '', messageCount: 0, firstReplyAtMs: 0 },
      dropped: ['d2'],
    });
    const last = outcome.kind === 'taken' ? outcome.ticket?.history.at(-1) : undefined;
    expect(last).toMatchObject({ kind: 'status', from: 'new', to: 'pending' });
  });
});
