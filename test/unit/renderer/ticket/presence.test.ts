import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import type { PresenceState } from '../../../../shared/ipc/presence.ts';
import type { PresenceMode } from '../../../../shared/sync/presence.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { openTicket } from './ticketWindow.ts';
import type { TicketWindow } from './ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const MIA = 'agt_mia' as AgentId;
const ZOE = 'agt_zoe' as AgentId;
const ION = 'agt_ion' as AgentId;
const support = 'dep_support' as DepartmentId;

let page: TicketWindow;
afterEach(() => page.close());

async function open(): Promise<void> {
  page = await openTicket(fakeBridge({ tickets: 3 }), { departmentId: support, assigneeId: ME });
}

async function inTicket(...people: readonly (readonly [AgentId, PresenceMode])[]): Promise<void> {
  const tickets = people.map(([agentId, mode]) => ({ ticketId: page.ticket().id, agentId, mode }));
  await setPresence({ isKnown: true, online: people.map(([agentId]) => agentId), tickets });
}

function setPresence(state: PresenceState): Promise<void> {
  return page.settle(() => page.fake.setPresence(state));
}

/** What the notice says, one text for each thing people do. */
function notice(): string[] {
  return Array.from(page.get('status', 'Colleagues in this ticket').querySelectorAll('p'), (line) =>
    line.textContent.replace(/\s+/gu, ' '),
  );
}

describe('The notice in a ticket', () => {
  it('says who writes before who reads, politely and by name', async () => {
    await open();
    expect(notice()).toEqual([]);
    await inTicket([ZOE, 'viewing'], [MIA, 'writingReply'], [ION, 'writingNote']);
    expect(notice()).toEqual([
      'Mia Becker is writing a reply',
      'Ion Popescu is writing a note',
      'Zoë Carter is viewing',
    ]);
    expect(page.get('status', 'Colleagues in this ticket').getAttribute('aria-live')).toBe('polite');
  });

  it('counts those it does not name, and names them all to who cannot see the hint', async () => {
    await open();
    await inTicket([ZOE, 'viewing'], [MIA, 'viewing']);
    expect(notice()).toEqual(['Mia Becker and Zoë Carter are viewing']);
    await inTicket([ZOE, 'viewing'], [MIA, 'viewing'], [ION, 'viewing']);
    expect(notice()).toEqual(['Ion Popescu and 2 others are viewing(Ion Popescu, Mia Becker, Zoë Carter)']);
  });

  it('speaks the language of the window', async () => {
    const fake = fakeBridge({ tickets: 3, preferences: { language: 'cs' } });
    page = await openTicket(fake, { departmentId: support, assigneeId: ME });
    const tickets = [MIA, ZOE, ION].map((agentId) => ({
      ticketId: page.ticket().id,
      agentId,
      mode: 'writingReply' as const,
    }));
    await setPresence({ isKnown: true, online: [], tickets });
    expect(page.words()).toContain('Ion Popescu a 2 další píší odpověď');
  });

  it('goes when they leave, and when the desk goes offline', async () => {
    await open();
    await inTicket([MIA, 'writingReply']);
    await inTicket();
    expect(notice()).toEqual([]);
    await inTicket([MIA, 'writingReply']);
    await setPresence({ isKnown: false, online: [], tickets: [] });
    expect(notice()).toEqual([]);
  });

  it('keeps nobody from sending', async () => {
    await open();
    await inTicket([MIA, 'writingReply']);
    await page.write('Done.');
    await page.click(page.get('button', 'Send'));
    expect(page.asked('message.send')).toHaveLength(1);
  });
});

it('The list marks a ticket in which somebody writes or reads', async () => {
  await open();
  await inTicket([ZOE, 'viewing'], [MIA, 'writingReply']);
  expect(page.all('img', 'Mia Becker is writing a reply')).toHaveLength(1);
  await inTicket([ZOE, 'viewing']);
  expect([page.all('img', 'is writing').length, page.all('img', 'Zoë Carter is viewing').length]).toEqual([
    0, 1,
  ]);
});

describe('Assigning', () => {
  async function facts(): Promise<string[]> {
    await page.click(page.get('button', 'Responsible:'));
    return page.all('option').map((option) => option.textContent);
  }

  it('shows who is connected beside what they say of themselves', async () => {
    await open();
    await setPresence({ isKnown: true, online: [MIA], tickets: [] });
    expect(await facts()).toEqual([
      expect.stringMatching(/Mia Becker.*Busy.*Online/u),
      expect.stringMatching(/Zoë Carter.*Available.*Offline/u),
      expect.stringMatching(/Ana Ribeiro.*Available.*Online/u),
      expect.stringContaining('Nobody'),
    ]);
  });

  it('says nothing of anybody’s connection while that is not known', async () => {
    await open();
    await setPresence({ isKnown: false, online: [], tickets: [] });
    expect((await facts()).join(' ')).not.toMatch(/Online|Offline/u);
  });
});

describe('What the window tells of itself', () => {
  const REPORTED_AFTER_MS = 400;

  async function reported(): Promise<unknown[]> {
    await page.settle(() => vi.advanceTimersByTime(REPORTED_AFTER_MS));
    return page.asked('presence.show').map(({ ticketId, mode }) => (ticketId === null ? null : mode));
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is that its person reads, writes, and has sent', async () => {
    await open();
    expect(await reported()).toEqual(['viewing']);
    await page.write('On my way.');
    expect(await reported()).toEqual(['viewing', 'writingReply']);
    await page.click(page.get('button', 'Send'));
    expect(await reported()).toEqual(['viewing', 'writingReply', 'viewing']);
  });

  it('is nothing any more when the ticket is left', async () => {
    await open();
    expect(await reported()).toEqual(['viewing']);
    await page.click(page.get('button', 'Solved'));
    expect(await reported()).toEqual(['viewing', null]);
  });
});
