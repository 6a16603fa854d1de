import { z } from 'zod';
import { invitationLink } from '../../shared/domain/invitation.ts';
import type { AgentId } from '../../shared/domain/ids.ts';
import type { IssuedInvitation } from '../../shared/ipc/people.ts';
import {
  DevicesAnswer,
  IssuedLink,
  TeamAnswer,
  type DeviceEntry,
  type InviteBody,
  type PersonChanges,
} from '../../shared/sync/people.ts';
import type { AccessToken, ServerClient } from '../sync/serverClient.ts';

/** The team and the own account, as the server keeps them. None of it works without a link; failures carry the server's code. */
export interface People {
  team(): Promise<TeamAnswer>;
  invite(wish: InviteBody): Promise<IssuedInvitation>;
  revokeInvitation(id: string): Promise<void>;
  change(agentId: AgentId, changes: PersonChanges): Promise<void>;
  resetPassword(agentId: AgentId): Promise<IssuedInvitation>;
  devices(agentId: AgentId): Promise<DeviceEntry[]>;
  removeDevice(id: string): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  signOutEverywhere(): Promise<void>;
}

const Nothing = z.looseObject({});

/** People's requests over one session. `server` is the address that invitations name. */
export function createPeople(client: ServerClient, accessToken: AccessToken, server: string): People {
  const tell = async (method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> => {
    await client.ask(accessToken, { method, path, body }, Nothing);
  };
  const issue = async (path: string, body: unknown): Promise<IssuedInvitation> => {
    const { code, expiresAtMs } = await client.ask(accessToken, { method: 'POST', path, body }, IssuedLink);
    return { link: invitationLink(server, code), code, expiresAtMs };
  };
  return {
    team: () => client.ask(accessToken, { method: 'GET', path: '/v1/team' }, TeamAnswer),
    invite: (wish) => issue('/v1/team/invitations', wish),
    revokeInvitation: (id) => tell('DELETE', `/v1/team/invitations/${encodeURIComponent(id)}`),
    change: (agentId, changes) => tell('POST', personPath(agentId), changes),
    resetPassword: (agentId) => issue(`${personPath(agentId)}/reset`, {}),
    devices: async (agentId) => {
      const path = `/v1/devices?agentId=${encodeURIComponent(agentId)}`;
      return (await client.ask(accessToken, { method: 'GET', path }, DevicesAnswer)).devices;
    },
    removeDevice: (id) => tell('DELETE', `/v1/devices/${encodeURIComponent(id)}`),
    changePassword: (current, next) => tell('POST', '/v1/auth/password', { current, next }),
    signOutEverywhere: () => tell('POST', '/v1/auth/sign-out-everywhere', {}),
  };
}

function personPath(agentId: AgentId): string {
  return `/v1/team/people/${encodeURIComponent(agentId)}`;
}
