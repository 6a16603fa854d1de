import { afterEach, describe, expect, it } from 'vitest';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { NO_DUE_MS } from '../../../shared/domain/ticket/ticket.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { fakeBridge } from '../../support/fakeBridge.ts';
import type { FakeBridge } from '../../support/fakeBridge.ts';
import { ME } from '../../support/fakeWorkspace.ts';
import { renderWindow } from '../../support/renderWindow.tsx';
import type { RenderedWindow } from '../../support/renderWindow.tsx';

let desk: RenderedWindow;

/** A desk with exactly these tickets, all mine and open unless said otherwise, due in the given order. */
async function openDesk(
  changes: readonly Partial<Ticket>[],
  fake = fakeBridge({ tickets: 40 }),
): Promise<FakeBridge> {
  const [template] = fake.state.workspace.tickets;
  if (!template) throw new Error('the fake workspace is empty');
  fake.state.workspace.tickets = changes.map((change, index) => ({
    ...template,
    id: `t${String(index)}` as TicketId,
    number: 100 + index,
    subject: `Subject ${String(index)}.`,
    status: 'open',
    isOpen: true,
    assigneeId: ME,
    snoozedUntilMs: 0,
    nextDueAtMs: Date.now() + (index + 2) * 3_600_000,
    ...change,
  }));
  desk = await renderWindow(fake);
  return fake;
}

afterEach(() => desk.close());

function selected(): string[] {
  return desk
    .all('row')
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => /(Subject \d+)\./u.exec(row.textContent)?.[1] ?? '');
}

function subjects(): string[] {
  return desk.all('row').map((row) => /(Subject \d+)\./u.exec(row.textContent)?.[1] ?? '');
}

describe('the ticket list', () => {
  it('moves the selection with j and k from anywhere, and stops at both ends', async () => {
    await openDesk([{}, {}, {}]);
    const seen = [];
    for (const key of ['j', 'j', 'j', 'j', 'k']) {
      await desk.press(key);
      seen.push(selected());
    }
    expect(seen).toEqual([['Subject 0'], ['Subject 1'], ['Subject 2'], ['Subject 2'], ['Subject 1']]);
  });

  it('moves with the arrows, Home and End while it has the focus', async () => {
    await openDesk([{}, {}, {}]);
    const grid = desk.get('grid');
    const seen = [];
    for (const key of ['End', 'ArrowUp', 'Home', 'ArrowDown']) {
      await desk.press(key, grid);
      seen.push(selected());
    }
    expect(seen).toEqual([['Subject 2'], ['Subject 1'], ['Subject 0'], ['Subject 1']]);
  });

  it('reaches the far end of a long list whose pages it has never seen', async () => {
    await openDesk(Array.from({ length: 1000 }, () => ({})));
    const grid = desk.get('grid');
    await desk.press('End', grid);
    await desk.settle();
    expect(selected()).toEqual(['Subject 999']);
  });

  it('keeps only the lines around the visible part in the page', async () => {
    await openDesk(Array.from({ length: 1000 }, () => ({})));
    expect(desk.all('row').length).toBeLessThan(60);
    expect(desk.get('grid').getAttribute('aria-rowcount')).toBe('1000');
  });

  it('keeps the selected ticket selected when others come before it', async () => {
    const fake = await openDesk([{}, {}]);
    await desk.press('j');
    const [first] = fake.state.workspace.tickets;
    await desk.settle(() =>
      fake.putTicket({ ...first!, id: 'urgent' as TicketId, subject: 'Subject 99.', nextDueAtMs: 1 }),
    );
    expect({ order: subjects(), selected: selected() }).toEqual({
      order: ['Subject 99', 'Subject 0', 'Subject 1'],
      selected: ['Subject 0'],
    });
  });

  it('stays on the same tickets when others come and go above what is on the screen', async () => {
    const fake = await openDesk(Array.from({ length: 300 }, () => ({})));
    const grid = desk.get('grid');
    const top = (): string | undefined => {
      const index = Math.floor(grid.scrollTop / 77);
      return desk.all('row').find((row) => row.getAttribute('aria-rowindex') === String(index + 1))?.id;
    };
    await desk.settle(() => grid.scrollTo({ top: 100 * 77 }));
    await desk.click(document.querySelector<HTMLElement>('#row-t100')!);
    const [first, , third] = fake.state.workspace.tickets;
    await desk.settle(() => {
      for (const id of ['a', 'b', 'c'])
        fake.putTicket({ ...first!, id: id as TicketId, subject: 'Subject 999.', nextDueAtMs: 1 });
      fake.putTicket({ ...third!, status: 'solved', isOpen: false });
    });
    expect({ top: top(), selected: selected() }).toEqual({ top: 'row-t100', selected: ['Subject 100'] });
    expect(grid.scrollTop).toBe(102 * 77);
    // The ticket at the top goes to the end of the list: it takes nobody along, and what was below it stays there.
    const hundredth = fake.state.workspace.tickets.find(({ id }) => id === 't100')!;
    await desk.settle(() => fake.putTicket({ ...hundredth, nextDueAtMs: NO_DUE_MS }));
    expect(top()).toBe('row-t99');
  });

  it('goes on with the successor when the selected ticket has left the view', async () => {
    const fake = await openDesk([{}, {}, {}]);
    await desk.press('j');
    await desk.press('j');
    const second = fake.state.workspace.tickets[1]!;
    await desk.settle(() => fake.putTicket({ ...second, status: 'solved', isOpen: false }));
    await desk.press('j');
    expect(selected()).toEqual(['Subject 2']);
  });

  it('does not steal letters from a text field', async () => {
    await openDesk([{}, {}]);
    const field = document.createElement('input');
    document.body.append(field);
    await desk.press('j', field);
    expect(selected()).toEqual([]);
  });

  it('marks what waits for an answer, is overdue, is reopened, and who holds it, in words', async () => {
    await openDesk([
      { awaitingReplySinceMs: 1, nextDueAtMs: Date.now() - 3_600_000, reopenCount: 1, priority: 'urgent' },
      { nextDueAtMs: NO_DUE_MS, assigneeId: ME, awaitingReplySinceMs: 0, reopenCount: 0, priority: 'low' },
    ]);
    const labels = desk
      .all('row')
      .map((row) =>
        [...row.querySelectorAll('[role="img"]')].map((mark) => mark.getAttribute('aria-label') ?? '').sort(),
      );
    expect(labels[0]).toEqual(
      expect.arrayContaining([
        'Ana Ribeiro',
        'Customer waits for an answer',
        'Priority: Urgent',
        'Reopened',
        'Status: Open',
      ]),
    );
    expect(labels[1]).toEqual(expect.not.arrayContaining(['Customer waits for an answer', 'Reopened']));
    expect(desk.all('row').map((row) => row.textContent.includes('Overdue'))).toEqual([true, false]);
  });

  it('sorts by what the menu says and remembers it', async () => {
    const fake = await openDesk([{ priorityRank: 10 }, { priorityRank: 40 }]);
    await desk.click(desk.get('button', 'Sorted by'));
    await desk.click(desk.get('menuitemradio', 'Priority'));
    expect({ order: subjects(), remembered: fake.state.preferences.sort }).toEqual({
      order: ['Subject 1', 'Subject 0'],
      remembered: 'priority',
    });
  });

  it('says why a view is empty', async () => {
    const fake = fakeBridge({ preferences: { lastView: 'snoozed' } });
    await openDesk([{}], fake);
    expect(desk.words()).toContain('Nothing is snoozed');
  });

  it('says why it cannot be loaded, and offers to try again', async () => {
    const fake = fakeBridge();
    fake.answer('list.show', () => Promise.reject(new (class extends Error {})('broken')));
    await openDesk([{}], fake);
    expect(desk.words()).toContain('The list could not be loaded');
  });
});

describe('the views', () => {
  it('count their tickets, live', async () => {
    const fake = await openDesk([{}, {}]);
    const count = (): string => desk.get('button', 'Mine').textContent;
    const before = count();
    const [first] = fake.state.workspace.tickets;
    await desk.settle(() => fake.putTicket({ ...first!, status: 'solved', isOpen: false }));
    expect([before, count()]).toEqual(['Mine2', 'Mine1']);
  });

  it('show their own tickets and are remembered', async () => {
    const fake = await openDesk([
      {},
      { assigneeId: '', departmentId: 'dep_support' as Ticket['departmentId'] },
    ]);
    await desk.click(desk.get('button', 'Unassigned'));
    expect({ order: subjects(), remembered: fake.state.preferences.lastView }).toEqual({
      order: ['Subject 1'],
      remembered: 'unassigned',
    });
  });
});

describe('the desk', () => {
  it('tells the host once that it shows something of use', async () => {
    const fake = await openDesk([{}]);
    await desk.press('j');
    expect(fake.calls.filter(({ name }) => name === 'app.deskReady')).toHaveLength(1);
  });

  it('opens the ticket a notice asks for', async () => {
    const fake = await openDesk([{}, {}]);
    await desk.settle(() => fake.emit('ticket.openRequested', { ticketId: 't1' as TicketId }));
    expect(selected()).toEqual(['Subject 1']);
  });

  it('shows since when it is offline and how much waits, and says that work goes on', async () => {
    const fake = await openDesk([{}]);
    fake.state.waiting = ['a', 'b', 'c'].map((id) => ({
      id,
      what: { kind: 'priority', priority: 'high' },
      ticketId: 't1' as TicketId,
      number: 1042,
      subject: 'Subject 1',
      sinceMs: Date.now(),
      state: 'waiting',
      dueAtMs: 0,
      canUndo: true,
    }));
    await desk.settle(() => {
      fake.setSync({ name: 'offline', offlineSinceMs: new Date(2026, 2, 2, 9, 5).getTime(), waiting: 3 });
      fake.emit('waiting.changed', {});
    });
    const indicator = desk.get('button', 'Connection and sync');
    expect(indicator.textContent).toMatch(/Offline since .*9:05.*3 changes waiting/u);
    await desk.click(indicator);
    expect(desk.words()).toContain('Everything you do is kept on this computer');
  });

  it('keeps the words of a refused change until they are dismissed', async () => {
    const fake = fakeBridge();
    fake.state.held = [
      {
        id: 'held',
        collection: 'messages',
        documentId: 'm',
        ticketId: '',
        code: 'ticket.alreadyHeld',
        atMs: Date.now(),
        text: 'The words I typed',
        changes: [{ kind: 'reply', status: null }],
        canRetry: true,
      },
    ];
    fake.state.sync = { ...fake.state.sync, held: 1 };
    await openDesk([{}], fake);
    await desk.click(desk.get('button', '1 change refused'));
    const before = desk.words();
    await desk.click(desk.get('button', 'Dismiss'));
    expect([before.includes('The words I typed'), desk.words().includes('The words I typed')]).toEqual([
      true,
      false,
    ]);
    expect(before).toContain('A colleague was faster');
  });

  it('says what the host could not do, in words', async () => {
    const fake = fakeBridge();
    fake.state.startupNotices = [{ code: 'settings.corrupt', path: '/home/ana/settings.broken.json' }];
    await openDesk([{}], fake);
    await desk.settle(() => fake.emit('problem.raised', { code: 'storage.full', detail: '' }));
    expect(desk.words()).toContain('/home/ana/settings.broken.json');
    expect(desk.words()).toContain('The disk is full');
  });

  it('opens the dialog that was chosen from the native menu', async () => {
    const fake = await openDesk([{}]);
    const titles = { newTicket: 'New ticket', help: 'Keyboard shortcuts' };
    for (const item of ['newTicket', 'help'] as const) {
      expect(desk.all('heading', titles[item])).toEqual([]);
      await desk.settle(() => fake.emit('menu.chosen', { item, window: { kind: 'desk' } }));
      expect(desk.all('heading', titles[item])).toHaveLength(1);
    }
  });

  it('moves the edge of the list with the keyboard and remembers it', async () => {
    const fake = await openDesk([{}]);
    await desk.press('ArrowRight', desk.get('separator', 'Width of the ticket list'));
    expect(fake.state.preferences.listWidth).toBe(396);
  });

  it('warns before signing out with unsent changes', async () => {
    const fake = await openDesk([{}]);
    await desk.settle(() => fake.setSync({ waiting: 2 }));
    await desk.click(desk.get('button', 'You and your availability'));
    await desk.click(desk.get('menuitem', 'Sign out'));
    expect(desk.words()).toContain('2 changes have not reached the server yet');
    expect(fake.calls.some(({ name }) => name === 'session.signOut')).toBe(false);
    await desk.click(desk.get('button', 'Sign out and discard'));
    expect(fake.calls.find(({ name }) => name === 'session.signOut')?.input).toEqual({
      discardWaiting: true,
    });
  });
});
