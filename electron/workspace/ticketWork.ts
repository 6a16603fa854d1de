import { randomFillSync } from 'node:crypto';
import { uuidV7, type AgentId, type DeviceId } from '../../shared/domain/ids.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { DeskNews } from '../deskNews.ts';
import type { Logger } from '../log.ts';
import type { Replica } from '../replica/openReplica.ts';
import { mergeWithServer, type Refusals } from '../sync/conflictHandlers.ts';
import { createHeldChanges, type HeldChanges } from '../sync/heldChanges.ts';
import { createStamps, type Stamps } from '../sync/stamps.ts';
import { createWaitingAccount, type WaitingAccount } from '../sync/waitingAccount.ts';
import { openDirectory, type Directory } from '../tickets/directory.ts';
import { createDrafts, type Drafts } from '../tickets/drafts.ts';
import { openJournal, type Journal } from '../tickets/journal.ts';
import { createTicketChanges, type TicketChanges, type TicketPorts } from '../tickets/ticketChanges.ts';
import type { Clock, Scheduler } from '../time.ts';

/** What changes tickets on this device, and keeps account of it. */
export interface TicketWork {
  readonly stamps: Stamps;
  readonly directory: Directory;
  readonly account: WaitingAccount;
  readonly held: HeldChanges;
  readonly drafts: Drafts;
  readonly journal: Journal;
  readonly ports: TicketPorts;
  readonly changes: TicketChanges;
}

const CLOCK_KEY = 'state:clock';

/** Takes up what the last run has left in the replica. */
export async function openTicketWork(about: {
  readonly replica: Replica;
  readonly refusals: Refusals;
  readonly deviceId: DeviceId;
  readonly meId: AgentId;
  /** Server-corrected time. */
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly tell: DeskNews;
  readonly log: Logger;
}): Promise<TicketWork> {
  const { replica, refusals, deviceId, meId, clock, scheduler, tell, log } = about;
  const stamps = createStamps(deviceId, clock, {
    load: () => replica.local.get(CLOCK_KEY),
    save: (value) => {
      replica.local.set(CLOCK_KEY, value).catch((cause: unknown) => {
        log.error('remembering the clock failed', cause);
      });
    },
  });
  const directory = await openDirectory(replica, log);
  const account = createWaitingAccount();
  const held = createHeldChanges(replica.local, log);
  const drafts = createDrafts(replica.local, clock, scheduler, log);
  const journal = openJournal({
    local: replica.local,
    stores: replica.stores,
    nextRev: () => stamps.next(),
    deriver: async (ticket) => {
      const contact = (await replica.stores.contacts.get(ticket.contactId)) ?? null;
      return (current) => deriveTicket(current, directory.slaBook(), contact);
    },
    merge: (mine, { base, theirs }) => mergeWithServer(deviceId, 'tickets', base, mine, theirs) as Ticket,
    onRestored: (...state) => {
      account.answered(...state);
    },
    yieldTo: (...state) => {
      refusals.add(...state);
    },
    onWords: async (message, cause) => {
      if (message.kind === 'customer' || cause === 'withdrawn') return;
      const { ticketId, kind, html } = message;
      const draft = { ticketId, kind, html, savedAtMs: clock.nowMs() };
      await drafts.restore(draft);
      tell('draft.returned', { draft, cause: 'undone' });
    },
    log,
  });
  const ports: TicketPorts = {
    journal,
    stores: replica.stores,
    directory,
    clock,
    nextRev: () => stamps.next(),
    newId: () => uuidV7(clock.nowMs(), (into) => randomFillSync(into)),
    meId,
  };
  return { stamps, directory, account, held, drafts, journal, ports, changes: createTicketChanges(ports) };
}
