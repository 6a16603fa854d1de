import { z } from 'zod';
import { MessageId, TicketId } from '../domain/ids.ts';
import { Instant, Status, Ticket } from '../domain/ticket/ticket.ts';
import { command, nothing, ticketRef } from './command.ts';

/** A draft may be longer than a message may: what was pasted is kept even when it cannot be sent. */
export const DRAFT_MAX_LENGTH = 12_000_000;

/** Seconds a sent message can still be taken back. */
export const UNDO_SECONDS = 10;

/** A message on its way: sent by the agent, still in its undo time. */
export const PendingSend = z.strictObject({
  sendId: z.string(),
  ticketId: TicketId,
  kind: z.enum(['reply', 'note']),
  html: z.string(),
  setStatus: Status.nullable(),
  /** When it leaves for good. */
  dueAtMs: Instant,
});
export type PendingSend = z.infer<typeof PendingSend>;

export const Draft = z.strictObject({
  ticketId: TicketId,
  kind: z.enum(['reply', 'note']),
  html: z.string().max(DRAFT_MAX_LENGTH),
  savedAtMs: Instant,
});
export type Draft = z.infer<typeof Draft>;

/** What a window may ask about messages and drafts. */
export const MESSAGE_COMMANDS = {
  'message.send': command(
    z.strictObject({
      ticketId: TicketId,
      kind: z.enum(['reply', 'note']),
      html: z.string().max(DRAFT_MAX_LENGTH),
      setStatus: Status.nullable(),
      seenMessageId: z.union([MessageId, z.literal('')]),
      /** How many answers of colleagues stood in the thread; left out, nobody asks. */
      seenAnswers: z.int().min(0).optional(),
    }),
    PendingSend,
  ),
  /** Takes a send back while its undo time lasts and makes it a draft again. Throws `undo.tooLate` after that. */
  'message.undo': command(z.strictObject({ sendId: z.string() }), Draft),
  /** Everything that can still be taken back, on whatever ticket, oldest first. */
  'message.pending': command(
    nothing,
    z.array(PendingSend.extend({ number: Ticket.shape.number, subject: Ticket.shape.subject })),
  ),
  'draft.get': command(ticketRef, z.array(Draft)),
  'draft.save': command(
    z.strictObject({
      ticketId: TicketId,
      kind: z.enum(['reply', 'note']),
      html: z.string().max(DRAFT_MAX_LENGTH),
      /** The window's own, as for `presence.show`: other windows with this ticket follow what is written here. */
      viewId: z.string().min(1).max(64).optional(),
    }),
    nothing,
  ),
} as const;

/** What windows are told about messages and drafts. */
export const MESSAGE_EVENTS = {
  /** A send's undo time is over, or it was taken back. */
  'sends.changed': z.strictObject({ ticketId: TicketId }),
  /** A window has saved what is being written there; empty when nothing is left of it. */
  'draft.saved': z.strictObject({ draft: Draft, viewId: z.string() }),
  /** Words that had been sent are a draft again: taken back, or refused when they should have left. */
  'draft.returned': z.strictObject({ draft: Draft, cause: z.enum(['undone', 'refused']) }),
} as const;
