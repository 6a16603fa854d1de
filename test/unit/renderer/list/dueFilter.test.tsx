import { afterEach, expect, it, vi } from 'vitest';
import type { PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import { NO_DUE_MS, type Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';
import { aCalendarSetting, alwaysOpen, aPolicySetting, statusHistory } from '../../../support/slaBuilders.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HOUR_MS = 3_600_000;
let page: RenderedWindow;
afterEach(() => page.close());

/** Three tickets of the viewer: overdue, due in two hours by hand, and waiting for the customer with six hours left. */
function threeTickets(): FakeBridge {
  const fake = fakeBridge({ tickets: 3 });
  const [template] = fake.state.workspace.tickets;
  if (!template) throw new Error('the fake workspace is empty');
  fake.state.workspace.settings.push(aCalendarSetting(alwaysOpen('UTC')), aPolicySetting());
  const nowMs = Date.now();
  const dueAtMs = nowMs + 2 * HOUR_MS;
  const each: readonly Partial<Ticket>[] = [
    { subject: 'Late', nextDueAtMs: nowMs - HOUR_MS },
    { subject: 'By hand', nextDueAtMs: dueAtMs, manualDueAtMs: dueAtMs },
    {
      subject: 'Waiting',
      status: 'pending',
      nextDueAtMs: NO_DUE_MS,
      policyId: 'standard' as PolicyId,
      createdAtMs: nowMs - 3 * HOUR_MS,
      firstReplyAtMs: nowMs - 2.5 * HOUR_MS,
      history: statusHistory('open', [nowMs - HOUR_MS, 'pending']),
    },
  ];
  fake.state.workspace.tickets = each.map((changes, index) => ({
    ...template,
    id: `t${String(index)}` as TicketId,
    status: 'open',
    isOpen: true,
    assigneeId: ME,
    snoozedUntilMs: 0,
    awaitingReplySinceMs: 0,
    manualDueAtMs: 0,
    ...changes,
  }));
  return fake;
}

const lines = (): string[] => page.all('row').map((row) => row.textContent);

it('a line says in words when it is due, that somebody set it, and what is left of a clock that stands still', async () => {
  page = await renderWindow(threeTickets());
  const [late = '', byHand = '', waiting = ''] = lines();
  expect(late).toContain('Overdue: ');
  expect(byHand).toContain('(set by hand)');
  expect(waiting).toContain('Paused, 6h left');
});

it('a list is narrowed by due time, says so, and is whole again', async () => {
  page = await renderWindow(threeTickets());
  await page.click(page.get('button', 'Filter by due time'));
  await page.click(page.get('menuitemradio', 'Overdue'));
  expect(lines().map((line) => line.includes('Late'))).toEqual([true]);
  expect(page.words()).toContain('Filter: Overdue');
  expect(page.words()).toContain('1 ticket');
  await page.click(page.get('button', 'Filter by due time: Overdue'));
  await page.click(page.get('menuitemradio', 'Paused'));
  expect(lines().map((line) => line.includes('Waiting'))).toEqual([true]);
  await page.click(page.get('button', 'Remove the filter'));
  expect(lines()).toHaveLength(3);
});
