import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AgentId, ID_MAX_LENGTH } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import { isAcceptablePassword, PasswordBody, type DevicesAnswer } from '../../shared/sync/people.ts';
import type { ServerParts } from '../parts.ts';
import { findAccountOf, setPassword } from '../security/accounts.ts';
import { listDevices } from '../security/devices.ts';
import { endSessions } from '../security/sessions.ts';
import { callerOf } from './caller.ts';

const DevicesQuery = z.strictObject({ agentId: AgentId.optional() });
const DevicePath = z.object({ id: z.string().max(ID_MAX_LENGTH) });

/** What people do about their own account: sign out, devices, password. Administrators see and remove others' devices. */
export function ownAccountRoutes(
  app: FastifyInstance,
  { store, clock, passwords, wrongPasswords, streams, limits }: ServerParts,
): void {
  app.post('/v1/auth/sign-out', async (request, reply) => {
    const { workspaceId, sessionId } = callerOf(request);
    endStreams(await endSessions(store.sql, workspaceId, { sessionId }, 'signedOut', clock.nowMs()));
    return reply.code(204).send();
  });

  app.post('/v1/auth/sign-out-everywhere', async (request, reply) => {
    const { workspaceId, agentId } = callerOf(request);
    endStreams(await endSessions(store.sql, workspaceId, { agentId }, 'signedOut', clock.nowMs()));
    return reply.code(204).send();
  });

  app.post('/v1/auth/password', { config: { rateLimit: limits.auth } }, async (request, reply) => {
    const { workspaceId, agentId, sessionId } = callerOf(request);
    const { current, next } = PasswordBody.parse(request.body);
    const account = await findAccountOf(store.sql, workspaceId, agentId);
    if (!account) throw new BatonError('input.notFound', 'there is no such account');
    // Who signs in by code has no password yet, and chooses their first one here.
    if (account.passwordHash !== '') {
      const attempt = { account, email: account.email, knownAs: sessionId };
      wrongPasswords.begin(attempt);
      if (!(await passwords.matches(account.passwordHash, current)))
        throw new BatonError('auth.wrongPassword', 'this is not the current password');
      wrongPasswords.right(attempt);
    }
    if (!isAcceptablePassword(next)) throw new BatonError('auth.weakPassword', 'the password is too short');
    await setPassword(store.sql, workspaceId, agentId, await passwords.hash(next));
    const others = { agentId, except: sessionId };
    endStreams(await endSessions(store.sql, workspaceId, others, 'signedOut', clock.nowMs()));
    return reply.code(204).send();
  });

  app.get('/v1/devices', async (request): Promise<DevicesAnswer> => {
    const { workspaceId, agentId, sessionId, role } = callerOf(request);
    const { agentId: asked = agentId } = DevicesQuery.parse(request.query);
    if (asked !== agentId && role !== 'administrator')
      throw new BatonError('auth.forbidden', 'only an administrator sees the devices of others');
    return { devices: await listDevices(store.sql, workspaceId, asked, sessionId, clock.nowMs()) };
  });

  app.delete('/v1/devices/:id', async (request, reply) => {
    const { workspaceId, agentId, role } = callerOf(request);
    const { id } = DevicePath.parse(request.params);
    // Somebody else's device looks to an agent like none at all.
    const which = { sessionId: id, ...(role !== 'administrator' && { agentId }) };
    const ended = await endSessions(store.sql, workspaceId, which, 'removed', clock.nowMs());
    if (ended.length === 0) throw new BatonError('input.notFound', 'there is no such device');
    endStreams(ended);
    return reply.code(204).send();
  });

  function endStreams(sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) streams.endSession(sessionId);
  }
}
