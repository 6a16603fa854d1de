import { parseWireDocument, type AnyDocument } from '../../shared/sync/wire.ts';
import type { Logger } from '../log.ts';
import type { DocumentStore } from './documentStore.ts';
import type { Replica } from './openReplica.ts';
import { salvageDocuments, type SalvagedDocument } from './storage/salvage.ts';

/** Local documents that hold something a person has typed; the rest is made again. */
const TYPED = ['draft:', 'send:', 'held:', 'action:', 'lost:'];

/**
 * Takes over what only the damaged predecessor of a replica had: drafts, messages on their way, refused changes, and
 * every change that the server has not accepted. Call it before anything is exchanged: those changes are then pushed like
 * any other and merged with what the server has. What cannot be read any more stays in the file that was set aside.
 */
export async function rescueInto(replica: Replica, setAsidePath: string, log: Logger): Promise<void> {
  const salvaged = salvageDocuments(setAsidePath);
  let kept = 0;
  let unsent = 0;
  for (const { collectionName, document } of salvaged) {
    const { id, value, _deleted: isDeleted } = document;
    if (collectionName !== 'local' || typeof id !== 'string' || isDeleted === true) continue;
    if (!TYPED.some((prefix) => id.startsWith(prefix))) continue;
    await replica.local.set(id, value);
    kept += 1;
  }
  const known = knownToServer(salvaged);
  // A reference is written after what it points at, as it is pushed.
  for (const name of ['settings', 'contacts', 'tickets', 'messages'] as const) {
    for (const { collectionName, document } of salvaged) {
      if (collectionName !== name) continue;
      const { _meta, _rev, _attachments, ...fields } = document;
      const parsed = parseWireDocument(name, fields);
      if (!parsed || parsed.isDeleted || known.has(`${parsed.document.id} ${parsed.document.rev}`)) continue;
      const store = replica.stores[name] as DocumentStore<AnyDocument>;
      if (await store.insert(parsed.document)) unsent += 1;
    }
  }
  log.warn('took over what a damaged replica had not sent', { setAsidePath, kept, unsent });
}

/** Keys `id rev` of the states that replication noted as the server's. Source: rxdb, plugins/replication. */
function knownToServer(salvaged: readonly SalvagedDocument[]): Set<string> {
  const known = new Set<string>();
  for (const { collectionName, document } of salvaged) {
    if (!collectionName.startsWith('rx-replication-meta-')) continue;
    const master = document['docData'] as { readonly id?: unknown; readonly rev?: unknown } | undefined;
    if (typeof master?.id === 'string' && typeof master.rev === 'string')
      known.add(`${master.id} ${master.rev}`);
  }
  return known;
}
