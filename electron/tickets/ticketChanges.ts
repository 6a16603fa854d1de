import { addMessage, type ActionContext, type ActionResult } from '../../shared/domain/ticket/actions.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { BatonError } from '../../shared/errors.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { Clock } from '../time.ts';
import type { Directory } from './directory.ts';

/** What every change of a ticket needs. */
export interface TicketPorts {
  readonly stores: DocumentStores;
  readonly directory: Directory;
  /** Server-corrected time. */
  readonly clock: Clock;
  readonly nextRev: () => Rev;
  /** A new time-sortable id. */
  readonly newId: () => string;
  /** Whose desk this is. */
  readonly meId: AgentId;
}

/** A rule of the domain applied to one ticket. */
export type TicketAction = (ticket: Ticket, context: ActionContext) => ActionResult;

/** Applies domain rules to tickets of the replica: one atomic step each, derived columns and stamp included. */
export interface TicketChanges {
  /** Answers the ticket as it is afterwards. Throws the rule's code when it refuses, `ticket.notFound` when there is none. */
  change(ticketId: TicketId, action: TicketAction): Promise<Ticket>;
  /** The rule that lets a message join its thread, with what it must know about the team. */
  join(message: Message): TicketAction;
  context(): ActionContext;
  /** Sets the derived columns. */
  derive(ticket: Ticket): Promise<Ticket>;
}

/** Builds the one place where this device changes tickets. */
export function createTicketChanges(ports: TicketPorts): TicketChanges {
  const { stores, directory, clock } = ports;

  const context = (): ActionContext => ({
    nowMs: clock.nowMs(),
    by: { kind: 'agent', id: ports.meId },
    newId: ports.newId,
  });

  async function contactOf(ticket: Ticket): Promise<Parameters<typeof deriveTicket>[2]> {
    return (await stores.contacts.get(ticket.contactId)) ?? null;
  }

  return {
    context,
    derive: async (ticket) => deriveTicket(ticket, directory.slaBook(), await contactOf(ticket)),
    join: (message) => (ticket, own) =>
      addMessage(ticket, message, {
        ...own,
        authorDepartmentIds:
          message.by.kind === 'agent' ? (directory.agent(message.by.id)?.departmentIds ?? []) : [],
        isAvailable: (agentId) => {
          const agent = directory.agent(agentId);
          return agent?.isActive === true && agent.availability === 'available';
        },
        reopenTo: (departmentId) => directory.department(departmentId)?.reopenTo ?? 'lastOwner',
      }),
    change: async (ticketId, action) => {
      const before = await stores.tickets.get(ticketId);
      if (!before) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      const contact = await contactOf(before);
      const after = await stores.tickets.update(ticketId, (ticket) => {
        const result = action(ticket, context());
        switch (result.kind) {
          case 'refused':
            throw new BatonError(result.code, 'the ticket does not allow this', { ticketId });
          case 'unchanged':
            return null;
          case 'changed':
            return { ...deriveTicket(result.ticket, directory.slaBook(), contact), rev: ports.nextRev() };
        }
      });
      if (!after) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      return after;
    },
  };
}

/** Several rules as one step; the first refusal refuses the whole. */
export function allOf(...actions: readonly TicketAction[]): TicketAction {
  return (ticket, context) => {
    let current = ticket;
    let isChanged = false;
    for (const action of actions) {
      const result = action(current, context);
      if (result.kind === 'refused') return result;
      if (result.kind === 'changed') {
        current = result.ticket;
        isChanged = true;
      }
    }
    return isChanged ? { kind: 'changed', ticket: current } : { kind: 'unchanged' };
  };
}
