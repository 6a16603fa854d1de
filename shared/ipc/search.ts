import { z } from 'zod';
import { SEARCH_MAX_LENGTH } from '../domain/search/parseSearch.ts';
import { command, nothing, ticketRef } from './command.ts';
import { TicketRow } from './lists.ts';

const MarkedParts = z.array(z.strictObject({ text: z.string(), isMatch: z.boolean() })).readonly();

/** What a search has found of a ticket: marked words, never markup. */
export const FoundWords = z.strictObject({
  subject: MarkedParts,
  /** `message`: from the conversation; `contact`: name and addresses; `key`: tags and outside numbers; `preview`: no word is in the text itself. */
  kind: z.enum(['message', 'contact', 'key', 'preview']),
  snippet: MarkedParts,
});
export type FoundWords = z.infer<typeof FoundWords>;

/** What a window may ask about searching. */
export const SEARCH_COMMANDS = {
  /** Opens by number (`#1234` or `1234`) or by what `tickets.search` finds; at most 20, best first. */
  'tickets.find': command(z.strictObject({ text: z.string().max(200) }), z.array(TicketRow)),
  /** Full-text search, best first; how it is written: `shared/domain/search/parseSearch.ts`. */
  'tickets.search': command(
    z.strictObject({
      text: z.string().max(SEARCH_MAX_LENGTH),
      offset: z.int().min(0),
      limit: z.int().min(1).max(300),
    }),
    z.strictObject({
      total: z.int(),
      /** There are more than `total`. */
      isMore: z.boolean(),
      /** False while the index is being built: tickets may be missing. */
      isComplete: z.boolean(),
      /** Filters whose value is not understood, as typed. */
      ignored: z.array(z.string()).readonly(),
      hits: z.array(FoundWords.extend({ row: TicketRow })),
    }),
  ),
  /** Looks through tickets closed so long ago that only the server has them. Throws `sync.offline`. */
  'archive.search': command(
    z.strictObject({ text: z.string().max(SEARCH_MAX_LENGTH) }),
    z.strictObject({
      hits: z.array(FoundWords.extend({ row: TicketRow })),
      /** The server has found more than these. */
      isMore: z.boolean(),
    }),
  ),
  /** Brings such a ticket to this computer, so that it can be opened like any other. */
  'archive.open': command(ticketRef, nothing),
} as const;
