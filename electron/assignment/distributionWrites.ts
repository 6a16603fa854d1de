import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import { claimTicket, returnTicket } from '../../shared/domain/ticket/distribution.ts';
import type { ActionResult } from '../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { Claim } from '../engine/assignment/decideClaims.ts';
import type { TicketReturn } from '../engine/assignment/decideReturns.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';

/** What distribution writes. Nobody has done it, so nothing of it can be taken back and nothing of it is told as lost. */
export interface DistributionWrites {
  /** Takes a ticket for this agent; `null` when it is not there to be had any more. */
  claim(claim: Claim): Promise<Ticket | null>;
  /** Takes a ticket from an absent owner; `null` when that is not so any more. */
  giveBack(what: TicketReturn): Promise<Ticket | null>;
}

/** Writes past the journal, but in turn with it. */
export function createDistributionWrites(ports: TicketPorts): DistributionWrites {
  const { stores, directory, journal } = ports;

  function write(ticketId: TicketId, rule: (ticket: Ticket) => ActionResult): Promise<Ticket | null> {
    return journal.inTurn(async () => {
      const before = await stores.tickets.get(ticketId);
      if (!before) return null;
      const contact = (await stores.contacts.get(before.contactId)) ?? null;
      const written: { ticket: Ticket | null } = { ticket: null };
      await stores.tickets.update(ticketId, (ticket) => {
        const result = rule(ticket);
        const next =
          result.kind === 'changed' ? deriveTicket(result.ticket, directory.slaBook(), contact) : null;
        written.ticket = next && { ...next, rev: ports.nextRev() };
        return written.ticket;
      });
      return written.ticket;
    });
  }

  const meId: AgentId = ports.meId;
  return {
    claim: ({ ticketId, grounds }) =>
      write(ticketId, (ticket) =>
        claimTicket(ticket, meId, grounds, { nowMs: ports.clock.nowMs(), newId: ports.newId }),
      ),
    giveBack: (what) =>
      write(what.ticketId, (ticket) => returnTicket(ticket, what, { nowMs: ports.clock.nowMs() })),
  };
}
