import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type SessionCommand =
  | 'session.get'
  | 'session.signIn'
  | 'session.redeem'
  | 'session.signOut'
  | 'sync.status'
  | 'sync.retry'
  | 'presence.get'
  | 'presence.show'
  | 'directory.get'
  | 'me.setAvailability'
  | 'me.setSubstitute'
  | 'workspace.createDemo';

/** Handlers about who is signed in, how the exchange with the server goes, and what the team is. */
export function sessionHandlers(desk: Desk): Pick<Handlers, SessionCommand> {
  return {
    'session.get': () => desk.session(),
    'session.signIn': (input) => desk.signIn(input),
    'session.redeem': (input) => desk.redeem(input),
    'session.signOut': (input) => desk.signOut(input),
    'sync.status': () => desk.syncStatus(),
    'sync.retry': () => desk.retry(),
    'presence.get': () => desk.workspace().presence.state(),
    'presence.show': (view) => {
      desk.workspace().presence.show(view);
      desk.workspace().notices.shows(view);
      return {};
    },
    'directory.get': () => [...desk.workspace().directory.settings()],
    'me.setSubstitute': async (input) => {
      await desk.workspace().tickets.setSubstitute(input);
      return {};
    },
    'me.setAvailability': async (input) => {
      await desk.workspace().tickets.setAvailability(input);
      return {};
    },
    'workspace.createDemo': async () => {
      await desk.createDemo();
      return {};
    },
  };
}
