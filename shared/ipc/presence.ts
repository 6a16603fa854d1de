import { z } from 'zod';
import { AgentId, TicketId } from '../domain/ids.ts';
import { PRESENCE_MODES } from '../sync/presence.ts';
import { command, nothing } from './command.ts';

/** Who else is there, oneself left out. Nobody while it is not known, which is while the desk is offline. */
export const PresenceState = z.strictObject({
  isKnown: z.boolean(),
  online: z.array(AgentId).readonly(),
  tickets: z
    .array(z.strictObject({ ticketId: TicketId, agentId: AgentId, mode: z.enum(PRESENCE_MODES) }))
    .readonly(),
});
export type PresenceState = z.infer<typeof PresenceState>;

/** What a window may ask about who else is there. */
export const PRESENCE_COMMANDS = {
  'presence.get': command(nothing, PresenceState),
  /** What one window shows, `null` for no ticket; said again every minute while it does. `viewId` is the window's own. */
  'presence.show': command(
    z.strictObject({
      viewId: z.string().min(1).max(64),
      ticketId: TicketId.nullable(),
      mode: z.enum(PRESENCE_MODES),
    }),
    nothing,
  ),
} as const;

/** What windows are told about who else is there. */
export const PRESENCE_EVENTS = {
  'presence.changed': PresenceState,
} as const;
