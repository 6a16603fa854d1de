import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import type { ServerParts } from '../parts.ts';
import { isSame } from '../security/secrets.ts';
import { logTotals } from '../store/documents.ts';

/** What a proxy adds to a request; one of them means that the asker is not on this machine. */
const PROXY_HEADERS = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'] as const;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Takes every request's time, and `/metrics` shows it: to who has the token or, where none is set, to this machine. */
export function metricsRoute(
  app: FastifyInstance,
  { store, streams, metrics, metricsToken }: ServerParts,
): void {
  metrics.watch({ openStreams: () => streams.count(), logs: () => logTotals(store.sql) });

  app.addHook('onResponse', (request, reply, done) => {
    const { url: route = 'none' } = request.routeOptions;
    const durationMs = reply.elapsedTime;
    metrics.countRequest(request.method, route, reply.statusCode, durationMs);
    // The route's pattern and not the address: that may hold a reply token.
    request.log.debug({ method: request.method, route, status: reply.statusCode, durationMs }, 'answered');
    done();
  });

  app.get('/metrics', async (request, reply) => {
    // To anybody else there is nothing here.
    if (!mayRead(request, metricsToken))
      throw new BatonError('input.notFound', 'there is nothing at this address');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

function mayRead({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') && PROXY_HEADERS.every((name) => headers[name] === undefined)
  );
}
