import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hearPresence,
  presenceState,
  UNKNOWN_PRESENCE,
  type PresencePicture,
} from '../../../../electron/engine/presencePicture.ts';
import type { AgentId, TicketId } from '../../../../shared/domain/ids.ts';
import {
  combineActivities,
  PRESENCE_MODES,
  type PresentPerson,
  type StreamPresence,
  type TicketActivity,
} from '../../../../shared/sync/presence.ts';

const me = 'me' as AgentId;
const ana = 'ana' as AgentId;
const lamp = 'lamp' as TicketId;

function person(agentId: AgentId, ...tickets: TicketActivity[]): PresentPerson {
  return { agentId, isOnline: true, tickets };
}

function all(...people: PresentPerson[]): StreamPresence {
  return { isWhole: true, people };
}

function now(...people: PresentPerson[]): StreamPresence {
  return { isWhole: false, people };
}

function hear(...news: StreamPresence[]): PresencePicture {
  return news.reduce((picture, one) => hearPresence(picture, one, me), UNKNOWN_PRESENCE);
}

describe('the picture of who is there', () => {
  it('shows who is online and what they do', () => {
    expect(presenceState(hear(all(person(ana, { ticketId: lamp, mode: 'writingReply' }))))).toEqual({
      isKnown: true,
      online: [ana],
      tickets: [{ ticketId: lamp, agentId: ana, mode: 'writingReply' }],
    });
  });

  it('stays unknown until the whole of it is here', () => {
    expect(presenceState(hear(now(person(ana))))).toEqual({ isKnown: false, online: [], tickets: [] });
  });

  it('follows the last word on each person and never shows oneself, whatever comes', () => {
    const agentId = fc.constantFrom('me', 'ana', 'ben', 'eva').map((id) => id as AgentId);
    const ticketId = fc.constantFrom('lamp', 'bell').map((id) => id as TicketId);
    const activity = fc.record({ ticketId, mode: fc.constantFrom(...PRESENCE_MODES) });
    const anybody = fc.record({
      agentId,
      isOnline: fc.boolean(),
      tickets: fc.array(activity, { maxLength: 2 }),
    });
    const people = fc.uniqueArray(anybody, { selector: (one) => one.agentId });
    const news = fc.array(fc.record({ isWhole: fc.boolean(), people }), { maxLength: 12 });
    fc.assert(
      fc.property(news, (heard) => {
        const begin = heard.findLastIndex(({ isWhole }) => isWhole);
        const counting = begin === -1 ? [] : heard.slice(begin);
        const last = new Map(counting.flatMap((one) => one.people.map((told) => [told.agentId, told])));
        const there = [...last.values()].filter((told) => told.isOnline && told.agentId !== me);
        const { isKnown, online, tickets } = presenceState(hear(...heard));
        expect(isKnown).toBe(begin !== -1);
        expect(new Set(online)).toEqual(new Set(there.map((told) => told.agentId)));
        expect(
          new Set(tickets.map((ticket) => JSON.stringify([ticket.agentId, ticket.ticketId, ticket.mode]))),
        ).toEqual(
          new Set(
            there.flatMap((told) =>
              told.tickets.map((one) => JSON.stringify([told.agentId, one.ticketId, one.mode])),
            ),
          ),
        );
      }),
    );
  });
});

describe('several devices together', () => {
  it('name each ticket once, with what counts most there, the same in whatever order they come', () => {
    const ticketId = fc.constantFrom('a', 'b', 'c').map((id) => id as TicketId);
    const activity = fc.record({ ticketId, mode: fc.constantFrom(...PRESENCE_MODES) });
    fc.assert(
      fc.property(fc.array(activity), (activities) => {
        const combined = combineActivities(activities);
        expect(combineActivities([...activities].reverse())).toEqual(combined);
        expect(combined.map((one) => one.ticketId)).toEqual(
          [...new Set(activities.map((one) => one.ticketId))].sort(),
        );
        for (const { ticketId: id, mode } of combined) {
          const ranks = activities
            .filter((one) => one.ticketId === id)
            .map((one) => PRESENCE_MODES.indexOf(one.mode));
          expect(PRESENCE_MODES.indexOf(mode)).toBe(Math.max(...ranks));
        }
      }),
    );
  });
});
