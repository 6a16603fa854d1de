import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type MessageCommand = 'message.send' | 'message.undo' | 'message.pending' | 'draft.get' | 'draft.save';

/** Handlers about what agents write. */
export function messageHandlers(desk: Desk): Pick<Handlers, MessageCommand> {
  const { workspace } = desk;
  return {
    'message.send': (input) => workspace().sends.send(input),
    'message.undo': ({ sendId }) => workspace().sends.undo(sendId),
    'message.pending': () => workspace().queries.pendingSends(),
    'draft.get': ({ ticketId }) => [...workspace().drafts.of(ticketId)],
    'draft.save': async ({ ticketId, kind, html, viewId }) => {
      const { drafts, lostDrafts } = workspace();
      await drafts.save(ticketId, kind, html, viewId);
      // The ticket may have left while somebody was writing.
      await lostDrafts.settle(ticketId);
      return {};
    },
  };
}
