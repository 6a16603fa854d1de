import type { FastifyInstance } from 'fastify';
import type { ServerParts } from '../parts.ts';

/** `/health`: the process answers. `/ready`: it can reach its database too. */
export function healthRoutes(app: FastifyInstance, { store }: ServerParts): void {
  app.get('/health', { config: { protocol: 'any' } }, async () => ({ status: 'ok' }));
  app.get('/ready', { config: { protocol: 'any' } }, async () => {
    await store.sql.selectFrom('schema_version').select('version').execute();
    return { status: 'ready' };
  });
}
