// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { BatonError } from '../../../../shared/errors.ts';
import type { ListedNotice } from '../../../../shared/ipc/notices.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';

let shown: RenderedWindow | undefined;
afterEach(async () => {
  await shown?.close();
  window.history.replaceState(null, '', '?');
});

/** The settings window at its part about notices. */
async function showSettings(fake: FakeBridge): Promise<RenderedWindow> {
  window.history.replaceState(null, '', '?window=settings');
  const settings = await show(fake);
  await settings.click(settings.get('button', 'Notifications'));
  return settings;
}

async function show(fake: FakeBridge): Promise<RenderedWindow> {
  shown = await renderWindow(fake);
  return shown;
}

function notice(id: string, changes: Partial<ListedNotice> = {}): ListedNotice {
  return {
    id,
    event: 'assigned',
    ticketId: 'tkt_000003' as never,
    number: 1003,
    subject: `Subject ${id}`,
    atMs: Date.now() - 60_000,
    by: { kind: 'system' },
    words: '',
    deadline: null,
    isRead: false,
    ...changes,
  };
}

function lines(window: RenderedWindow): string[] {
  return window.all('button', 'Subject').map((line) => line.textContent);
}

describe('the list of notices', () => {
  it('opens with a key, says how many are unread, and shows those alone when asked', async () => {
    const fake = fakeBridge();
    fake.state.notices = [notice('a'), notice('b', { isRead: true, event: 'slaBreach' })];
    const window = await show(fake);
    expect(window.all('button', 'Notices: 1 unread')).toHaveLength(1);
    await window.press('b');
    expect(lines(window)).toHaveLength(2);
    expect(lines(window)[0]).toContain('Unread: Assigned to you');
    await window.click(window.get('radio', 'Unread'));
    expect(lines(window)).toHaveLength(1);
    await window.click(window.get('button', 'Mark all as read'));
    expect(window.words()).toContain('You have read everything');
    expect(window.all('button', 'Notices: none unread')).toHaveLength(1);
  });

  it('goes to the ticket and marks what led there', async () => {
    const fake = fakeBridge();
    fake.state.notices = [notice('a'), notice('b')];
    const window = await show(fake);
    await window.press('b');
    await window.click(window.get('button', 'Subject b'));
    expect(fake.calls.filter(({ name }) => name === 'notices.markRead').map(({ input }) => input)).toEqual([
      { ids: ['b'] },
    ]);
    expect(
      fake.calls.some(
        ({ name, input }) => name === 'tickets.get' && JSON.stringify(input).includes('tkt_000003'),
      ),
    ).toBe(true);
  });
});

describe('the settings about notices', () => {
  it('are a table of checkboxes that take effect at once, each upon the other', async () => {
    const fake = fakeBridge();
    const window = await showSettings(fake);
    const box = (name: string): HTMLElement => {
      const found = document.querySelector<HTMLElement>(`input[aria-label="${name}"]`);
      if (!found) throw new Error(`no ${name}`);
      return found;
    };
    await window.settle(() => {
      box('a ticket is assigned to me: Sound').click();
      box('a ticket is new in my department: System').click();
    });
    const saved = fake.calls.filter(({ name }) => name === 'notices.save').at(-1)?.input;
    expect(saved).toMatchObject({
      grid: { assigned: ['system', 'inApp'], newInDepartment: ['system', 'inApp'] },
    });
  });

  it('go back to what holds when they cannot be stored, and say why', async () => {
    const fake = fakeBridge();
    fake.answer('notices.save', () => {
      throw new BatonError('storage.full', 'no room');
    });
    const window = await showSettings(fake);
    const box = document.querySelector<HTMLInputElement>(
      'input[aria-label="a ticket is assigned to me: Sound"]',
    );
    await window.settle(() => box?.click());
    expect(box?.checked).toBe(true);
    expect(window.words()).toContain('disk');
  });

  it('leave the person alone until they end it, and tell the outcome of a test', async () => {
    const fake = fakeBridge();
    const window = await showSettings(fake);
    await window.click(window.get('button', 'Until I end it'));
    expect(window.words()).toContain('Not disturbed until you end it.');
    await window.click(window.get('button', 'End now'));
    expect(window.words()).not.toContain('Not disturbed');
    fake.answer('notices.test', () => ({ delivery: 'failed', reason: 'not allowed', isHeard: false }));
    await window.click(window.get('button', 'Send a test notice'));
    expect(window.words()).toContain('The system refused it: not allowed The sound could not be played.');
  });
});
