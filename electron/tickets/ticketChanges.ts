import { addMessage, type ActionContext, type ActionResult } from '../../shared/domain/ticket/actions.ts';
import { performAll, type Deed } from '../../shared/domain/ticket/deeds.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { BatonError } from '../../shared/errors.ts';
import { whatOfDeed, type WhatWasDone } from '../../shared/ipc/waiting.ts';
import type { DocumentStores } from '../replica/openReplica.ts';
import type { Clock } from '../time.ts';
import type { Directory } from './directory.ts';
import type { Journal } from './journal.ts';
import type { NewAction } from './journal/action.ts';

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
  /** Where everything that can be taken back is noted. */
  readonly journal: Journal;
}

/** A rule of the domain applied to one ticket. */
export type TicketAction = (ticket: Ticket, context: ActionContext) => ActionResult;

/** What an action is besides its deeds. */
export interface ActionDetails {
  /** Left out: what the last deed is called. */
  readonly what?: WhatWasDone;
  /** Messages it has brought along. */
  readonly made?: readonly Message[];
  /**
   * Writes what comes before the ticket, in the same turn: a refusal waits for its turn, so it finds both and what it has to
   * take back.
   */
  readonly first?: () => Promise<unknown>;
}

/** Applies domain rules to tickets of the replica: one atomic step each, derived columns and stamp included. */
export interface TicketChanges {
  /** Answers the ticket as it is afterwards. Throws the rule's code when it refuses, `ticket.notFound` when there is none. */
  perform(ticketId: TicketId, deeds: readonly Deed[], more?: ActionDetails): Promise<Ticket>;
  /** The deed of a message that joins its thread. */
  joining(message: Message): Deed;
  /** The rule that lets a message join its thread, with what it must know about the team. */
  join(message: Message): TicketAction;
  context(): ActionContext;
  /** Sets the derived columns. */
  derive(ticket: Ticket): Promise<Ticket>;
}

/** Builds the one place where this device changes tickets. */
export function createTicketChanges(ports: TicketPorts): TicketChanges {
  const { stores, directory, clock, journal } = ports;

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
    joining: (message) => ({
      kind: 'message',
      // What the rules look at; the words themselves rest in the message.
      message: { ...message, html: '' },
      authorDepartmentIds:
        message.by.kind === 'agent' ? [...(directory.agent(message.by.id)?.departmentIds ?? [])] : [],
    }),
    perform: (ticketId, deeds, { what, made = [], first } = {}) =>
      journal.inTurn(async () => {
        await first?.();
        const own = context();
        const last = deeds.at(-1);
        const action: Omit<NewAction, 'done'> = {
          id: ports.newId(),
          atMs: own.nowMs,
          what: what ?? (last ? whatOfDeed(last) : { kind: 'change' }),
          ticketId,
          made: made.map(({ id, rev }) => ({ collection: 'messages', id, rev })),
          changed: null,
          contactId: '',
        };
        for (;;) {
          const before = await stores.tickets.get(ticketId);
          if (!before) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
          const contact = await contactOf(before);
          const result = performAll(deeds, before, own);
          if (result.kind === 'refused')
            throw new BatonError(result.code, 'the ticket does not allow this', { ticketId });
          if (result.kind === 'unchanged') return before;
          const derived = deriveTicket(result.ticket, directory.slaBook(), contact);
          const next: Ticket = { ...derived, rev: ports.nextRev() };
          const lines = next.history.slice(before.history.length);
          const { nowMs: atMs, by } = own;
          try {
            await journal.stage({
              ...action,
              done: { before, afterRev: next.rev, deeds: [...deeds], atMs, by, lines },
            });
            const after = await stores.tickets.update(ticketId, (current) =>
              current.rev === before.rev ? next : null,
            );
            if (after?.rev === next.rev) {
              await journal.keep(action.id);
              return after;
            }
          } catch (cause) {
            journal.unstage(action.id);
            throw cause;
          }
          // Somebody else was faster: it is done to what they have made of the ticket.
          journal.unstage(action.id);
        }
      }),
  };
}
