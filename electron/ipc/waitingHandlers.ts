import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type WaitingCommand =
  'waiting.list' | 'waiting.undo' | 'held.list' | 'held.dismiss' | 'held.retry' | 'held.edit' | 'lost.settle';

/** Handlers about what has not reached the server, what it has refused, and what another's change has overtaken. */
export function waitingHandlers(desk: Desk): Pick<Handlers, WaitingCommand> {
  const { workspace } = desk;
  return {
    'waiting.list': () => workspace().waiting.list(),
    'waiting.undo': ({ ids }) => workspace().waiting.undo(ids),
    'held.list': () => [...workspace().sync.held.list()],
    'held.dismiss': async ({ id }) => {
      await workspace().sync.held.dismiss(id);
      return {};
    },
    'held.retry': async ({ id, seenAnswers }) => {
      await workspace().held.retry(id, seenAnswers);
      return {};
    },
    'held.edit': ({ id }) => workspace().held.edit(id),
    'lost.settle': async ({ ticketId, entryId, redo }) => {
      await workspace().lost.settle(ticketId, entryId, redo);
      return {};
    },
  };
}
