import type { FastifyInstance } from 'fastify';
import { seesTicket } from '../../shared/domain/visibility.ts';
import { MissingBody, PresenceBody } from '../../shared/sync/presence.ts';
import type { ServerParts } from '../parts.ts';
import { documentOf, findDocuments } from '../store/documents.ts';
import { isStorableKey } from '../sync/storableKey.ts';
import { callerOf } from './caller.ts';

/**
 * What a device shows now, and whom it misses. Tickets its owner may not see are left out without a word, whether they
 * exist or not. Nothing is stored.
 */
export function presenceRoute(app: FastifyInstance, { store, presence, limits }: ServerParts): void {
  const options = {
    config: {
      rateLimit: {
        ...limits.presence,
        // Counted by device, not by address: a whole team may share one.
        hook: 'preHandler' as const,
        keyGenerator: (request: Parameters<typeof callerOf>[0]) => callerOf(request).sessionId,
      },
    },
  };
  app.post('/v1/presence', options, async (request, reply) => {
    const caller = callerOf(request);
    const { tickets } = PresenceBody.parse(request.body);
    const ids = tickets.map(({ ticketId }) => ticketId).filter(isStorableKey);
    const stored = await findDocuments(store.sql, caller.workspaceId, 'tickets', ids);
    const seen = new Set(
      stored
        .filter((document) => !document.isDeleted && seesTicket(caller, documentOf('tickets', document)))
        .map(({ id }) => id),
    );
    presence.say(
      caller.sessionId,
      tickets.filter(({ ticketId }) => seen.has(ticketId)),
    );
    return reply.code(204).send();
  });
  // Nobody is taken for gone on another's word: their own devices are asked.
  app.post('/v1/presence/missing', options, async (request, reply) => {
    const caller = callerOf(request);
    const { agentIds } = MissingBody.parse(request.body);
    presence.check(caller.workspaceId, agentIds);
    return reply.code(204).send();
  });
}
