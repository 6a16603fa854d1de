import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';

/** Finds tickets by words of their subject. */
export interface SubjectIndex {
  /** Ids of the tickets whose subject holds every word, most recently active first. */
  find(words: readonly string[], limit: number): Promise<readonly string[]>;
  note(change: ReplicaChange): void;
}

interface Line {
  readonly subject: string;
  readonly updatedAtMs: number;
}

/** Rows read at once while filling: each batch blocks for a few milliseconds, and others get their turn in between. */
const FILL_BATCH = 200;

/** An index in memory, filled when it is first asked and kept up to date from then on: a scan of stored tickets takes seconds. */
export function createSubjectIndex(stores: DocumentStores): SubjectIndex {
  const lines = new Map<string, Line>();
  let filling: Promise<void> | undefined;

  function put(ticket: Ticket): void {
    lines.set(ticket.id, { subject: ticket.subject.toLowerCase(), updatedAtMs: ticket.updatedAtMs });
  }

  async function fill(): Promise<void> {
    let after = '';
    for (;;) {
      const batch = await stores.tickets.query({
        selector: { id: { $gt: after } },
        sort: [{ id: 'asc' }],
        limit: FILL_BATCH,
      });
      // A change that arrived meanwhile is newer than what was read before it.
      for (const ticket of batch) if (!lines.has(ticket.id)) put(ticket);
      const last = batch.at(-1);
      if (!last || batch.length < FILL_BATCH) return;
      after = last.id;
    }
  }

  return {
    find: async (words, limit) => {
      filling ??= fill();
      try {
        await filling;
      } catch (cause) {
        filling = undefined;
        throw cause;
      }
      const wanted = words.map((word) => word.toLowerCase());
      return [...lines]
        .filter(([, { subject }]) => wanted.every((word) => subject.includes(word)))
        .sort(([, a], [, b]) => b.updatedAtMs - a.updatedAtMs)
        .slice(0, limit)
        .map(([id]) => id);
    },
    note: ({ collection, documents }) => {
      if (collection !== 'tickets' || !filling) return;
      for (const { id, document, isDeleted } of documents) {
        if (isDeleted) lines.delete(id);
        else put(document as Ticket);
      }
    },
  };
}
