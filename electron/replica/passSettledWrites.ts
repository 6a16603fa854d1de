import type { RxStorageInstance } from 'rxdb';
import { getHeightOfRevision } from 'rxdb/plugins/utils';
import type { AnyDocument } from '../../shared/sync/wire.ts';
import { DOWNSTREAM_CONTEXT } from '../writeContexts.ts';

type Storage = RxStorageInstance<AnyDocument, unknown, unknown>;
type Failure = Awaited<ReturnType<Storage['bulkWrite']>>['error'][number];
type Row = Parameters<Storage['bulkWrite']>[0][number];

const CONFLICT = 409;

/**
 * Lets the server's states be written where only a settled write came in between. RxDB leaves a state of the server out when
 * the document has changed under it, because that change will be pushed and meet it; a settled write is never pushed, so the
 * state would be lost.
 */
export function passSettledWrites(storage: Storage): void {
  const write = storage.bulkWrite.bind(storage);
  storage.bulkWrite = async (rows, context) => {
    const answer = await write(rows, context);
    if (!context.startsWith(DOWNSTREAM_CONTEXT)) return answer;
    let { error } = answer;
    for (;;) {
      const again = error.flatMap((failure) => rowOverSettled(failure) ?? []);
      // The answer itself is RxDB's key to what was written.
      if (again.length === 0) return error === answer.error ? answer : { error };
      const others = error.filter((failure) => !rowOverSettled(failure));
      error = [...others, ...(await write(again, context)).error];
    }
  };
}

/** The row anew, over what is there now (RxDB counts its revision on); undefined when that is somebody's change. */
function rowOverSettled(failure: Failure): Row | undefined {
  if (failure.status !== CONFLICT) return undefined;
  const { writeRow, documentInDb } = failure;
  const { previous, document } = writeRow;
  if (previous?.rev !== documentInDb.rev || previous._deleted !== documentInDb._deleted) return undefined;
  const origin = document._meta['o'] as { readonly hash: string } | undefined;
  return {
    previous: documentInDb,
    document: {
      ...document,
      _meta: {
        ...documentInDb._meta,
        ...(origin && { o: { ...origin, _rev: getHeightOfRevision(documentInDb._rev) + 1 } }),
      },
    },
  };
}
