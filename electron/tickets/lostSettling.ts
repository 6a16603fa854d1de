import type { AgentId, HistoryId, TicketId } from '../../shared/domain/ids.ts';
import { lostChanges, redoLost, type LostChange } from '../../shared/domain/ticket/lostChanges.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { TicketChanges } from './ticketChanges.ts';

/** Changes of the agent that another's has overtaken, until they have settled them. */
export interface LostSettling {
  of(ticket: Ticket): LostChange[];
  /** Puts a lost change away; with `redo` it is set again, as a fresh change. */
  settle(ticketId: TicketId, entryId: HistoryId, redo: boolean): Promise<void>;
}

const PREFIX = 'lost:';

/** What was settled is remembered on this device. */
export function createLostSettling(ports: {
  readonly local: LocalStore;
  readonly stores: DocumentStores;
  readonly changes: TicketChanges;
  readonly meId: AgentId;
  readonly onSettled: (ticketId: TicketId) => void;
}): LostSettling {
  const { local, stores, changes, meId } = ports;
  return {
    of: (ticket) => {
      const settled = new Set(local.list(PREFIX).map(({ key }) => key.slice(PREFIX.length)));
      return lostChanges(ticket, meId, settled);
    },
    settle: async (ticketId, entryId, redo) => {
      if (redo) {
        const ticket = await stores.tickets.get(ticketId);
        const deed = ticket && redoLost(ticket, entryId);
        if (!deed) throw new BatonError('input.notFound', 'this change cannot be set again', { entryId });
        await changes.perform(ticketId, [deed]);
      }
      await local.set(PREFIX + entryId, { ticketId });
      ports.onSettled(ticketId);
    },
  };
}
