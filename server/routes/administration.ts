import type { FastifyInstance } from 'fastify';
import { BatonError } from '../../shared/errors.ts';
import { ImportBody, type ImportAnswer } from '../../shared/sync/wire.ts';
import type { ServerParts } from '../parts.ts';
import { requireAdministrator } from '../policies/caller.ts';
import { fillWithDemo, loadDemo, type DemoReport } from '../setup/fillWithDemo.ts';
import { hasTickets } from '../store/documents.ts';
import { importDocuments } from '../sync/importDocuments.ts';
import { callerOf } from './caller.ts';

/** Largest import request, in bytes. */
const IMPORT_LIMIT_BYTES = 8 * 1024 * 1024;

/** What only an administrator may do. */
export function administrationRoutes(
  app: FastifyInstance,
  { store, clock, passwords, allowDemo }: ServerParts,
): void {
  app.addHook('onRequest', async (request) => {
    requireAdministrator(callerOf(request));
  });

  app.post('/v1/import', { bodyLimit: IMPORT_LIMIT_BYTES }, async (request): Promise<ImportAnswer> => {
    return importDocuments(store, callerOf(request).workspaceId, ImportBody.parse(request.body));
  });

  app.post('/v1/demo', async (request): Promise<DemoReport> => {
    if (!allowDemo) throw new BatonError('auth.forbidden', 'this server was started without --allow-demo');
    const { workspaceId } = callerOf(request);
    // Asked again under the lock; here it saves making the demo for nothing.
    if (await hasTickets(store.sql, workspaceId)) {
      throw new BatonError('workspace.notEmpty', 'the demo goes into a workspace without tickets only');
    }
    return fillWithDemo(store, workspaceId, passwords, await loadDemo(clock.nowMs()));
  });
}
