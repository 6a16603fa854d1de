import type { AgentId } from '../../shared/domain/ids.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/ipc/contract.ts';
import type { DeviceEntry, OpenInvitation } from '../../shared/sync/people.ts';

type PeopleCommand = Extract<
  CommandName,
  `team.${string}` | `account.${string}` | 'session.invitation' | 'session.join' | 'session.signOutEverywhere'
>;
type PeopleHandlers = { readonly [N in PeopleCommand]: (input: CommandInput<N>) => CommandOutput<N> };

/** What the fake host lends to its people. */
interface FakePeoplePorts {
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly settings: () => Setting[];
  readonly setSettings: (settings: Setting[]) => void;
  readonly signIn: (server: string) => CommandOutput<'session.join'>;
  readonly signOut: () => CommandOutput<'session.signOutEverywhere'>;
}

const DAY_MS = 86_400_000;
/** The invitation every fake server knows. */
export const FAKE_INVITATION_CODE = 'ABCDE-FGHJK-MNPQR-STUVW-XYZ23';

/** Team, devices and invitations in memory: one device beside this one, no open invitation. */
export function fakePeople(ports: FakePeoplePorts): PeopleHandlers {
  const { nowMs, newId } = ports;
  let invitations: OpenInvitation[] = [];
  let devices: DeviceEntry[] = ['This laptop', 'Old tablet'].map((name, index) => ({
    id: `device_${String(index)}`,
    name,
    platform: 'linux',
    signedInAtMs: nowMs() - 9 * DAY_MS,
    lastSeenAtMs: nowMs() - index * 2 * DAY_MS,
    isThis: index === 0,
  }));

  function issue(
    entry: Omit<OpenInvitation, 'id' | 'createdAtMs' | 'expiresAtMs'>,
  ): CommandOutput<'team.invite'> {
    const expiresAtMs = nowMs() + 7 * DAY_MS;
    invitations = [{ ...entry, id: newId(), createdAtMs: nowMs(), expiresAtMs }, ...invitations];
    return {
      link: `http://127.0.0.1:8787/join/${FAKE_INVITATION_CODE}`,
      code: FAKE_INVITATION_CODE,
      expiresAtMs,
    };
  }

  function agentOf(agentId: AgentId): Extract<Setting, { kind: 'agent' }> {
    const agent = ports.settings().find(({ id }) => (id as string) === agentId);
    if (agent?.kind !== 'agent') throw new BatonError('input.notFound', 'no such agent');
    return agent;
  }

  return {
    'session.invitation': ({ code }) => {
      if (code !== FAKE_INVITATION_CODE) throw new BatonError('auth.codeInvalid', 'no such invitation');
      return {
        kind: 'join',
        workspaceName: 'Northwind Care',
        name: 'Ana',
        email: 'ana@example.com',
        expiresAtMs: nowMs() + DAY_MS,
      };
    },
    'session.join': ({ server }) => ports.signIn(server),
    'session.signOutEverywhere': () => ports.signOut(),
    'account.changePassword': () => ({}),
    'account.devices': () => devices,
    'account.removeDevice': ({ deviceId }) => {
      devices = devices.filter(({ id }) => id !== deviceId);
      return {};
    },
    'team.get': () => ({
      invitations,
      accounts: ports
        .settings()
        .filter(({ kind }) => kind === 'agent')
        .map(({ id }) => ({ agentId: id as string as AgentId, devices: 1, lastSeenAtMs: nowMs() - DAY_MS })),
    }),
    'team.invite': ({ name, email, role }) => issue({ kind: 'join', name, email, role, agentId: '' }),
    'team.revokeInvitation': ({ id }) => {
      invitations = invitations.filter((one) => one.id !== id);
      return {};
    },
    'team.change': ({ agentId, changes }) => {
      const agent = agentOf(agentId);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const next: Setting = { ...agent, value: { ...agent.value, ...given } };
      ports.setSettings(ports.settings().map((one) => (one.id === agent.id ? next : one)));
      return {};
    },
    'team.resetPassword': ({ agentId }) => {
      const { name, email, role } = agentOf(agentId).value;
      return issue({ kind: 'reset', name, email, role, agentId });
    },
  };
}
