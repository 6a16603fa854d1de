import type { FastifyInstance } from 'fastify';
import { PullQuery, PushBody, type PushAnswer } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { readReachable } from '../store/reachable.ts';
import { pushRows } from '../sync/pushRows.ts';
import { callerOf } from './caller.ts';

/** Largest push, in bytes. */
const PUSH_LIMIT_BYTES = 8 * 1024 * 1024;

/** Pushing changes and pulling what others changed. */
export function syncRoutes(app: FastifyInstance, { store, clock, metrics, presence }: ServerParts): void {
  app.post('/v1/push', { bodyLimit: PUSH_LIMIT_BYTES }, async (request): Promise<PushAnswer> => {
    const body = PushBody.parse(request.body);
    const caller = callerOf(request);
    const outcome = await pushRows(store, caller, body, () => presence.picture(caller.workspaceId));
    metrics.countPush(body.collection, body.rows.length, outcome);
    return { ...outcome, serverTimeMs: clock.nowMs() };
  });

  app.get('/v1/pull', async (request, reply) => {
    const { collection, since, limit, closedAfter, withGone } = PullQuery.parse(request.query);
    const viewer = callerOf(request);
    const { documents, seq } = await readReachable(store.sql, {
      workspaceId: viewer.workspaceId,
      collection,
      since,
      limit,
      reach: { viewer, closedAfterMs: closedAfter },
      withGone,
    });
    const checkpoint = JSON.stringify({ seq });
    // Documents rest as the text they are sent as: joining it costs a hundredth of parsing and writing it again.
    const list = documents.join(',');
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"documents":[${list}],"checkpoint":${checkpoint},"serverTimeMs":${clock.nowMs()}}`);
  });
}
