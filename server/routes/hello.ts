import type { FastifyInstance } from 'fastify';
import { PROTOCOL_VERSION, type Hello } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';

/** Who is there, and which protocol and time it keeps. Open to clients of any version, so that they can tell. */
export function helloRoute(app: FastifyInstance, { clock, version }: ServerParts): void {
  app.get('/v1/hello', { config: { protocol: 'any' } }, async (): Promise<Hello> => ({
    product: 'baton',
    protocol: PROTOCOL_VERSION,
    version,
    serverTimeMs: clock.nowMs(),
  }));
}
