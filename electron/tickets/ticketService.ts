import type { AgentId, ContactId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Message } from '../../shared/domain/message.ts';
import {
  addCourtesyMessage,
  assignTicket,
  createTicket,
  releaseTicket,
  setPriority,
  setStatus,
  setSubject,
  setTags,
  snoozeTicket,
  takeTicket,
  transferTicket,
} from '../../shared/domain/ticket/actions.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { transferNotice, transferNoticeId } from '../../shared/domain/ticket/transferNotice.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../shared/ipc/contract.ts';
import { textToHtml } from '../../shared/text/textToHtml.ts';
import { composeMessage, readWords, type Words } from './composeMessage.ts';
import { allOf, type TicketAction, type TicketChanges, type TicketPorts } from './ticketChanges.ts';

type Changed = CommandOutput<'ticket.assign'>;

/** What an agent does to tickets, except writing messages. Every answer is on disk; the server hears of it in its own time. */
export interface TicketService {
  create(input: CommandInput<'tickets.create'>): Promise<CommandOutput<'tickets.create'>>;
  assign(input: CommandInput<'ticket.assign'>): Promise<Changed>;
  transfer(input: CommandInput<'ticket.transfer'>): Promise<Changed>;
  take(input: CommandInput<'ticket.take'>): Promise<Changed>;
  release(input: CommandInput<'ticket.release'>): Promise<Changed>;
  setStatus(input: CommandInput<'ticket.setStatus'>): Promise<Changed>;
  setPriority(input: CommandInput<'ticket.setPriority'>): Promise<Changed>;
  setTags(input: CommandInput<'ticket.setTags'>): Promise<Changed>;
  setSubject(input: CommandInput<'ticket.setSubject'>): Promise<Changed>;
  snooze(input: CommandInput<'ticket.snooze'>): Promise<Changed>;
  setAvailability(input: CommandInput<'me.setAvailability'>): Promise<void>;
}

/** The service over one replica. */
export function createTicketService(ports: TicketPorts, changes: TicketChanges): TicketService {
  const { stores, directory } = ports;

  async function change(ticketId: TicketId, action: TicketAction): Promise<Changed> {
    return { rev: (await changes.change(ticketId, action)).rev };
  }

  async function contactFor(choice: CommandInput<'tickets.create'>['contact']): Promise<Contact> {
    if (choice.kind === 'existing') {
      const found = await stores.contacts.get(choice.contactId);
      if (!found) throw new BatonError('input.notFound', 'no such contact', { contactId: choice.contactId });
      return found;
    }
    const { nowMs } = changes.context();
    const contact: Contact = {
      id: ports.newId() as ContactId,
      rev: ports.nextRev(),
      kind: 'person',
      name: choice.name,
      emails: choice.email === '' ? [] : [choice.email.toLowerCase()],
      phones: choice.phone.trim() === '' ? [] : [choice.phone.trim()],
      organisationId: '',
      plan: '',
      language: '',
      isVip: false,
      notes: '',
      externalId: '',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    await stores.contacts.insert(contact);
    return contact;
  }

  /** Runs a rule on a ticket that is not stored yet. */
  function applied(ticket: Ticket, action: TicketAction): Ticket {
    const result = action(ticket, changes.context());
    if (result.kind === 'refused') throw new BatonError(result.code, 'the ticket does not allow this');
    return result.kind === 'changed' ? result.ticket : ticket;
  }

  function aMessageOf(ticket: Ticket, id: MessageId, kind: 'reply' | 'note', words: Words): Message {
    const { nowMs, by } = changes.context();
    return composeMessage({
      id,
      rev: ports.nextRev(),
      ticketId: ticket.id,
      kind,
      by,
      atMs: nowMs,
      words,
      channel: ticket.channel,
      seenMessageId: ticket.lastMessageId,
    });
  }

  return {
    create: async (input) => {
      if (!directory.department(input.departmentId)) {
        throw new BatonError('input.notFound', 'no such department', { departmentId: input.departmentId });
      }
      const hasWords = input.html.trim() !== '';
      const words = hasWords ? readWords(input.html) : null;
      const contact = await contactFor(input.contact);
      const context = changes.context();
      const ticketId = ports.newId() as TicketId;
      let ticket = createTicket(
        {
          id: ticketId,
          subject: input.subject,
          departmentId: input.departmentId,
          priority: input.priority,
          tags: input.tags,
          contactId: contact.id,
          channel: input.channel,
          language: contact.language,
        },
        context,
        directory.activeAgentIds(),
      );
      if (words) {
        const message = composeMessage({
          id: ports.newId() as MessageId,
          rev: ports.nextRev(),
          ticketId,
          kind: 'customer',
          by: { kind: 'customer', id: contact.id },
          atMs: context.nowMs,
          words,
          // Whatever the ticket's way in was, these words were taken down by hand.
          channel: 'phone',
          seenMessageId: '',
        });
        await stores.messages.insert(message);
        ticket = applied(ticket, changes.join(message));
      }
      if (input.assigneeId !== NOBODY) {
        const { assigneeId } = input;
        ticket = applied(ticket, (current, own) => assignTicket(current, assigneeId, 'manual', own));
      }
      await stores.tickets.insert({ ...(await changes.derive(ticket)), rev: ports.nextRev() });
      return { ticketId };
    },
    assign: ({ ticketId, assigneeId }) => {
      mustExist(assigneeId);
      return change(ticketId, (ticket, context) => assignTicket(ticket, assigneeId, 'manual', context));
    },
    transfer: async ({ ticketId, departmentId, assigneeId, reason, noteHtml, tellCustomer }) => {
      mustExist(assigneeId);
      const department = directory.department(departmentId);
      if (!department) throw new BatonError('input.notFound', 'no such department', { departmentId });
      const to = { departmentId, assigneeId };
      const move: TicketAction = (ticket, context) => transferTicket(ticket, { ...to, reason }, context);
      const words = noteHtml.trim() === '' ? null : readWords(noteHtml);
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      // Asks the rules before anything is written: no words may stay behind without their transfer.
      const isMoved = applied(ticket, move) !== ticket;
      const steps: TicketAction[] = [];
      if (words) {
        const note = aMessageOf(ticket, ports.newId() as MessageId, 'note', words);
        await stores.messages.insert(note);
        steps.push(changes.join(note));
      }
      if (tellCustomer && isMoved) {
        const contact = await stores.contacts.get(ticket.contactId);
        const notice = transferNotice(ticket, department.name, to, [
          ticket.language,
          contact?.language ?? '',
        ]);
        const told = aMessageOf(
          ticket,
          transferNoticeId(ticket),
          'reply',
          readWords(textToHtml(notice.text)),
        );
        await stores.messages.insert(told);
        steps.push((current, context) => addCourtesyMessage(current, told, context));
      }
      return change(ticketId, allOf(...steps, move));
    },
    take: ({ ticketId }) => change(ticketId, (ticket, context) => takeTicket(ticket, ports.meId, context)),
    release: ({ ticketId }) => change(ticketId, releaseTicket),
    setStatus: ({ ticketId, status }) =>
      change(ticketId, (ticket, context) => setStatus(ticket, status, context)),
    setPriority: ({ ticketId, priority }) =>
      change(ticketId, (ticket, context) => setPriority(ticket, priority, context)),
    setTags: ({ ticketId, tags }) => change(ticketId, (ticket, context) => setTags(ticket, tags, context)),
    setSubject: ({ ticketId, subject }) =>
      change(ticketId, (ticket, context) => setSubject(ticket, subject, context)),
    snooze: ({ ticketId, untilMs }) =>
      change(ticketId, (ticket, context) => snoozeTicket(ticket, untilMs, context)),
    setAvailability: async ({ availability }) => {
      const { nowMs } = changes.context();
      const after = await stores.settings.update(ports.meId, (setting) =>
        setting.kind !== 'agent' || setting.value.availability === availability
          ? null
          : {
              ...setting,
              rev: ports.nextRev(),
              updatedAtMs: nowMs,
              value: { ...setting.value, availability },
            },
      );
      if (!after) throw new BatonError('input.notFound', 'the own agent is not here yet');
    },
  };

  function mustExist(agentId: AgentId | typeof NOBODY): void {
    if (agentId !== NOBODY && directory.agent(agentId)?.isActive !== true) {
      throw new BatonError('input.notFound', 'no such agent', { agentId });
    }
  }
}
