import type { TicketId } from '../../../../shared/domain/ids.ts';
import type { BatonError } from '../../../../shared/errors.ts';
import type { TicketRow } from '../../../../shared/ipc/lists.ts';
import type { FoundWords } from '../../../../shared/ipc/search.ts';

/** A line of a list; a search says what it has found of the ticket. */
export type ListRow = TicketRow & { readonly found?: FoundWords };

/** Neighbouring rows of a list. */
interface ListPart {
  readonly offset: number;
  readonly rows: readonly ListRow[];
}

/** What is known of a list at one moment. `total` is undefined until the first answer. */
export interface ListState {
  readonly total: number | undefined;
  readonly parts: readonly ListPart[];
  readonly error: BatonError | null;
}

/** One list in one order, known around what is on the screen, live. */
export interface ListSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => ListState;
  /** Says which rows are on the screen, both inclusive; what is missing of them is fetched. */
  readonly show: (firstIndex: number, lastIndex: number) => void;
}

/** Before the first answer. */
export const UNKNOWN_LIST: ListState = { total: undefined, parts: [], error: null };

/** The row at an index of the list; undefined while it is not known. */
export function rowAt({ parts }: ListState, index: number): ListRow | undefined {
  const part = parts.find(({ offset, rows }) => index >= offset && index < offset + rows.length);
  return part?.rows[index - part.offset];
}

/** Where a ticket stands among the known rows; -1 when it does not. */
export function indexOfTicket({ parts }: ListState, ticketId: TicketId): number {
  for (const { offset, rows } of parts) {
    const index = rows.findIndex((row) => row.id === ticketId);
    if (index !== -1) return offset + index;
  }
  return -1;
}
