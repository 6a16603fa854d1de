import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentId, ContactId, DepartmentId, MessageId, TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { ActionContext, MessageContext } from '../../shared/domain/ticket/actions.ts';
import { createTicket } from '../../shared/domain/ticket/actions.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';

/** 2026-03-02 09:00 UTC, a Monday. */
export const MONDAY_NINE_MS = Date.UTC(2026, 2, 2, 9);

/** A fresh `newId` that counts up: `<prefix>1`, `<prefix>2`, … */
export function countingIds(prefix = 'id'): () => string {
  let last = 0;
  return () => `${prefix}${String((last += 1))}`;
}

/** An action context: agent `ana` at Monday nine, with counting history ids. */
export function aContext(overrides: Partial<ActionContext> = {}): ActionContext {
  return {
    nowMs: MONDAY_NINE_MS,
    by: { kind: 'agent', id: 'ana' as AgentId },
    newId: countingIds(),
    ...overrides,
  };
}

/** A message context: the author works in `support`, everybody is available, reopened tickets go to their last owner. */
export function aMessageContext(overrides: Partial<MessageContext> = {}): MessageContext {
  return {
    ...aContext(),
    authorDepartmentIds: ['support' as DepartmentId],
    isAvailable: () => true,
    reopenTo: () => 'lastOwner',
    ...overrides,
  };
}

/** A new ticket of department `support`, held by nobody. */
export function aTicket(overrides: Partial<Ticket> = {}): Ticket {
  const ticket = createTicket(
    {
      id: 'tkt_1' as TicketId,
      subject: 'The invoice is wrong',
      departmentId: 'support' as DepartmentId,
      priority: 'normal',
      tags: [],
      contactId: 'con_1' as ContactId,
      channel: 'email',
      language: 'en',
    },
    aContext({ newId: countingIds('born') }),
    [],
  );
  const built = { ...ticket, rev: 'r1' as Rev, ...overrides };
  if (overrides.history) return built;
  // It was born as it is: whoever reads its history finds what its fields say.
  const { departmentId, assigneeId, status } = built;
  const history = built.history.map((line) =>
    line.kind === 'created' ? { ...line, to: { departmentId, assigneeId }, status } : line,
  );
  return { ...built, history };
}

/** A customer message of one line on `tkt_1`. */
export function aMessage(overrides: Partial<Message> = {}): Message {
  const text = overrides.text ?? 'Hello, is anybody there?';
  return {
    id: 'msg_1' as MessageId,
    rev: 'r1' as Rev,
    ticketId: 'tkt_1' as TicketId,
    kind: 'customer',
    by: { kind: 'customer', id: 'con_1' as ContactId },
    atMs: MONDAY_NINE_MS,
    html: `<p>${text}</p>`,
    text,
    channel: 'email',
    seenMessageId: '',
    externalId: '',
    ...overrides,
  };
}

/** A person, `con_1`, without an organisation. */
export function aContact(overrides: Partial<Contact> = {}): Contact {
  return {
    id: 'con_1' as ContactId,
    rev: 'r1' as Rev,
    kind: 'person',
    name: 'Carla Customer',
    emails: ['carla@example.com'],
    phones: [],
    organisationId: '',
    plan: '',
    language: 'en',
    isVip: false,
    notes: '',
    externalId: '',
    createdAtMs: MONDAY_NINE_MS,
    updatedAtMs: MONDAY_NINE_MS,
    ...overrides,
  };
}
