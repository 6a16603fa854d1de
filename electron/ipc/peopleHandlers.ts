import type { Desk } from '../desk.ts';
import type { Handlers } from './answer.ts';

type PeopleCommand =
  | 'session.invitation'
  | 'session.join'
  | 'session.signOutEverywhere'
  | 'account.changePassword'
  | 'account.devices'
  | 'account.removeDevice'
  | 'team.get'
  | 'team.invite'
  | 'team.revokeInvitation'
  | 'team.change'
  | 'team.resetPassword';

/** Handlers about the team, invitations, devices and the own account. */
export function peopleHandlers(desk: Desk): Pick<Handlers, PeopleCommand> {
  return {
    'session.invitation': (input) => desk.invitation(input),
    'session.join': (input) => desk.join(input),
    'session.signOutEverywhere': () => desk.signOutEverywhere(),
    'account.changePassword': async ({ current, next }) => {
      await desk.people().changePassword(current, next);
      return {};
    },
    'account.devices': ({ agentId }) => desk.people().devices(agentId),
    'account.removeDevice': async ({ deviceId }) => {
      await desk.people().removeDevice(deviceId);
      return {};
    },
    'team.get': () => desk.people().team(),
    'team.invite': (input) => desk.people().invite(input),
    'team.revokeInvitation': async ({ id }) => {
      await desk.people().revokeInvitation(id);
      return {};
    },
    'team.change': async ({ agentId, changes }) => {
      await desk.people().change(agentId, changes);
      return {};
    },
    'team.resetPassword': ({ agentId }) => desk.people().resetPassword(agentId),
  };
}
