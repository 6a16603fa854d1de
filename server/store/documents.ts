import type { SelectQueryBuilder } from 'kysely';
import type { AnyDocument, CollectionName, DocumentOf, Wire } from '../../shared/sync/wire.ts';
import { PLACE_COLUMNS, placeOf, type Place, type PlaceColumns } from './places.ts';
import { isStorableKey } from '../sync/storableKey.ts';
import type { Sql, Tables } from './schema.ts';

/** A document as the log holds it. */
export interface StoredDocument {
  readonly id: string;
  readonly seq: number;
  readonly rev: string;
  /** The rev a client sent this state under. */
  readonly sourceRev: string;
  readonly isDeleted: boolean;
  /** The wire document as JSON text. */
  readonly json: string;
  /** What decides who may see it; null where everybody may. */
  readonly place: Place | null;
}

/** A document together with its collection, as the event stream reads it. */
export interface LogEntry {
  readonly collection: CollectionName;
  readonly id: string;
  readonly rev: string;
  readonly seq: number;
  readonly json: string;
  readonly place: Place | null;
}

/** The columns of a `StoredDocument`. */
export const STORED_COLUMNS = [
  'id',
  'seq',
  'rev',
  'source_rev',
  'deleted',
  'body',
  ...PLACE_COLUMNS,
] as const;

/** The fields of a stored document, deletion mark left out. It was checked when it was written. */
export function documentOf<C extends CollectionName>(_collection: C, stored: StoredDocument): DocumentOf[C] {
  const { _deleted, ...fields } = JSON.parse(stored.json) as Wire<DocumentOf[C]>;
  return fields as unknown as DocumentOf[C];
}

/** The wire form of a stored document. */
export function wireOf(stored: StoredDocument): Wire<AnyDocument> {
  return JSON.parse(stored.json) as Wire<AnyDocument>;
}

/** The documents with these ids, deleted ones included. */
export async function findDocuments(
  sql: Sql,
  workspaceId: string,
  collection: CollectionName,
  ids: readonly string[],
): Promise<StoredDocument[]> {
  // What no database can store is in none, and PostgreSQL refuses to be asked for it.
  const storable = ids.filter(isStorableKey);
  if (storable.length === 0) return [];
  const rows = await sql
    .selectFrom('documents')
    .select(STORED_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('collection', '=', collection)
    .where('id', 'in', storable)
    .execute();
  return rows.map(toStored);
}

/** Documents of a collection after `since`, in log order. */
export async function readCollection(
  sql: Sql,
  workspaceId: string,
  collection: CollectionName,
  since: number,
  limit: number,
): Promise<StoredDocument[]> {
  const rows = await sql
    .selectFrom('documents')
    .select(STORED_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('collection', '=', collection)
    .where('seq', '>', since)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toStored);
}

/** Documents of all collections after `since`, in log order. */
export async function readLog(
  sql: Sql,
  workspaceId: string,
  since: number,
  limit: number,
): Promise<LogEntry[]> {
  const rows = await sql
    .selectFrom('documents')
    .select(['collection', 'id', 'rev', 'seq', 'body', ...PLACE_COLUMNS])
    .where('workspace_id', '=', workspaceId)
    .where('seq', '>', since)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    collection: row.collection as CollectionName,
    id: row.id,
    rev: row.rev,
    seq: row.seq,
    json: row.body,
    place: placeOf(row),
  }));
}

/** Sequence of the latest accepted write; 0 in an empty or unknown workspace. */
export async function headOf(sql: Sql, workspaceId: string): Promise<number> {
  const row = await sql
    .selectFrom('workspaces')
    .select('seq')
    .where('id', '=', workspaceId)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** How many workspaces there are, and how many writes their logs have seen. */
export async function logTotals(sql: Sql): Promise<{ readonly workspaces: number; readonly writes: number }> {
  const { workspaces, writes } = await sql
    .selectFrom('workspaces')
    .select((table) => [
      table.fn.countAll<number>().as('workspaces'),
      table.fn.sum<number | null>('seq').as('writes'),
    ])
    .executeTakeFirstOrThrow();
  return { workspaces, writes: writes ?? 0 };
}

/** The sequences of these workspaces' latest writes, by workspace. */
export async function headsOf(sql: Sql, workspaceIds: readonly string[]): Promise<Map<string, number>> {
  if (workspaceIds.length === 0) return new Map();
  const rows = await sql
    .selectFrom('workspaces')
    .select(['id', 'seq'])
    .where('id', 'in', workspaceIds)
    .execute();
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

/** The messages of a ticket, in log order. */
export async function messagesOf(sql: Sql, workspaceId: string, ticketId: string): Promise<StoredDocument[]> {
  return (await threadQuery(sql, workspaceId, ticketId).execute()).map(toStored);
}

/** The question behind `messagesOf`: asked at every customer's message and every reply, so an index has to answer it. */
export function threadQuery(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
): SelectQueryBuilder<Tables, 'documents', Pick<Tables['documents'], (typeof STORED_COLUMNS)[number]>> {
  return sql
    .selectFrom('documents')
    .select(STORED_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('parent_id', '=', ticketId)
    .where('collection', '=', 'messages')
    .where('deleted', '=', 0)
    .orderBy('seq');
}

/** The contact with this lower-cased address, the oldest where several share it. */
export async function findContactByEmail(
  sql: Sql,
  workspaceId: string,
  email: string,
): Promise<StoredDocument | undefined> {
  const row = await sql
    .selectFrom('contact_emails')
    .select('contact_id')
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .orderBy('contact_id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const [contact] = await findDocuments(sql, workspaceId, 'contacts', [row.contact_id]);
  return contact;
}

/** True once the workspace has a ticket. */
export async function hasTickets(sql: Sql, workspaceId: string): Promise<boolean> {
  const row = await sql
    .selectFrom('documents')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('collection', '=', 'tickets')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

interface StoredRow extends PlaceColumns {
  id: string;
  seq: number;
  rev: string;
  source_rev: string;
  deleted: number;
  body: string;
}

/** A row as code works with it. */
export function toStored(row: StoredRow): StoredDocument {
  return {
    id: row.id,
    seq: row.seq,
    rev: row.rev,
    sourceRev: row.source_rev,
    isDeleted: row.deleted === 1,
    json: row.body,
    place: placeOf(row),
  };
}
