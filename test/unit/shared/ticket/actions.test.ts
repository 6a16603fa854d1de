import { describe, expect, it } from 'vitest';
import type { AgentId, DepartmentId, MessageId } from '../../../../shared/domain/ids.ts';
import {
  addCourtesyMessage,
  addMessage,
  assignTicket,
  createTicket,
  releaseTicket,
  setDue,
  setStatus,
  setTags,
  snoozeTicket,
  takeTicket,
  transferTicket,
  type ActionResult,
} from '../../../../shared/domain/ticket/actions.ts';
import { holderSpans, hopCount, isPingPong } from '../../../../shared/domain/ticket/history.ts';
import { messageKey } from '../../../../shared/domain/ticket/messageKeys.ts';
import { NOBODY, STATUSES, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { STATUS_MOVES } from '../../../../shared/domain/statusMoves.ts';
import {
  aContext,
  aMessage,
  aMessageContext,
  aTicket,
  countingIds,
  MONDAY_NINE_MS,
} from '../../../support/builders.ts';

const ana = 'ana' as AgentId;
const ben = 'ben' as AgentId;
const cleo = 'cleo' as AgentId;
const support = 'support' as DepartmentId;
const billing = 'billing' as DepartmentId;
const EXPERTISE = { code: 'expertise', text: '' } as const;

function ticketOf(result: ActionResult): Ticket {
  if (result.kind !== 'changed') throw new Error(`expected a change, got ${JSON.stringify(result)}`);
  return Ticket.parse(result.ticket);
}

function reply(by: AgentId, text = 'We look into it') {
  return aMessage({
    id: 'msg_r' as MessageId,
    kind: 'reply',
    by: { kind: 'agent', id: by },
    text,
    atMs: MONDAY_NINE_MS + 5,
  });
}

describe('who holds a ticket', () => {
  it('is nobody when it is born in a team', () => {
    expect(aTicket()).toMatchObject({ departmentId: 'support', assigneeId: NOBODY, status: 'new' });
  });

  it('is the only agent at once where one works alone', () => {
    const { id, subject, departmentId, priority, tags, contactId, channel, language } = aTicket();
    const ticket = createTicket(
      { id, subject, departmentId, priority, tags, contactId, channel, language },
      aContext({ by: { kind: 'system' } }),
      [ana],
    );
    expect(ticket).toMatchObject({ assigneeId: 'ana', status: 'open' });
    expect(ticket.history).toContainEqual(
      expect.objectContaining({
        kind: 'holder',
        cause: 'soleAgent',
        to: { departmentId: 'support', assigneeId: 'ana' },
      }),
    );
  });

  it('moves from agent to agent with the transfer, reason and actor in the history', () => {
    const held = aTicket({ assigneeId: ana, status: 'open' });
    const moved = ticketOf(
      transferTicket(held, { departmentId: support, assigneeId: ben, reason: EXPERTISE }, aContext()),
    );
    expect(moved.assigneeId).toBe('ben');
    expect(moved.history.at(-1)).toEqual({
      id: 'id1',
      atMs: MONDAY_NINE_MS,
      by: { kind: 'agent', id: 'ana' },
      kind: 'holder',
      from: { departmentId: 'support', assigneeId: 'ana' },
      to: { departmentId: 'support', assigneeId: 'ben' },
      cause: 'manual',
      reason: EXPERTISE,
    });
  });

  it('becomes nobody when the ticket goes to another department, whoever was named', () => {
    const held = aTicket({ assigneeId: ana, status: 'open' });
    const moved = ticketOf(
      transferTicket(held, { departmentId: billing, assigneeId: ben, reason: EXPERTISE }, aContext()),
    );
    expect(moved).toMatchObject({ departmentId: 'billing', assigneeId: NOBODY });
  });

  it('is the agent of that department who answers first, and an internal note never takes it', () => {
    const noted = ticketOf(
      addMessage(aTicket(), { ...reply(ana), id: 'msg_n' as MessageId, kind: 'note' }, aMessageContext()),
    );
    expect(noted.assigneeId).toBe(NOBODY);
    const answered = ticketOf(addMessage(noted, reply(ana), aMessageContext()));
    expect(answered).toMatchObject({ assigneeId: 'ana', status: 'open', firstReplyAtMs: MONDAY_NINE_MS + 5 });
    expect(answered.history).toContainEqual(
      expect.objectContaining({ kind: 'holder', cause: 'claimByReply' }),
    );
  });

  it('stays nobody when somebody of another department answers', () => {
    const context = aMessageContext({ authorDepartmentIds: [billing] });
    expect(ticketOf(addMessage(aTicket(), reply(ana), context)).assigneeId).toBe(NOBODY);
  });

  it('cannot be taken from a colleague by "take", and goes back to the pool by "release"', () => {
    const held = aTicket({ assigneeId: ben, status: 'open' });
    expect(takeTicket(held, ana, aContext())).toEqual({ kind: 'refused', code: 'ticket.alreadyHeld' });
    const released = ticketOf(releaseTicket(held, aContext()));
    expect(released.assigneeId).toBe(NOBODY);
    expect(ticketOf(takeTicket(released, ana, aContext())).assigneeId).toBe('ana');
  });

  it('needs words when the reason of a transfer is "other"', () => {
    const held = aTicket({ assigneeId: ana, status: 'open' });
    const wish = { departmentId: support, assigneeId: ben, reason: { code: 'other', text: '  ' } } as const;
    expect(transferTicket(held, wish, aContext())).toEqual({ kind: 'refused', code: 'ticket.reasonMissing' });
  });

  it('is counted in hops, and a return is flagged as ping-pong', () => {
    const ids = countingIds();
    let ticket = aTicket();
    for (const [index, to] of [ana, ben, ana, cleo].entries()) {
      ticket = ticketOf(
        assignTicket(ticket, to, 'manual', aContext({ newId: ids, nowMs: MONDAY_NINE_MS + index })),
      );
      expect(isPingPong(ticket)).toBe(index >= 2);
    }
    expect(hopCount(ticket)).toBe(3);
  });
});

describe('a customer message', () => {
  const later = (ms: number) => aMessage({ id: 'msg_2' as MessageId, atMs: MONDAY_NINE_MS + ms });
  const fromCustomer = aMessageContext({
    by: { kind: 'customer', id: aTicket().contactId },
    nowMs: MONDAY_NINE_MS + 1000,
  });

  it.each(['pending', 'onHold'] as const)('opens a ticket that is %s', (status) => {
    expect(ticketOf(addMessage(aTicket({ status }), later(1000), fromCustomer)).status).toBe('open');
  });

  it('reopens a solved ticket, counts it and leaves it with its available last owner', () => {
    const solved = aTicket({ status: 'solved', isOpen: false, assigneeId: ana, solvedAtMs: MONDAY_NINE_MS });
    const reopened = ticketOf(addMessage(solved, later(1000), fromCustomer));
    expect(reopened).toMatchObject({
      status: 'open',
      isOpen: true,
      reopenCount: 1,
      solvedAtMs: 0,
      assigneeId: 'ana',
    });
    expect(reopened.history.filter((entry) => entry.kind === 'reopened')).toHaveLength(1);
    expect(reopened.history.filter((entry) => entry.kind === 'holder')).toHaveLength(0);
  });

  it.each([
    ['the last owner is away', { isAvailable: () => false }],
    ['the department sends reopened tickets to its pool', { reopenTo: () => 'pool' as const }],
  ])('puts a reopened ticket into the pool when %s', (_name, overrides) => {
    const solved = aTicket({ status: 'solved', isOpen: false, assigneeId: ana });
    const reopened = ticketOf(addMessage(solved, later(1000), { ...fromCustomer, ...overrides }));
    expect(reopened.assigneeId).toBe(NOBODY);
    expect(reopened.history.at(-1)).toMatchObject({ kind: 'holder', cause: 'reopen' });
  });

  it('is refused by a closed ticket: a follow-up is due', () => {
    expect(addMessage(aTicket({ status: 'closed' }), later(1000), fromCustomer)).toEqual({
      kind: 'refused',
      code: 'ticket.illegalMove',
    });
  });

  it('starts the waiting time once, wakes a snoozed ticket, and an answer ends the waiting', () => {
    const snoozed = aTicket({ status: 'open', assigneeId: ana, snoozedUntilMs: MONDAY_NINE_MS + 9_000 });
    const once = ticketOf(addMessage(snoozed, later(1000), fromCustomer));
    const twice = ticketOf(addMessage(once, { ...later(2000), id: 'msg_3' as MessageId }, fromCustomer));
    expect(twice).toMatchObject({
      awaitingReplySinceMs: MONDAY_NINE_MS + 1000,
      snoozedUntilMs: 0,
      messageCount: 2,
    });
    const answer = { ...reply(ana), atMs: MONDAY_NINE_MS + 3000 };
    expect(ticketOf(addMessage(twice, answer, aMessageContext()))).toMatchObject({
      awaitingReplySinceMs: 0,
      lastMessageBy: 'agent',
      messageCount: 3,
    });
  });
});

describe('a status', () => {
  it('moves only along the table', () => {
    for (const from of STATUSES) {
      for (const to of STATUSES.filter((status) => status !== from)) {
        const result = setStatus(aTicket({ status: from }), to, aContext());
        expect([from, to, result.kind]).toEqual([from, to, STATUS_MOVES[from][to] ? 'changed' : 'refused']);
      }
    }
  });

  it('solved remembers when, and setting it back to open counts as a reopen', () => {
    const solved = ticketOf(setStatus(aTicket({ status: 'open' }), 'solved', aContext()));
    expect(solved).toMatchObject({ isOpen: false, solvedAtMs: MONDAY_NINE_MS });
    expect(ticketOf(setStatus(solved, 'open', aContext({ newId: countingIds('x') })))).toMatchObject({
      isOpen: true,
      solvedAtMs: 0,
      reopenCount: 1,
    });
  });
});

describe('small changes', () => {
  it('treat tags as a set and write what was added and removed', () => {
    const tagged = ticketOf(
      setTags(aTicket({ tags: ['vip', 'old'] }), ['vip', ' new ', 'new', ''], aContext()),
    );
    expect(tagged.tags).toEqual(['vip', 'new']);
    expect(tagged.history.at(-1)).toMatchObject({ kind: 'tags', added: ['new'], removed: ['old'] });
    expect(setTags(tagged, ['new', 'vip'], aContext())).toEqual({ kind: 'unchanged' });
  });

  it('refuse to snooze into the past', () => {
    expect(snoozeTicket(aTicket(), MONDAY_NINE_MS - 1, aContext())).toEqual({
      kind: 'refused',
      code: 'input.invalid',
    });
  });
});

describe('a due time set by hand', () => {
  const due = (ticket: Ticket, dueAtMs: number) => setDue(ticket, dueAtMs, aContext());

  it('is kept with a line, changed and taken away again', () => {
    const set = ticketOf(due(aTicket(), MONDAY_NINE_MS + 1000));
    expect(set).toMatchObject({ manualDueAtMs: MONDAY_NINE_MS + 1000 });
    expect(set.history.at(-1)).toMatchObject({ kind: 'due', from: 0, to: MONDAY_NINE_MS + 1000 });
    expect(due(set, MONDAY_NINE_MS + 1000)).toEqual({ kind: 'unchanged' });
    const gone = ticketOf(due(set, 0));
    expect([gone.manualDueAtMs, gone.history.at(-1)]).toMatchObject([
      0,
      { kind: 'due', from: MONDAY_NINE_MS + 1000, to: 0 },
    ]);
  });

  it('cannot lie in the past, nor on a ticket that is solved', () => {
    expect(due(aTicket(), MONDAY_NINE_MS)).toEqual({ kind: 'refused', code: 'input.invalid' });
    expect(due(aTicket({ status: 'solved' }), MONDAY_NINE_MS + 1000)).toEqual({
      kind: 'refused',
      code: 'ticket.illegalMove',
    });
  });
});

describe('who had the ticket when', () => {
  it('tells every holder from the beginning on, the last one until it was solved', () => {
    const at = (minutes: number) => aContext({ nowMs: MONDAY_NINE_MS + minutes * 60_000, newId: ids });
    const ids = countingIds();
    const born = aTicket({ createdAtMs: MONDAY_NINE_MS });
    const taken = ticketOf(takeTicket(born, ana, at(10)));
    const wish = { departmentId: billing, assigneeId: NOBODY, reason: EXPERTISE } as const;
    const moved = ticketOf(transferTicket(taken, wish, at(30)));
    const spans = (ticket: Ticket) =>
      holderSpans(ticket).map(({ holder, fromMs, untilMs }) => [
        holder.departmentId,
        holder.assigneeId,
        (fromMs - MONDAY_NINE_MS) / 60_000,
        untilMs === 0 ? 'now' : (untilMs - MONDAY_NINE_MS) / 60_000,
      ]);
    expect(spans(moved)).toEqual([
      ['support', '', 0, 10],
      ['support', 'ana', 10, 30],
      ['billing', '', 30, 'now'],
    ]);
    expect(spans(ticketOf(setStatus(moved, 'solved', at(45)))).at(-1)).toEqual(['billing', '', 30, 45]);
    expect(spans(born)).toEqual([['support', '', 0, 'now']]);
  });
});

describe('a message that only keeps the customer informed', () => {
  const waiting = aTicket({
    status: 'open',
    assigneeId: NOBODY,
    firstReplyAtMs: 0,
    lastReplyAtMs: 0,
    awaitingReplySinceMs: MONDAY_NINE_MS,
    preview: 'My bell fell off',
    messageCount: 1,
  });

  it('joins the thread and is no answer: nobody holds the ticket by it and the customer goes on waiting', () => {
    const told = reply(ana, 'Billing looks after it now');
    const after = ticketOf(addCourtesyMessage(waiting, told, aContext({ nowMs: told.atMs })));
    expect(after).toEqual({
      ...waiting,
      updatedAtMs: told.atMs,
      messageCount: 2,
      messageKeys: [messageKey(told.id)],
      lastMessageId: told.id,
      lastMessageAtMs: told.atMs,
      lastMessageBy: 'agent',
    });
  });

  it('is counted once, however often it joins', () => {
    const told = ticketOf(addCourtesyMessage(waiting, reply(ana), aContext()));
    expect([
      addCourtesyMessage(told, reply(ana), aContext()),
      addMessage(told, reply(ana), aMessageContext()),
    ]).toEqual([{ kind: 'unchanged' }, { kind: 'unchanged' }]);
  });

  it('goes into no closed ticket', () => {
    expect(addCourtesyMessage({ ...waiting, status: 'closed' }, reply(ana), aContext())).toEqual({
      kind: 'refused',
      code: 'ticket.illegalMove',
    });
  });
});
