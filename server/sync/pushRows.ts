import type { ErrorCode } from '../../shared/errors.ts';
import { MESSAGE_MAX_LENGTH } from '../../shared/domain/message.ts';
import {
  parseWireDocument,
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
  type PushAnswer,
  type PushBody,
} from '../../shared/sync/wire.ts';
import type { Caller } from '../policies/caller.ts';
import { PUSH_RIGHTS } from '../policies/pushRights.ts';
import { documentOf, wireOf, type StoredDocument } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';
import type { Store } from '../store/store.ts';
import { isStorableKey } from './storableKey.ts';

type Row = PushBody['rows'][number];

/** A row whose document fits its collection. */
interface AcceptableRow {
  readonly row: Row;
  readonly document: AnyDocument;
  readonly isDeleted: boolean;
}

/** A checked row, or the code it is refused with. */
type CheckedRow = AcceptableRow | { readonly row: Row; readonly refusal: ErrorCode };

type Verdict = 'accepted' | 'conflict' | ErrorCode;

/**
 * Takes a push: each row is accepted, met by the master state it did not know (a conflict), or refused. The accepted ones
 * are written in one transaction. A row that was accepted before is accepted again without a trace.
 */
export async function pushRows(
  store: Store,
  caller: Caller,
  body: PushBody,
): Promise<Omit<PushAnswer, 'serverTimeMs'>> {
  const { collection } = body;
  const checked = body.rows.map((row) => checkRow(collection, row));
  return store.write(caller.workspaceId, async (log) => {
    await log.load(
      collection,
      checked.map(({ row }) => row.newDocumentState.id),
    );
    if (collection === 'messages') await log.load('tickets', ticketIdsOf(checked));
    const conflicts: PushAnswer['conflicts'] = [];
    const refused: PushAnswer['refused'] = [];
    for (const item of checked) {
      const { id } = item.row.newDocumentState;
      const master = log.master(collection, id);
      const verdict =
        'refusal' in item ? item.refusal : settle(log, caller, collection, item, item.document, master);
      if (verdict === 'accepted') continue;
      if (verdict === 'conflict') {
        if (master) conflicts.push(wireOf(master));
      } else refused.push({ id, code: verdict, master: master ? wireOf(master) : null });
    }
    return { conflicts, refused };
  });
}

function checkRow(collection: CollectionName, row: Row): CheckedRow {
  const { newDocumentState } = row;
  const parsed = parseWireDocument(collection, newDocumentState);
  if (parsed && isStorableKey(parsed.document.id) && isStorableKey(parsed.document.rev))
    return { row, ...parsed };
  return { row, refusal: isTooLong(newDocumentState) ? 'message.tooLong' : 'input.invalid' };
}

function isTooLong(wire: Readonly<Record<string, unknown>>): boolean {
  return [wire['html'], wire['text']].some(
    (words) => typeof words === 'string' && words.length > MESSAGE_MAX_LENGTH,
  );
}

function ticketIdsOf(checked: readonly CheckedRow[]): string[] {
  return checked.flatMap((item) =>
    'document' in item && 'ticketId' in item.document ? [item.document.ticketId] : [],
  );
}

function settle<C extends CollectionName>(
  log: LogWriter,
  caller: Caller,
  collection: C,
  { row, isDeleted }: Pick<AcceptableRow, 'row' | 'isDeleted'>,
  next: DocumentOf[C],
  master: StoredDocument | undefined,
): Verdict {
  const isKnown = master && (next.rev === master.rev || next.rev === master.sourceRev);
  if (isKnown && isDeleted === master.isDeleted) return 'accepted';
  // Accepted once, a message never changes: there is nothing to merge.
  if (master && collection === 'messages') return 'input.invalid';
  if (master && row.assumedMasterState?.rev !== master.rev) return 'conflict';
  const ticketId = 'ticketId' in next ? next.ticketId : undefined;
  const ticket = ticketId === undefined ? undefined : log.master('tickets', ticketId);
  const refusal = PUSH_RIGHTS[collection](caller, {
    next,
    isDeleted,
    master: master ? documentOf(collection, master) : null,
    ticket: ticket ? documentOf('tickets', ticket) : null,
  });
  if (refusal) return refusal;
  log.put(collection, numbered(log, next, master), { isDeleted, sourceRev: next.rev });
  return 'accepted';
}

/** Numbers come from the server alone; a ticket that gets one is stamped anew, so that its writer hears of it. */
function numbered<T extends AnyDocument>(log: LogWriter, next: T, master: StoredDocument | undefined): T {
  if (!('number' in next)) return next;
  const number = master ? documentOf('tickets', master).number : log.takeNumber();
  return number === next.number ? next : { ...next, number, rev: log.stamp(next.rev) };
}
