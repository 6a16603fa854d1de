import type { DepartmentId } from '../../shared/domain/ids.ts';
import { NOTICE_ID_PREFIX, type Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { addCourtesyMessage, addMessage, type MessageContext } from '../../shared/domain/ticket/actions.ts';
import { isCounted, withCounted } from '../../shared/domain/ticket/messageKeys.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { Caller } from '../policies/caller.ts';
import { newId } from '../security/ids.ts';
import { documentOf, messagesOf, type StoredDocument } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

const NO_DEPARTMENTS: readonly DepartmentId[] = [];

/**
 * Lets the caller's words that are in the thread join their ticket when the state that should have brought them is not taken
 * as it is: the ticket left their sight between the two, or allows something less by now. Nobody claims a ticket by that. The
 * due instants are every desk's to set.
 */
export async function joinLeftBehind(log: LogWriter, caller: Caller, pushed: Ticket): Promise<void> {
  const stored = log.master('tickets', pushed.id);
  if (!stored || stored.isDeleted) return;
  const known = new Set(documentOf('tickets', stored).messageKeys);
  if (!(pushed.messageKeys ?? []).some((key) => !known.has(key))) return;
  const thread = await messagesOf(log.sql, log.workspaceId, pushed.id);
  const own = thread
    .map((one) => documentOf('messages', one))
    .filter((message) => isOwn(message, caller) && isCounted(pushed, message.id));
  join(log, stored, own, pushed.rev);
}

/** Lets words that came after their ticket had left their writer's sight join it. */
export function joinPassedOn(log: LogWriter, message: Message): void {
  const stored = log.master('tickets', message.ticketId);
  if (stored && !stored.isDeleted) join(log, stored, [message], message.rev);
}

function join(log: LogWriter, stored: StoredDocument, messages: readonly Message[], seen: Rev): void {
  const before = documentOf('tickets', stored);
  const after = messages.reduce((ticket, message) => joined(ticket, message, log), before);
  // Later than what is stored, as every state of the server is, and than what its writer knows.
  const latest = seen > before.rev ? seen : before.rev;
  if (after !== before) log.put('tickets', { ...after, rev: log.stamp(latest) });
}

function isOwn({ by }: Message, caller: Caller): boolean {
  return by.kind === 'agent' && by.id === caller.agentId;
}

function joined(ticket: Ticket, message: Message, log: LogWriter): Ticket {
  const context: MessageContext = {
    nowMs: log.nowMs,
    by: message.by,
    newId: () => newId(log.nowMs),
    authorDepartmentIds: NO_DEPARTMENTS,
    isAvailable: () => false,
    reopenTo: () => 'pool',
  };
  const isCourtesy = message.id.startsWith(NOTICE_ID_PREFIX);
  const result = (isCourtesy ? addCourtesyMessage : addMessage)(ticket, message, context);
  if (result.kind === 'changed') return result.ticket;
  // A closed ticket takes no words any more; these came before.
  return result.kind === 'refused' ? { ...ticket, ...withCounted(ticket, message.id) } : ticket;
}
