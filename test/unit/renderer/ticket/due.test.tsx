import { afterEach, describe, expect, it, vi } from 'vitest';
import { dueChoices } from '../../../../renderer/features/ticket/due/dueChoices.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import {
  aCalendarSetting,
  alwaysOpen,
  aPolicySetting,
  aPolicyValue,
  targets,
} from '../../../support/slaBuilders.ts';
import { openTicket, type TicketWindow } from './ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HOUR_MS = 3_600_000;
let page: TicketWindow;

function withPolicy(): FakeBridge {
  const fake = fakeBridge({ tickets: 3 });
  fake.state.workspace.settings.push(
    aCalendarSetting(alwaysOpen('Europe/Prague')),
    aPolicySetting(aPolicyValue({ targets: { '': targets({ firstResponse: 60, resolution: 480 }) } })),
  );
  return fake;
}

describe('the due time of a ticket', () => {
  afterEach(() => page.close());

  it('says why it is what it is, line by line and with a sum', async () => {
    const startMs = Date.now() - 2 * HOUR_MS;
    page = await openTicket(withPolicy(), { createdAtMs: startMs, history: [], firstReplyAtMs: 0 });
    await page.press(']');
    await page.click(page.get('button', 'Why is it due then?'));
    await page.settle();
    const words = page.get('dialog').textContent;
    expect(words).toContain('“Standard” applies. It has no conditions: it is for every ticket.');
    expect(words).toContain('8h of business time, calendar “Office” (Europe/Prague)');
    expect(words).toContain('8h of 8h');
  });

  it('is set by hand from the keyboard, marked, and taken away again', async () => {
    page = await openTicket(withPolicy(), { createdAtMs: Date.now(), history: [], manualDueAtMs: 0 });
    await page.press('d');
    await page.click(page.get('menuitem', 'In a week'));
    expect(page.asked('ticket.setDue')).toHaveLength(1);
    expect(page.ticket().manualDueAtMs).toBeGreaterThan(Date.now() + 6 * 24 * HOUR_MS);
    expect(page.words()).toContain('set the due time by hand');
    await page.click(page.get('button', ' left'));
    await page.click(page.get('menuitem', 'Remove the time set by hand'));
    expect(page.ticket().manualDueAtMs).toBe(0);
  });
});

describe('dueChoices', () => {
  it('leaves the end of today out when it is near or over', () => {
    const at = (hour: number) => dueChoices(new Date(2026, 2, 2, hour).getTime()).map(({ key }) => key);
    expect(at(9)).toEqual(['oneHour', 'endOfToday', 'endOfTomorrow', 'inAWeek']);
    expect(at(16)).toEqual(['oneHour', 'endOfTomorrow', 'inAWeek']);
    expect(at(20)).toEqual(['oneHour', 'endOfTomorrow', 'inAWeek']);
  });
});
