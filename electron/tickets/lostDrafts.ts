import type { TicketId } from '../../shared/domain/ids.ts';
import { runDetached, type Logger } from '../log.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { HeldChanges } from '../sync/heldChanges.ts';
import type { Clock } from '../time.ts';
import type { Drafts } from './drafts.ts';

/** Keeps what was being written on a ticket that has left this replica: nobody could open its draft any more. */
export interface LostDrafts {
  note(change: ReplicaChange): void;
  /** Moves the ticket's drafts to the held changes when the ticket is not here. */
  settle(ticketId: TicketId): Promise<void>;
}

/** What keeping drafts needs from outside. */
export interface LostDraftPorts {
  readonly stores: DocumentStores;
  readonly drafts: Drafts;
  readonly held: HeldChanges;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Watches over the drafts of a replica. */
export function createLostDrafts({ stores, drafts, held, clock, log }: LostDraftPorts): LostDrafts {
  async function settle(ticketId: TicketId): Promise<void> {
    if (drafts.of(ticketId).length === 0 || (await stores.tickets.get(ticketId))) return;
    await drafts.moveAway(ticketId, async ({ kind, html, savedAtMs }) => {
      // Another draft that is lost later stands beside it.
      const document = { id: `draft-${kind}-${ticketId}`, rev: String(savedAtMs), ticketId, kind, html };
      await held.hold({ collection: 'messages', document, code: 'ticket.notFound', atMs: clock.nowMs() });
    });
  }

  return {
    settle,
    note: ({ collection, documents }) => {
      if (collection !== 'tickets') return;
      for (const { id, isDeleted } of documents) {
        if (isDeleted) runDetached(log, 'keeping a draft without a ticket', settle(id as TicketId));
      }
    },
  };
}
