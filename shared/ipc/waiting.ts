import { z } from 'zod';
import { AgentId, DepartmentId, TicketId } from '../domain/ids.ts';
import { AVAILABILITIES } from '../domain/settings.ts';
import type { Deed } from '../domain/ticket/deeds.ts';
import { Instant, NOBODY, Priority, Status, type HistoryEntry } from '../domain/ticket/ticket.ts';

const Assignee = z.union([AgentId, z.literal(NOBODY)]);

/** What somebody did, as data: the window makes a sentence of it. */
export const WhatWasDone = z.discriminatedUnion('kind', [
  /** `status`: what was set along with it. */
  z.strictObject({ kind: z.literal('reply'), status: Status.nullable() }),
  z.strictObject({ kind: z.literal('note'), status: Status.nullable() }),
  z.strictObject({ kind: z.literal('newTicket') }),
  z.strictObject({ kind: z.literal('take') }),
  z.strictObject({ kind: z.literal('release') }),
  z.strictObject({ kind: z.literal('accept') }),
  z.strictObject({ kind: z.literal('assign'), assigneeId: Assignee }),
  z.strictObject({ kind: z.literal('transfer'), departmentId: DepartmentId, assigneeId: Assignee }),
  z.strictObject({ kind: z.literal('status'), status: Status }),
  z.strictObject({ kind: z.literal('priority'), priority: Priority }),
  z.strictObject({ kind: z.literal('tags') }),
  z.strictObject({ kind: z.literal('subject'), subject: z.string() }),
  z.strictObject({ kind: z.literal('snooze'), untilMs: Instant }),
  z.strictObject({ kind: z.literal('due'), dueAtMs: Instant }),
  z.strictObject({ kind: z.literal('availability'), availability: z.enum(AVAILABILITIES) }),
  z.strictObject({ kind: z.literal('contact'), name: z.string() }),
  z.strictObject({ kind: z.literal('setting') }),
  /** Something that has no words of its own. */
  z.strictObject({ kind: z.literal('change') }),
]);
export type WhatWasDone = z.infer<typeof WhatWasDone>;

/** One line of the queue. */
export const WaitingItem = z.strictObject({
  id: z.string(),
  what: WhatWasDone,
  /** `''` when it belongs to no ticket. */
  ticketId: z.union([TicketId, z.literal('')]),
  /** Number and subject of the ticket; 0 and `''` where there is none yet. */
  number: z.int(),
  subject: z.string(),
  /** When it was done; 0 when that is not known any more. */
  sinceMs: Instant,
  /** `undoTime`: leaves by itself at `dueAtMs`. `sent`: under way; whether the server has it is not known. */
  state: z.enum(['undoTime', 'waiting', 'sent']),
  dueAtMs: Instant,
  canUndo: z.boolean(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;

/** What taking something back has come to: done, or first these later ones, latest first. */
export const UndoOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('undone'), ticketId: z.union([TicketId, z.literal('')]) }),
  z.strictObject({ outcome: z.literal('depends'), on: z.array(WaitingItem) }),
]);
export type UndoOutcome = z.infer<typeof UndoOutcome>;

/** What a deed is called. */
export function whatOfDeed(deed: Deed): WhatWasDone {
  switch (deed.kind) {
    case 'assign':
    case 'status':
    case 'priority':
    case 'subject':
    case 'snooze':
    case 'due':
      return deed;
    case 'transfer':
    case 'bulkMove':
      return { kind: 'transfer', departmentId: deed.departmentId, assigneeId: deed.assigneeId };
    case 'take':
    case 'release':
    case 'accept':
    case 'tags':
      return { kind: deed.kind };
    case 'message':
      return { kind: deed.message.kind === 'note' ? 'note' : 'reply', status: null };
    case 'courtesy':
      return { kind: 'reply', status: null };
  }
}

/** What a history line is called, `null` for those that nobody does on purpose. */
export function whatOfLine(entry: HistoryEntry): WhatWasDone | null {
  switch (entry.kind) {
    case 'created':
      return { kind: 'newTicket' };
    case 'holder':
      if (entry.cause === 'claimByReply') return null;
      return entry.from.departmentId === entry.to.departmentId
        ? { kind: 'assign', assigneeId: entry.to.assigneeId }
        : { kind: 'transfer', ...entry.to };
    case 'status':
      return { kind: 'status', status: entry.to };
    case 'priority':
      return { kind: 'priority', priority: entry.to };
    case 'tags':
      return { kind: 'tags' };
    case 'subject':
      return { kind: 'subject', subject: entry.to };
    case 'snooze':
      return { kind: 'snooze', untilMs: entry.to };
    case 'due':
      return { kind: 'due', dueAtMs: entry.to };
    case 'accepted':
      return { kind: 'accept' };
    case 'contact':
      return { kind: 'change' };
    case 'reopened':
    case 'slaBreach':
    case 'mergeLost':
    case 'followUp':
    case 'rule':
    case 'escalation':
      return null;
  }
}
