import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DepartmentId, PolicyId } from '../../../../shared/domain/ids.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';
import { aCalendarSetting, alwaysOpen, aPolicySetting } from '../../../support/slaBuilders.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HOUR_MS = 3_600_000;
let page: RenderedWindow;
afterEach(() => page.close());

/** A supervisor's workspace whose tickets were answered after so many hours: the policy allows one. */
function answeredAfter(...hours: readonly number[]): FakeBridge {
  const fake = fakeBridge({ tickets: 40 });
  const [template] = fake.state.workspace.tickets;
  if (!template) throw new Error('the fake workspace is empty');
  fake.state.workspace.settings = [
    ...fake.state.workspace.settings.map((setting) =>
      setting.kind === 'agent' && (setting.id as string) === ME
        ? { ...setting, value: { ...setting.value, role: 'supervisor' as const } }
        : setting,
    ),
    aCalendarSetting(alwaysOpen('UTC')),
    aPolicySetting(),
  ];
  const createdAtMs = Date.now() - 30 * HOUR_MS;
  fake.state.workspace.tickets = hours.map((after, index): Ticket => ({
    ...template,
    id: `t${String(index)}` as Ticket['id'],
    number: 100 + index,
    subject: `Subject ${String(index)}`,
    departmentId: (index === 0 ? 'dep_billing' : 'dep_support') as DepartmentId,
    assigneeId: ME,
    status: 'open',
    isOpen: true,
    priority: 'normal',
    policyId: 'standard' as PolicyId,
    createdAtMs,
    firstReplyAtMs: createdAtMs + after * HOUR_MS,
    awaitingReplySinceMs: 0,
    solvedAtMs: 0,
    manualDueAtMs: 0,
    history: [],
  }));
  return fake;
}

const cellsOf = (name: string): string[] => {
  const row = [...document.querySelectorAll('table[aria-label="Figures by group"] tr')].find(
    (one) => one.querySelector('th')?.textContent === name,
  );
  return [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent);
};

describe('the report', () => {
  it('opens by its key, adds up, and shows the tickets behind a number', async () => {
    page = await renderWindow(answeredAfter(0.5, 0.75, 3, 5));
    await page.press('g');
    await page.settle();
    expect(page.get('heading', 'Service level report')).toBeTruthy();
    expect(cellsOf('Standard').slice(0, 4)).toEqual(['4', '50%', '2', '2']);
    await page.click(page.get('button', 'First response, Breached, Standard: 2'));
    await page.settle();
    const dialog = page.get('dialog').textContent;
    expect(dialog).toContain('2 tickets');
    expect(dialog).toContain('Subject 2');
    expect(dialog).not.toContain('Subject 0');
    await page.click(page.get('button', 'Subject 3'));
    await page.settle();
    expect(page.all('heading', 'Service level report')).toEqual([]);
    expect(page.words()).toContain('#103');
  });

  it('is grouped another way, sorted and saved as shown', async () => {
    const fake = answeredAfter(0.5, 3, 5);
    page = await renderWindow(fake);
    await page.press('g');
    await page.settle();
    await page.click(page.get('radio', 'Department'));
    await page.settle();
    expect(cellsOf('Billing').slice(0, 4)).toEqual(['1', '100%', '1', '0']);
    expect(cellsOf('Support').slice(0, 4)).toEqual(['2', '0%', '0', '2']);
    await page.click(page.get('button', 'Department'));
    await page.click(page.get('button', 'Save as CSV…'));
    const saved = fake.calls.find(({ name }) => name === 'reports.save')?.input as { csv: string };
    expect(saved.csv.split('\r\n').map((row) => row.split(',')[0])).toEqual([
      'Department',
      'Billing',
      'Support',
      'Total',
      '',
    ]);
  });

  it('says when nothing happened', async () => {
    const fake = answeredAfter(0.5);
    const longAgoMs = Date.now() - 200 * 24 * HOUR_MS;
    fake.state.workspace.tickets = fake.state.workspace.tickets.map((ticket) => ({
      ...ticket,
      createdAtMs: longAgoMs,
      firstReplyAtMs: longAgoMs + 1,
      status: 'solved',
      isOpen: false,
      solvedAtMs: longAgoMs + 2,
    }));
    page = await renderWindow(fake);
    await page.press('g');
    await page.settle();
    expect(page.words()).toContain('Nothing in this period');
  });
});
