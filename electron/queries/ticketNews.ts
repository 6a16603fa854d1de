import type { TicketId } from '../../shared/domain/ids.ts';
import type { EventPayload } from '../../shared/ipc/contract.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import type { Scheduler } from '../time.ts';

/** Gathers which tickets changed and tells it at most once a frame. */
export interface TicketNews {
  note(change: ReplicaChange): void;
  noteTicket(ticketId: TicketId): void;
  noteAll(): void;
  stop(): void;
}

const FRAME_MS = 16;
/** Beyond this a list of ids is longer than asking again for what is shown. */
const IDS_MAX = 200;

/** `tell` hears the ids, or `all` after a bulk. */
export function createTicketNews(
  scheduler: Scheduler,
  tell: (news: EventPayload<'tickets.changed'>) => void,
): TicketNews {
  const ids = new Set<TicketId>();
  let isAll = false;
  let cancel: (() => void) | undefined;

  function plan(): void {
    cancel ??= scheduler.after(FRAME_MS, () => {
      cancel = undefined;
      const ticketIds = isAll || ids.size > IDS_MAX ? ('all' as const) : [...ids];
      ids.clear();
      isAll = false;
      tell({ ticketIds });
    });
  }

  return {
    note: ({ collection, documents }) => {
      if (collection === 'settings') return;
      for (const { id, document } of documents) {
        if (collection === 'tickets') ids.add(id as TicketId);
        else if ('ticketId' in document) ids.add(document.ticketId);
        // A contact's name stands in many rows.
        else isAll = true;
      }
      plan();
    },
    noteTicket: (ticketId) => {
      ids.add(ticketId);
      plan();
    },
    noteAll: () => {
      isAll = true;
      plan();
    },
    stop: () => {
      cancel?.();
    },
  };
}
