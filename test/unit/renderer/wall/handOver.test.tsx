import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DepartmentId } from '../../../../shared/domain/ids.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let page: RenderedWindow;
let fake: FakeBridge;

beforeEach(async () => {
  window.history.replaceState(null, '', '/?window=wall');
  window.IntersectionObserver = class {
    observe(): void {
      return undefined;
    }
    unobserve(): void {
      return undefined;
    }
    disconnect(): void {
      return undefined;
    }
  } as unknown as typeof IntersectionObserver;
  fake = fakeBridge({ tickets: 1 });
  const [ticket] = fake.state.workspace.tickets;
  fake.putTicket({
    ...ticket!,
    status: 'open',
    isOpen: true,
    departmentId: 'dep_support' as DepartmentId,
    assigneeId: ME,
    nextDueAtMs: Date.now() + 3_600_000,
  });
  page = await renderWindow(fake);
  await page.settle();
});
afterEach(async () => {
  await page.close();
  window.history.replaceState(null, '', '/');
});

function theTicket(): Ticket {
  return fake.state.workspace.tickets[0]!;
}

/** Drags the ticket onto somebody, as the pointer does. */
async function dropOn(name: string): Promise<void> {
  const line = document.querySelector<HTMLElement>('[aria-labelledby="wall-board"] [data-ticket]');
  const agent = [...document.querySelectorAll('li')].find((one) => one.getAttribute('aria-label') === name);
  const dataTransfer = { setData: () => undefined, effectAllowed: '', dropEffect: '' };
  for (const [target, type] of [
    [line, 'dragstart'],
    [agent, 'dragover'],
    [agent, 'drop'],
  ] as const)
    await page.settle(
      () =>
        void target?.dispatchEvent(
          Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer }),
        ),
    );
}

describe('A ticket dropped on somebody', () => {
  it('is theirs, and comes back when that is undone', async () => {
    await dropOn('Mia Becker');
    expect(theTicket().assigneeId).toBe('agt_mia');
    expect(page.words()).toContain('is with Mia Becker now');
    await page.click(page.get('button', 'Undo'));
    expect(theTicket().assigneeId).toBe(ME);
    expect(theTicket().history.filter(({ kind }) => kind === 'holder')).toHaveLength(2);
  });

  it('is taken back without a trace where the server does not have it yet', async () => {
    await dropOn('Mia Becker');
    fake.state.waiting = [
      {
        id: 'act_1',
        what: { kind: 'assign', assigneeId: theTicket().assigneeId },
        ticketId: theTicket().id,
        number: theTicket().number,
        subject: '',
        sinceMs: Date.now(),
        state: 'waiting',
        dueAtMs: 0,
        canUndo: true,
      },
    ];
    await page.click(page.get('button', 'Undo'));
    expect(fake.calls.findLast(({ name }) => name === 'waiting.undo')?.input).toEqual({ ids: ['act_1'] });
    expect(fake.calls.filter(({ name }) => name === 'ticket.assign')).toHaveLength(1);
  });

  it('goes to another department only with a reason', async () => {
    await dropOn('Ion Popescu');
    expect(theTicket().assigneeId).toBe(ME);
    expect(fake.calls.some(({ name }) => name === 'ticket.assign')).toBe(false);
    expect(page.all('heading', 'Transfer the ticket')).toHaveLength(1);
  });
});
