import { describe, expect, it } from 'vitest';
import { createPresence } from '../../../../electron/sync/presence.ts';
import type { AgentId, TicketId } from '../../../../shared/domain/ids.ts';
import type { PresenceState } from '../../../../shared/ipc/presence.ts';
import type { PresenceBody, PresenceMode } from '../../../../shared/sync/presence.ts';
import { BatonError } from '../../../../shared/errors.ts';
import { testScheduler } from '../../../support/testScheduler.ts';

const lamp = 'lamp' as TicketId;
const bell = 'bell' as TicketId;
const ana = 'ana' as AgentId;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function aDesk() {
  const time = testScheduler(0);
  const sent: string[] = [];
  const missed: AgentId[] = [];
  const states: PresenceState[] = [];
  const server = { isThere: true };
  const presence = createPresence({
    send: ({ tickets }: PresenceBody) => {
      sent.push(tickets.map(({ ticketId, mode }) => `${mode}:${ticketId}`).join(' '));
      return server.isThere
        ? Promise.resolve()
        : Promise.reject(new BatonError('sync.offline', 'nobody answers'));
    },
    sendMissing: ({ agentIds }) => {
      missed.push(...agentIds);
      return Promise.resolve();
    },
    meId: 'me' as AgentId,
    clock: time,
    scheduler: time,
    log,
  });
  presence.onChange((state) => states.push(state));
  const show = (ticketId: TicketId | null, mode: PresenceMode = 'viewing', viewId = 'window'): void => {
    presence.show({ viewId, ticketId, mode });
  };
  return { ...presence, time, sent, missed, states, server, show };
}

describe('what a desk tells of itself', () => {
  it('is told when the stream opens, and again as long as it is open', async () => {
    const desk = aDesk();
    desk.show(lamp);
    await desk.time.pass(60_000);
    desk.line.opened();
    await desk.time.pass(29_000);
    expect(desk.sent).toEqual(['viewing:lamp']);
    await desk.time.pass(2_000);
    desk.line.lost();
    await desk.time.pass(60_000);
    expect(desk.sent).toEqual(['viewing:lamp', 'viewing:lamp']);
  });

  it('leaves out what was overtaken while a request was on its way', async () => {
    const desk = aDesk();
    desk.line.opened();
    await desk.time.pass(1_000);
    desk.show(lamp);
    desk.show(bell);
    desk.show(lamp, 'writingReply');
    await desk.time.pass(1_000);
    expect(desk.sent).toEqual(['', 'viewing:lamp', 'writingReply:lamp']);
  });

  it('joins what several windows show, and forgets a window that says nothing any more', async () => {
    const desk = aDesk();
    desk.line.opened();
    await desk.time.pass(1_000);
    desk.show(bell, 'viewing', 'second');
    await desk.time.pass(1_000);
    for (let minute = 0; minute < 3; minute += 1) {
      desk.show(lamp);
      await desk.time.pass(60_000);
    }
    expect([...new Set(desk.sent)]).toEqual([
      '',
      'viewing:bell',
      'viewing:bell viewing:lamp',
      'viewing:lamp',
    ]);
  });

  it('is said at once when the server asks for a sign of life', async () => {
    const desk = aDesk();
    desk.show(lamp);
    desk.line.opened();
    await desk.time.pass(1_000);
    desk.line.asked();
    expect(desk.sent).toEqual(['viewing:lamp', 'viewing:lamp']);
  });

  it('is whom it misses as well, for the server to look after them', () => {
    const desk = aDesk();
    desk.miss([ana]);
    expect(desk.missed).toEqual([ana]);
  });

  it('is said again after a failure', async () => {
    const desk = aDesk();
    desk.line.opened();
    await desk.time.pass(1_000);
    desk.server.isThere = false;
    desk.show(lamp);
    desk.server.isThere = true;
    await desk.time.pass(31_000);
    expect(desk.sent).toEqual(['', 'viewing:lamp', 'viewing:lamp']);
  });
});

describe('what a desk knows of the others', () => {
  it('is told to its windows once for a burst, and is unknown at once when the stream ends', async () => {
    const desk = aDesk();
    desk.line.opened();
    desk.line.heard({ isWhole: true, people: [] });
    desk.line.heard({ isWhole: false, people: [{ agentId: ana, isOnline: true, tickets: [] }] });
    await desk.time.pass(1_000);
    desk.line.lost();
    desk.line.lost();
    await desk.time.pass(1_000);
    expect(desk.states).toEqual([
      { isKnown: true, online: [ana], tickets: [] },
      { isKnown: false, online: [], tickets: [] },
    ]);
  });
});
