import { z } from 'zod';
import { AgentId, DepartmentId } from '../ids.ts';
import { Message } from '../message.ts';
import {
  addCourtesyMessage,
  addMessage,
  assignTicket,
  moveTicket,
  releaseTicket,
  setDue,
  setFollowing,
  setPriority,
  setStatus,
  setSubject,
  setTags,
  snoozeTicket,
  takeTicket,
  transferTicket,
  type ActionContext,
  type ActionResult,
} from './actions.ts';
import { acceptTicket } from './handover.ts';
import { Instant, NOBODY, Priority, Status, TransferReason, type Ticket } from './ticket.ts';

const Assignee = z.union([AgentId, z.literal(NOBODY)]);

/** One thing an agent does to a ticket, as data: it can be kept, told in words, and done again on another state. */
export const Deed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), assigneeId: Assignee }),
  z.strictObject({
    kind: z.literal('transfer'),
    departmentId: DepartmentId,
    assigneeId: Assignee,
    reason: TransferReason,
  }),
  z.strictObject({ kind: z.literal('take'), agentId: AgentId }),
  z.strictObject({ kind: z.literal('release') }),
  z.strictObject({ kind: z.literal('accept'), agentId: AgentId }),
  /** One of many that go together. */
  z.strictObject({
    kind: z.literal('bulkMove'),
    departmentId: DepartmentId,
    assigneeId: Assignee,
    reason: TransferReason.nullable(),
  }),
  z.strictObject({ kind: z.literal('status'), status: Status }),
  z.strictObject({ kind: z.literal('priority'), priority: Priority }),
  z.strictObject({ kind: z.literal('tags'), tags: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('subject'), subject: z.string() }),
  z.strictObject({ kind: z.literal('snooze'), untilMs: Instant }),
  z.strictObject({ kind: z.literal('due'), dueAtMs: Instant }),
  z.strictObject({ kind: z.literal('follow'), agentId: AgentId, isFollowing: z.boolean() }),
  /** A reply or a note joins the thread. */
  z.strictObject({
    kind: z.literal('message'),
    message: Message,
    authorDepartmentIds: z.array(DepartmentId),
  }),
  /** A notice to the customer that answers nothing. */
  z.strictObject({ kind: z.literal('courtesy'), message: Message }),
]);
export type Deed = z.infer<typeof Deed>;

/** The ticket after one deed. Pure: the same deed, ticket and context give the same outcome. */
export function perform(deed: Deed, ticket: Ticket, context: ActionContext): ActionResult {
  switch (deed.kind) {
    case 'assign':
      return assignTicket(ticket, deed.assigneeId, 'manual', context);
    case 'transfer':
      return transferTicket(ticket, deed, context);
    case 'take':
      return takeTicket(ticket, deed.agentId, context);
    case 'release':
      return releaseTicket(ticket, context);
    case 'accept':
      return acceptTicket(ticket, deed.agentId, context);
    case 'bulkMove':
      return moveTicket(ticket, deed, deed.reason, context);
    case 'status':
      return setStatus(ticket, deed.status, context);
    case 'priority':
      return setPriority(ticket, deed.priority, context);
    case 'tags':
      return setTags(ticket, deed.tags, context);
    case 'subject':
      return setSubject(ticket, deed.subject, context);
    case 'snooze':
      return snoozeTicket(ticket, deed.untilMs, context);
    case 'due':
      return setDue(ticket, deed.dueAtMs, context);
    case 'follow':
      return setFollowing(ticket, deed.agentId, deed.isFollowing);
    case 'message':
      return addMessage(ticket, deed.message, {
        ...context,
        authorDepartmentIds: deed.authorDepartmentIds,
        // Only a customer's message asks who is there to take a reopened ticket.
        isAvailable: () => false,
        reopenTo: () => 'pool',
      });
    case 'courtesy':
      return addCourtesyMessage(ticket, deed.message, context);
  }
}

/** Several deeds as one; the first refusal refuses the whole. */
export function performAll(deeds: readonly Deed[], ticket: Ticket, context: ActionContext): ActionResult {
  let current = ticket;
  for (const deed of deeds) {
    const result = perform(deed, current, context);
    if (result.kind === 'refused') return result;
    if (result.kind === 'changed') current = result.ticket;
  }
  return current === ticket ? { kind: 'unchanged' } : { kind: 'changed', ticket: current };
}
