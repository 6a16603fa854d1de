import { z } from 'zod';
import type { Contact } from '../../shared/domain/contact.ts';
import { asksContact, nextDue, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Scheduler } from '../time.ts';
import { openTickets } from '../openTickets.ts';

/** Keeps the derived SLA columns of the open tickets here what policies, calendars and contacts make of them now. */
export interface Recompute {
  note(change: ReplicaChange): void;
  /** Settings or the state of the sync have changed. */
  lookAgain(): void;
  /** Resolves when nothing that had begun still runs. */
  stop(): Promise<void>;
}

/** What it works with. */
export interface RecomputePorts {
  readonly stores: Pick<DocumentStores, 'tickets' | 'contacts'>;
  readonly directory: Pick<Directory, 'settings' | 'slaBook'>;
  readonly local: LocalStore;
  readonly scheduler: Scheduler;
  /** A first copy is coming in: nobody may write there yet, and everything is looked at once it is here. */
  readonly isInitial: () => boolean;
  /** Version of the platform's time zone data: with other rules for clock changes other instants are due. */
  readonly timeZoneData: string;
  readonly log: Logger;
}

const STATE_KEY = 'state:slaColumns';
/** Changes that arrive together are looked at together. */
const GATHER_MS = 30;
const RETRY_MS = 5000;
/** Tickets written at once: handing them to the storage's thread takes a few ms. */
const WRITE_BATCH = 10;

const StoredState = z.object({ doneFor: z.string() });

/**
 * Starts with a look at every open ticket, unless the columns were last set by the very settings that hold now. The columns
 * follow from the rest of the ticket and the settings, so every replica comes to the same by itself: the rewrite keeps the
 * ticket's stamp and is sent to nobody.
 */
export function startRecompute(ports: RecomputePorts): Recompute {
  const { stores, directory, local, scheduler, log } = ports;
  /** Tickets whose columns are, or may be, other than they should. */
  const ticketIds = new Set<string>();
  /** Contacts whose plan or standing has changed. */
  const contactIds = new Set<string>();
  const stored = StoredState.safeParse(local.get(STATE_KEY));
  let doneFor = stored.success ? stored.data.doneFor : '';
  let cancel: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  function plan(delayMs: number): void {
    if (isStopped) return;
    cancel ??= scheduler.after(delayMs, () => {
      cancel = undefined;
      if (running) return;
      running = work()
        .catch((cause: unknown) => {
          log.error('setting the due instants of tickets failed', cause);
          plan(RETRY_MS);
        })
        .finally(() => {
          running = undefined;
          if (hasWork()) plan(GATHER_MS);
        });
      runDetached(log, 'setting the due instants of tickets', running);
    });
  }

  function hasWork(): boolean {
    return !ports.isInitial() && (ticketIds.size > 0 || contactIds.size > 0 || doneFor !== essence());
  }

  function mayGoOn(): boolean {
    return !isStopped && !ports.isInitial();
  }

  async function work(): Promise<void> {
    if (doneFor !== essence() && mayGoOn()) await lookAtAll();
    for (const contactId of [...contactIds]) {
      if (!mayGoOn()) return;
      contactIds.delete(contactId);
      const own = await stores.tickets.query({ selector: { contactId, isOpen: true } });
      for (const { id } of own) ticketIds.add(id);
    }
    while (ticketIds.size > 0 && mayGoOn()) {
      const ids = [...ticketIds].slice(0, WRITE_BATCH);
      for (const id of ids) ticketIds.delete(id);
      await setColumns(ids);
    }
  }

  async function lookAtAll(): Promise<void> {
    const goal = essence();
    for await (const { tickets, contacts } of openTickets(stores, '', asksContact(directory.slaBook()))) {
      if (!mayGoOn() || essence() !== goal) return;
      const book = directory.slaBook();
      const wrong = tickets.filter((ticket) => isOther(ticket, contacts.get(ticket.contactId) ?? null, book));
      for (let from = 0; from < wrong.length; from += WRITE_BATCH)
        await setColumns(wrong.slice(from, from + WRITE_BATCH).map(({ id }) => id));
    }
    doneFor = goal;
    await local.set(STATE_KEY, { doneFor });
  }

  async function setColumns(ids: readonly string[]): Promise<void> {
    const contacts = asksContact(directory.slaBook()) ? await contactsOf(ids) : new Map<string, Contact>();
    await stores.tickets.settleMany(ids, (ticket) => {
      if (!ticket.isOpen) return null;
      const due = nextDue(directory.slaBook(), ticket, contacts.get(ticket.contactId) ?? null);
      return isSame(ticket, due) ? null : { ...ticket, ...due };
    });
  }

  async function contactsOf(ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    const tickets = await stores.tickets.getMany(ids);
    return stores.contacts.getMany([...tickets.values()].map(({ contactId }) => contactId));
  }

  /** What the columns follow from besides tickets and contacts, short enough to compare. */
  function essence(): string {
    return essenceOf(directory.settings(), ports.timeZoneData);
  }

  return {
    note: ({ collection, documents, isFromServer }) => {
      if (ports.isInitial()) return;
      const book = directory.slaBook();
      const needsContact = asksContact(book);
      for (const { id, document, isDeleted, previous } of documents) {
        if (isDeleted) ticketIds.delete(id);
        else if (collection === 'tickets') {
          // What this device has written was derived just now; what others have, by what they knew then.
          const ticket = document as Ticket;
          if (isFromServer && ticket.isOpen && (needsContact || isOther(ticket, null, book)))
            ticketIds.add(id);
        } else if (
          collection === 'contacts' &&
          needsContact &&
          isOtherCustomer(document as Contact, previous as Contact | null)
        )
          contactIds.add(id);
      }
      if (ticketIds.size > 0 || contactIds.size > 0) plan(GATHER_MS);
    },
    lookAgain: () => {
      if (hasWork()) plan(GATHER_MS);
    },
    stop: async () => {
      isStopped = true;
      cancel?.();
      await running;
    },
  };
}

type Columns = Pick<Ticket, 'policyId' | 'nextDueAtMs'>;

function isSame(a: Columns, b: Columns): boolean {
  return a.policyId === b.policyId && a.nextDueAtMs === b.nextDueAtMs;
}

function isOther(ticket: Ticket, contact: Contact | null, book: SlaBook): boolean {
  return !isSame(ticket, nextDue(book, ticket, contact));
}

function isOtherCustomer(after: Contact, before: Contact | null): boolean {
  return before?.plan !== after.plan || before.isVip !== after.isVip;
}

function essenceOf(settings: readonly Setting[], timeZoneData: string): string {
  const parts = settings
    .filter(({ kind }) => kind === 'calendar' || kind === 'sla-policy')
    .map(({ id, rev }) => `${id} ${rev}`);
  return [timeZoneData, ...parts.sort()].join('\n');
}
