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
  transferTicket,
  type ActionResult,
} from '../../../../shared/domain/ticket/actions.ts';
import { mergeTicket } from '../../../../shared/domain/ticket/mergeTicket.ts';
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
});
