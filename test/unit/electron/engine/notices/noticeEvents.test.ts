import { describe, expect, it } from 'vitest';
import { noticesOf, type TicketNews } from '../../../../../electron/engine/notices/noticeEvents.ts';
import type { AgentId, HistoryId } from '../../../../../shared/domain/ids.ts';
import { NOBODY, type Actor, type HistoryEntry } from '../../../../../shared/domain/ticket/ticket.ts';
import {
  assignedLine,
  BEN,
  cameLine,
  ME,
  messageFacts,
  newsOf,
  OURS,
  reopenedLine,
  THEN_MS,
} from '../../../../support/noticeBuilders.ts';

const PERSON = { meId: ME, departmentIds: [OURS] };
const OWN: Actor = { kind: 'agent', id: ME };

function eventsOf(news: TicketNews, person = PERSON): string[] {
  return noticesOf(news, person).map(({ event }) => event);
}

function born(assigneeId: AgentId | typeof NOBODY): HistoryEntry {
  return {
    id: 'born' as HistoryId,
    atMs: THEN_MS,
    by: { kind: 'system' },
    kind: 'created',
    to: { departmentId: OURS, assigneeId },
    status: 'new',
  };
}

function solvedLine(id: string): HistoryEntry {
  return { id: id as HistoryId, atMs: THEN_MS, by: BEN, kind: 'status', from: 'open', to: 'solved' };
}

function byRule(to: string[]): HistoryEntry {
  return {
    id: 'run' as HistoryId,
    atMs: THEN_MS,
    by: { kind: 'rule', id: 'r' },
    kind: 'rule',
    eventId: 'e',
    trigger: 'slaBreach',
    deeds: [{ kind: 'notify', value: 'role:supervisor', outcome: 'done', to: to as AgentId[] }],
  };
}

describe('what concerns a person', () => {
  it.each<readonly [string, TicketNews, readonly string[]]>([
    ['a ticket given to me', newsOf('t', { entries: [assignedLine('h')] }), ['assigned']],
    ['a ticket born mine', newsOf('t', { entries: [born(ME)] }), ['assigned']],
    ['what I did myself', newsOf('t', { entries: [assignedLine('h', OWN), reopenedLine('r', OWN)] }), []],
    [
      'a ticket that has gone on',
      newsOf('t', { ticket: { assigneeId: NOBODY }, entries: [assignedLine('h')] }),
      [],
    ],
    ['a ticket solved since', newsOf('t', { ticket: { isOpen: false }, entries: [assignedLine('h')] }), []],
    ['mine reopened', newsOf('t', { entries: [reopenedLine('h')] }), ['reopened']],
    [
      'one reopened in our pool',
      newsOf('t', { ticket: { assigneeId: NOBODY }, entries: [reopenedLine('h')] }),
      ['reopenedInDepartment'],
    ],
    [
      'one reopened elsewhere',
      newsOf('t', {
        ticket: { assigneeId: NOBODY, departmentId: 'sales' as never },
        entries: [reopenedLine('h')],
      }),
      [],
    ],
    [
      'a new one in our pool',
      newsOf('t', { ticket: { assigneeId: NOBODY }, entries: [born(NOBODY)] }),
      ['newInDepartment'],
    ],
    [
      'a new one that somebody has already',
      newsOf('t', { ticket: { assigneeId: 'ben' as AgentId }, entries: [born(NOBODY)] }),
      [],
    ],
    [
      'one that comes from elsewhere',
      newsOf('t', { ticket: { assigneeId: NOBODY }, entries: [cameLine('h')] }),
      ['newInDepartment'],
    ],
    ['a customer on mine', newsOf('t', { messages: [messageFacts('m')] }), ['customerReplied']],
    [
      'a customer on another’s',
      newsOf('t', { ticket: { assigneeId: NOBODY }, messages: [messageFacts('m')] }),
      [],
    ],
    [
      'the message a ticket begins with',
      newsOf('t', { ticket: { createdAtMs: THEN_MS }, messages: [messageFacts('m')] }),
      [],
    ],
    ['a colleague’s reply', newsOf('t', { messages: [messageFacts('m', { kind: 'reply', by: BEN })] }), []],
    [
      'a note that mentions me, on whoever’s closed ticket',
      newsOf('t', {
        ticket: { assigneeId: NOBODY, isOpen: false },
        messages: [messageFacts('m', { kind: 'note', by: BEN, mentions: [ME] })],
      }),
      ['mentioned'],
    ],
    [
      'a note that mentions others',
      newsOf('t', { messages: [messageFacts('m', { kind: 'note', by: BEN, mentions: ['x' as AgentId] })] }),
      [],
    ],
    [
      'my own note about me',
      newsOf('t', { messages: [messageFacts('m', { kind: 'note', by: OWN, mentions: [ME] })] }),
      [],
    ],
    [
      'a customer, a colleague and a note on one I follow',
      newsOf('t', {
        ticket: { assigneeId: 'cleo' as AgentId, followerIds: [ME] },
        messages: [
          messageFacts('m'),
          messageFacts('r', { kind: 'reply', by: BEN }),
          messageFacts('n', { kind: 'note', by: BEN }),
        ],
      }),
      ['followed', 'followed', 'followed'],
    ],
    [
      'one I follow reopened, and one solved',
      newsOf('t', {
        ticket: { assigneeId: 'cleo' as AgentId, followerIds: [ME] },
        entries: [reopenedLine('r'), solvedLine('s')],
      }),
      ['followed', 'followed'],
    ],
    [
      'a colleague who solves one that nobody has told me to follow',
      newsOf('t', { ticket: { assigneeId: 'cleo' as AgentId }, entries: [solvedLine('s')] }),
      [],
    ],
    [
      'my own words on one I follow',
      newsOf('t', {
        ticket: { assigneeId: NOBODY, followerIds: [ME] },
        messages: [messageFacts('m', { kind: 'reply', by: OWN })],
      }),
      [],
    ],
    [
      'a rule that names me',
      newsOf('t', { ticket: { assigneeId: NOBODY }, entries: [byRule(['ben', ME])] }),
      ['ruleNotified'],
    ],
    ['a rule that names others', newsOf('t', { entries: [byRule(['ben'])] }), []],
  ])('%s', (_what, news, expected) => {
    expect(eventsOf(news)).toEqual(expected);
  });

  it('leaves out what happened before the ticket came into sight', () => {
    const came = cameLine('came', BEN, THEN_MS);
    const news = newsOf('t', {
      isNewHere: true,
      ticket: { assigneeId: NOBODY, history: [reopenedLine('old', BEN, 5), came] },
      entries: [reopenedLine('old', BEN, 5), came],
      messages: [messageFacts('old', { atMs: 6, kind: 'note', by: BEN, mentions: [ME] })],
    });
    expect(eventsOf(news)).toEqual(['newInDepartment']);
  });

  it('takes the beginning of the words along, and who wrote them', () => {
    const [notice] = noticesOf(
      newsOf('t', { messages: [messageFacts('m', { text: `Long ${'x'.repeat(500)}` })] }),
      PERSON,
    );
    expect(notice?.by).toMatchObject({ kind: 'customer' });
    expect(notice?.messageId).toBe('m');
    expect(notice?.words).toHaveLength(140);
  });
});
