import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { WallShown } from '../../../../shared/ipc/wall.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { fakeWall } from '../../../support/fakeWall.ts';
import { ME } from '../../../support/fakeWorkspace.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let page: RenderedWindow;

beforeEach(() => {
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
});
afterEach(async () => {
  await page.close();
  window.history.replaceState(null, '', '/');
});

async function openWall(fake = fakeBridge({ tickets: 12 })): Promise<FakeBridge> {
  page = await renderWindow(fake);
  await page.settle();
  return fake;
}

function lines(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-state][data-ticket]')];
}

function shown(fake: FakeBridge): WallShown {
  return { version: 1, ...fakeWall(fake.state.workspace) };
}

describe('the wall', () => {
  it('shows every running clock in its group, with what it is about', async () => {
    const fake = await openWall();
    const { tickets } = shown(fake);
    const running = tickets.filter(({ clocks }) => clocks.length > 0);
    const board = [...document.querySelectorAll<HTMLElement>('[aria-labelledby="wall-board"] [data-ticket]')];
    expect(new Set(board.map((line) => line.dataset['ticket']))).toEqual(
      new Set(running.map(({ id }) => id)),
    );
    const [first] = running;
    const line = board.find((one) => one.dataset['ticket'] === first!.id);
    for (const word of [`#${String(first!.number)}`, first!.subject, first!.contactName, 'Resolution'])
      expect(line?.textContent).toContain(word);
    expect(fake.calls.some(({ name }) => name === 'app.deskReady')).toBe(false);
  });

  it('follows what changes and asks for the whole when it has missed something', async () => {
    const fake = await openWall();
    const [ticket] = shown(fake).tickets.filter(({ clocks }) => clocks.length > 0);
    const put = [{ ...ticket!, subject: 'Renamed while we looked' }];
    await page.settle(() => fake.emit('wall.changed', { version: 2, put, gone: [], figures: null }));
    expect(page.words()).toContain('Renamed while we looked');
    await page.settle(() =>
      fake.emit('wall.changed', { version: 3, put: [], gone: [ticket!.id], figures: null }),
    );
    expect(page.words()).not.toContain('Renamed while we looked');
    const asked = (): number => fake.calls.filter(({ name }) => name === 'wall.show').length;
    const before = asked();
    await page.settle(() => fake.emit('wall.changed', { version: 7, put: [], gone: [], figures: null }));
    expect(asked()).toBe(before + 1);
  });

  it('leads from a figure to its tickets, and from there to the desk', async () => {
    const fake = await openWall();
    fake.answer('wall.list', () => [
      {
        ticketId: 'tkt_far' as TicketId,
        number: 77,
        subject: 'Was late',
        contactName: 'Carla',
        status: 'solved',
        departmentId: shown(fake).tickets[0]!.departmentId,
        assigneeId: ME,
        metAtMs: 0,
        dueAtMs: Date.now() - 3_600_000,
      },
    ]);
    const breached = page
      .all('button', 'Breached')
      .find((one) => one.textContent.startsWith('Resolution: 2'));
    await page.click(breached!);
    expect(fake.calls.findLast(({ name }) => name === 'wall.list')?.input).toEqual({
      of: 'breached',
      target: 'resolution',
    });
    expect(page.words()).toContain('1 ticket');
    await page.click(page.get('button', 'Was late'));
    expect(fake.calls.findLast(({ name }) => name === 'window.showInDesk')?.input).toEqual({
      ticketId: 'tkt_far',
    });
    await page.press('Escape');
    expect(page.all('button', 'Was late')).toEqual([]);
  });

  it('goes from line to line by key, and asks by key who should have one', async () => {
    const fake = await openWall();
    const [first, second] = document.querySelectorAll<HTMLElement>(
      '[aria-labelledby="wall-board"] [data-ticket]',
    );
    first!.focus();
    await page.press('ArrowDown', first);
    expect(document.activeElement).toBe(second);
    await page.press('Enter', second);
    expect(fake.calls.findLast(({ name }) => name === 'window.showInDesk')?.input).toEqual({
      ticketId: second!.dataset['ticket'],
    });
    await page.press('a', second);
    expect(page.all('heading', 'Assign the ticket')).toHaveLength(1);
  });

  it('groups by what the person chose last', async () => {
    const fake = await openWall();
    await page.click(page.get('radio', 'Agent'));
    expect(fake.state.preferences.wallGrouping).toBe('agent');
    expect(page.all('heading', 'Nobody')).toHaveLength(1);
  });

  it('greys what it says after a minute without the server, in words as well', async () => {
    const fake = await openWall();
    expect(page.words()).toContain('In step with the server');
    await page.settle(() => fake.setSync({ name: 'offline', lastSyncedAtMs: Date.now() - 30_000 }));
    expect(page.words()).toContain('The server does not answer');
    expect(document.querySelector('[data-stale]')).toBeNull();
    await page.settle(() => fake.setSync({ name: 'offline', lastSyncedAtMs: Date.now() - 90_000 }));
    expect(page.words()).toContain('These figures are from');
    expect(page.words()).toContain('the countdowns go on');
    expect(document.querySelector('[data-stale]')).not.toBeNull();
    expect(lines().length).toBeGreaterThan(0);
  });

  it('says that all is well only while it knows', async () => {
    const fake = fakeBridge({ tickets: 12 });
    fake.answer('wall.show', () => ({ ...shown(fake), tickets: [] }));
    await openWall(fake);
    expect(page.words()).toContain('All is well');
    await page.settle(() => fake.setSync({ name: 'offline', lastSyncedAtMs: Date.now() - 90_000 }));
    expect(page.words()).not.toContain('All is well');
    expect(page.words()).toContain('Whether that still holds is not known');
  });
});
