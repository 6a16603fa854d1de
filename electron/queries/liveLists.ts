import type { Contact } from '../../shared/domain/contact.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { CommandInput, CommandOutput, EventPayload } from '../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import type { Scheduler } from '../time.ts';
import { createLiveList, type ContactLine, type LiveList, type LiveListPorts } from './liveList.ts';
import { createPace } from './pace.ts';

/** The parts of lists that windows show, kept up to date with every write. */
export interface LiveLists {
  /** Opens a list, or moves the part of it that is shown. */
  show(input: CommandInput<'list.show'>): Promise<CommandOutput<'list.show'>>;
  close(listId: string): void;
  note(change: ReplicaChange): void;
  /** Something of a ticket's line changed that is not in the ticket: a draft, a change on its way. */
  noteTicket(ticketId: string): void;
  /** Reads every shown part anew: time has passed, or the agent belongs to other departments. */
  readAnew(): void;
  stop(): void;
}

/** What the lists work with. */
export interface LiveListsPorts extends LiveListPorts {
  readonly scheduler: Scheduler;
  readonly tell: (news: EventPayload<'list.changed'>) => void;
  readonly log: Logger;
}

interface OpenList {
  readonly key: string;
  readonly list: LiveList;
  hasNews: boolean;
}

/** A page that is reloaded never closes its lists; beyond this the one that was shown longest ago goes. */
const LISTS_MAX = 16;
const KNOWN_CONTACTS_MAX = 5000;

/** The lists over one replica. */
export function createLiveLists(ports: LiveListsPorts): LiveLists {
  const open = new Map<string, OpenList>();
  const contacts = new Map<string, ContactLine | undefined>();
  let heard = 0;
  const pace = createPace(ports.scheduler, ports.log, 'following the lists', async () => {
    await Promise.all([...open.keys()].map(tellNews));
  });

  async function tellNews(listId: string): Promise<void> {
    const current = open.get(listId);
    if (!current?.hasNews) return;
    current.hasNews = false;
    const news = await current.list.news();
    if (news && open.get(listId) === current) ports.tell({ listId, ...news });
  }

  function mark(hasNews: (list: LiveList) => boolean): void {
    let isAny = false;
    for (const one of open.values()) {
      if (!hasNews(one.list)) continue;
      one.hasNews = true;
      isAny = true;
    }
    if (isAny) pace.request();
  }

  function noteContacts(documents: ReplicaChange['documents']): void {
    const changed = new Set<string>();
    for (const { id, document, isDeleted } of documents) {
      if (!contacts.has(id)) continue;
      contacts.set(id, isDeleted ? undefined : (document as Contact));
      changed.add(id);
    }
    if (changed.size > 0) mark((list) => list.touch(({ contactId }) => changed.has(contactId)));
  }

  return {
    show: async ({ listId, view, due, sort, offset, limit }) => {
      const key = `${view} ${due ?? ''} ${sort}`;
      const known = open.get(listId);
      const current =
        known?.key === key
          ? known
          : { key, list: createLiveList(ports, { view, due, sort }, contacts, () => heard), hasNews: false };
      open.delete(listId);
      open.set(listId, current);
      for (const id of open.keys()) {
        if (open.size > LISTS_MAX) open.delete(id);
      }
      if (contacts.size > KNOWN_CONTACTS_MAX) contacts.clear();
      return current.list.show(offset, limit);
    },
    close: (listId) => {
      open.delete(listId);
    },
    note: ({ collection, documents }) => {
      if (collection === 'contacts') noteContacts(documents);
      if (collection !== 'tickets') return;
      heard += 1;
      const steps = documents.map(({ document, previous, isDeleted }) => ({
        before: previous as Ticket | null,
        after: isDeleted ? null : (document as Ticket),
      }));
      mark((list) => list.note(steps));
    },
    noteTicket: (ticketId) => {
      mark((list) => list.touch(({ id }) => id === ticketId));
    },
    readAnew: () => {
      mark((list) => {
        list.forget();
        return true;
      });
    },
    stop: () => {
      pace.stop();
      open.clear();
    },
  };
}
