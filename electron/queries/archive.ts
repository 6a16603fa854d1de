import { parseSearch } from '../../shared/domain/search/parseSearch.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandOutput } from '../../shared/ipc/contract.ts';
import type { KeepClosed } from '../../shared/ipc/preferences.ts';
import { closedAfterMs } from '../engine/closedAfter.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { ReplicaReach } from '../sync/replicaReach.ts';
import type { AccessToken, ServerClient } from '../sync/serverClient.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Clock } from '../time.ts';
import { planSearch } from './planSearch.ts';
import { rowMaker, type RowPorts } from './ticketRows.ts';

/** The tickets that were closed long ago and stay on the server. Needs the server: throws `sync.offline` without it. */
export interface Archive {
  /** What only the server has, the most recently closed first. */
  search(text: string): Promise<CommandOutput<'archive.search'>>;
  /** Brings a ticket with its messages into the replica, where it stays for a while. Throws `ticket.notFound`. */
  open(ticketId: TicketId): Promise<void>;
  close(): void;
}

/** What the archive needs from outside. */
export interface ArchivePorts extends RowPorts {
  readonly client: ServerClient;
  readonly accessToken: AccessToken;
  readonly reach: Pick<ReplicaReach, 'take' | 'dropped'>;
  readonly stores: DocumentStores;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly meId: AgentId;
  readonly keepClosed: () => KeepClosed;
}

/** Most tickets shown of the server; whoever needs more narrows the search. */
const HITS_MAX = 30;

/** The archive of one workspace. */
export function createArchive(ports: ArchivePorts): Archive {
  const { client, accessToken, stores, directory, clock, meId } = ports;
  const closing = new AbortController();
  return {
    search: async (text) => {
      const closedBeforeMs = closedAfterMs(ports.keepClosed(), clock.nowMs());
      const query = parseSearch(text);
      // A draft keeps its ticket here, and nothing closed is due: what only the server has has neither.
      const filters = query.filters.filter(({ name }) => name !== 'has' && name !== 'due');
      const wantsOpen = query.filters.some(
        ({ name, isNegated }) => (name === 'has' || name === 'due') && !isNegated,
      );
      if (closedBeforeMs === 0 || wantsOpen || query.terms.length + filters.length === 0)
        return { hits: [], isMore: false };
      const { words, facets, createdFromMs, createdBeforeMs } = planSearch(
        { ...query, filters },
        { directory, meId, nowMs: clock.nowMs(), ticketsWithDraft: new Set() },
      );
      const body = {
        words: [...words],
        facets: facets.map(({ anyOf, isNegated }) => ({ anyOf: [...anyOf], isNegated })),
        createdFromMs,
        createdBeforeMs,
        closedBeforeMs,
        limit: HITS_MAX,
      };
      await ports.reach.dropped();
      const answer = await client.search(accessToken, body, closing.signal);
      const tickets = answer.hits.map(({ ticket }) => ticket);
      const [here, contacts] = await Promise.all([
        stores.tickets.getMany(tickets.map(({ id }) => id)),
        stores.contacts.getMany(tickets.map(({ contactId }) => contactId)),
      ]);
      const toRow = rowMaker(ports);
      return {
        // What was fetched before is among the results of this device.
        hits: answer.hits.flatMap(({ ticket, subject, kind, snippet }) =>
          here.has(ticket.id)
            ? []
            : [{ row: toRow(ticket, contacts.get(ticket.contactId)), subject, kind, snippet }],
        ),
        isMore: answer.isMore,
      };
    },
    open: async (ticketId) => {
      if (await stores.tickets.get(ticketId)) return;
      const { ticket, messages } = await client
        .ticket(accessToken, ticketId, closing.signal)
        .catch((cause: unknown) => {
          if (!(cause instanceof BatonError) || cause.code !== 'input.notFound') throw cause;
          throw new BatonError('ticket.notFound', 'the server has no such ticket', { ticketId }, { cause });
        });
      await ports.reach.take(ticketId, {
        tickets: [ticket],
        messages,
      });
    },
    close: () => {
      closing.abort(new BatonError('sync.offline', 'the workspace was closed'));
    },
  };
}
