import type { DepartmentId } from '../../shared/domain/ids.ts';
import { NOTICE_ID_PREFIX, type Message } from '../../shared/domain/message.ts';
import { addCourtesyMessage, addMessage, type MessageContext } from '../../shared/domain/ticket/actions.ts';
import { isCounted } from '../../shared/domain/ticket/messageKeys.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { Caller } from '../policies/caller.ts';
import { newId } from '../security/ids.ts';
import { documentOf, messagesOf, type StoredDocument } from '../store/documents.ts';
import type { LogWriter } from '../store/writeLog.ts';

const NO_DEPARTMENTS: readonly DepartmentId[] = [];

/**
 * Lets the caller's words that are in the thread join their ticket when the ticket that should have brought them is refused:
 * it left their sight between the two, or allows something less by now. Nobody claims a ticket by that. The due instants are
 * every desk's to set.
 */
export async function joinLeftBehind(
  log: LogWriter,
  caller: Caller,
  refused: Ticket,
  master: StoredDocument,
): Promise<void> {
  const stored = documentOf('tickets', log.master('tickets', master.id) ?? master);
  const known = new Set(stored.messageKeys);
  if (!(refused.messageKeys ?? []).some((key) => !known.has(key))) return;
  const thread = await messagesOf(log.sql, log.workspaceId, stored.id);
  let ticket = stored;
  for (const one of thread) {
    const message = documentOf('messages', one);
    if (isOwn(message, caller) && isCounted(refused, message.id)) ticket = joined(ticket, message, log);
  }
  if (ticket !== stored) log.put('tickets', { ...ticket, rev: log.stamp(refused.rev) });
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
  return result.kind === 'changed' ? result.ticket : ticket;
}
