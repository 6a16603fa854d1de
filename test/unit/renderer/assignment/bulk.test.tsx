import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgentId, DepartmentId } from '../../../../shared/domain/ids.ts';
import type { CommandInput } from '../../../../shared/ipc/contract.ts';
import { NO_REPLAY } from '../../../support/fakeAssignment.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 40_000 });

const support = 'dep_support' as DepartmentId;
const mia = 'agt_mia' as AgentId;
const zoe = 'agt_zoe' as AgentId;
let page: RenderedWindow;
let fake: FakeBridge;
beforeEach(() => {
  fake = fakeBridge({ tickets: 4 });
  fake.state.presence = { isKnown: true, online: [mia, zoe], tickets: [] };
  fake.state.workspace.tickets = fake.state.workspace.tickets.map((ticket, index) => ({
    ...ticket,
    status: 'open',
    isOpen: true,
    language: 'en',
    tags: [],
    priority: 'normal',
    snoozedUntilMs: 0,
    nextDueAtMs: Date.now() + (index + 1) * 3_600_000,
    departmentId: support,
    assigneeId: ME,
  }));
});
afterEach(() => page.close());

function row(index: number): HTMLElement {
  return page.all('row')[index]!;
}

async function clickWith(element: HTMLElement, keys: MouseEventInit): Promise<void> {
  await page.settle(
    () => void element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys })),
  );
}

function asSupervisor(): void {
  fake.state.workspace.settings = fake.state.workspace.settings.map((setting) =>
    setting.kind === 'agent' && (setting.id as string) === ME
      ? { ...setting, value: { ...setting.value, role: 'supervisor' } }
      : setting,
  );
}

function ran(): CommandInput<'bulk.run'>[] {
  return fake.calls.filter(({ name }) => name === 'bulk.run').map(({ input }) => input as never);
}

describe('Choosing several tickets', () => {
  it('works with Control and Shift, and a plain click ends it', async () => {
    page = await renderWindow(fake);
    await page.click(row(0));
    await clickWith(row(2), { ctrlKey: true });
    expect(page.words()).toContain('2 tickets selected');
    await clickWith(row(3), { ctrlKey: true });
    await clickWith(row(1), { shiftKey: true });
    expect(page.words()).toContain('3 tickets selected');
    await page.click(row(1));
    expect(page.words()).not.toContain('tickets selected');
  });

  it('works from the keyboard: X, Shift with arrows, Escape', async () => {
    page = await renderWindow(fake);
    await page.click(row(0));
    await page.press('x');
    expect(page.words()).toContain('1 ticket selected');
    const grid = page.get('grid');
    await page.settle(
      () =>
        void grid.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowDown', shiftKey: true, bubbles: true, cancelable: true }),
        ),
    );
    expect(page.words()).toContain('2 tickets selected');
    await page.press('Escape', grid);
    expect(page.words()).not.toContain('tickets selected');
  });
});

describe('Moving them together', () => {
  it('shows what becomes of each, moves those that are left in, and takes it back', async () => {
    page = await renderWindow(fake);
    await page.click(row(0));
    await clickWith(row(1), { shiftKey: true });
    await page.click(page.get('button', 'Move…'));
    await page.click(page.get('radio', 'To whoever suits each best'));
    const boxes = document.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]');
    expect(boxes).toHaveLength(2);
    expect(page.get('dialog').textContent).toContain('Zoë Carter');
    await page.click(page.get('radio', 'Back to their departments'));
    await page.click(document.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]')[1]!);
    await page.click(page.get('button', 'Move 1 ticket'));
    const moved = ran()[0]?.moves[0];
    expect([ran()[0]?.moves.length, moved?.from.assigneeId, moved?.to.assigneeId]).toEqual([1, ME, '']);
    expect(page.words()).toContain('1 ticket moved.');
    await page.click(page.all('button', 'Undo').at(-1)!);
    expect(ran()[1]?.moves).toEqual([{ ticketId: moved?.ticketId, from: moved?.to, to: moved?.from }]);
    expect(fake.state.workspace.tickets.every(({ assigneeId }) => assigneeId === ME)).toBe(true);
  });

  it('asks why when work is passed on, and keeps what was chosen until it is complete', async () => {
    page = await renderWindow(fake);
    await page.click(row(0));
    await clickWith(row(1), { shiftKey: true });
    await page.click(page.get('button', 'Move…'));
    await page.click(page.get('radio', 'Back to their departments'));
    expect(page.all('radio', 'Other reason')).toEqual([]);
    await page.click(page.get('radio', 'To whoever suits each best'));
    await page.click(page.get('button', 'Move 2 tickets'));
    expect(page.words()).toContain('Choose a reason.');
    const all = document.querySelector<HTMLInputElement>('thead input[aria-label="Move all"]')!;
    await page.click(all);
    expect((page.get('button', 'Move 0 tickets') as HTMLButtonElement).disabled).toBe(true);
    await page.click(all);
    await page.click(page.get('radio', 'Other reason'));
    await page.click(page.get('button', 'Move 2 tickets'));
    expect(page.words()).toContain('Say why in a few words.');
    expect(ran()).toEqual([]);
    await page.type(page.get('textbox', 'Explain'), ' Holiday ');
    await page.click(page.get('button', 'Move 2 tickets'));
    expect(ran()[0]?.reason).toEqual({ code: 'other', text: 'Holiday' });
  });
});

describe('Levelling the load', () => {
  it('is proposed to supervisors with the load before and after', async () => {
    asSupervisor();
    page = await renderWindow(fake);
    await page.click(page.get('button', 'You and your availability'));
    await page.click(page.get('menuitem', 'Level the load'));
    await page.click(page.get('option', 'Support'));
    const words = page.get('dialog').textContent;
    expect(words).toContain('Ana Ribeiro4 → 3 of 20');
    expect(words).toContain('Zoë Carter0 → 1 of 20');
    await page.click(page.get('button', 'Move 1 ticket'));
    expect(ran()[0]?.moves.map(({ to }) => to.assigneeId)).toEqual([zoe]);
    expect(ran()[0]?.reason).toEqual({ code: 'other', text: 'To level the load' });
  });
});

describe('What if', () => {
  it('shows what happened beside what would have happened', async () => {
    asSupervisor();
    fake.answer('assignment.whatIf', () => ({
      actual: { ...NO_REPLAY, tickets: 10, spread: 4, firstOwnerShare: 0.5, owners: [] },
      simulated: {
        ...NO_REPLAY,
        tickets: 10,
        spread: 1,
        firstOwnerShare: 0.9,
        neverOwned: 2,
        owners: [{ agentId: mia, tickets: 5, solved: 5 }],
      },
    }));
    page = await renderWindow(fake);
    await page.click(page.get('button', 'You and your availability'));
    await page.click(page.get('menuitem', 'What if'));
    const rows = [...document.querySelectorAll('tbody tr')].map((line) => line.textContent);
    expect(rows).toContain('Solved by the first owner50%90%');
    expect(rows).toContain('Mia Becker05');
    expect(page.get('dialog').textContent).toContain('2 tickets would have found nobody');
  });
});
