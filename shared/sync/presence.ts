import { z } from 'zod';
import { AgentId, TicketId } from '../domain/ids.ts';

/** What somebody does in a ticket, from the least to the most that another agent should know of. */
export const PRESENCE_MODES = ['viewing', 'writingNote', 'writingReply'] as const;
export type PresenceMode = (typeof PRESENCE_MODES)[number];

/** Most tickets one device shows at once, all its windows together. */
export const PRESENCE_MAX_TICKETS = 10;

/** One ticket on somebody's screen. */
export const TicketActivity = z.strictObject({ ticketId: TicketId, mode: z.enum(PRESENCE_MODES) });
export type TicketActivity = z.infer<typeof TicketActivity>;

/** Body of `POST /v1/presence`: everything the device shows now; it replaces what the device said before. */
export const PresenceBody = z.strictObject({ tickets: z.array(TicketActivity).max(PRESENCE_MAX_TICKETS) });
export type PresenceBody = z.infer<typeof PresenceBody>;

/** What is known of one person, all their devices together; `tickets` holds only those the reader may see. */
export const PresentPerson = z.object({
  agentId: AgentId,
  isOnline: z.boolean(),
  tickets: z.array(z.object({ ticketId: TicketId, mode: z.enum(PRESENCE_MODES) })).readonly(),
});
export type PresentPerson = z.infer<typeof PresentPerson>;

/** Data of a `presence` event. `isWhole`: who is not in it is offline; otherwise it replaces what is known of those in it. */
export const StreamPresence = z.object({ isWhole: z.boolean(), people: z.array(PresentPerson).readonly() });
export type StreamPresence = z.infer<typeof StreamPresence>;

/**
 * Several devices' activities as one person's: each ticket once, with the mode that counts most, in the order of their
 * ids, so that equal pictures are equal texts.
 */
export function combineActivities(activities: Iterable<TicketActivity>): TicketActivity[] {
  const modes = new Map<TicketId, PresenceMode>();
  for (const { ticketId, mode } of activities) {
    const known = modes.get(ticketId);
    if (known === undefined || PRESENCE_MODES.indexOf(mode) > PRESENCE_MODES.indexOf(known))
      modes.set(ticketId, mode);
  }
  return Array.from(modes, ([ticketId, mode]) => ({ ticketId, mode })).sort((a, b) =>
    a.ticketId < b.ticketId ? -1 : 1,
  );
}
