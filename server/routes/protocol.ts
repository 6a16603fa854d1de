import type { FastifyInstance } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../shared/sync/wire.ts';

/** How a route treats the protocol header. `optional` lets askers in who send none: they are not Baton's own clients. */
declare module 'fastify' {
  interface FastifyContextConfig {
    protocol?: 'required' | 'optional' | 'any';
  }
}

/** Refuses clients of another protocol with `server.otherVersion` before their body is read, and names ours in every answer. */
export function checkProtocol(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header(PROTOCOL_HEADER, String(PROTOCOL_VERSION));
    const { protocol = 'required' } = request.routeOptions.config;
    const sent = request.headers[PROTOCOL_HEADER];
    if (protocol === 'any' || sent === String(PROTOCOL_VERSION)) return;
    if (protocol === 'optional' && sent === undefined) return;
    throw new BatonError('server.otherVersion', `this server speaks protocol ${PROTOCOL_VERSION}`, {});
  });
}
