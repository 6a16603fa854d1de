import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId, MessageId } from '../../../../shared/domain/ids.ts';
import type { Rev } from '../../../../shared/domain/rev.ts';
import {
  addMessage,
  assignTicket,
  setPriority,
  setStatus,
  setSubject,
  setTags,
  snoozeTicket,
  transferTicket,
  type ActionResult,
} from '../../../../shared/domain/ticket/actions.ts';
import { isSettlingLine, mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
import { STATUSES, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import {
  aContext,
  aMessage,
  aMessageContext,
  aTicket,
  countingIds,
  MONDAY_NINE_MS,
} from '../../../support/builders.ts';

const AGENTS = ['ana', 'ben', 'cleo'] as AgentId[];
const DEPARTMENTS = ['support', 'billing'] as DepartmentId[];

type Step = (ticket: Ticket, atMs: number, newId: () => string) => ActionResult;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...AGENTS).map(
    (to): Step =>
      (ticket, nowMs, newId) =>
        assignTicket(ticket, to, 'manual', aContext({ nowMs, newId })),
  ),
  fc.constantFrom(...DEPARTMENTS).map(
    (departmentId): Step =>
      (ticket, nowMs, newId) =>
        transferTicket(
          ticket,
          { departmentId, assigneeId: '', reason: { code: 'expertise', text: '' } },
          aContext({ nowMs, newId }),
        ),
  ),
  fc.constantFrom(...STATUSES).map(
    (to): Step =>
      (ticket, nowMs, newId) =>
        setStatus(ticket, to, aContext({ nowMs, newId })),
  ),
  fc.constantFrom('urgent', 'high', 'low', '').map(
    (to): Step =>
      (ticket, nowMs, newId) =>
        setPriority(ticket, to, aContext({ nowMs, newId })),
  ),
  fc.subarray(['a', 'b', 'c']).map(
    (tags): Step =>
      (ticket, nowMs, newId) =>
        setTags(ticket, tags, aContext({ nowMs, newId })),
  ),
  fc.constantFrom('One', 'Two').map(
    (text): Step =>
      (ticket, nowMs, newId) =>
        setSubject(ticket, text, aContext({ nowMs, newId })),
  ),
  fc.constantFrom('customer' as const, 'reply' as const, 'note' as const).map(
    (kind): Step =>
      (ticket, atMs, newId) =>
        addMessage(
          ticket,
          aMessage({
            id: newId() as MessageId,
            kind,
            atMs,
            by:
              kind === 'customer' ? { kind, id: ticket.contactId } : { kind: 'agent', id: 'ana' as AgentId },
          }),
          aMessageContext({ nowMs: atMs, newId }),
        ),
  ),
);

const steps = fc.array(fc.tuple(step, fc.integer({ min: 1, max: 1000 })), { maxLength: 6 });

function run(start: Ticket, rev: string, list: readonly (readonly [Step, number])[]): Ticket {
  const newId = countingIds(rev);
  let ticket = start;
  let atMs = start.updatedAtMs;
  for (const [act, waitMs] of list) {
    atMs += waitMs;
    const result = act(ticket, atMs, newId);
    if (result.kind === 'changed') ticket = result.ticket;
  }
  return ticket === start ? start : { ...ticket, rev: rev as Rev };
}

const diverged = fc.tuple(steps, steps, steps).map(([before, left, right]) => {
  const base = run(aTicket(), 'b', before);
  return { base, mine: run(base, 'm', left), theirs: run(base, 't', right) };
});

describe('merging two versions of a ticket', () => {
  it('keeps every history line of both sides exactly once, and stays a valid ticket', () => {
    fc.assert(
      fc.property(diverged, ({ base, mine, theirs }) => {
        const merged = Ticket.parse(mergeTicket(base, mine, theirs));
        const ids = merged.history.map((entry) => entry.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const entry of [...mine.history, ...theirs.history]) expect(ids).toContain(entry.id);
      }),
    );
  });

  it('gives back the changed side when only one side changed', () => {
    fc.assert(
      fc.property(diverged, ({ base, mine, theirs }) => {
        const { rev: _mine, history: myHistory, ...mineFields } = mergeTicket(base, mine, base);
        expect(mineFields).toEqual((({ rev: _r, history: _h, ...rest }) => rest)(mine));
        expect(new Set(myHistory)).toEqual(new Set(mine.history));
        expect({ ...mergeTicket(base, base, theirs), history: [] }).toEqual({ ...theirs, history: [] });
      }),
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(diverged, ({ base, mine, theirs }) => {
        const once = mergeTicket(base, mine, theirs);
        expect(mergeTicket(theirs, once, theirs)).toEqual(once);
      }),
    );
  });

  it('lets the first accepted holder win as a unit and tells the loser', () => {
    const base = aTicket();
    const mine = run(base, 'm', [
      [(t, nowMs, newId) => assignTicket(t, 'ana' as AgentId, 'manual', aContext({ nowMs, newId })), 1],
    ]);
    const theirs = run(base, 't', [
      [(t, nowMs, newId) => assignTicket(t, 'ben' as AgentId, 'manual', aContext({ nowMs, newId })), 9],
    ]);
    const merged = mergeTicket(base, mine, theirs);
    expect(merged.assigneeId).toBe('ben');
    expect(merged.history).toContainEqual(
      expect.objectContaining({
        kind: 'mergeLost',
        field: 'holder',
        dropped: 'support/ana',
        kept: 'support/ben',
      }),
    );
  });

  it('keeps a ticket open when the customer wrote while somebody else solved it offline', () => {
    const base = aTicket({ status: 'open', assigneeId: 'ana' as AgentId });
    const mine = run(base, 'm', [
      [(t, nowMs, newId) => setStatus(t, 'solved', aContext({ nowMs, newId })), 10],
    ]);
    const theirs = run(base, 't', [
      [
        (t, atMs, newId) =>
          addMessage(t, aMessage({ id: 'm9' as MessageId, atMs }), aMessageContext({ nowMs: atMs, newId })),
        500,
      ],
    ]);
    expect(mergeTicket(base, mine, theirs)).toMatchObject({
      status: 'open',
      isOpen: true,
      awaitingReplySinceMs: MONDAY_NINE_MS + 500,
    });
  });

  it('joins tags that were added and removed on different machines', () => {
    const base = aTicket({ tags: ['old', 'kept'] });
    const merged = mergeTicket(
      base,
      { ...base, tags: ['kept', 'mine'] },
      { ...base, tags: ['old', 'kept', 'theirs'] },
    );
    expect(merged.tags).toEqual(['kept', 'theirs', 'mine']);
  });

  it('gives the same to both sides where nobody has to be first', () => {
    fc.assert(
      fc.property(diverged, ({ base, mine, theirs }) => {
        const one = mergeTicket(base, mine, theirs);
        const other = mergeTicket(base, theirs, mine);
        const deeds = (ticket: Ticket) =>
          ticket.history.filter((entry) => entry.kind !== 'mergeLost' && entry.by.kind !== 'system');
        const told = (ticket: Ticket) => ({
          deeds: deeds(ticket),
          messages: [...(ticket.messageKeys ?? [])].sort(),
          messageCount: ticket.messageCount,
          firstReplyAtMs: ticket.firstReplyAtMs,
          lastReplyAtMs: ticket.lastReplyAtMs,
          lastCustomerAtMs: ticket.lastCustomerAtMs,
          updatedAtMs: ticket.updatedAtMs,
          lastMessageAtMs: ticket.lastMessageAtMs,
        });
        expect(told(one)).toEqual(told(other));
      }),
    );
  });

  it('merged again with the same two, stays as it is', () => {
    fc.assert(
      fc.property(diverged, ({ base, mine, theirs }) => {
        const once = mergeTicket(base, mine, theirs);
        expect(mergeTicket(base, once, theirs)).toEqual(once);
      }),
    );
  });

  it('counts a message once that the server has taken and the answer to which was lost', () => {
    const base = aTicket({ status: 'open' });
    const one = (id: string, atMs: number) =>
      aMessage({ id: id as MessageId, kind: 'note', atMs, by: { kind: 'agent', id: 'ana' as AgentId } });
    const joined = (ticket: Ticket, id: string, atMs: number): Ticket => {
      const result = addMessage(ticket, one(id, atMs), aMessageContext({ nowMs: atMs }));
      return result.kind === 'changed' ? result.ticket : ticket;
    };
    const taken = joined(base, 'first', MONDAY_NINE_MS + 1);
    const theirs = { ...taken, subject: 'Somebody else went on', rev: 't' as Rev };
    const mine = joined(taken, 'second', MONDAY_NINE_MS + 2);
    expect(mergeTicket(base, mine, theirs)).toMatchObject({ messageCount: 2 });
  });

  it('keeps a release that goes on from a claim the server has taken unheard', () => {
    const base = aTicket();
    const act = (to: string): readonly [Step, number] => [
      (t, nowMs, newId) => assignTicket(t, to as AgentId, 'manual', aContext({ nowMs, newId })),
      1,
    ];
    const claimed = run(base, 'm', [act('cleo')]);
    const theirs = { ...claimed, tags: ['seen'], rev: 't' as Rev };
    const released = assignTicket(claimed, '', 'manual', aContext({ nowMs: MONDAY_NINE_MS + 9 }));
    const mine = released.kind === 'changed' ? released.ticket : claimed;
    expect(mergeTicket(base, mine, theirs)).toMatchObject({ assigneeId: '', tags: ['seen'] });
  });

  it('wakes a ticket that was put to sleep by somebody who had not heard the customer', () => {
    const base = aTicket({ status: 'open' });
    const mine = run(base, 'm', [
      [(t, nowMs, newId) => snoozeTicket(t, nowMs + 3_600_000, aContext({ nowMs, newId })), 20],
    ]);
    const theirs = run(base, 't', [
      [
        (t, atMs, newId) =>
          addMessage(t, aMessage({ id: 'm9' as MessageId, atMs }), aMessageContext({ nowMs: atMs, newId })),
        5,
      ],
    ]);
    expect(mergeTicket(base, mine, theirs).snoozedUntilMs).toBe(0);
  });

  it('says with a line how a status came about that nobody has set', () => {
    const base = aTicket();
    const mine = run(base, 'm', [
      [
        (t, atMs, newId) =>
          addMessage(t, aMessage({ id: 'm9' as MessageId, atMs }), aMessageContext({ nowMs: atMs, newId })),
        5,
      ],
    ]);
    const theirs = run(base, 't', [
      [(t, nowMs, newId) => setStatus(t, 'solved', aContext({ nowMs, newId })), 2],
    ]);
    const merged = mergeTicket(base, mine, theirs);
    expect(merged).toMatchObject({ status: 'open', reopenCount: 1, solvedAtMs: 0 });
    expect(merged.history.filter(isSettlingLine)).toMatchObject([
      { kind: 'reopened', from: 'solved' },
      { kind: 'status', from: 'solved', to: 'open' },
    ]);
  });
});
