import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideNotices,
  startNotices,
  type NoticeDecision,
  type NoticeState,
} from '../../../../../electron/engine/notices/decideNotices.ts';
import type { TicketNews } from '../../../../../electron/engine/notices/noticeEvents.ts';
import { NOTICE_CHANNELS, NOTICE_EVENTS } from '../../../../../shared/domain/noticeSettings.ts';
import type { Actor } from '../../../../../shared/domain/ticket/ticket.ts';
import {
  aNoticeContext,
  anAlarm,
  assignedLine,
  BEN,
  CARLA,
  ME,
  messageFacts,
  newsOf,
  noticeSettings,
  reopenedLine,
  THEN_MS,
} from '../../../../support/noticeBuilders.ts';

const OWN: Actor = { kind: 'agent', id: ME };

/** One thing that happens to one of five tickets. */
const deed = fc.record({
  ticket: fc.integer({ min: 0, max: 4 }),
  id: fc.integer({ min: 0, max: 30 }),
  kind: fc.constantFrom('assigned', 'reopened', 'reply', 'mention', 'alarm'),
  isOwn: fc.boolean(),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** A batch arrives, some time passes, and the app may have been started anew in between. */
const step = fc.record({
  deeds: fc.array(deed, { maxLength: 8 }),
  pauseMs: fc.integer({ min: 0, max: 30_000 }),
  isRestart: fc.boolean(),
  isReturning: fc.boolean(),
  isInUse: fc.boolean(),
  isPaused: fc.boolean(),
});

const grid = fc.dictionary(fc.constantFrom(...NOTICE_EVENTS), fc.subarray([...NOTICE_CHANNELS]));

function newsFrom({ ticket, id, kind, isOwn }: Deed): TicketNews {
  const by = isOwn ? OWN : kind === 'reply' ? CARLA : BEN;
  const key = `${kind}${String(id)}`;
  const ticketId = `t${String(ticket)}`;
  switch (kind) {
    case 'assigned':
      return newsOf(ticketId, { entries: [assignedLine(key, by)] });
    case 'reopened':
      return newsOf(ticketId, { entries: [reopenedLine(key, by)] });
    case 'reply':
      return newsOf(ticketId, { messages: [messageFacts(key, { by })] });
    case 'mention':
    case 'alarm':
      return newsOf(ticketId, { messages: [messageFacts(key, { kind: 'note', by, mentions: [ME] })] });
  }
}

function idsShown({ showings }: NoticeDecision): string[] {
  return showings.flatMap((one) => (one.kind === 'ticket' ? [one.notice.id] : [...one.noticeIds]));
}

describe('whatever arrives, in whatever order, however often', () => {
  it('nothing is shown or listed twice, nothing is one’s own, and at most three come at once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), grid, (steps, chosen) => {
        let state: NoticeState = startNotices(0);
        let nowMs = THEN_MS + 1;
        const shown: string[] = [];
        const listed: string[] = [];
        const own = new Set<string>();
        for (const { deeds, pauseMs, isRestart, isReturning, isInUse, isPaused } of steps) {
          nowMs += pauseMs;
          // A restart keeps what was written down, as plain data.
          if (isRestart) state = JSON.parse(JSON.stringify(state)) as NoticeState;
          const news = deeds.filter(({ kind }) => kind !== 'alarm').map(newsFrom);
          const alarms = deeds
            .filter(({ kind }) => kind === 'alarm')
            .map(({ ticket, id }) => anAlarm(`t${String(ticket)}`, { dueAtMs: id }));
          const settings = noticeSettings({
            grid: chosen,
            pausedUntilMs: isPaused ? nowMs + 5000 : 0,
          });
          const context = aNoticeContext({ settings, isReturning, isInUse });
          const decision = decideNotices(state, news, alarms, context, nowMs);
          state = decision.state;
          for (const one of deeds)
            if (one.isOwn && one.kind !== 'alarm') own.add(`${one.kind}${String(one.id)}`);
          const others = new Set(
            deeds.filter(({ isOwn }) => !isOwn).map(({ kind, id }) => `${kind}${String(id)}`),
          );
          for (const notice of decision.listed) {
            const source = notice.id.split('/')[1] ?? '';
            if (own.has(source)) expect(others).toContain(source);
          }
          expect(decision.showings.length).toBeLessThanOrEqual(5);
          shown.push(...idsShown(decision));
          listed.push(...decision.listed.map(({ id }) => id));
          if (!isInUse) expect(decision.showings).toEqual([]);
        }
        expect(new Set(shown).size).toBe(shown.length);
        expect(new Set(listed).size).toBe(listed.length);
      }),
    );
  });

  it('what the person may hear of is shown or held until it is, where this machine is in use and nothing was read', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let state: NoticeState = startNotices(0);
        let nowMs = THEN_MS + 1;
        const due = new Set<string>();
        const shown = new Set<string>();
        const decide = (news: TicketNews[], isPaused: boolean): void => {
          const settings = noticeSettings({ pausedUntilMs: isPaused ? nowMs + 5000 : 0 });
          const decision = decideNotices(state, news, [], aNoticeContext({ settings }), nowMs);
          state = decision.state;
          for (const { id } of decision.listed) due.add(id);
          for (const id of idsShown(decision)) shown.add(id);
        };
        for (const { deeds, pauseMs, isPaused } of steps) {
          nowMs += pauseMs;
          decide(deeds.filter(({ kind }) => kind !== 'alarm').map(newsFrom), isPaused);
        }
        nowMs += 60_000;
        decide([], false);
        expect([...due].filter((id) => !shown.has(id))).toEqual([]);
        expect(state.held).toEqual([]);
      }),
    );
  });
});
