import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerParts } from '../parts.ts';
import { openEventStream, type EventStream } from '../sync/eventStream.ts';
import { callerOf } from './caller.ts';

const Position = z.coerce.number().int().min(0);
const EventsQuery = z.object({ since: Position.optional() });

/** The event stream: one connection brings all collections' changes. `Last-Event-ID` wins over `since`. */
export function eventsRoute(app: FastifyInstance, { store, clock, fanOut, streams }: ServerParts): void {
  app.get('/v1/events', async (request, reply) => {
    const { since } = EventsQuery.parse(request.query);
    const lastEventId = Position.safeParse(request.headers['last-event-id'] || undefined);
    const { workspaceId, sessionId } = callerOf(request);

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

    const registration: { stream?: EventStream } = {};
    const { stream, replayed } = openEventStream({
      sql: store.sql,
      fanOut,
      response,
      workspaceId,
      sessionId,
      since: lastEventId.success ? lastEventId.data : since,
      nowMs: clock.nowMs(),
      onClose: () => {
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
