import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { identify, type Caller } from '../policies/caller.ts';
import type { ServerParts } from '../parts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Every route of this scope needs a signed-in caller, who is known before the body is read. */
export function requireCaller(app: FastifyInstance, { store, secrets, clock }: ServerParts): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    request.caller = await identify(store.sql, secrets, request.headers.authorization, clock.nowMs());
  });
}

/** The caller of a request in a scope of `requireCaller`. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new BatonError('internal', 'this route does not identify its caller');
  return request.caller;
}
