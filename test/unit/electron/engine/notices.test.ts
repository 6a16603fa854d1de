import { describe, expect, it } from 'vitest';
import type { AlarmEvent, AlarmNotice } from '../../../../electron/engine/alarms/alarmNotice.ts';
import {
  alarmNotices,
  decideNotices,
  startNotices,
  type ChangedTicket,
  type NoticeContext,
} from '../../../../electron/engine/notices.ts';
import type { AgentId, DepartmentId, HistoryId, TicketId } from '../../../../shared/domain/ids.ts';
import {
  NOBODY,
  type Actor,
  type HistoryEntry,
  type Ticket,
} from '../../../../shared/domain/ticket/ticket.ts';
import { aTicket } from '../../../support/builders.ts';

const ME = 'me' as AgentId;
const OTHER: Actor = { kind: 'agent', id: 'ben' as AgentId };
const CONTEXT: NoticeContext = { meId: ME, wantsAssigned: true, wantsReopened: true };
const departmentId = 'support' as DepartmentId;

function assigned(id: string, by: Actor = OTHER, atMs = 100): HistoryEntry {
  return {
    id: id as HistoryId,
    atMs,
    by,
    kind: 'holder',
    from: { departmentId, assigneeId: NOBODY },
    to: { departmentId, assigneeId: ME },
    cause: 'manual',
    reason: null,
  };
}

function reopened(id: string): HistoryEntry {
  return {
    id: id as HistoryId,
    atMs: 100,
    by: { kind: 'customer', id: 'carla' as never },
    kind: 'reopened',
    from: 'solved',
  };
}

function mine(id: string, newEntries: HistoryEntry[], overrides: Partial<Ticket> = {}): ChangedTicket {
  const ticket = aTicket({
    id: id as TicketId,
    assigneeId: ME,
    number: 7,
    subject: `Subject ${id}`,
    ...overrides,
  });
  return { ticket, newEntries };
}

describe('notices', () => {
  it('tell what was assigned to me by somebody else', () => {
    const { effects } = decideNotices(startNotices(0), [mine('t1', [assigned('h1')])], CONTEXT);
    expect(effects).toEqual([
      { kind: 'ticket', reason: 'assigned', ticketId: 't1', number: 7, subject: 'Subject t1' },
    ]);
  });

  it('keep silent about my own doing', () => {
    const own = assigned('h1', { kind: 'agent', id: ME });
    expect(decideNotices(startNotices(0), [mine('t1', [own])], CONTEXT).effects).toEqual([]);
  });

  it('tell one entry once, however often it comes', () => {
    const once = decideNotices(startNotices(0), [mine('t1', [assigned('h1')])], CONTEXT);
    expect(decideNotices(once.state, [mine('t1', [assigned('h1')])], CONTEXT)).toEqual({
      state: once.state,
      effects: [],
    });
  });

  it('keep silent about what is older than the beginning', () => {
    expect(decideNotices(startNotices(101), [mine('t1', [assigned('h1')])], CONTEXT).effects).toEqual([]);
  });

  it('keep silent about what no longer holds', () => {
    const gone = [
      mine('t1', [assigned('h1')], { assigneeId: NOBODY }),
      mine('t2', [assigned('h2')], { isOpen: false }),
    ];
    expect(decideNotices(startNotices(0), gone, CONTEXT).effects).toEqual([]);
  });

  it('tell a reopened ticket once, also when it was given back to me with it', () => {
    const { effects } = decideNotices(
      startNotices(0),
      [mine('t1', [reopened('h1'), assigned('h2')])],
      CONTEXT,
    );
    expect(effects).toMatchObject([{ reason: 'reopened', ticketId: 't1' }]);
  });

  it('tell three one by one and four as one', () => {
    const batch = (count: number): ChangedTicket[] =>
      Array.from({ length: count }, (_, index) => mine(`t${String(index)}`, [assigned(`h${String(index)}`)]));
    expect(decideNotices(startNotices(0), batch(3), CONTEXT).effects).toHaveLength(3);
    expect(
      decideNotices(startNotices(0), [...batch(3), mine('back', [reopened('r')])], CONTEXT).effects,
    ).toEqual([{ kind: 'group', assigned: 3, reopened: 1, ruleNotified: 0, alarms: {}, ticketId: 't0' }]);
  });

  it('tell whom a rule names, whoever has the ticket, and nobody else', () => {
    const line = (id: string, to: string[]): HistoryEntry => ({
      id: id as HistoryId,
      atMs: 100,
      by: { kind: 'rule', id: 'r' },
      kind: 'rule',
      eventId: 'e',
      trigger: 'slaBreach',
      deeds: [{ kind: 'notify', value: 'role:supervisor', outcome: 'done', to: to as AgentId[] }],
    });
    const changed = (id: string, to: string[]): ChangedTicket => ({
      ticket: aTicket({ id: id as TicketId }),
      newEntries: [line(id, to)],
    });
    const { effects } = decideNotices(
      startNotices(0),
      [changed('t1', ['ben']), changed('t2', [ME, 'ben'])],
      CONTEXT,
    );
    expect(effects).toMatchObject([{ kind: 'ticket', reason: 'ruleNotified', ticketId: 't2' }]);
  });

  it('leave out what the person does not want, and do not bring it up later', () => {
    const quiet = decideNotices(startNotices(0), [mine('t1', [assigned('h1')])], {
      ...CONTEXT,
      wantsAssigned: false,
    });
    expect(quiet.effects).toEqual([]);
    expect(decideNotices(quiet.state, [mine('t1', [assigned('h1')])], CONTEXT).effects).toEqual([]);
  });
});

function alarm(event: AlarmEvent, ticketId: string): AlarmNotice {
  return {
    event,
    key: event,
    ticketId: ticketId as TicketId,
    number: 7,
    subject: `Subject ${ticketId}`,
    target: 'resolution',
    dueAtMs: 100,
    ignoresQuietHours: false,
  };
}

describe('notices of alarms', () => {
  it('say the most telling thing of a ticket', () => {
    expect(alarmNotices([alarm('slaWarning', 't1'), alarm('slaBreach', 't1')], false)).toEqual([
      { kind: 'ticket', reason: 'slaBreach', ticketId: 't1', number: 7, subject: 'Subject t1' },
    ]);
  });

  it('are one when they were slept over, and one for many at once', () => {
    const two = [alarm('slaBreach', 't1'), alarm('teamSlaWarning', 't2')];
    const group = { kind: 'group', assigned: 0, reopened: 0, ruleNotified: 0, ticketId: 't1' };
    expect(alarmNotices(two, false)).toHaveLength(2);
    expect(alarmNotices(two, true)).toEqual([{ ...group, alarms: { slaBreach: 1, teamSlaWarning: 1 } }]);
    const many = ['t1', 't2', 't3', 't4'].map((id) => alarm('slaBreach', id));
    expect(alarmNotices(many, false)).toEqual([{ ...group, alarms: { slaBreach: 4 } }]);
  });
});
