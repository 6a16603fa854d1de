import { BatonError } from '../../shared/errors.ts';
import type { Desk } from '../desk.ts';
import type { DeskDoor } from '../windows/deskDoor.ts';
import type { WindowBook } from '../windows/windowBook.ts';
import type { Handlers } from './answer.ts';

type WindowCommand =
  | 'window.openWall'
  | 'window.openTicket'
  | 'window.showInDesk'
  | 'window.setFullScreen'
  | 'window.isFullScreen';

/** Handlers about Baton's windows. */
export function windowHandlers(
  desk: Pick<Desk, 'session'>,
  book: WindowBook,
  deskDoor: DeskDoor,
): Pick<Handlers, WindowCommand> {
  function mustBeSignedIn(): void {
    if (desk.session().name === 'signedOut') throw new BatonError('auth.signedOut', 'nobody is signed in');
  }
  return {
    'window.openWall': () => {
      mustBeSignedIn();
      book.show({ kind: 'wall' });
      return {};
    },
    'window.openTicket': ({ ticketId }) => {
      mustBeSignedIn();
      book.show({ kind: 'ticket', ticketId });
      return {};
    },
    'window.showInDesk': ({ ticketId }) => {
      deskDoor.tell('ticket.openRequested', { ticketId });
      return {};
    },
    'window.setFullScreen': ({ window, isFullScreen }) => {
      book.find(window)?.setFullScreen(isFullScreen);
      return {};
    },
    'window.isFullScreen': ({ window }) => book.find(window)?.isFullScreen() ?? false,
  };
}
