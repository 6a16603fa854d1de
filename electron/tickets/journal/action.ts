import { z } from 'zod';
import { TicketId } from '../../../shared/domain/ids.ts';
import { DoneToTicket } from '../../../shared/domain/ticket/takeBack.ts';
import { Instant } from '../../../shared/domain/ticket/ticket.ts';
import { WhatWasDone } from '../../../shared/ipc/waiting.ts';
import { CollectionName } from '../../../shared/sync/wire.ts';

const Made = z.strictObject({ collection: CollectionName, id: z.string(), rev: z.string() });

/** One thing the person did on this device and the server has not accepted, with what it takes to take it back. */
export const Action = z.strictObject({
  id: z.string(),
  /** Its place among all of this device; counts up. */
  order: z.int(),
  atMs: Instant,
  what: WhatWasDone,
  ticketId: z.union([TicketId, z.literal('')]),
  /** What it did to the ticket, `null` when nothing. */
  done: DoneToTicket.nullable(),
  /** Documents it brought into the world beside the ticket. */
  made: z.array(Made),
  /** A document other than a ticket that it changed, as it was before. */
  changed: Made.extend({ before: z.looseObject({ id: z.string(), rev: z.string() }) }).nullable(),
  /** The contact a new ticket belongs to, else `''`. */
  contactId: z.string(),
  /** It has left, and no answer says that the server does not have it. */
  isSent: z.boolean(),
  /** The server has accepted a part of it. */
  isPartlyIn: z.boolean(),
});
export type Action = z.infer<typeof Action>;

/** An action that has just happened. */
export type NewAction = Omit<Action, 'isSent' | 'isPartlyIn' | 'order'>;

/** An action with what it did to its ticket. */
export type TicketAction = Action & { readonly done: DoneToTicket };

/** One state of a document. */
export interface DocumentState {
  readonly id: string;
  readonly rev: string;
}

/** A state in its collection. */
export type Part = readonly [CollectionName, DocumentState];

/** The states of documents that an action waits with. */
export function partsOf(action: NewAction): Part[] {
  const parts = action.made.map(({ collection, id, rev }): Part => [collection, { id, rev }]);
  parts.push(...ticketPart(action));
  if (action.changed)
    parts.push([action.changed.collection, { id: action.changed.id, rev: action.changed.rev }]);
  return parts;
}

/** The state of the ticket it led to, when it did something to one. */
export function ticketPart({ ticketId, done }: Pick<Action, 'ticketId' | 'done'>): Part[] {
  return done ? [['tickets', { id: ticketId, rev: done.afterRev }]] : [];
}

/** The stamp of a document that an action waits with; `undefined` when it has nothing to do with it. */
export function revIn(action: Action, collection: CollectionName, id: string): string | undefined {
  return partsOf(action).find(([name, part]) => name === collection && part.id === id)?.[1].rev;
}

/** The action with a document's state replaced by what a merge has made of it. */
export function withRev(action: Action, collection: CollectionName, id: string, rev: string): Action {
  return {
    ...action,
    done: collection === 'tickets' && action.done ? { ...action.done, afterRev: rev } : action.done,
    changed:
      action.changed?.collection === collection && action.changed.id === id
        ? { ...action.changed, rev }
        : action.changed,
    isSent: action.isPartlyIn,
  };
}

/** The action without a document that the server has: from now on it cannot be taken back. */
export function withoutPart(action: Action, collection: CollectionName, id: string): Action {
  const isTicket = collection === 'tickets' && action.ticketId === id;
  return {
    ...action,
    made: action.made.filter((part) => part.collection !== collection || part.id !== id),
    done: isTicket ? null : action.done,
    changed: action.changed?.collection === collection && action.changed.id === id ? null : action.changed,
    isSent: true,
    isPartlyIn: true,
  };
}

/** One name for a state of a document. */
export function keyOf([collection, { id, rev }]: Part): string {
  return `${collection} ${id} ${rev}`;
}
