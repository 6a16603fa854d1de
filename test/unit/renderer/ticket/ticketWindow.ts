import type { Editor } from '@tiptap/react';
import { act } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import type { CommandInput, CommandName } from '../../../../shared/ipc/contract.ts';
import type { FakeBridge } from '../../../support/fakeBridge.ts';
import { renderWindow } from '../../../support/renderWindow.tsx';
import type { RenderedWindow } from '../../../support/renderWindow.tsx';

/** A window with one ticket open. */
export interface TicketWindow extends RenderedWindow {
  readonly fake: FakeBridge;
  readonly ticket: () => Ticket;
  /** The composer's editor; jsdom has no typing into editable content. */
  readonly editor: () => Editor;
  readonly write: (html: string) => Promise<void>;
  /** What the window asked of one command, oldest first. */
  readonly asked: <N extends CommandName>(name: N) => CommandInput<N>[];
}

/** jsdom lays nothing out, and an editor asks where its cursor is. */
function stubRanges(): void {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
}

/** Opens a ticket of the fake workspace, changed as wanted, the way a click on a notice does. */
export async function openTicket(fake: FakeBridge, changes: Partial<Ticket> = {}): Promise<TicketWindow> {
  stubRanges();
  const first = fake.state.workspace.tickets[0];
  if (!first) throw new Error('the fake workspace is empty');
  const id: TicketId = first.id;
  fake.putTicket({ ...first, status: 'open', isOpen: true, snoozedUntilMs: 0, ...changes });
  const page = await renderWindow(fake);
  await page.settle(() => fake.emit('ticket.openRequested', { ticketId: id }));
  await page.settle();

  function editor(): Editor {
    const element = document.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror');
    if (!element?.editor) throw new Error('no editor on the page');
    return element.editor;
  }
  return {
    ...page,
    fake,
    ticket() {
      const ticket = fake.state.workspace.tickets.find((known) => known.id === id);
      if (!ticket) throw new Error('the ticket is gone');
      return ticket;
    },
    editor,
    async write(html) {
      await act(async () => {
        editor().commands.insertContent(html);
        await Promise.resolve();
      });
      await page.settle();
    },
    asked: (name) => fake.calls.filter((call) => call.name === name).map((call) => call.input as never),
  };
}
