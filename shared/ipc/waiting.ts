import { z } from 'zod';
import { AgentId, DepartmentId, TicketId, HistoryId } from '../domain/ids.ts';
import { AVAILABILITIES } from '../domain/settings.ts';
import type { Deed } from '../domain/ticket/deeds.ts';
import { Instant, NOBODY, Priority, Status, type HistoryEntry } from '../domain/ticket/ticket.ts';
import { ERROR_CODES } from '../errors.ts';
import { command, nothing } from './command.ts';
import { Draft } from './messages.ts';

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
  z.strictObject({ kind: z.literal('follow'), agentId: AgentId, isFollowing: z.boolean() }),
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
    case 'follow':
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

export const HeldChange = z.strictObject({
  id: z.string(),
  collection: z.string(),
  documentId: z.string(),
  /** The ticket it belongs to, `''` when none. */
  ticketId: z.string(),
  code: z.enum(ERROR_CODES),
  atMs: Instant,
  /** What was typed, as plain text; empty for changes without words. */
  text: z.string(),
  /** What it would have done. */
  changes: z.array(WhatWasDone),
  /** It can be tried again as it is. */
  canRetry: z.boolean(),
});
export type HeldChange = z.infer<typeof HeldChange>;

/** What a window may ask about what waits, was refused or overtaken. */
export const WAITING_COMMANDS = {
  'held.list': command(nothing, z.array(HeldChange)),
  'held.dismiss': command(z.strictObject({ id: z.string() }), nothing),
  /** Does it again on what is there now. For a reply: sends it, `seenAnswers` colleagues' answers having been seen. */
  'held.retry': command(z.strictObject({ id: z.string(), seenAnswers: z.int().min(0).nullable() }), nothing),
  /** Makes a refused message a draft again. */
  'held.edit': command(z.strictObject({ id: z.string() }), Draft),
  /** What waits for the server, oldest first. */
  'waiting.list': command(nothing, z.array(WaitingItem)),
  /** Takes actions back as if they had never been. Throws `undo.tooLate` when the server may have one of them. */
  'waiting.undo': command(z.strictObject({ ids: z.array(z.string()).min(1).max(500) }), UndoOutcome),
  /** The agent has read that this change of theirs was overtaken; `redo` sets it again. */
  'lost.settle': command(
    z.strictObject({ ticketId: TicketId, entryId: HistoryId, redo: z.boolean() }),
    nothing,
  ),
} as const;

/** What windows are told about what waits, was refused or overtaken. */
export const WAITING_EVENTS = {
  'held.changed': nothing,
  'waiting.changed': nothing,
} as const;
