import type { FastifyInstance } from 'fastify';
import type { ServerParts } from '../parts.ts';
import { revokeSession } from '../security/sessions.ts';
import { callerOf } from './caller.ts';

/** Ends the caller's session and its streams. */
export function signOutRoute(app: FastifyInstance, { store, clock, streams }: ServerParts): void {
  app.post('/v1/auth/sign-out', async (request, reply) => {
    const { sessionId } = callerOf(request);
    await revokeSession(store.sql, sessionId, clock.nowMs());
    streams.endSession(sessionId);
    return reply.code(204).send();
  });
}
