import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ID_MAX_LENGTH } from '../../shared/domain/ids.ts';
import { SearchBody, type ServerSearchAnswer } from '../../shared/sync/search.ts';
import { BatonError } from '../../shared/errors.ts';
import type { ServerParts } from '../parts.ts';
import { seesPlace } from '../policies/reach.ts';
import { findDocuments, messagesOf } from '../store/documents.ts';
import { searchClosed } from '../store/searchClosed.ts';
import { isStorableKey } from '../sync/storableKey.ts';
import { callerOf } from './caller.ts';

const TicketPath = z.object({ id: z.string().min(1).max(ID_MAX_LENGTH) });

/** What desks leave to the server: finding a ticket there, and getting it whole. */
export function searchRoutes(app: FastifyInstance, { store }: ServerParts): void {
  app.post('/v1/search', async (request): Promise<ServerSearchAnswer> => {
    const caller = callerOf(request);
    return searchClosed(store.sql, caller.workspaceId, caller, SearchBody.parse(request.body));
  });

  app.get('/v1/tickets/:id', async (request, reply) => {
    const caller = callerOf(request);
    const { id } = TicketPath.parse(request.params);
    const [ticket] = isStorableKey(id)
      ? await findDocuments(store.sql, caller.workspaceId, 'tickets', [id])
      : [];
    // Whoever may not see it does not learn that it is there either.
    if (!ticket || ticket.isDeleted || !ticket.place || !seesPlace(caller, ticket.place)) {
      throw new BatonError('input.notFound', 'there is no such ticket');
    }
    const messages = await messagesOf(store.sql, caller.workspaceId, id);
    const list = messages.map(({ json }) => json).join(',');
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"ticket":${ticket.json},"messages":[${list}]}`);
  });
}
