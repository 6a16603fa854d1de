import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId, HistoryId } from '../../../../shared/domain/ids.ts';
import type { HistoryEntry, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { openTicket, type TicketWindow } from '../ticket/ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const support = 'dep_support' as DepartmentId;
const mia = 'agt_mia' as AgentId;
const zoe = 'agt_zoe' as AgentId;
let page: TicketWindow;
afterEach(() => page.close());

/** Mia has passed her ticket on to the viewer. */
const PASSED: HistoryEntry = {
  id: 'his_passed' as HistoryId,
  atMs: Date.now() - 60_000,
  by: { kind: 'agent', id: mia },
  kind: 'holder',
  from: { departmentId: support, assigneeId: mia },
  to: { departmentId: support, assigneeId: ME },
  cause: 'manual',
  reason: { code: 'unavailable', text: 'Dentist' },
};
const GIVEN: Partial<Ticket> = { departmentId: support, assigneeId: ME, language: 'en', history: [PASSED] };

describe('A ticket that was passed on to the viewer', () => {
  it('says by whom and why, and asks no more once it is accepted', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), GIVEN);
    expect(page.words()).toContain('Mia Becker gave you this ticket');
    expect(page.words()).toContain('Dentist');
    await page.press('y');
    expect(page.asked('ticket.accept')).toEqual([{ ticketId: page.ticket().id }]);
    expect(page.words()).toContain('Ana Ribeiro accepted the ticket');
    expect(page.all('button', 'Accept')).toEqual([]);
  });

  it('goes back with a reason to whoever had it, and not without one', async () => {
    page = await openTicket(fakeBridge({ tickets: 3 }), GIVEN);
    await page.click(page.all('button', 'Return').at(0)!);
    await page.click(page.get('radio', 'To Mia Becker'));
    await page.click(page.all('button', 'Return').at(-1)!);
    expect([page.words().includes('Choose a reason.'), page.asked('ticket.giveBack')]).toEqual([true, []]);
    await page.click(page.get('radio', 'I have no time'));
    await page.click(page.all('button', 'Return').at(-1)!);
    expect(page.asked('ticket.giveBack')).toEqual([
      { ticketId: page.ticket().id, to: 'sender', reason: { code: 'unavailable', text: '' } },
    ]);
    expect(page.ticket().assigneeId).toBe(mia);
  });
});

describe('Choosing a person', () => {
  it('puts the best match first with their load, and names what is in the way of the others', async () => {
    const fake = fakeBridge({ tickets: 3 });
    fake.state.presence = { isKnown: true, online: [mia, zoe], tickets: [] };
    page = await openTicket(fake, { ...GIVEN, assigneeId: '', history: [] });
    await page.press('a');
    await page.settle();
    const options = page.all('option').map((option) => option.textContent);
    expect(options.map((words) => /Ana|Mia|Zoë/u.exec(words)?.[0])).toEqual(['Ana', 'Zoë', 'Mia']);
    expect(options[0]).toContain('best match');
    expect(options[0]).toMatch(/\d of 20/u);
    expect(options[2]).toContain('Busy');
  });
});
