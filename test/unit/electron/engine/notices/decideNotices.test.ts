import { describe, expect, it } from 'vitest';
import {
  BURST_MS,
  decideNotices,
  startNotices,
  type NoticeContext,
  type NoticeDecision,
  type NoticeState,
} from '../../../../../electron/engine/notices/decideNotices.ts';
import type { AlarmNotice } from '../../../../../electron/engine/alarms/alarmNotice.ts';
import type { TicketNews } from '../../../../../electron/engine/notices/noticeEvents.ts';
import { PAUSED_UNTIL_ENDED_MS } from '../../../../../shared/domain/noticeSettings.ts';
import { NOBODY } from '../../../../../shared/domain/ticket/ticket.ts';
import {
  aNoticeContext,
  anAlarm,
  assignedLine,
  cameLine,
  messageFacts,
  newsOf,
  noticeSettings,
  reopenedLine,
  THEN_MS,
} from '../../../../support/noticeBuilders.ts';

const NOW_MS = THEN_MS + 1000;

function decide(
  news: readonly TicketNews[],
  {
    state = startNotices(0),
    alarms = [],
    nowMs = NOW_MS,
    ...context
  }: Partial<NoticeContext> & {
    state?: NoticeState;
    alarms?: readonly AlarmNotice[];
    nowMs?: number;
  } = {},
): NoticeDecision {
  return decideNotices(state, news, alarms, aNoticeContext(context), nowMs);
}

function assigned(count: number, from = 0): TicketNews[] {
  return Array.from({ length: count }, (_, index) => {
    const id = String(from + index);
    return newsOf(`t${id}`, { entries: [assignedLine(`h${id}`)] });
  });
}

const PAUSED = noticeSettings({ pausedUntilMs: NOW_MS + 60_000 });

describe('notices', () => {
  it('show and list what was assigned to me, with the sound it has', () => {
    const { showings, listed, wakeAtMs } = decide(assigned(1));
    expect(showings).toMatchObject([
      {
        kind: 'ticket',
        isSeen: true,
        isHeard: true,
        notice: { event: 'assigned', ticketId: 't0', number: 7 },
      },
    ]);
    expect(listed.map(({ id }) => id)).toEqual(['assigned/h0']);
    expect(wakeAtMs).toBeNull();
  });

  it('tell one thing once, however often it comes', () => {
    const { state } = decide(assigned(1));
    expect(decide(assigned(1), { state })).toMatchObject({ listed: [], showings: [], silent: [] });
  });

  it('keep silent about what is older than the beginning, or than a month', () => {
    expect(decide(assigned(1), { state: startNotices(THEN_MS + 1) }).listed).toEqual([]);
    expect(decide(assigned(1), { nowMs: THEN_MS + 31 * 24 * 60 * 60 * 1000 }).listed).toEqual([]);
  });

  it('say of one ticket what matters most', () => {
    const both = newsOf('t1', { entries: [assignedLine('h2'), reopenedLine('h1')] });
    expect(decide([both]).listed.map(({ event }) => event)).toEqual(['reopened']);
    const alarms = [anAlarm('t1')];
    expect(decide([both], { alarms }).listed.map(({ event }) => event)).toEqual(['slaBreach']);
  });

  it('say the other thing where the person does not want the first, and do not bring that up later', () => {
    const settings = noticeSettings({ grid: { reopened: [] } });
    const both = newsOf('t1', { entries: [reopenedLine('h1'), assignedLine('h2')] });
    const { listed, state } = decide([both], { settings });
    expect(listed.map(({ event }) => event)).toEqual(['assigned']);
    expect(decide([both], { state }).listed).toEqual([]);
  });

  it('only list what is for the list, and say why the rest was not shown', () => {
    const news = newsOf('t1', { ticket: { assigneeId: NOBODY }, entries: [cameLine('h1')] });
    expect(decide([news])).toMatchObject({
      showings: [],
      listed: [{ event: 'newInDepartment' }],
      silent: [{ why: 'listed' }],
    });
    const settings = noticeSettings({ grid: { newInDepartment: [] } });
    expect(decide([news], { settings })).toMatchObject({ listed: [], silent: [{ why: 'off' }] });
  });

  it('show three one by one and four as one, which opens what matters most', () => {
    expect(decide(assigned(3)).showings).toHaveLength(3);
    const back = newsOf('back', { entries: [reopenedLine('r')] });
    expect(decide([...assigned(3), back]).showings).toMatchObject([
      { kind: 'group', cause: 'burst', counts: { assigned: 3, reopened: 1 }, ticketId: 'back' },
    ]);
  });

  it('gather what drips in faster than anybody reads, and show it as one a little later', () => {
    let step = decide(assigned(2));
    step = decide(assigned(2, 2), { state: step.state, nowMs: NOW_MS + 500 });
    expect(step).toMatchObject({
      showings: [],
      silent: [{ why: 'burst' }, { why: 'burst' }],
      wakeAtMs: NOW_MS + 500 + BURST_MS,
    });
    step = decide([], { state: step.state, nowMs: NOW_MS + 500 + BURST_MS });
    expect(step).toMatchObject({ showings: [{ kind: 'group', counts: { assigned: 2 } }], wakeAtMs: null });
  });

  it('sum up what happened while the machine was away, and show a single thing as it is', () => {
    expect(decide(assigned(2), { isReturning: true }).showings).toMatchObject([
      { kind: 'group', cause: 'returning', counts: { assigned: 2 } },
    ]);
    expect(decide(assigned(1), { isReturning: true }).showings).toMatchObject([{ kind: 'ticket' }]);
  });

  it('list while the person is not to be disturbed, and sum up what they have not read when that ends', () => {
    const quiet = decide(assigned(3), { settings: PAUSED });
    expect(quiet).toMatchObject({ showings: [], wakeAtMs: NOW_MS + 60_000 });
    expect(quiet.listed).toHaveLength(3);
    const { showings } = decide([], {
      state: quiet.state,
      nowMs: NOW_MS + 60_000,
      settings: PAUSED,
      isRead: (id) => id === 'assigned/h1',
    });
    expect(showings).toMatchObject([{ kind: 'group', cause: 'quietHours', counts: { assigned: 2 } }]);
  });

  it('sum up nothing when everything was read in the list meanwhile', () => {
    const { state } = decide(assigned(2), { settings: PAUSED });
    const ended = decide([], { state, nowMs: NOW_MS + 60_000, isRead: () => true });
    expect(ended).toMatchObject({ showings: [], wakeAtMs: null, state: { held: [] } });
  });

  it('wait for the person where they end it themselves', () => {
    const settings = noticeSettings({ pausedUntilMs: PAUSED_UNTIL_ENDED_MS });
    const { state } = decide(assigned(1), { settings });
    expect(decide([], { state, settings }).showings).toEqual([]);
    expect(decide([], { state }).showings).toMatchObject([{ kind: 'ticket' }]);
  });

  it('let through what ignores quiet hours', () => {
    const alarms = [anAlarm('t1', { ignoresQuietHours: true }), anAlarm('t2')];
    expect(decide([], { alarms, settings: PAUSED })).toMatchObject({
      showings: [{ kind: 'ticket', notice: { ticketId: 't1' } }],
      silent: [{ notice: { ticketId: 't2' }, why: 'paused' }],
    });
  });

  it('leave showing to the machine that is in use, and list all the same', () => {
    const other = decide(assigned(2), { isInUse: false });
    expect(other).toMatchObject({ showings: [], silent: [{ why: 'otherMachine' }, { why: 'otherMachine' }] });
    expect(other.listed).toHaveLength(2);
    const quiet = decide(assigned(2), { isInUse: false, settings: PAUSED });
    expect(decide([], { state: quiet.state, isInUse: false }).showings).toEqual([]);
    expect(decide([], { state: quiet.state, isInUse: false }).state.held).toEqual([]);
  });

  it('raise the same deadline once and another one anew', () => {
    const { state } = decide([], { alarms: [anAlarm('t1')] });
    expect(decide([], { state, alarms: [anAlarm('t1')] }).listed).toEqual([]);
    expect(decide([], { state, alarms: [anAlarm('t1', { dueAtMs: 5 })] }).listed).toHaveLength(1);
  });

  it('only sound where that is all the person wants', () => {
    const settings = noticeSettings({ grid: { customerReplied: ['sound'] } });
    const news = newsOf('t1', { messages: [messageFacts('m1')] });
    expect(decide([news], { settings })).toMatchObject({
      listed: [],
      showings: [{ kind: 'ticket', isSeen: false, isHeard: true }],
    });
  });
});
