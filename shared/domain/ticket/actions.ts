import type { ErrorCode } from '../../errors.ts';
import { excerpt } from '../../text/htmlToText.ts';
import type { AgentId, ContactId, DepartmentId, HistoryId, TicketId } from '../ids.ts';
import type { Message } from '../message.ts';
import type { Rev } from '../rev.ts';
import { moveStatus, type StatusEvent } from '../statusMoves.ts';
import { lastOwner } from './history.ts';
import { isCounted, withCounted } from './messageKeys.ts';
import { withFollowers } from './followers.ts';
import {
  isOpenStatus,
  NO_DUE_MS,
  NOBODY,
  rankOf,
  type Actor,
  type HistoryEntry,
  type Holder,
  type HolderCause,
  type Status,
  type Ticket,
  type TransferReason,
} from './ticket.ts';

/** Who acts, when (UTC epoch ms, server-corrected) and how new history ids are made. */
export interface ActionContext {
  readonly nowMs: number;
  readonly by: Actor;
  readonly newId: () => string;
}

/** `unchanged`: the wish is already so. `refused`: the rules do not allow it; nothing was done. */
export type ActionResult =
  | { readonly kind: 'changed'; readonly ticket: Ticket }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

/** What a new ticket starts from. `id` is made by the caller, so that a repeated push is harmless. */
export interface NewTicketFacts {
  readonly id: TicketId;
  readonly subject: string;
  readonly departmentId: DepartmentId;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly contactId: ContactId;
  readonly channel: Ticket['channel'];
  readonly language: string;
  readonly externalId?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What `addMessage` must know besides the ticket and the message. */
export interface MessageContext extends ActionContext {
  /** Departments of the replying agent; empty for customers. */
  readonly authorDepartmentIds: readonly DepartmentId[];
  readonly isAvailable: (agentId: AgentId) => boolean;
  readonly reopenTo: (departmentId: DepartmentId) => 'lastOwner' | 'pool' | 'auto';
}

/** Longest preview in characters. */
const PREVIEW_LENGTH = 160;

const UNCHANGED: ActionResult = { kind: 'unchanged' };

function refused(code: ErrorCode): ActionResult {
  return { kind: 'refused', code };
}

function stamp(context: ActionContext): { id: HistoryId; atMs: number; by: Actor } {
  return { id: context.newId() as HistoryId, atMs: context.nowMs, by: context.by };
}

function withEntries(ticket: Ticket, context: ActionContext, entries: readonly HistoryEntry[]): Ticket {
  return {
    ...ticket,
    updatedAtMs: Math.max(ticket.updatedAtMs, context.nowMs),
    history: [...ticket.history, ...entries],
  };
}

function holderOf(ticket: Ticket): Holder {
  return { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId };
}

function moveHolder(
  ticket: Ticket,
  to: Holder,
  cause: HolderCause,
  reason: TransferReason | null,
  context: ActionContext,
): Ticket {
  const entry: HistoryEntry = {
    ...stamp(context),
    kind: 'holder',
    from: holderOf(ticket),
    to,
    cause,
    reason,
  };
  const moved = withEntries({ ...ticket, ...to }, context, [entry]);
  // A ticket somebody holds is not new any more.
  return to.assigneeId !== NOBODY && moved.status === 'new' ? changeStatus(moved, 'open', context) : moved;
}

function changeStatus(ticket: Ticket, to: Status, context: ActionContext): Ticket {
  const from = ticket.status;
  const entries: HistoryEntry[] = [{ ...stamp(context), kind: 'status', from, to }];
  const isReopen = from === 'solved' && isOpenStatus(to);
  if (isReopen) entries.push({ ...stamp(context), kind: 'reopened', from });
  return withEntries(
    {
      ...ticket,
      status: to,
      isOpen: isOpenStatus(to),
      solvedAtMs: to === 'solved' ? context.nowMs : to === 'closed' ? ticket.solvedAtMs : 0,
      awaitingReplySinceMs: to === 'solved' ? 0 : ticket.awaitingReplySinceMs,
      snoozedUntilMs: isOpenStatus(to) ? ticket.snoozedUntilMs : 0,
      reopenCount: ticket.reopenCount + (isReopen ? 1 : 0),
    },
    context,
    entries,
  );
}

/** A ticket is born with a department and nobody; where exactly one agent works, it is theirs at once. Source: product design, section 4. */
export function createTicket(
  facts: NewTicketFacts,
  context: ActionContext,
  activeAgentIds: readonly AgentId[],
): Ticket {
  const holder: Holder = { departmentId: facts.departmentId, assigneeId: NOBODY };
  const ticket: Ticket = {
    id: facts.id,
    rev: '-' as Rev,
    number: 0,
    subject: facts.subject,
    status: 'new',
    isOpen: true,
    priority: facts.priority,
    priorityRank: rankOf(facts.priority),
    ...holder,
    tags: [...facts.tags],
    followerIds: [],
    contactId: facts.contactId,
    channel: facts.channel,
    language: facts.language,
    snoozedUntilMs: 0,
    fields: { ...facts.fields },
    externalId: facts.externalId ?? '',
    createdAtMs: context.nowMs,
    updatedAtMs: context.nowMs,
    firstReplyAtMs: 0,
    awaitingReplySinceMs: 0,
    lastReplyAtMs: 0,
    lastCustomerAtMs: 0,
    solvedAtMs: 0,
    reopenCount: 0,
    manualDueAtMs: 0,
    policyId: '',
    nextDueAtMs: NO_DUE_MS,
    lastMessageId: '',
    lastMessageAtMs: 0,
    lastMessageBy: '',
    preview: '',
    messageCount: 0,
    history: [{ ...stamp(context), kind: 'created', to: holder, status: 'new' }],
  };
  const [soleAgentId, ...others] = activeAgentIds;
  return soleAgentId !== undefined && others.length === 0
    ? moveHolder(ticket, { ...holder, assigneeId: soleAgentId }, 'soleAgent', null, context)
    : ticket;
}

/** Gives the ticket to an agent of whatever department holds it, or to nobody. */
export function assignTicket(
  ticket: Ticket,
  assigneeId: Holder['assigneeId'],
  cause: HolderCause,
  context: ActionContext,
): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  if (ticket.assigneeId === assigneeId) return UNCHANGED;
  const to: Holder = { departmentId: ticket.departmentId, assigneeId };
  return { kind: 'changed', ticket: moveHolder(ticket, to, cause, null, context) };
}

/**
 * Hands responsibility over with a reason. Inside a department it goes to the named agent (or nobody); to another
 * department the assignee always becomes nobody. Source: product design, section 4.
 */
export function transferTicket(
  ticket: Ticket,
  wish: Holder & { readonly reason: TransferReason },
  context: ActionContext,
): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  if (wish.reason.code === 'other' && wish.reason.text.trim() === '') return refused('ticket.reasonMissing');
  const leaves = wish.departmentId !== ticket.departmentId;
  const to: Holder = { departmentId: wish.departmentId, assigneeId: leaves ? NOBODY : wish.assigneeId };
  if (!leaves && to.assigneeId === ticket.assigneeId) return UNCHANGED;
  return { kind: 'changed', ticket: moveHolder(ticket, to, 'manual', wish.reason, context) };
}

/** Moves a ticket together with others, to whomever the preview has named; to another department it goes to nobody. */
export function moveTicket(
  ticket: Ticket,
  wish: Holder,
  reason: TransferReason | null,
  context: ActionContext,
): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  const { departmentId } = wish;
  const leaves = departmentId !== ticket.departmentId;
  const to: Holder = { departmentId, assigneeId: leaves ? NOBODY : wish.assigneeId };
  if (!leaves && to.assigneeId === ticket.assigneeId) return UNCHANGED;
  return { kind: 'changed', ticket: moveHolder(ticket, to, 'bulk', reason, context) };
}

/** The agent makes the ticket theirs. `ticket.alreadyHeld` when somebody else has it: that is a transfer. */
export function takeTicket(ticket: Ticket, agentId: AgentId, context: ActionContext): ActionResult {
  if (ticket.assigneeId !== NOBODY && ticket.assigneeId !== agentId) return refused('ticket.alreadyHeld');
  return assignTicket(ticket, agentId, 'manual', context);
}

/** Puts the ticket back into its department's pool. */
export function releaseTicket(ticket: Ticket, context: ActionContext): ActionResult {
  return assignTicket(ticket, NOBODY, 'manual', context);
}

/** Moves the status along the table of legal moves. */
export function setStatus(ticket: Ticket, status: Status, context: ActionContext): ActionResult {
  if (ticket.status === status) return UNCHANGED;
  const to = moveStatus(ticket.status, status);
  return to ? { kind: 'changed', ticket: changeStatus(ticket, to, context) } : refused('ticket.illegalMove');
}

/** Sets the priority; `''` unsets it. */
export function setPriority(ticket: Ticket, priority: string, context: ActionContext): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  if (ticket.priority === priority) return UNCHANGED;
  const entry: HistoryEntry = { ...stamp(context), kind: 'priority', from: ticket.priority, to: priority };
  return {
    kind: 'changed',
    ticket: withEntries({ ...ticket, priority, priorityRank: rankOf(priority) }, context, [entry]),
  };
}

/** Sets the tags as a set; doubles and blanks fall away. */
export function setTags(ticket: Ticket, tags: readonly string[], context: ActionContext): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  const wanted = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  const added = wanted.filter((tag) => !ticket.tags.includes(tag));
  const removed = ticket.tags.filter((tag) => !wanted.includes(tag));
  if (added.length === 0 && removed.length === 0) return UNCHANGED;
  const entry: HistoryEntry = { ...stamp(context), kind: 'tags', added, removed };
  return { kind: 'changed', ticket: withEntries({ ...ticket, tags: wanted }, context, [entry]) };
}

/** Renames the ticket. */
export function setSubject(ticket: Ticket, subject: string, context: ActionContext): ActionResult {
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  if (ticket.subject === subject) return UNCHANGED;
  const entry: HistoryEntry = { ...stamp(context), kind: 'subject', from: ticket.subject, to: subject };
  return { kind: 'changed', ticket: withEntries({ ...ticket, subject }, context, [entry]) };
}

/** Hides the ticket from the working views until `untilMs` (UTC epoch ms); 0 wakes it. */
export function snoozeTicket(ticket: Ticket, untilMs: number, context: ActionContext): ActionResult {
  if (!isOpenStatus(ticket.status)) return refused('ticket.illegalMove');
  if (ticket.snoozedUntilMs === untilMs) return UNCHANGED;
  if (untilMs !== 0 && untilMs <= context.nowMs) return refused('input.invalid');
  const entry: HistoryEntry = { ...stamp(context), kind: 'snooze', from: ticket.snoozedUntilMs, to: untilMs };
  return { kind: 'changed', ticket: withEntries({ ...ticket, snoozedUntilMs: untilMs }, context, [entry]) };
}

/** Sets a due time by hand, `dueAtMs` UTC epoch ms; 0 takes it away, and the policy's holds again. Nothing else moves it. */
export function setDue(ticket: Ticket, dueAtMs: number, context: ActionContext): ActionResult {
  if (!isOpenStatus(ticket.status)) return refused('ticket.illegalMove');
  if (ticket.manualDueAtMs === dueAtMs) return UNCHANGED;
  if (dueAtMs !== 0 && (dueAtMs <= context.nowMs || dueAtMs >= NO_DUE_MS)) return refused('input.invalid');
  const entry: HistoryEntry = { ...stamp(context), kind: 'due', from: ticket.manualDueAtMs, to: dueAtMs };
  return { kind: 'changed', ticket: withEntries({ ...ticket, manualDueAtMs: dueAtMs }, context, [entry]) };
}

/**
 * Has somebody hear of what happens to the ticket, or not any more. It is no activity, and no line tells of it. Refused as
 * `input.invalid` when the ticket has as many followers as it can.
 */
export function setFollowing(ticket: Ticket, agentId: AgentId, isFollowing: boolean): ActionResult {
  if (ticket.followerIds.includes(agentId) === isFollowing) return UNCHANGED;
  const followerIds = isFollowing
    ? withFollowers(ticket.followerIds, [agentId])
    : ticket.followerIds.filter((id) => id !== agentId);
  if (followerIds.length === ticket.followerIds.length) return refused('input.invalid');
  return { kind: 'changed', ticket: { ...ticket, followerIds } };
}

/**
 * The ticket after a message has joined its thread; `unchanged` when it has joined before. A customer message on `closed` is
 * refused: it starts a follow-up ticket.
 */
export function addMessage(ticket: Ticket, message: Message, context: MessageContext): ActionResult {
  if (isCounted(ticket, message.id)) return UNCHANGED;
  if (message.kind === 'note') return { kind: 'changed', ticket: withMessage(ticket, message, context) };
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  const ticketAfter =
    message.kind === 'customer'
      ? afterCustomerMessage(ticket, message, context)
      : afterReply(ticket, message, context);
  return { kind: 'changed', ticket: ticketAfter };
}

/**
 * The ticket after a public message that only keeps the customer informed. It is no answer: nobody claims the ticket by it,
 * the customer goes on waiting, every due time stays, and the list goes on showing their words. Refused on `closed`.
 */
export function addCourtesyMessage(ticket: Ticket, message: Message, context: ActionContext): ActionResult {
  if (isCounted(ticket, message.id)) return UNCHANGED;
  if (ticket.status === 'closed') return refused('ticket.illegalMove');
  return {
    kind: 'changed',
    ticket: { ...withMessage(ticket, message, context), preview: ticket.preview },
  };
}

function withMessage(ticket: Ticket, message: Message, context: ActionContext): Ticket {
  const isLatest = message.atMs >= ticket.lastMessageAtMs;
  const by = message.kind === 'customer' ? 'customer' : message.kind === 'reply' ? 'agent' : 'note';
  return {
    ...ticket,
    updatedAtMs: Math.max(ticket.updatedAtMs, context.nowMs),
    ...withCounted(ticket, message.id),
    // Whoever is asked by name wants to hear what follows.
    followerIds: withFollowers(ticket.followerIds, message.kind === 'note' ? (message.mentions ?? []) : []),
    ...(isLatest && { lastMessageId: message.id, lastMessageAtMs: message.atMs, lastMessageBy: by }),
    // A note is for colleagues: the list keeps showing what was last said to or by the customer.
    ...(isLatest && message.kind !== 'note' && { preview: excerpt(message.text, PREVIEW_LENGTH) }),
  };
}

function afterReply(ticket: Ticket, message: Message, context: MessageContext): Ticket {
  const answered: Ticket = {
    ...withMessage(ticket, message, context),
    firstReplyAtMs: ticket.firstReplyAtMs === 0 ? message.atMs : ticket.firstReplyAtMs,
    lastReplyAtMs: Math.max(ticket.lastReplyAtMs, message.atMs),
    awaitingReplySinceMs: 0,
  };
  const author = message.by.kind === 'agent' ? message.by.id : NOBODY;
  const claims =
    author !== NOBODY &&
    answered.assigneeId === NOBODY &&
    context.authorDepartmentIds.includes(answered.departmentId);
  const held = claims
    ? moveHolder(
        answered,
        { departmentId: answered.departmentId, assigneeId: author },
        'claimByReply',
        null,
        context,
      )
    : answered;
  return held.status === 'new' ? changeStatus(held, 'open', context) : held;
}

function afterCustomerMessage(ticket: Ticket, message: Message, context: MessageContext): Ticket {
  const event: StatusEvent = 'customerMessage';
  const to = moveStatus(ticket.status, event) ?? ticket.status;
  const moved = to === ticket.status ? ticket : changeStatus(ticket, to, context);
  const heard: Ticket = {
    ...withMessage(moved, message, context),
    snoozedUntilMs: 0,
    lastCustomerAtMs: Math.max(ticket.lastCustomerAtMs, message.atMs),
    awaitingReplySinceMs:
      ticket.awaitingReplySinceMs !== 0
        ? ticket.awaitingReplySinceMs
        : message.atMs > ticket.lastReplyAtMs
          ? message.atMs
          : 0,
  };
  return ticket.status === 'solved' ? holdAfterReopen(heard, context) : heard;
}

/** Last owner if the department says so and they are available, else the pool (from where `auto` distributes). Source: product design, section 4. */
function holdAfterReopen(ticket: Ticket, context: MessageContext): Ticket {
  const owner = lastOwner(ticket);
  const keeps =
    context.reopenTo(ticket.departmentId) === 'lastOwner' && owner !== NOBODY && context.isAvailable(owner);
  const to: Holder = { departmentId: ticket.departmentId, assigneeId: keeps ? owner : NOBODY };
  return to.assigneeId === ticket.assigneeId ? ticket : moveHolder(ticket, to, 'reopen', null, context);
}
