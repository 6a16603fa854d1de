import type { AgentId, ContactId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { NoticeSettings } from '../../shared/domain/noticeSettings.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import { isValidTimeZone } from '../../shared/domain/sla/timeZone.ts';
import { closesCircle } from '../../shared/domain/substitutes.ts';
import { mentionsIn } from '../../shared/domain/mentions.ts';
import type { Message } from '../../shared/domain/message.ts';
import { isEqualJson } from '../../shared/domain/threeWay.ts';
import { assignTicket, createTicket } from '../../shared/domain/ticket/actions.ts';
import { performAll, type Deed } from '../../shared/domain/ticket/deeds.ts';
import { senderOf } from '../../shared/domain/ticket/handover.ts';
import { holderMoves } from '../../shared/domain/ticket/history.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { transferNotice, transferNoticeId } from '../../shared/domain/ticket/transferNotice.ts';
import { seesTicket, type TicketPlace } from '../../shared/domain/visibility.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../shared/ipc/contract.ts';
import type { WhatWasDone } from '../../shared/ipc/waiting.ts';
import { textToHtml } from '../../shared/text/textToHtml.ts';
import { composeMessage, readWords, type Words } from './composeMessage.ts';
import type { NewAction } from './journal/action.ts';
import { mentionableIn } from './mentionable.ts';
import type { ActionDetails, TicketAction, TicketChanges, TicketPorts } from './ticketChanges.ts';

type Changed = CommandOutput<'ticket.assign'>;

/** What an agent does to tickets, except writing messages. Every answer is on disk; the server hears of it in its own time. */
export interface TicketService {
  create(input: CommandInput<'tickets.create'>): Promise<CommandOutput<'tickets.create'>>;
  assign(input: CommandInput<'ticket.assign'>): Promise<Changed>;
  transfer(input: CommandInput<'ticket.transfer'>): Promise<Changed>;
  take(input: CommandInput<'ticket.take'>): Promise<Changed>;
  release(input: CommandInput<'ticket.release'>): Promise<Changed>;
  accept(input: CommandInput<'ticket.accept'>): Promise<Changed>;
  giveBack(input: CommandInput<'ticket.giveBack'>): Promise<Changed>;
  setStatus(input: CommandInput<'ticket.setStatus'>): Promise<Changed>;
  setPriority(input: CommandInput<'ticket.setPriority'>): Promise<Changed>;
  setTags(input: CommandInput<'ticket.setTags'>): Promise<Changed>;
  setSubject(input: CommandInput<'ticket.setSubject'>): Promise<Changed>;
  follow(input: CommandInput<'ticket.follow'>): Promise<Changed>;
  snooze(input: CommandInput<'ticket.snooze'>): Promise<Changed>;
  setDue(input: CommandInput<'ticket.setDue'>): Promise<Changed>;
  setAvailability(input: CommandInput<'me.setAvailability'>): Promise<void>;
  setSubstitute(input: CommandInput<'me.setSubstitute'>): Promise<void>;
  /** What this agent wants to hear of. Throws `input.invalid` for a time zone that does not exist. */
  setNotices(notices: NoticeSettings): Promise<void>;
}

/** The service over one replica. */
export function createTicketService(ports: TicketPorts, changes: TicketChanges): TicketService {
  const { stores, directory, journal } = ports;

  async function change(ticketId: TicketId, deeds: readonly Deed[], more?: ActionDetails): Promise<Changed> {
    return { rev: (await changes.perform(ticketId, deeds, more)).rev };
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

  function aMessageOf(
    ticket: Ticket,
    id: MessageId,
    kind: 'reply' | 'note',
    words: Words,
    place: TicketPlace = ticket,
  ): Message {
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
      ...(kind === 'note' && {
        mentions: mentionsIn(words.text, mentionableIn(directory, place, ports.meId)),
      }),
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
      const made: NewAction['made'] = [];
      if (input.contact.kind === 'new')
        made.push({ collection: 'contacts', id: contact.id, rev: contact.rev });
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
        made.push({ collection: 'messages', id: message.id, rev: message.rev });
        ticket = applied(ticket, changes.join(message));
      }
      if (input.assigneeId !== NOBODY) {
        const { assigneeId } = input;
        ticket = applied(ticket, (current, own) => assignTicket(current, assigneeId, 'manual', own));
      }
      const born: Ticket = { ...(await changes.derive(ticket)), rev: ports.nextRev() };
      const actionId = ports.newId();
      await journal.inTurn(async () => {
        const noted = journal.stage({
          id: actionId,
          atMs: context.nowMs,
          what: { kind: 'newTicket' },
          ticketId,
          done: {
            before: null,
            afterRev: born.rev,
            deeds: null,
            atMs: context.nowMs,
            by: context.by,
            lines: born.history,
          },
          made,
          changed: null,
          contactId: contact.id,
        });
        try {
          await noted;
          await stores.tickets.insert(born);
          await journal.keep(actionId);
        } catch (cause) {
          journal.unstage(actionId);
          throw cause;
        }
      });
      return { ticketId };
    },
    assign: ({ ticketId, assigneeId }) => {
      mustExist(assigneeId);
      return change(ticketId, [{ kind: 'assign', assigneeId }]);
    },
    transfer: async ({ ticketId, departmentId, assigneeId, reason, noteHtml, tellCustomer }) => {
      mustExist(assigneeId);
      const department = directory.department(departmentId);
      if (!department) throw new BatonError('input.notFound', 'no such department', { departmentId });
      const to = { departmentId, assigneeId };
      const move: Deed = { kind: 'transfer', ...to, reason };
      const words = noteHtml.trim() === '' ? null : readWords(noteHtml);
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      // Asks the rules before anything is written: no words may stay behind without their transfer.
      const isMoved = applied(ticket, (current, own) => performAll([move], current, own)) !== ticket;
      const deeds: Deed[] = [];
      const made: Message[] = [];
      if (words) {
        const note = aMessageOf(ticket, ports.newId() as MessageId, 'note', words, to);
        await stores.messages.insert(note);
        made.push(note);
        deeds.push(changes.joining(note));
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
        if (await stores.messages.insert(told)) made.push(told);
        deeds.push({ kind: 'courtesy', message: { ...told, html: '' } });
      }
      return change(ticketId, [...deeds, move], { made });
    },
    take: ({ ticketId }) => change(ticketId, [{ kind: 'take', agentId: ports.meId }]),
    release: ({ ticketId }) => change(ticketId, [{ kind: 'release' }]),
    accept: ({ ticketId }) => change(ticketId, [{ kind: 'accept', agentId: ports.meId }]),
    giveBack: async ({ ticketId, to, reason }) => {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      if (ticket.assigneeId !== ports.meId)
        throw new BatonError('ticket.alreadyHeld', 'somebody else has it', { ticketId });
      const move = holderMoves(ticket).at(-1);
      const senderId = to === 'sender' && move ? senderOf(move) : NOBODY;
      if (to === 'sender') mustExist(senderId);
      const { departmentId } = ticket;
      return change(ticketId, [{ kind: 'transfer', departmentId, assigneeId: senderId, reason }]);
    },
    setStatus: ({ ticketId, status }) => change(ticketId, [{ kind: 'status', status }]),
    setPriority: ({ ticketId, priority }) => change(ticketId, [{ kind: 'priority', priority }]),
    setTags: ({ ticketId, tags }) => change(ticketId, [{ kind: 'tags', tags: [...tags] }]),
    setSubject: ({ ticketId, subject }) => change(ticketId, [{ kind: 'subject', subject }]),
    follow: async ({ ticketId, agentId, isFollowing }) => {
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      const agent = directory.agent(agentId);
      const maySee = agent?.isActive === true && seesTicket({ ...agent, agentId }, ticket);
      if (isFollowing && !maySee)
        throw new BatonError('input.notFound', 'no such agent sees the ticket', { agentId });
      return change(ticketId, [{ kind: 'follow', agentId, isFollowing }]);
    },
    snooze: ({ ticketId, untilMs }) => change(ticketId, [{ kind: 'snooze', untilMs }]),
    setDue: ({ ticketId, dueAtMs }) => change(ticketId, [{ kind: 'due', dueAtMs }]),
    setAvailability: ({ availability }) =>
      changeMe({ kind: 'availability', availability }, (value, nowMs) =>
        value.availability === availability ? null : { ...value, availability, availabilitySinceMs: nowMs },
      ),
    setSubstitute: async ({ substituteId, fromMs, untilMs }) => {
      mustExist(substituteId);
      if (untilMs !== 0 && untilMs <= fromMs)
        throw new BatonError('input.invalid', 'the substitute’s time ends before it begins');
      const substitute = { substituteId, substituteFromMs: fromMs, substituteUntilMs: untilMs };
      await changeMe({ kind: 'setting' }, (value) => {
        const next = { ...value, ...substitute };
        if (closesCircle(ports.meId, next, (id) => directory.agent(id)))
          throw new BatonError('agent.substituteCircle', 'somebody would stand in for themselves');
        return next;
      });
    },
    setNotices: async (notices) => {
      if (!isValidTimeZone(notices.quietHours.timeZone))
        throw new BatonError('input.invalid', 'no such time zone', {
          timeZone: notices.quietHours.timeZone,
        });
      await changeMe({ kind: 'setting' }, (value) =>
        isEqualJson(value.notices, notices) ? null : { ...value, notices },
      );
    },
  };

  /** Changes what this agent says of themselves; `decide` answers `null` to leave it. */
  function changeMe(
    what: WhatWasDone,
    decide: (value: AgentValue, nowMs: number) => AgentValue | null,
  ): Promise<void> {
    return journal.inTurn(async () => {
      const { nowMs } = changes.context();
      const id = ports.newId();
      for (;;) {
        const setting = await stores.settings.get(ports.meId);
        if (setting?.kind !== 'agent')
          throw new BatonError('input.notFound', 'the own agent is not here yet');
        const value = decide(setting.value, nowMs);
        if (value === null) return;
        const next = { ...setting, rev: ports.nextRev(), updatedAtMs: nowMs, value };
        try {
          await journal.stage({
            id,
            atMs: nowMs,
            what,
            ticketId: '',
            done: null,
            made: [],
            changed: { collection: 'settings', id: setting.id, rev: next.rev, before: setting },
            contactId: '',
          });
          const after = await stores.settings.update(ports.meId, (current) =>
            current.rev === setting.rev ? next : null,
          );
          if (after?.rev === next.rev) {
            await journal.keep(id);
            return;
          }
        } catch (cause) {
          journal.unstage(id);
          throw cause;
        }
        journal.unstage(id);
      }
    });
  }

  function mustExist(agentId: AgentId | typeof NOBODY): void {
    if (agentId !== NOBODY && directory.agent(agentId)?.isActive !== true) {
      throw new BatonError('input.notFound', 'no such agent', { agentId });
    }
  }
}
