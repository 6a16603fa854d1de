import { z } from 'zod';
import { ID_MAX_LENGTH } from '../domain/ids.ts';
import { Message } from '../domain/message.ts';
import { SEARCH_MAX_LENGTH } from '../domain/search/parseSearch.ts';
import { Instant, Ticket } from '../domain/ticket/ticket.ts';

/** Properties of a ticket that a search can ask for. */
export const FACET_PROPERTIES = [
  'isOpen',
  'status',
  'priority',
  'channel',
  'department',
  'assignee',
  'tag',
  'number',
] as const;

const Facet = z.strictObject({
  property: z.enum(FACET_PROPERTIES),
  value: z.string().max(ID_MAX_LENGTH),
  /** Values that begin with this one count too. */
  isPrefix: z.boolean().optional(),
});

/** Most parts of one search; the parser reads no more. */
const PARTS_MAX = 30;
/** Most tickets in one answer. */
const SEARCH_HITS_MAX = 50;

/**
 * `POST /v1/search`: looks through closed tickets that a desk does not hold. The desk has understood what was typed
 * (`parseSearch.ts`): names are ids by now, days are instants.
 */
export const SearchBody = z.strictObject({
  words: z
    .array(
      z.strictObject({
        text: z.string().max(SEARCH_MAX_LENGTH),
        isPrefix: z.boolean(),
        isNegated: z.boolean(),
        /** `from`: the customer's name and addresses only. */
        within: z.enum(['all', 'from']),
      }),
    )
    .max(PARTS_MAX),
  facets: z.array(z.strictObject({ anyOf: z.array(Facet).max(1000), isNegated: z.boolean() })).max(PARTS_MAX),
  /** Half-open range of the creation time; null is open. */
  createdFromMs: Instant.nullable(),
  createdBeforeMs: Instant.nullable(),
  /** Tickets closed before this, by their last change: the desk holds the later ones itself. */
  closedBeforeMs: Instant,
  limit: z.int().min(1).max(SEARCH_HITS_MAX),
});
export type SearchBody = z.infer<typeof SearchBody>;

const MarkedParts = z.array(z.strictObject({ text: z.string(), isMatch: z.boolean() }));

export const ServerSearchAnswer = z.object({
  /** The most recently closed first. */
  hits: z.array(
    z.object({
      ticket: Ticket,
      subject: MarkedParts,
      /** Where the shown words stand. */
      kind: z.enum(['message', 'contact', 'key', 'preview']),
      snippet: MarkedParts,
    }),
  ),
  /** There are more than these. */
  isMore: z.boolean(),
});
export type ServerSearchAnswer = z.infer<typeof ServerSearchAnswer>;

/** `GET /v1/tickets/:id`: one ticket with its whole conversation. */
export const TicketAnswer = z.object({
  ticket: Ticket.extend({ _deleted: z.literal(false) }),
  messages: z.array(Message.extend({ _deleted: z.literal(false) })),
});
export type TicketAnswer = z.infer<typeof TicketAnswer>;
