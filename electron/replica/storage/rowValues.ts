import { columnReader, STRAY } from './schemaColumns.ts';
import type { TableLayout } from './schemaColumns.ts';
import type { SqlValue } from './sqlite.ts';
import type { WriteBatch } from './storageCore.ts';
import { toSortableText } from './textOrder.ts';

/** Gathers documents into the flat list of plain values that a table writes. */
export type RowGatherer = {
  /** `text` is the JSON that is stored; `document` is read for the columns. */
  readonly add: (row: {
    readonly document: object;
    readonly seenRevision: string | null;
    readonly revision: string;
    readonly text: string;
  }) => void;
  readonly batch: (attachments: WriteBatch['attachments']) => WriteBatch;
};

/** What gathers rows for tables of this layout; each call of the result starts an empty batch. */
export function rowGathererFor({ primaryPath, columns }: TableLayout): () => RowGatherer {
  const readers = columns.map(columnReader);
  return () => {
    const values: SqlValue[] = [];
    const strayColumns = new Set<string>();
    return {
      add: ({ document, seenRevision, revision, text }) => {
        const id = (document as Record<string, unknown>)[primaryPath];
        values.push(toSortableText(String(id)), seenRevision, revision, text);
        for (const [index, read] of readers.entries()) {
          const value = read(document);
          values.push(value === STRAY ? null : value);
          if (value === STRAY) strayColumns.add(columns[index]?.name ?? '');
        }
      },
      batch: (attachments) => ({ values, strayColumns: [...strayColumns], attachments }),
    };
  };
}
