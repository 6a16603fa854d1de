import type { AgentId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { formatRev, observe, tick, type HybridClock, type Rev } from '../../shared/domain/rev.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import {
  COLLECTIONS,
  type AnyDocument,
  type CollectionName,
  type DocumentOf,
} from '../../shared/sync/wire.ts';
import { documentOf, findDocuments, messagesOf, type LogEntry, type StoredDocument } from './documents.ts';
import { indexClosed } from './closedTickets.ts';
import { noteSights } from './sights.ts';
import { findPlaces, placeColumns, privatePlace, type Place, type Placeable } from './places.ts';
import type { Sql, SqlTransaction } from './schema.ts';

/** What one transaction added to a workspace's log: sequences `firstSeq` to `lastSeq` without a hole. */
export interface Commit {
  readonly workspaceId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** In log order; the documents of one collection stand together. */
  readonly entries: readonly LogEntry[];
}

/** A transaction on one workspace's log, alone at it until it ends. */
export interface LogWriter {
  readonly workspaceId: string;
  readonly nowMs: number;
  /** Where the log ends before this transaction's own writes. */
  readonly seq: number;
  /** For rows beside the log that must be written together with it. */
  readonly sql: SqlTransaction;
  /** Reads documents, so that `master` knows them. */
  load(collection: CollectionName, ids: readonly string[]): Promise<void>;
  /** The state of a loaded document, with this transaction's own writes. */
  master(collection: CollectionName, id: string): StoredDocument | undefined;
  /**
   * Writes a document when the transaction commits. `sourceRev` is the rev a client sent it under, `writer` whose client
   * that was.
   */
  put<C extends CollectionName>(
    collection: C,
    document: DocumentOf[C],
    options?: { readonly isDeleted?: boolean; readonly sourceRev?: Rev; readonly writer?: AgentId },
  ): void;
  /** A fresh stamp of the server, later than `seen`. */
  stamp(seen?: Rev): Rev;
  /** The next ticket number. */
  takeNumber(): number;
}

/** A stamp further ahead than this is a broken clock: following it would put every later stamp there. */
const CLOCK_TRUST_MS = 24 * 60 * 60 * 1000;
const INSERT_ROWS = 500;

/** Settings first, tickets last: whoever reads in log order finds a ticket's contact and messages already there. */
const LOG_ORDER = [
  'settings',
  'contacts',
  'messages',
  'tickets',
] as const satisfies readonly CollectionName[];

interface Staged extends Omit<StoredDocument, 'seq' | 'place'> {
  readonly document: AnyDocument;
  readonly writer: AgentId | undefined;
}

/** Where documents stand, by collection and id; what everybody may see stands nowhere. */
type Places = Readonly<Partial<Record<CollectionName, ReadonlyMap<string, Place>>>>;

type StagedDocuments = ReadonlyMap<CollectionName, Map<string, Staged>>;

/**
 * Runs `work` in one transaction: everything it puts becomes part of the log with consecutive sequences, or, when it
 * throws, nothing. Sequence, ticket numbers and the server's clock are taken under the workspace row's lock, which is why
 * commit order is log order. Throws `input.notFound` for an unknown workspace.
 */
export async function writeLog<Result>(
  sql: Sql,
  workspaceId: string,
  nowMs: number,
  work: (log: LogWriter) => Promise<Result>,
): Promise<{ readonly result: Result; readonly commit: Commit | null }> {
  return sql.transaction().execute(async (transaction) => {
    const workspace = await lockWorkspace(transaction, workspaceId);
    let clock: HybridClock = { timeMs: workspace.clock_ms, counter: workspace.clock_counter };
    let nextNumber = workspace.next_number;
    const loaded = new Map<string, StoredDocument>();
    const staged = new Map<CollectionName, Map<string, Staged>>(COLLECTIONS.map((name) => [name, new Map()]));

    const result = await work({
      workspaceId,
      nowMs,
      seq: workspace.seq,
      sql: transaction,
      async load(collection, ids) {
        for (const document of await findDocuments(transaction, workspaceId, collection, ids)) {
          loaded.set(keyOf(collection, document.id), document);
        }
      },
      master(collection, id) {
        const own = staged.get(collection)?.get(id);
        const before = loaded.get(keyOf(collection, id));
        return own ? { ...own, seq: workspace.seq + 1, place: before?.place ?? null } : before;
      },
      put(collection, document, { isDeleted = false, sourceRev = document.rev, writer } = {}) {
        staged.get(collection)?.set(document.id, {
          id: document.id,
          rev: document.rev,
          sourceRev,
          isDeleted,
          json: JSON.stringify({ ...document, _deleted: isDeleted }),
          document,
          writer,
        });
      },
      stamp(seen) {
        const trusted = seen === undefined ? clock : observe(clock, seen);
        clock = tick(trusted.timeMs <= nowMs + CLOCK_TRUST_MS ? trusted : clock, nowMs);
        return formatRev(clock, 'server');
      },
      takeNumber() {
        nextNumber += 1;
        return nextNumber - 1;
      },
    });

    await noteSights(transaction, workspaceId, workspace.seq + 1, settingsIn(staged));
    const { places, closed } = await placeStaged(transaction, workspaceId, nowMs, staged);
    const entries: LogEntry[] = [];
    let seq = workspace.seq;
    for (const collection of LOG_ORDER) {
      const documents = [...(staged.get(collection)?.values() ?? [])];
      await insertDocuments(transaction, workspaceId, collection, documents, places[collection], seq + 1);
      if (collection === 'contacts') await indexEmails(transaction, workspaceId, documents);
      for (const { id, rev, json } of documents) {
        seq += 1;
        entries.push({ collection, id, rev, seq, json, place: places[collection]?.get(id) ?? null });
      }
    }
    await indexClosed(transaction, workspaceId, closed);
    await transaction
      .updateTable('workspaces')
      .set({ seq, next_number: nextNumber, clock_ms: clock.timeMs, clock_counter: clock.counter })
      .where('id', '=', workspaceId)
      .execute();
    const commit =
      entries.length === 0 ? null : { workspaceId, firstSeq: workspace.seq + 1, lastSeq: seq, entries };
    return { result, commit };
  });
}

/**
 * Where everything staged stands from now on. The messages of a ticket that enters or leaves somebody's sight are staged
 * as they are, so that they come into the log again: whoever has them sees nothing new in them.
 */
async function placeStaged(
  sql: SqlTransaction,
  workspaceId: string,
  nowMs: number,
  staged: StagedDocuments,
): Promise<{ readonly places: Places; readonly closed: readonly string[] }> {
  const tickets = [...(staged.get('tickets')?.values() ?? [])] as unknown as Placeable<Ticket>[];
  const messages = [...(staged.get('messages')?.values() ?? [])] as unknown as Placeable<Message>[];
  const settings = ownPlaces(settingsIn(staged));
  if (tickets.length === 0 && messages.length === 0) return { places: { settings }, closed: [] };
  const placement = await findPlaces(sql, workspaceId, nowMs, tickets, messages);
  const messagePlaces = new Map(placement.messages);
  for (const ticketId of placement.toTellAgain) {
    const place = placement.tickets.get(ticketId);
    for (const message of await messagesOf(sql, workspaceId, ticketId)) {
      const into = staged.get('messages');
      if (!place || !into || into.has(message.id)) continue;
      into.set(message.id, { ...message, document: documentOf('messages', message), writer: undefined });
      messagePlaces.set(message.id, place);
    }
  }
  return {
    places: { tickets: placement.tickets, messages: messagePlaces, settings },
    closed: placement.closed,
  };
}

/** Settings are everybody's, but for the marks that one person's machines keep. */
function ownPlaces(settings: readonly Setting[]): ReadonlyMap<string, Place> {
  return new Map(
    settings.flatMap((setting) =>
      setting.kind === 'notice-marks' ? [[setting.id, privatePlace(setting.value.agentId)]] : [],
    ),
  );
}

function settingsIn(staged: StagedDocuments): Setting[] {
  return Array.from(staged.get('settings')?.values() ?? [], ({ document }) => document as Setting);
}

/** An update is the one row lock that SQLite and PostgreSQL share. */
async function lockWorkspace(
  sql: SqlTransaction,
  workspaceId: string,
): Promise<{ seq: number; next_number: number; clock_ms: number; clock_counter: number }> {
  const row = await sql
    .updateTable('workspaces')
    .set((table) => ({ seq: table.ref('seq') }))
    .where('id', '=', workspaceId)
    .returning(['seq', 'next_number', 'clock_ms', 'clock_counter'])
    .executeTakeFirst();
  if (!row) throw new BatonError('input.notFound', 'there is no such workspace', { workspaceId });
  return row;
}

async function insertDocuments(
  sql: SqlTransaction,
  workspaceId: string,
  collection: CollectionName,
  documents: readonly Staged[],
  places: ReadonlyMap<string, Place> | undefined,
  firstSeq: number,
): Promise<void> {
  for (let from = 0; from < documents.length; from += INSERT_ROWS) {
    const rows = documents.slice(from, from + INSERT_ROWS).map((staged, index) => ({
      workspace_id: workspaceId,
      collection,
      id: staged.id,
      seq: firstSeq + from + index,
      rev: staged.rev,
      source_rev: staged.sourceRev,
      deleted: staged.isDeleted ? (1 as const) : (0 as const),
      parent_id: 'ticketId' in staged.document ? staged.document.ticketId : null,
      body: staged.json,
      ...placeColumns(places?.get(staged.id)),
    }));
    await sql
      .insertInto('documents')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'collection', 'id']).doUpdateSet((table) => ({
          seq: table.ref('excluded.seq'),
          rev: table.ref('excluded.rev'),
          source_rev: table.ref('excluded.source_rev'),
          deleted: table.ref('excluded.deleted'),
          parent_id: table.ref('excluded.parent_id'),
          body: table.ref('excluded.body'),
          department_id: table.ref('excluded.department_id'),
          assignee_id: table.ref('excluded.assignee_id'),
          closed_ms: table.ref('excluded.closed_ms'),
          seen_by: table.ref('excluded.seen_by'),
        })),
      )
      .execute();
  }
}

async function indexEmails(
  sql: SqlTransaction,
  workspaceId: string,
  contacts: readonly Staged[],
): Promise<void> {
  for (let from = 0; from < contacts.length; from += INSERT_ROWS) {
    const part = contacts.slice(from, from + INSERT_ROWS);
    await sql
      .deleteFrom('contact_emails')
      .where('workspace_id', '=', workspaceId)
      .where(
        'contact_id',
        'in',
        part.map((contact) => contact.id),
      )
      .execute();
    const addresses = part.flatMap(({ id, isDeleted, document }) =>
      isDeleted || !('emails' in document)
        ? []
        : [...new Set(document.emails.map((email) => email.toLowerCase()))].map((email) => ({
            workspace_id: workspaceId,
            email,
            contact_id: id,
          })),
    );
    for (let at = 0; at < addresses.length; at += INSERT_ROWS) {
      await sql
        .insertInto('contact_emails')
        .values(addresses.slice(at, at + INSERT_ROWS))
        .execute();
    }
  }
}

function keyOf(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}
