import { afterEach, expect, it, vi } from 'vitest';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import { NO_DUE_MS } from '../../../../shared/domain/ticket/ticket.ts';
import type { ToSolve } from '../../../../shared/ipc/assignment.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HOUR_MS = 3_600_000;
let page: RenderedWindow;
afterEach(() => page.close());

function oneTicketDue(): FakeBridge {
  const fake = fakeBridge({ tickets: 3 });
  const [first] = fake.state.workspace.tickets;
  fake.state.workspace.tickets = fake.state.workspace.tickets.map((ticket) => ({
    ...ticket,
    status: 'open',
    isOpen: true,
    snoozedUntilMs: 0,
    departmentId: 'dep_support' as DepartmentId,
    assigneeId: ME,
    awaitingReplySinceMs: 0,
    nextDueAtMs: ticket.id === first?.id ? Date.now() - HOUR_MS : NO_DUE_MS,
  }));
  return fake;
}

it('opens the ticket to do next by the key, says why, and how many wait', async () => {
  const fake = oneTicketDue();
  const [first] = fake.state.workspace.tickets;
  page = await renderWindow(fake);
  expect(page.get('button', 'To solve').textContent).toContain('3 tickets wait for you');
  await page.press('s');
  expect(page.all('heading', first?.subject)).not.toEqual([]);
  expect(page.words()).toContain('Do this one next: overdue since');
});

it('says so when nothing waits', async () => {
  const fake = oneTicketDue();
  const nothing: ToSolve = { next: null, mine: 0, pool: 0 };
  fake.answer('assignment.toSolve', () => nothing);
  page = await renderWindow(fake);
  await page.click(page.get('button', 'To solve'));
  expect(page.words()).toContain('Nothing waits for you');
  expect(page.all('heading', fake.state.workspace.tickets[0]?.subject)).toEqual([]);
});

it('puts the reason away with the ticket it is about', async () => {
  page = await renderWindow(oneTicketDue());
  await page.press('s');
  await page.click(page.get('button', 'Dismiss'));
  expect(page.words()).not.toContain('Do this one next');
});
