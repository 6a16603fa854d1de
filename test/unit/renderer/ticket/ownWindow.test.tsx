import { afterEach, describe, expect, it, vi } from 'vitest';
import { windowQuery } from '../../../../shared/ipc/windows.ts';
import { fakeBridge, type FakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow, type RenderedWindow } from '../../../support/renderWindow.tsx';
import { openTicket, type TicketWindow } from './ticketWindow.ts';

// A whole window in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let page: RenderedWindow;
afterEach(async () => {
  await page.close();
  window.history.replaceState(null, '', '/');
  document.title = 'Baton';
});

async function openAlone(fake: FakeBridge): Promise<void> {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  const [ticket] = fake.state.workspace.tickets;
  window.history.replaceState(null, '', `/${windowQuery({ kind: 'ticket', ticketId: ticket!.id })}`);
  page = await renderWindow(fake);
  await page.settle();
}

describe('A ticket in a window of its own', () => {
  it('is alone there, gives the window its name, and can be answered', async () => {
    const fake = fakeBridge({ tickets: 3 });
    const [ticket] = fake.state.workspace.tickets;
    await openAlone(fake);
    expect(document.title).toBe(`#${String(ticket!.number)} ${ticket!.subject}`);
    expect(page.all('heading', ticket!.subject)).not.toEqual([]);
    expect(page.all('grid')).toEqual([]);
    expect(page.all('button', 'Open in its own window')).toEqual([]);
    expect(page.all('textbox', 'Reply')).not.toEqual([]);
  });

  it('opens others beside it, and its help lies over it', async () => {
    const fake = fakeBridge({ tickets: 3 });
    await openAlone(fake);
    await page.press('?');
    expect(page.all('heading', 'Keyboard shortcuts')).toHaveLength(1);
    expect(page.words()).not.toContain('Next ticket');
    const calls = fake.calls.filter(({ name }) => name === 'app.deskReady');
    expect(calls).toEqual([]);
  });
});

describe('The same ticket at the desk and in its own window', () => {
  it('is opened there by its key', async () => {
    const desk = await openTicket(fakeBridge({ tickets: 3 }));
    page = desk;
    await desk.settle(
      () =>
        void document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'O', code: 'KeyO', shiftKey: true, bubbles: true }),
        ),
    );
    expect(desk.asked('window.openTicket')).toEqual([{ ticketId: desk.ticket().id }]);
  });

  it('shows what is written there, and nothing typed here is lost to it', async () => {
    const desk: TicketWindow = await openTicket(fakeBridge({ tickets: 3 }));
    page = desk;
    const ticketId = desk.ticket().id;
    const saved = (html: string, viewId: string): Promise<void> =>
      desk.settle(() =>
        desk.fake.emit('draft.saved', {
          draft: { ticketId, kind: 'reply', html, savedAtMs: Date.now() },
          viewId,
        }),
      );
    await saved('<p>Written there.</p>', 'other window');
    expect(desk.editor().getHTML()).toBe('<p>Written there.</p>');
    await saved('', 'other window');
    expect(desk.editor().isEmpty).toBe(true);

    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      await desk.write('Typed here.');
      await saved('<p>Written there.</p>', 'other window');
    } finally {
      vi.useRealTimers();
    }
    expect(desk.editor().getHTML()).toBe('<p>Typed here.</p>');
  });
});
