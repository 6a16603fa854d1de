import { z } from 'zod';
import { TicketId } from '../domain/ids.ts';
import { Ticket } from '../domain/ticket/ticket.ts';
import { DueFilter, TicketSort, ViewId } from '../domain/views.ts';
import { command, nothing } from './command.ts';

/** One line of the ticket list. */
export const TicketRow = Ticket.pick({
  id: true,
  number: true,
  subject: true,
  status: true,
  priority: true,
  departmentId: true,
  assigneeId: true,
  tags: true,
  channel: true,
  language: true,
  snoozedUntilMs: true,
  createdAtMs: true,
  updatedAtMs: true,
  awaitingReplySinceMs: true,
  nextDueAtMs: true,
  lastMessageBy: true,
  lastMessageAtMs: true,
  preview: true,
  messageCount: true,
  reopenCount: true,
}).extend({
  contactName: z.string(),
  isVip: z.boolean(),
  /** Budget left of a clock that stands still while no other runs, ms in the target's own mode; `null` when none does. */
  pausedLeftMs: z.number().min(0).nullable(),
  /** `nextDueAtMs` was set by hand. */
  isDueByHand: z.boolean(),
  /** A local change of this ticket still waits for the server. */
  isWaiting: z.boolean(),
  hasDraft: z.boolean(),
});
export type TicketRow = z.infer<typeof TicketRow>;

/** What a window may ask about lists and counts. */
export const LIST_COMMANDS = {
  /** `views.counted` tells from then on what changes. */
  'views.counts': command(z.strictObject({ views: z.array(ViewId).max(60) }), z.record(z.string(), z.int())),
  'tickets.page': command(
    z.strictObject({
      view: ViewId,
      sort: TicketSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({ total: z.int(), rows: z.array(TicketRow) }),
  ),
  /**
   * Opens a live list, or moves the part of it that is shown; `listId` is the window's own. `list.changed` tells what
   * changes there until the list is closed. `offset` may be answered smaller when the list has become shorter.
   */
  'list.show': command(
    z.strictObject({
      listId: z.string().min(1).max(64),
      view: ViewId,
      due: DueFilter.optional(),
      sort: TicketSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({ version: z.int(), total: z.int(), offset: z.int(), rows: z.array(TicketRow) }),
  ),
  'list.close': command(z.strictObject({ listId: z.string().min(1).max(64) }), nothing),
} as const;

/** What windows are told about lists and counts. */
export const LIST_EVENTS = {
  /** The shown part of a list is other than at `version - 1`: its tickets in order, and those of its rows that are new. */
  'list.changed': z.strictObject({
    listId: z.string(),
    version: z.int(),
    total: z.int(),
    offset: z.int(),
    ids: z.array(TicketId),
    rows: z.array(TicketRow),
  }),
  /** All counts that were asked for, whenever one of them has changed. */
  'views.counted': z.strictObject({ counts: z.record(z.string(), z.int()) }),
} as const;
