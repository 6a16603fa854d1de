import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Contact } from '../../shared/domain/contact.ts';
import { asksContact, nextDue, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { runDetached, type Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { SettlePage } from '../replica/documentStore.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Scheduler } from '../time.ts';

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
/** Tickets read, and at most written, at once: handing them to the storage's thread and back takes a few ms. */
const PAGE = 250;

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
      const ids = [...ticketIds].slice(0, PAGE);
      for (const id of ids) ticketIds.delete(id);
      await setColumns(ids);
    }
  }

  async function lookAtAll(): Promise<void> {
    const goal = essence();
    let reading = readOpen('');
    let writing: Promise<void> = Promise.resolve();
    for (let isLast = false; !isLast;) {
      const page = await reading;
      const last = page.documents.at(-1);
      isLast = page.documents.length < PAGE || last === undefined;
      if (last && !isLast) {
        // The storage reads on while this thread computes.
        reading = readOpen(last.id);
        // Heard at its turn, or not at all when something else has failed before.
        reading.catch(() => undefined);
      }
      const contacts = await contactsOf(page.documents);
      await writing;
      if (!mayGoOn() || essence() !== goal) return;
      // One page is written while the next one is looked at.
      writing = page.settle(columnsBy(contacts));
      writing.catch(() => undefined);
      await setImmediate();
    }
    await writing;
    doneFor = goal;
    await local.set(STATE_KEY, { doneFor });
  }

  /** Open tickets behind an id, in the order of their ids. What is opened meanwhile is looked at by itself. */
  function readOpen(after: string): Promise<SettlePage<Ticket>> {
    return stores.tickets.querySettling({
      selector: { id: { $gt: after }, isOpen: true },
      sort: [{ id: 'asc' }],
      limit: PAGE,
    });
  }

  async function setColumns(ids: readonly string[]): Promise<void> {
    const tickets = await stores.tickets.getMany(ids);
    await stores.tickets.settleMany(ids, columnsBy(await contactsOf([...tickets.values()])));
  }

  function columnsBy(contacts: ReadonlyMap<string, Contact>): (ticket: Ticket) => Ticket | null {
    return (ticket) => {
      if (!ticket.isOpen) return null;
      const due = nextDue(directory.slaBook(), ticket, contacts.get(ticket.contactId) ?? null);
      return isSame(ticket, due) ? null : { ...ticket, ...due };
    };
  }

  async function contactsOf(tickets: readonly Ticket[]): Promise<ReadonlyMap<string, Contact>> {
    if (!asksContact(directory.slaBook())) return new Map();
    return stores.contacts.getMany(tickets.map(({ contactId }) => contactId));
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
