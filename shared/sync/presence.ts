import { z } from 'zod';
import { AgentId, TicketId } from '../domain/ids.ts';
import { hashOf } from '../text/hash.ts';

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

/** Most people one question is about; who asks again later asks about the rest. */
export const MISSING_MAX = 200;

/** How long a device that somebody misses has for a sign of life. */
export const PRESENCE_CHECK_MS = 2000;

/** Body of `POST /v1/presence/missing`: people who count as online and have not done what was theirs to do. */
export const MissingBody = z.strictObject({ agentIds: z.array(AgentId).min(1).max(MISSING_MAX) });
export type MissingBody = z.infer<typeof MissingBody>;

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
 * A short mark of who is online, the same on every machine that knows the same people. A claim carries the one it was decided
 * by, so that the server can refuse what was decided by a picture that does not hold any more.
 */
export function pictureOf(online: Iterable<AgentId>): string {
  return hashOf([...new Set(online)].sort().join(' ')).toString(36);
}

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
