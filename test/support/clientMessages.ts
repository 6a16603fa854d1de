import type { ContactId, HistoryId, TicketId } from '../../shared/domain/ids.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';

export type DeedKind =
  | 'create'
  | 'reply'
  | 'note'
  | 'transfer'
  | 'take'
  | 'assign'
  | 'status'
  | 'priority'
  | 'tags'
  | 'subject'
  | 'contact';

/** How often each kind of deed is chosen. */
export const DEED_WEIGHTS: Readonly<Record<DeedKind, number>> = {
  create: 3,
  reply: 4,
  note: 4,
  transfer: 3,
  take: 2,
  assign: 1,
  status: 4,
  priority: 2,
  tags: 2,
  subject: 1,
  contact: 2,
};

/** Something a desk has told its person is done: it must be found again, once. */
export type Deed =
  | { readonly kind: 'create' | 'reply' | 'note'; readonly ticketId: TicketId; readonly words: string }
  | { readonly kind: 'contact'; readonly contactId: ContactId; readonly words: string }
  | {
      readonly kind: Exclude<DeedKind, 'create' | 'reply' | 'note' | 'contact'>;
      readonly ticketId: TicketId;
      readonly lines: readonly HistoryId[];
    };

/** What a desk in its own process can be asked for. */
export type ClientAsk = { readonly id: number } & (
  | {
      readonly command: 'open';
      readonly dataDir: string;
      readonly server: string;
      readonly isHurried: boolean;
      readonly code?: string;
    }
  | { readonly command: 'act'; readonly kind: DeedKind; readonly draw: number; readonly words: string }
  | { readonly command: 'read' | 'until'; readonly collection: CollectionName; readonly documentId: string }
  | { readonly command: 'untilContact'; readonly email: string }
  | { readonly command: 'settle' | 'retry' | 'look' | 'close' | 'waiting' }
);

/** Its answer. */
export type ClientAnswer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: string };

/** Everything a desk holds: `[collection, id, digest]` in order, and the words it keeps beside the replica. */
export interface ClientLook {
  readonly documents: readonly (readonly [CollectionName, string, string])[];
  readonly kept: readonly string[];
}
