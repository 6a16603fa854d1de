import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { PAUSED_UNTIL_ENDED_MS } from '../../../shared/domain/noticeSettings.ts';
import type { TestDesk } from '../../support/deskHarness.ts';
import { desksOn } from './deskSet.ts';
import { newTicket } from './newTicket.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
const desks = desksOn(() => server);

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  await desks.closeAll();
  await server.dispose();
});

/** A ticket of a customer that this desk's agent holds. */
async function heldTicket(desk: TestDesk): Promise<{ ticketId: TicketId; replyToken: string }> {
  const { ticketId, replyToken } = await server.intake({ messageId: 'first', text: 'It is broken' });
  await desk.eventually(() => desk.workspace.queries.get(ticketId));
  await desk.workspace.tickets.take({ ticketId });
  await desk.workspace.sync.settled();
  return { ticketId, replyToken };
}

function events(desk: TestDesk): string[] {
  return desk.workspace.notices.list().notices.map(({ event }) => event);
}

describe('a customer who replies on my ticket', () => {
  it('is shown with what can be done; an answer typed there goes the usual way', async () => {
    const ana = await desks.join('Ana');
    const { ticketId, replyToken } = await heldTicket(ana);
    await server.intake({ messageId: 'second', text: 'Still broken', replyToken });
    const [notice] = await ana.eventually(() => ana.notices.length > 0 && ana.notices);
    expect(notice).toMatchObject({ title: 'The customer has replied', buttons: [{}, { action: 'open' }] });
    expect(notice?.body).toContain('Still broken');

    notice?.on.onReply('We look into it.');
    const [pending] = await ana.eventually(() => {
      const sends = ana.workspace.sends.of(ticketId);
      return sends.length > 0 && sends;
    });
    expect(pending).toMatchObject({ kind: 'reply', html: '<p>We look into it.</p>' });
    await ana.workspace.sends.flush();
    await ana.workspace.sync.settled();
    const detail = await ana.workspace.queries.get(ticketId);
    expect(detail?.messages.at(-1)?.text).toBe('We look into it.');
    expect(ana.workspace.notices.list().notices[0]).toMatchObject({ event: 'customerReplied', isRead: true });
  });

  it('can be put off for an hour, and opened', async () => {
    const ana = await desks.join('Ana');
    const { ticketId, replyToken } = await heldTicket(ana);
    await server.intake({ messageId: 'second', text: 'Still broken', replyToken });
    const [notice] = await ana.eventually(() => ana.notices.length > 0 && ana.notices);
    notice?.on.onAction('snooze');
    const detail = await ana.eventually(async () => {
      const found = await ana.workspace.queries.get(ticketId);
      return found && found.ticket.snoozedUntilMs > 0 && found;
    });
    expect(detail.ticket.snoozedUntilMs - Date.now()).toBeGreaterThan(59 * 60_000);
    notice?.on.onClick();
    expect(ana.openedTickets).toEqual([ticketId]);
  });
});

describe('one person at two machines', () => {
  it('is shown a notice on the one in use, finds it listed on both, and has read it on both', async () => {
    const office = await desks.join('Ana');
    const home = await desks.open('home', {
      code: (await server.newCode(office.email)).code,
      idleMs: () => 3_600_000,
    });
    const { ticketId, replyToken } = await heldTicket(office);
    // The office has been touched last, and the home machine knows.
    const nowMs = Date.now();
    await office.workspace.replica.stores.settings.insert({
      id: `notices-${office.agentId}` as never,
      rev: (await office.workspace.replica.stores.settings.get(office.agentId))?.rev as never,
      updatedAtMs: nowMs,
      kind: 'notice-marks',
      value: { agentId: office.agentId, read: [], machines: { elsewhere: nowMs } },
    });
    await office.workspace.sync.settled();
    await home.eventually(() => home.workspace.replica.stores.settings.get(`notices-${office.agentId}`));
    await server.intake({ messageId: 'second', text: 'Still broken', replyToken });
    await home.eventually(() => events(home).includes('customerReplied'));
    expect(home.notices).toEqual([]);
    expect(home.workspace.notices.deliveries()[0]).toMatchObject({
      what: 'customerReplied',
      delivery: 'otherMachine',
      isListed: true,
    });

    await office.eventually(() => events(office).includes('customerReplied'));
    office.workspace.notices.shows({ viewId: 'desk', ticketId, mode: 'viewing' });
    expect(office.workspace.notices.list().unread).toBe(0);
    await home.eventually(() => home.workspace.notices.list().notices[0]?.isRead);
  });

  it('keeps what was read to itself: a colleague’s replica does not hold it', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    ana.workspace.notices.markRead(['assigned/x']);
    await ana.workspace.notices.stop();
    await ana.eventually(() => ana.workspace.replica.stores.settings.get(`notices-${ana.agentId}`));
    await ana.workspace.sync.settled();
    const ticketId = await newTicket(ana, 'Later than the marks');
    await ben.eventually(() => ben.workspace.queries.get(ticketId));
    expect(await ben.workspace.replica.stores.settings.get(`notices-${ana.agentId}`)).toBeUndefined();
    expect(ana.workspace.sync.held.list()).toEqual([]);
  });
});

describe('a person’s own choice', () => {
  it('holds on their other machines, and what is held back is summed up when it ends', async () => {
    const ana = await desks.join('Ana');
    const { replyToken } = await heldTicket(ana);
    const settings = ana.workspace.notices.settings();
    await ana.workspace.notices.saveSettings({ ...settings, pausedUntilMs: PAUSED_UNTIL_ENDED_MS });
    await ana.workspace.sync.settled();
    const home = await desks.open('home', { code: (await server.newCode(ana.email)).code });
    expect(home.workspace.notices.settings().pausedUntilMs).toBe(PAUSED_UNTIL_ENDED_MS);
    await home.close();

    await server.intake({ messageId: 'second', text: 'Still broken', replyToken });
    await ana.eventually(() => events(ana).includes('customerReplied'));
    expect(ana.notices).toEqual([]);
    await ana.workspace.notices.saveSettings(settings);
    await ana.eventually(() => ana.notices.length > 0);
    expect(ana.notices).toMatchObject([{ title: 'The customer has replied' }]);
  });

  it('takes over the two switches that this machine had before', async () => {
    let old: { assigned: boolean; reopened: boolean } | null = { assigned: false, reopened: true };
    const ana = await desks.join('Ana', {
      oldChoice: {
        get: () => old,
        forget: () => {
          old = null;
        },
      },
    });
    await ana.eventually(() => ana.workspace.notices.settings().grid.assigned);
    expect(ana.workspace.notices.settings().grid).toEqual({ assigned: ['inApp'] });
    expect(old).toBeNull();
  });
});

describe('a colleague who mentions me', () => {
  it('is told me, whoever holds the ticket; the server knows whom the note names', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    await ben.eventually(() => ben.workspace.directory.agent(ana.agentId));
    const ticketId = await newTicket(ben, 'A question');
    await ben.workspace.sends.send({
      ticketId,
      kind: 'note',
      html: '<p>What do you think, @Ana?</p>',
      setStatus: null,
      seenMessageId: '',
    });
    await ben.workspace.sends.flush();
    await ana.eventually(() => events(ana).includes('mentioned'));
    await ana.eventually(() => ana.notices.some(({ title }) => title === 'You were mentioned'));
    const detail = await ana.workspace.queries.get(ticketId);
    expect(detail?.messages.at(-1)?.mentions).toEqual([ana.agentId]);
    expect(events(ben)).toEqual([]);
  });

  it('has me hear of what follows, until I no longer follow the ticket', async () => {
    const ana = await desks.join('Ana');
    const ben = await desks.join('Ben');
    await ben.eventually(() => ben.workspace.directory.agent(ana.agentId));
    const { ticketId, replyToken } = await heldTicket(ben);
    const ask = async (): Promise<void> => {
      const html = '<p>Please look at this, @Ana</p>';
      await ben.workspace.sends.send({ ticketId, kind: 'note', html, setStatus: null, seenMessageId: '' });
      await ben.workspace.sends.flush();
    };
    await ask();
    const followers = async (desk: TestDesk): Promise<readonly string[]> =>
      (await desk.workspace.queries.get(ticketId))?.ticket.followerIds ?? [];
    await ana.eventually(async () => (await followers(ana)).includes(ana.agentId));
    // What comes at once to one ticket is told once, by what says most.
    await ana.eventually(() => events(ana).includes('mentioned'));
    await server.intake({ messageId: 'second', text: 'Any news?', replyToken });
    await ana.eventually(() => events(ana).includes('followed'));

    await ana.workspace.tickets.follow({ ticketId, agentId: ana.agentId, isFollowing: false });
    await ben.eventually(async () => (await followers(ben)).length === 0);
    await server.intake({ messageId: 'third', text: 'Hello?', replyToken });
    await ben.eventually(() => events(ben).length === 2);
    await ask();
    await ana.eventually(() => events(ana).filter((event) => event === 'mentioned').length === 2);
    expect(events(ana).filter((event) => event === 'followed')).toHaveLength(1);
    await expect(
      ana.workspace.tickets.follow({ ticketId, agentId: 'nobody' as AgentId, isFollowing: true }),
    ).rejects.toMatchObject({ code: 'input.notFound' });
  });
});

describe('a deadline that passes without a link', () => {
  it('is told as well', async () => {
    const ana = await desks.join('Ana');
    const { ticketId } = await heldTicket(ana);
    await server.stop();
    await ana.eventually(() => ana.workspace.sync.status().name === 'offline');
    const deadline = { target: 'firstResponse', dueAtMs: Date.now(), ignoresQuietHours: false } as const;
    const alarm = {
      event: 'slaBreach',
      key: 'late',
      ticketId,
      number: 1,
      subject: 'Help',
      ...deadline,
    } as const;
    ana.workspace.notices.alarm([alarm], false);
    await ana.eventually(() => ana.notices.length > 0);
    expect(events(ana)).toEqual(['slaBreach']);
    await server.start();
  });
});
