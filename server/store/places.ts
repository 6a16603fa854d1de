import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { seesTicket } from '../../shared/domain/visibility.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Sql, SqlTransaction } from './schema.ts';

/** What decides who holds a ticket and its messages. Messages stand where their ticket stands. */
export interface Place {
  readonly departmentId: DepartmentId;
  readonly assigneeId: AgentId | typeof NOBODY;
  /** Last change of a closed ticket, UTC epoch ms; 0 while it is not closed. */
  readonly closedMs: number;
  /** Departments and agents whose desks may have it: every place it stood in, and who wrote it. */
  readonly seenBy: readonly string[];
}

/** The columns of a document that hold its place; all null for contacts and settings, but for what is one person's own. */
export interface PlaceColumns {
  department_id: string | null;
  assignee_id: string | null;
  closed_ms: number | null;
  seen_by: string | null;
}

/** A document to be written, as far as its place goes. */
export interface Placeable<T> {
  readonly document: T;
  readonly isDeleted: boolean;
  /** Who sent it: their desk has it, whether they may see it or not. */
  readonly writer: AgentId | undefined;
}

/** What a transaction is about to write, and what follows from it for documents it does not write. */
export interface Placement {
  /** By document id. */
  readonly tickets: ReadonlyMap<string, Place>;
  readonly messages: ReadonlyMap<string, Place>;
  /** Tickets whose messages have to be told again: somebody gains or loses sight of them, or has shelved them. */
  readonly toTellAgain: readonly string[];
  /** Tickets that are or were closed: what the search on the server finds has changed. */
  readonly closed: readonly string[];
}

export const PLACE_COLUMNS = ['department_id', 'assignee_id', 'closed_ms', 'seen_by'] as const;

/** The shortest time a desk keeps closed tickets is 30 days; a day less allows for clocks. */
const SURELY_KEPT_MS = 29 * 24 * 60 * 60 * 1000;
const CHUNK = 500;
/** A message whose ticket is not here yet: nobody's but those who see everything, and its writer's. */
const NOWHERE: Place = { departmentId: '' as DepartmentId, assigneeId: NOBODY, closedMs: 0, seenBy: [] };

/** Where what is one person's own stands: a department that no workspace has, held by them. */
const PRIVATE_DEPARTMENT = ' private' as DepartmentId;

/** The place of what only this person's desks get. */
export function privatePlace(agentId: AgentId): Place {
  return { departmentId: PRIVATE_DEPARTMENT, assigneeId: agentId, closedMs: 0, seenBy: [agentId] };
}

/** True for the place of what is one person's own, whatever others may see. */
export function isPrivate({ departmentId }: Place): boolean {
  return departmentId === PRIVATE_DEPARTMENT;
}

/** True for the place of a message whose ticket is not here yet. */
export function isNowhere({ departmentId }: Place): boolean {
  return departmentId === NOWHERE.departmentId;
}

/** A place out of its columns. */
export function placeOf(row: PlaceColumns): Place | null {
  if (row.department_id === null) return null;
  return {
    departmentId: row.department_id as DepartmentId,
    assigneeId: (row.assignee_id ?? NOBODY) as AgentId | typeof NOBODY,
    closedMs: row.closed_ms ?? 0,
    seenBy: JSON.parse(row.seen_by ?? '[]') as string[],
  };
}

/** A place as columns. */
export function placeColumns(place: Place | undefined): PlaceColumns {
  if (!place) return { department_id: null, assignee_id: null, closed_ms: null, seen_by: null };
  return {
    department_id: place.departmentId,
    assignee_id: place.assigneeId,
    closed_ms: place.closedMs,
    seen_by: JSON.stringify(place.seenBy),
  };
}

/**
 * Finds where the documents of a transaction stand from now on, and moves the messages of their tickets along. What is
 * told again comes back to be written with them.
 */
export async function findPlaces(
  sql: SqlTransaction,
  workspaceId: string,
  nowMs: number,
  tickets: readonly Placeable<Ticket>[],
  messages: readonly Placeable<Message>[],
): Promise<Placement> {
  const ticketIds = new Set<string>(tickets.map(({ document }) => document.id));
  for (const { document } of messages) ticketIds.add(document.ticketId);
  const before = await storedPlaces(sql, workspaceId, [...ticketIds]);
  const isOutsider = await outsiders(sql, workspaceId, tickets, before);
  const ticketPlaces = new Map<string, Place>();
  const messagePlaces = new Map<string, Place>();
  const toTellAgain: string[] = [];
  const closed = new Set<string>();
  for (const { document: ticket, isDeleted, writer } of tickets) {
    const old = before.get(ticket.id);
    const place = nextPlace(ticket, isDeleted, writer, old, nowMs);
    ticketPlaces.set(ticket.id, place);
    if (place.closedMs > 0 || (old?.closedMs ?? 0) > 0) closed.add(ticket.id);
    if (!old || isMove(old, place, isOutsider) || isShelved(old, nowMs)) toTellAgain.push(ticket.id);
    else if (!isSame(old, place)) await moveMessages(sql, workspaceId, ticket.id, place);
  }
  for (const { document, writer } of messages) {
    const place = ticketPlaces.get(document.ticketId) ?? before.get(document.ticketId) ?? NOWHERE;
    if (place.closedMs > 0) closed.add(document.ticketId);
    messagePlaces.set(document.id, { ...place, seenBy: union(place.seenBy, writer ? [writer] : []) });
  }
  return { tickets: ticketPlaces, messages: messagePlaces, toTellAgain, closed: [...closed] };
}

function nextPlace(
  ticket: Ticket,
  isDeleted: boolean,
  writer: AgentId | undefined,
  old: Place | undefined,
  nowMs: number,
): Place {
  const closedMs = ticket.status === 'closed' && !isDeleted ? ticket.updatedAtMs : 0;
  const place = { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId, closedMs, seenBy: [] };
  // An import of what was closed long ago reaches no desk that keeps it back, so there is nothing to take away later.
  const isBornShelved = !old && isShelved(place, nowMs);
  return {
    ...place,
    seenBy: union(
      old ? union(old.seenBy, standingIn(old)) : [],
      isBornShelved ? [] : standingIn(place),
      writer ? [writer] : [],
    ),
  };
}

/** Whose desks a ticket stands on by its place alone. */
function standingIn({ departmentId, assigneeId }: Place): string[] {
  return assigneeId === NOBODY ? [departmentId] : [departmentId, assigneeId];
}

/** True when some desk may have left the ticket to the server. */
function isShelved({ closedMs }: Place, nowMs: number): boolean {
  return closedMs > 0 && closedMs < nowMs - SURELY_KEPT_MS;
}

/** True when somebody gains or loses sight. Within a department only a holder from outside does. */
function isMove(old: Place, next: Place, isOutsider: (agentId: string, place: Place) => boolean): boolean {
  if (old.departmentId !== next.departmentId) return true;
  if (old.assigneeId === next.assigneeId) return false;
  return isOutsider(old.assigneeId, old) || isOutsider(next.assigneeId, next);
}

function isSame(a: Place, b: Place): boolean {
  return (
    a.departmentId === b.departmentId &&
    a.assigneeId === b.assigneeId &&
    a.closedMs === b.closedMs &&
    a.seenBy.length === b.seenBy.length
  );
}

/** Tells of an agent whether they see a ticket only because they hold it. */
async function outsiders(
  sql: SqlTransaction,
  workspaceId: string,
  tickets: readonly Placeable<Ticket>[],
  before: ReadonlyMap<string, Place>,
): Promise<(agentId: string, place: Place) => boolean> {
  const changed = tickets.flatMap(({ document: { id, assigneeId } }) => {
    const old = before.get(id);
    return old && old.assigneeId !== assigneeId ? [old.assigneeId, assigneeId] : [];
  });
  const agents = new Map<string, Setting>();
  for (const ids of chunks([...new Set<string>(changed)])) {
    const rows = await sql
      .selectFrom('documents')
      .select(['id', 'body'])
      .where('workspace_id', '=', workspaceId)
      .where('collection', '=', 'settings')
      .where('id', 'in', ids)
      .execute();
    for (const { id, body } of rows) agents.set(id, JSON.parse(body) as Setting);
  }
  return (agentId, { departmentId }) => {
    if (agentId === NOBODY) return false;
    const agent = agents.get(agentId);
    if (agent?.kind !== 'agent') return true;
    const viewer = { ...agent.value, agentId: agentId as AgentId };
    return !seesTicket(viewer, { departmentId, assigneeId: NOBODY });
  };
}

async function storedPlaces(
  sql: SqlTransaction,
  workspaceId: string,
  ticketIds: readonly string[],
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const ids of chunks(ticketIds)) {
    const rows = await sql
      .selectFrom('documents')
      .select(['id', ...PLACE_COLUMNS])
      .where('workspace_id', '=', workspaceId)
      .where('collection', '=', 'tickets')
      .where('id', 'in', ids)
      .execute();
    for (const row of rows) {
      const place = placeOf(row);
      if (place) places.set(row.id, place);
    }
  }
  return places;
}

/** The messages' own writers stay in `seen_by` only until their ticket moves on: they are in its list by then. */
async function moveMessages(
  sql: SqlTransaction,
  workspaceId: string,
  ticketId: string,
  place: Place,
): Promise<void> {
  await sql
    .updateTable('documents')
    .set(placeColumns(place))
    .where('workspace_id', '=', workspaceId)
    .where('parent_id', '=', ticketId)
    .execute();
}

/** Gives every ticket and message of a database from before places their place. Run once, by a migration. */
export async function placeEverything(sql: SqlTransaction): Promise<void> {
  let after: { workspaceId: string; id: string } | undefined;
  for (;;) {
    const rows = await nextTickets(sql, after);
    for (const { workspace_id: workspaceId, id, body } of rows) {
      const place = nextPlace(JSON.parse(body) as Ticket, false, undefined, undefined, 0);
      const known = { ...place, seenBy: union(place.seenBy, pastHolders(JSON.parse(body) as Ticket)) };
      await sql
        .updateTable('documents')
        .set(placeColumns(known))
        .where('workspace_id', '=', workspaceId)
        .where('collection', '=', 'tickets')
        .where('id', '=', id)
        .execute();
      await moveMessages(sql, workspaceId, id, known);
    }
    const last = rows.at(-1);
    if (!last) break;
    after = { workspaceId: last.workspace_id, id: last.id };
  }
  await sql
    .updateTable('documents')
    .set(placeColumns(NOWHERE))
    .where('collection', '=', 'messages')
    .where('department_id', 'is', null)
    .execute();
}

function nextTickets(
  sql: Sql,
  after: { readonly workspaceId: string; readonly id: string } | undefined,
): Promise<{ workspace_id: string; id: string; body: string }[]> {
  let query = sql
    .selectFrom('documents')
    .select(['workspace_id', 'id', 'body'])
    .where('collection', '=', 'tickets')
    .orderBy('workspace_id')
    .orderBy('id')
    .limit(CHUNK);
  if (after) {
    const { workspaceId, id } = after;
    query = query.where((row) =>
      row.or([
        row('workspace_id', '>', workspaceId),
        row.and([row('workspace_id', '=', workspaceId), row('id', '>', id)]),
      ]),
    );
  }
  return query.execute();
}

/** Everybody used to have everything, so a desk may have a ticket from anywhere; who held it is who will look. */
function pastHolders(ticket: Ticket): string[] {
  return ticket.history.flatMap((entry) => {
    if (entry.kind === 'created') return standingIn({ ...NOWHERE, ...entry.to });
    if (entry.kind === 'holder') {
      return [...standingIn({ ...NOWHERE, ...entry.from }), ...standingIn({ ...NOWHERE, ...entry.to })];
    }
    return [];
  });
}

function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function* chunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += CHUNK) yield ids.slice(from, from + CHUNK);
}
