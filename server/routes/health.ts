import type { FastifyInstance } from 'fastify';
import type { ServerParts } from '../parts.ts';
import { isMigrated } from '../store/migrations.ts';

const UNAVAILABLE = 503;

/**
 * `/health`: the process answers. `/ready`: it can do its work, because it reaches a database of its own version; a load
 * balancer sends nobody here while it answers 503.
 */
export function healthRoutes(app: FastifyInstance, { store }: ServerParts): void {
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (request, reply) => {
    try {
      if (await isMigrated(store.sql)) return { status: 'ready' };
      return await reply.code(UNAVAILABLE).send({ status: 'notReady', reason: 'otherSchemaVersion' });
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(UNAVAILABLE).send({ status: 'notReady', reason: 'databaseUnreachable' });
    }
  });
}
