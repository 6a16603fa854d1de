import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import { explainTicket } from '../../shared/domain/sla/explainTicket.ts';
import { verdictFor } from '../../shared/domain/sla/slaBook.ts';
import { hopCount, isPingPong } from '../../shared/domain/ticket/history.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { sortSteps, viewSelector, type ViewContext } from '../../shared/domain/views.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../shared/ipc/contract.ts';
import type { TicketRow } from '../../shared/ipc/lists.ts';
import type { PendingSend } from '../../shared/ipc/messages.ts';
import type { TicketDetail } from '../../shared/ipc/tickets.ts';
import type { DocumentStores, Replica } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Clock } from '../time.ts';
import { parseSearch } from '../../shared/domain/search/parseSearch.ts';
import { planSearch } from './planSearch.ts';
import { rowMaker, type RowPorts } from './ticketRows.ts';

/** What the window asks about tickets. */
export interface TicketQueries {
  page(input: CommandInput<'tickets.page'>): Promise<CommandOutput<'tickets.page'>>;
  get(ticketId: TicketId): Promise<TicketDetail | null>;
  /** Why it is due when it is due. Throws `ticket.notFound`. */
  explainDue(ticketId: TicketId): Promise<CommandOutput<'sla.explain'>>;
  /** The lines of tickets, in no order; those that are not here are left out. */
  rows(ticketIds: readonly TicketId[]): Promise<TicketRow[]>;
  find(text: string): Promise<TicketRow[]>;
  search(input: CommandInput<'tickets.search'>): Promise<CommandOutput<'tickets.search'>>;
  searchContacts(text: string): Promise<Contact[]>;
  /** Messages in their undo time with the ticket they belong to, oldest first. */
  pendingSends(): Promise<CommandOutput<'message.pending'>>;
}

/** What the queries look at besides the documents. */
export interface QueryPorts extends RowPorts {
  readonly stores: DocumentStores;
  readonly directory: Directory;
  /** Server-corrected time. */
  readonly clock: Clock;
  readonly meId: AgentId;
  readonly viewContext: () => ViewContext;
  readonly waitingMessageIds: (ticketId: string) => readonly string[];
  readonly search: Replica['search'];
  readonly pendingSends: () => readonly PendingSend[];
  readonly lostChanges: (ticket: Ticket) => TicketDetail['lostChanges'];
}

const FOUND_MAX = 20;
/** Looks of one question into an index that is still being built, each some 40 ms of the storage's thread. */
const FIND_LOOKS_MAX = 25;
const OTHER_TICKETS_MAX = 20;

/** Queries over one replica. Lists never load messages, and counts never load rows. */
export function createTicketQueries(ports: QueryPorts): TicketQueries {
  const { stores, directory, clock } = ports;

  async function toRows(tickets: readonly Ticket[]): Promise<TicketRow[]> {
    const contacts = await stores.contacts.getMany(tickets.map((ticket) => ticket.contactId));
    const toRow = rowMaker(ports);
    return tickets.map((ticket) => toRow(ticket, contacts.get(ticket.contactId)));
  }

  async function byNumber(number: number): Promise<readonly Ticket[]> {
    return stores.tickets.query({ selector: { number }, limit: FOUND_MAX });
  }

  function runSearch({ text, offset, limit }: CommandInput<'tickets.search'>): ReturnType<Replica['search']> {
    const context = {
      directory,
      meId: ports.meId,
      nowMs: clock.nowMs(),
      ticketsWithDraft: ports.ticketsWithDraft(),
    };
    return ports.search({ ...planSearch(parseSearch(text), context), offset, limit });
  }

  /** While the index is being built each look carries it on a little; after that many, what is there has to do. */
  async function byWords(text: string, looks = FIND_LOOKS_MAX): Promise<readonly Ticket[]> {
    const { hits, isComplete } = await runSearch({ text, offset: 0, limit: FOUND_MAX });
    if (!isComplete && looks > 1) return byWords(text, looks - 1);
    const tickets = await stores.tickets.getMany(hits.map(({ ticketId }) => ticketId));
    return hits.flatMap(({ ticketId }) => tickets.get(ticketId) ?? []);
  }

  return {
    page: async ({ view, sort, offset, limit }) => {
      const selector = viewSelector(view, ports.viewContext());
      const [total, tickets] = await Promise.all([
        stores.tickets.count(selector),
        stores.tickets.query({ selector, sort: sortSteps(sort), skip: offset, limit }),
      ]);
      return { total, rows: await toRows(tickets) };
    },
    get: async (ticketId) => {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) return null;
      const [contact, messages, others] = await Promise.all([
        stores.contacts.get(ticket.contactId),
        stores.messages.query({ selector: { ticketId }, sort: [{ atMs: 'asc' }, { id: 'asc' }] }),
        stores.tickets.query({
          selector: { contactId: ticket.contactId },
          sort: [{ createdAtMs: 'desc' }, { id: 'asc' }],
          limit: OTHER_TICKETS_MAX + 1,
        }),
      ]);
      const organisation = contact?.organisationId
        ? await stores.contacts.get(contact.organisationId)
        : undefined;
      const { policyName, targets } = verdictFor(directory.slaBook(), ticket, contact ?? null, clock.nowMs());
      return {
        ticket,
        contact: contact ?? null,
        organisation: organisation ?? null,
        messages: [...messages],
        otherTickets: others
          .filter((other) => other.id !== ticketId)
          .slice(0, OTHER_TICKETS_MAX)
          .map(({ id, number, subject, status, createdAtMs, updatedAtMs }) => ({
            id,
            number,
            subject,
            status,
            createdAtMs,
            updatedAtMs,
          })),
        sla: {
          policyName,
          targets: targets.map((target) => ({ ...target, warnAtMs: [...target.warnAtMs] })),
        },
        hops: hopCount(ticket),
        isPingPong: isPingPong(ticket),
        isWaiting: ports.isTicketWaiting(ticketId),
        waitingMessageIds: ports.waitingMessageIds(ticketId).map((id) => id as MessageId),
        pendingSends: ports.pendingSends().filter((send) => send.ticketId === ticketId),
        lostChanges: ports.lostChanges(ticket),
      };
    },
    rows: async (ticketIds) => toRows([...(await stores.tickets.getMany(ticketIds)).values()]),
    explainDue: async (ticketId) => {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      const contact = (await stores.contacts.get(ticket.contactId)) ?? null;
      return explainTicket(directory.slaBook(), ticket, contact, clock.nowMs());
    },
    find: async (text) => {
      const wanted = text.trim();
      if (wanted === '') return [];
      const number = /^#?(\d{1,9})$/.exec(wanted)?.[1];
      const [exact, outside, words] = await Promise.all([
        number === undefined ? [] : byNumber(Number(number)),
        stores.tickets.query({ selector: { externalId: wanted }, limit: FOUND_MAX }),
        byWords(wanted),
      ]);
      const unique = new Map([...exact, ...outside, ...words].map((ticket) => [ticket.id, ticket]));
      return toRows([...unique.values()].slice(0, FOUND_MAX));
    },
    pendingSends: async () => {
      const sends = [...ports.pendingSends()].sort((a, b) => a.dueAtMs - b.dueAtMs);
      const tickets = await stores.tickets.getMany(sends.map((send) => send.ticketId));
      return sends.map((send) => {
        const ticket = tickets.get(send.ticketId);
        return { ...send, number: ticket?.number ?? 0, subject: ticket?.subject ?? '' };
      });
    },
    search: async (input) => {
      const { hits, total, isMore, isComplete } = await runSearch(input);
      const tickets = await stores.tickets.getMany(hits.map(({ ticketId }) => ticketId));
      const rows = await toRows([...tickets.values()]);
      const rowById = new Map(rows.map((row) => [row.id as string, row]));
      return {
        total,
        isMore,
        isComplete,
        ignored: parseSearch(input.text).ignored,
        hits: hits.flatMap(({ ticketId, subject, snippet }) => {
          const row = rowById.get(ticketId);
          return row ? [{ row, subject, kind: snippet.kind, snippet: snippet.parts }] : [];
        }),
      };
    },
    searchContacts: async (text) => {
      const words = text
        .trim()
        .split(/\s+/)
        .filter((word) => word !== '');
      const found = await stores.contacts.query({
        selector: {
          $and: words.map((word) => {
            const matches = { $regex: escaped(word), $options: 'i' };
            return {
              $or: [
                { name: matches },
                { emails: { $elemMatch: matches } },
                { phones: { $elemMatch: matches } },
              ],
            };
          }),
        },
        sort: [{ name: 'asc' }, { id: 'asc' }],
        limit: FOUND_MAX,
      });
      return [...found];
    },
  };
}

/** The word as a pattern that matches just itself. */
function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
