import type { AgentId } from '../../../shared/domain/ids.ts';
import type { Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { TicketPlace } from '../../../shared/domain/visibility.ts';
import type { PresenceState } from '../../../shared/ipc/presence.ts';
import { placeFor } from '../assignment/rendezvous.ts';

/** So long a desk waits for each one before it in line for a duty the team shares. */
export const DUTY_GRACE_MS = 4000;

/**
 * Place of this desk in line for what the team shares in a ticket (rules, breaches, escalations), 0 first. All of it is the
 * same desk's, so that its steps follow each other instead of meeting.
 */
export function dutyPlace(
  ticket: Ticket,
  team: {
    readonly meId: AgentId;
    readonly presence: () => PresenceState;
    /** Of these agents, the active ones who see a ticket. */
    readonly ableTo: (agentIds: readonly AgentId[], place: TicketPlace) => readonly AgentId[];
  },
): number {
  const online: AgentId[] = [...team.presence().online, team.meId];
  const able = team.ableTo([...new Set(online)], ticket);
  return Math.max(0, placeFor(`duties/${ticket.id}`, able, team.meId));
}
