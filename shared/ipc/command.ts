import { z } from 'zod';
import { TicketId } from '../domain/ids.ts';

/** Nothing goes in, or nothing comes out. */
export const nothing = z.strictObject({});
/** Names a ticket. */
export const ticketRef = z.strictObject({ ticketId: TicketId });
/** What a change answers: the ticket's new stamp. */
export const changed = z.strictObject({ rev: z.string() });

/** A command: what goes in, what comes out. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): { input: I; output: O } {
  return { input, output };
}
