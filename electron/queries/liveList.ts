import { isDeepStrictEqual } from 'node:util';
import type { Contact } from '../../shared/domain/contact.ts';
import { selectorTest, sortOrder } from '../../shared/domain/viewRules.ts';
import { listSelector, sortSteps, type ViewContext } from '../../shared/domain/views.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { CommandInput, CommandOutput, EventPayload } from '../../shared/ipc/contract.ts';
import type { TicketRow } from '../../shared/ipc/lists.ts';
import {
  afterStep,
  rowsToRead,
  withRows,
  type DocumentStep,
  type ListWindow,
  type RowsToRead,
} from '../engine/listWindow.ts';
import type { DocumentStore } from '../replica/documentStore.ts';
import { rowMaker, type RowPorts } from './ticketRows.ts';

/** What a line shows of a contact. */
export type ContactLine = Pick<Contact, 'name' | 'isVip'>;

/** What lists work with. */
export interface LiveListPorts extends RowPorts {
  readonly stores: {
    readonly tickets: Pick<DocumentStore<Ticket>, 'count' | 'query'>;
    readonly contacts: Pick<DocumentStore<Contact>, 'getMany'>;
  };
  readonly viewContext: () => ViewContext;
}

/** The shown part of one list. It follows writes by itself and reads only what it cannot work out. */
export interface LiveList {
  /** Moves the shown part; answers what is there. */
  show(offset: number, limit: number): Promise<CommandOutput<'list.show'>>;
  /** Takes up writes in their order. True when they may show. */
  note(steps: readonly DocumentStep<Ticket>[]): boolean;
  /** Something of a line changed that is not in the ticket. True when the line is shown. */
  touch(isConcerned: (ticket: Ticket) => boolean): boolean;
  /** Forgets what it knows: the next answer is read whole. */
  forget(): void;
  /** What has changed since the last answer; undefined when nothing has. */
  news(): Promise<Omit<EventPayload<'list.changed'>, 'listId'> | undefined>;
}

interface Told {
  readonly version: number;
  readonly offset: number;
  readonly total: number;
  readonly lines: ReadonlyMap<string, { readonly ticket: Ticket; readonly row: TicketRow }>;
}

/**
 * Makes the list of a view in one order. `contacts` is what is known of contacts, undefined for those that are not there;
 * `asOf` counts the writes of tickets that were heard of. Storage answers in order: a read is as of the writes heard of
 * when its answer is here.
 */
export function createLiveList(
  ports: LiveListPorts,
  { view, due, sort }: Pick<CommandInput<'list.show'>, 'view' | 'due' | 'sort'>,
  contacts: Map<string, ContactLine | undefined>,
  asOf: () => number,
): LiveList {
  const { stores } = ports;
  const compare = sortOrder(sort);
  const steps = sortSteps(sort);
  /** As it was when the list was read whole: it holds the time. */
  let selector = listSelector(view, due, ports.viewContext());
  let matches = selectorTest(selector);
  let window: ListWindow<Ticket> = { offset: 0, limit: 0, total: 0, rows: [] };
  let isStale = true;
  const touched = new Set<string>();
  let told: Told = { version: 0, offset: 0, total: 0, lines: new Map() };
  let settling: Promise<void> | undefined;

  async function readWhole(): Promise<void> {
    const { offset, limit } = window;
    selector = listSelector(view, due, ports.viewContext());
    matches = selectorTest(selector);
    isStale = false;
    const readAt: number[] = [];
    const dated = <T>(answer: T): T => {
      readAt.push(asOf());
      return answer;
    };
    try {
      const [total, rows] = await Promise.all([
        stores.tickets.count(selector).then(dated),
        stores.tickets.query({ selector, sort: steps, skip: offset, limit }).then(dated),
      ]);
      // With a write between the two they are parts of different lists; a part that moved wants other rows.
      if (readAt[0] === readAt[1] && window.offset === offset && window.limit === limit)
        window = { offset, limit, total, rows };
      else isStale = true;
    } catch (cause) {
      isStale = true;
      throw cause;
    }
  }

  async function readGap(gap: RowsToRead): Promise<void> {
    const before = window;
    const rows = await stores.tickets.query({ selector, sort: steps, ...gap });
    // What was written meanwhile may have moved the border: then what is missing is worked out again.
    if (before === window) window = withRows(window, gap, rows);
  }

  async function readContacts(ids: readonly string[]): Promise<void> {
    const found = await stores.contacts.getMany(ids);
    for (const id of ids) contacts.set(id, found.get(id));
  }

  /** The next thing to read; undefined when every line can be made. */
  function lacks(): (() => Promise<void>) | undefined {
    if (isStale) return readWhole;
    const gap = rowsToRead(window);
    if (gap) return () => readGap(gap);
    const unknown = window.rows.map(({ contactId }) => contactId).filter((id) => !contacts.has(id));
    return unknown.length > 0 ? () => readContacts([...new Set(unknown)]) : undefined;
  }

  async function settle(): Promise<void> {
    for (let read = lacks(); read; read = lacks()) await read();
  }

  async function settled(): Promise<void> {
    while (lacks()) {
      settling ??= settle().finally(() => {
        settling = undefined;
      });
      await settling;
    }
  }

  /** Makes the lines; returns those that differ from what was told. */
  function makeLines(): TicketRow[] {
    const toRow = rowMaker(ports);
    const changed: TicketRow[] = [];
    const lines = new Map<string, { readonly ticket: Ticket; readonly row: TicketRow }>();
    for (const ticket of window.rows) {
      const before = told.lines.get(ticket.id);
      if (before?.ticket === ticket && !touched.has(ticket.id)) {
        lines.set(ticket.id, before);
        continue;
      }
      const row = toRow(ticket, contacts.get(ticket.contactId));
      if (!before || !isDeepStrictEqual(before.row, row)) changed.push(row);
      lines.set(ticket.id, { ticket, row });
    }
    touched.clear();
    told = { version: told.version + 1, offset: window.offset, total: window.total, lines };
    return changed;
  }

  return {
    show: async (offset, limit) => {
      const skipped = offset - window.offset;
      // What is known of the new part already stays.
      const rows = skipped >= 0 ? window.rows.slice(skipped, skipped + limit) : [];
      window = { ...window, offset, limit, rows };
      await settled();
      makeLines();
      const { version, total, lines } = told;
      return { version, offset: told.offset, total, rows: [...lines.values()].map(({ row }) => row) };
    },
    note: (written) => {
      const before = window;
      for (const step of written) window = afterStep(window, step, { matches, compare });
      return before !== window;
    },
    touch: (isConcerned) => {
      const concerned = window.rows.filter(isConcerned);
      for (const { id } of concerned) touched.add(id);
      return concerned.length > 0;
    },
    forget: () => {
      isStale = true;
    },
    news: async () => {
      await settled();
      const before = told;
      const rows = makeLines();
      const ids = [...told.lines.keys()] as TicketRow['id'][];
      const isSame =
        rows.length === 0 &&
        before.offset === told.offset &&
        before.total === told.total &&
        isDeepStrictEqual([...before.lines.keys()], ids);
      if (!isSame) return { version: told.version, offset: told.offset, total: told.total, ids, rows };
      told = { ...told, version: before.version };
      return undefined;
    },
  };
}
