import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AgentId, ID_MAX_LENGTH } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import { InviteBody, PersonChanges, type IssuedLink, type TeamAnswer } from '../../shared/sync/people.ts';
import type { ServerParts } from '../parts.ts';
import { requireAdministrator, type Caller } from '../policies/caller.ts';
import { listAccounts } from '../security/devices.ts';
import { closeInvitations, openInvitations, toOpenInvitation } from '../security/invitations.ts';
import { findAgent } from '../team/agents.ts';
import { changePerson, invite, inviteToReset } from '../team/people.ts';
import { callerOf } from './caller.ts';

const PersonPath = z.object({ agentId: AgentId });
const InvitationPath = z.object({ id: z.string().max(ID_MAX_LENGTH) });

/** The team: supervisors look, administrators invite and change. */
export function teamRoutes(app: FastifyInstance, { store, clock, streams }: ServerParts): void {
  app.get('/v1/team', async (request): Promise<TeamAnswer> => {
    const { workspaceId } = supervising(callerOf(request));
    const nowMs = clock.nowMs();
    const open = await openInvitations(store.sql, workspaceId, nowMs);
    const invitations = await Promise.all(
      open.map(async (one) =>
        toOpenInvitation(one, one.joinsAs ?? (await findAgent(store.sql, workspaceId, one.agentId))),
      ),
    );
    return { invitations, accounts: await listAccounts(store.sql, workspaceId, nowMs) };
  });

  app.post('/v1/team/invitations', async (request): Promise<IssuedLink> => {
    const { workspaceId } = administering(callerOf(request));
    return invite(store, workspaceId, InviteBody.parse(request.body), clock.nowMs());
  });

  app.delete('/v1/team/invitations/:id', async (request, reply) => {
    const { workspaceId } = administering(callerOf(request));
    const { id } = InvitationPath.parse(request.params);
    if ((await closeInvitations(store.sql, workspaceId, { id }, clock.nowMs())) === 0)
      throw new BatonError('input.notFound', 'there is no such open invitation');
    return reply.code(204).send();
  });

  app.post('/v1/team/people/:agentId', async (request, reply) => {
    const { workspaceId } = administering(callerOf(request));
    const { agentId } = PersonPath.parse(request.params);
    const changes = PersonChanges.parse(request.body);
    for (const sessionId of await changePerson(store, workspaceId, agentId, changes)) {
      streams.endSession(sessionId);
    }
    return reply.code(204).send();
  });

  app.post('/v1/team/people/:agentId/reset', async (request): Promise<IssuedLink> => {
    const { workspaceId } = administering(callerOf(request));
    const { agentId } = PersonPath.parse(request.params);
    return inviteToReset(store, workspaceId, agentId, clock.nowMs());
  });
}

function administering(caller: Caller): Caller {
  requireAdministrator(caller);
  return caller;
}

function supervising(caller: Caller): Caller {
  if (caller.role === 'agent') throw new BatonError('auth.forbidden', 'only supervisors see this');
  return caller;
}
