import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Rev } from '../../shared/domain/rev.ts';
import {
  DOCUMENT_SCHEMAS,
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  type ImportAnswer,
  type ImportBody,
} from '../../shared/sync/wire.ts';
import { cleanHtml } from '../intake/cleanWords.ts';
import { documentOf, type StoredDocument } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';
import type { Store } from '../store/store.ts';
import { isStorableKey } from './storableKey.ts';

type Import = z.infer<typeof ImportBody>;
type Refused = ImportAnswer['refused'][number];

/** Stands where the importer's rev stood: the server stamps what it writes, and compares without it. */
const NO_REV = '-' as Rev;

/**
 * Writes documents with their whole history, in one transaction. One that is here with the same content (stamp and ticket
 * number apart) is left alone, so the same import twice changes nothing. A message that is here is never changed.
 */
export async function importDocuments(
  store: Store,
  workspaceId: string,
  body: Import,
): Promise<ImportAnswer> {
  const { collection } = body;
  const refused: Refused[] = [];
  const documents = body.documents.flatMap((raw) => {
    const checked = checkDocument(collection, raw);
    if ('code' in checked) refused.push(checked);
    return 'code' in checked ? [] : [checked];
  });
  return store.write(workspaceId, async (log) => {
    const tally = { created: 0, updated: 0, unchanged: 0 };
    await log.load(
      collection,
      documents.map(({ id }) => id),
    );
    for (const document of documents) {
      const outcome = settle(log, collection, document, log.master(collection, document.id));
      if (typeof outcome === 'string') tally[outcome] += 1;
      else refused.push(outcome);
    }
    return { ...tally, refused };
  });
}

function checkDocument(collection: CollectionName, raw: Import['documents'][number]): AnyDocument | Refused {
  const { _deleted, ...fields } = raw;
  const parsed = DOCUMENT_SCHEMAS[collection].safeParse({ ...fields, rev: NO_REV });
  const id = raw.id.slice(0, 200);
  if (_deleted === true) return { id, code: 'input.invalid', message: 'an import deletes nothing' };
  if (!parsed.success) return { id, code: 'import.badRow', message: describe(parsed.error) };
  if (!isStorableKey(parsed.data.id))
    return { id, code: 'import.badRow', message: 'id: has characters no id may have' };
  return 'html' in parsed.data ? { ...parsed.data, html: cleanHtml(parsed.data.html) } : parsed.data;
}

function settle<C extends CollectionName>(
  log: LogWriter,
  collection: C,
  document: DocumentOf[C],
  stored: StoredDocument | undefined,
): 'created' | 'updated' | 'unchanged' | Refused {
  const master = stored && documentOf(collection, stored);
  if (master && !stored.isDeleted && isDeepStrictEqual(comparable(master), comparable(document)))
    return 'unchanged';
  if (master && collection === 'messages') {
    return { id: document.id, code: 'input.invalid', message: 'a message never changes once it is here' };
  }
  const rev = log.stamp(master?.rev);
  const next =
    'number' in document
      ? { ...document, rev, number: master && 'number' in master ? master.number : log.takeNumber() }
      : { ...document, rev };
  log.put(collection, next);
  return master ? 'updated' : 'created';
}

function comparable(document: AnyDocument): object {
  return 'number' in document ? { ...document, rev: NO_REV, number: 0 } : { ...document, rev: NO_REV };
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'document'}: ${issue.message}` : 'does not fit';
}
