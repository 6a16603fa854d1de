import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { EventsQuery } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { seesTicket } from '../../shared/domain/visibility.ts';
import { openEventStream, type EventStream } from '../sync/eventStream.ts';
import { callerOf } from './caller.ts';

const Position = z.coerce.number().int().min(0);

/** The event stream: one connection brings all collections' changes. `Last-Event-ID` wins over `since`. */
export function eventsRoute(
  app: FastifyInstance,
  { store, clock, fanOut, streams, presence }: ServerParts,
): void {
  app.get('/v1/events', async (request, reply) => {
    const { since, closedAfter } = EventsQuery.parse(request.query);
    const lastEventId = Position.safeParse(request.headers['last-event-id'] || undefined);
    const { workspaceId, agentId, sessionId } = callerOf(request);

    reply.hijack();
    const response = reply.raw;
    const headers = {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    };
    response.writeHead(200, { ...headers, 'x-accel-buffering': 'no' } as Record<string, string>);
    // Small events should not wait for more of them.
    request.raw.socket.setNoDelay(true);

    const registration: { stream?: EventStream; leave?: () => void } = {};
    const { stream, replayed } = openEventStream({
      sql: store.sql,
      fanOut,
      response,
      workspaceId,
      sessionId,
      agentId,
      closedAfterMs: closedAfter,
      since: lastEventId.success ? lastEventId.data : since,
      nowMs: clock.nowMs(),
      onReady: (viewer) => {
        registration.leave = presence.join({
          workspaceId,
          agentId,
          sessionId,
          sees: (ticket) => seesTicket(viewer, ticket),
          tell: (data) => registration.stream?.tell('presence', data),
          ask: () => registration.stream?.tell('check', '{}'),
        });
      },
      onClose: () => {
        registration.leave?.();
        if (registration.stream) streams.remove(registration.stream);
      },
    });
    registration.stream = stream;
    streams.add(stream);
    replayed.catch((error: unknown) => {
      request.log.error({ err: error }, 'event stream failed');
      response.destroy();
    });
  });
}
