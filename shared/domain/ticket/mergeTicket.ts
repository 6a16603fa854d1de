import type { HistoryId } from '../ids.ts';
import { mergeSets, threeWay } from '../threeWay.ts';
import { effectiveHistory, mergeHistory } from './history.ts';
import { isOpenStatus, rankOf, type Actor, type HistoryEntry, type Status, type Ticket } from './ticket.ts';

/** A change of mine that did not take effect. */
interface Loss {
  readonly field: string;
  readonly kept: string;
  readonly dropped: string;
  /** My history line for it, where there is one. */
  readonly entry: HistoryEntry | undefined;
}

const LOSS_TEXT_LENGTH = 500;

/**
 * Three-way merge of a ticket header. Department and assignee move as one unit and the first accepted wins; an
 * unanswered customer message keeps the ticket open, else the later status; tags and followers as sets; fields per key;
 * history by union. What `mine` lost becomes a `mergeLost` line with an id of its own making, so merging twice changes
 * nothing. Derived columns are left to `deriveTicket`. Source: product design, section 7.
 */
export function mergeTicket(base: Ticket | null, mine: Ticket, theirs: Ticket): Ticket {
  const losses: Loss[] = [];
  const newest = theirs.lastMessageAtMs >= mine.lastMessageAtMs ? theirs : mine;
  const lastReplyAtMs = Math.max(mine.lastReplyAtMs, theirs.lastReplyAtMs);
  const lastCustomerAtMs = Math.max(mine.lastCustomerAtMs, theirs.lastCustomerAtMs);
  const holder = mergeHolder(base, mine, theirs, losses);
  const status = mergeStatus(base, mine, theirs, lastReplyAtMs, lastCustomerAtMs, losses);
  const isSettled = status === 'solved' || status === 'closed';
  const scalar = <K extends ScalarField>(field: K): Ticket[K] =>
    mergeScalar(field, base, mine, theirs, losses);
  const merged: Ticket = {
    ...theirs,
    ...holder,
    status,
    isOpen: isOpenStatus(status),
    number: theirs.number !== 0 ? theirs.number : mine.number,
    subject: scalar('subject'),
    priority: scalar('priority'),
    contactId: scalar('contactId'),
    language: scalar('language'),
    snoozedUntilMs: scalar('snoozedUntilMs'),
    manualDueAtMs: scalar('manualDueAtMs'),
    tags: mergeSets(base?.tags, mine.tags, theirs.tags),
    followerIds: mergeSets(base?.followerIds, mine.followerIds, theirs.followerIds),
    fields: mergeKeys(base?.fields, mine.fields, theirs.fields),
    createdAtMs: Math.min(mine.createdAtMs, theirs.createdAtMs),
    updatedAtMs: Math.max(mine.updatedAtMs, theirs.updatedAtMs),
    firstReplyAtMs: earliest(mine.firstReplyAtMs, theirs.firstReplyAtMs),
    lastReplyAtMs,
    lastCustomerAtMs,
    awaitingReplySinceMs: isSettled ? 0 : awaitingSince(base, mine, theirs),
    solvedAtMs: isSettled ? Math.max(mine.solvedAtMs, theirs.solvedAtMs) : 0,
    lastMessageId: newest.lastMessageId,
    lastMessageAtMs: newest.lastMessageAtMs,
    lastMessageBy: newest.lastMessageBy,
    preview: newest.preview,
    messageCount: base
      ? theirs.messageCount + Math.max(0, mine.messageCount - base.messageCount)
      : Math.max(mine.messageCount, theirs.messageCount),
    history: mergeHistory(theirs.history, [...mine.history, ...losses.map((loss) => lossLine(loss, mine))]),
  };
  return {
    ...merged,
    priorityRank: rankOf(merged.priority),
    reopenCount: Math.max(countReopens(merged), mine.reopenCount, theirs.reopenCount),
  };
}

type ScalarField = 'subject' | 'priority' | 'contactId' | 'language' | 'snoozedUntilMs' | 'manualDueAtMs';

function mergeHolder(
  base: Ticket | null,
  mine: Ticket,
  theirs: Ticket,
  losses: Loss[],
): Pick<Ticket, 'departmentId' | 'assigneeId'> {
  const unit = (ticket: Ticket): Pick<Ticket, 'departmentId' | 'assigneeId'> => ({
    departmentId: ticket.departmentId,
    assigneeId: ticket.assigneeId,
  });
  return threeWay(base ? unit(base) : undefined, unit(mine), unit(theirs), () => {
    losses.push({
      field: 'holder',
      kept: `${theirs.departmentId}/${theirs.assigneeId}`,
      dropped: `${mine.departmentId}/${mine.assigneeId}`,
      entry: latestOwn('holder', mine, theirs),
    });
    return unit(theirs);
  });
}

function mergeStatus(
  base: Ticket | null,
  mine: Ticket,
  theirs: Ticket,
  lastReplyAtMs: number,
  lastCustomerAtMs: number,
  losses: Loss[],
): Status {
  if (theirs.status === 'closed') return 'closed';
  const wished = threeWay(base?.status, mine.status, theirs.status, () => laterStatus(mine, theirs));
  // The customer spoke last, and one side already counted that as open: a status set without knowing it does not stand.
  const isUnanswered = lastCustomerAtMs > lastReplyAtMs;
  const openOn = [theirs, mine].find((side) => isWorking(side.status));
  const customerCameLater =
    isUnanswered &&
    openOn !== undefined &&
    !isWorking(wished) &&
    lastCustomerAtMs >= statusSinceMs(wished === mine.status ? mine : theirs);
  const status = customerCameLater ? openOn.status : wished;
  const iChangedIt = base === null || base.status !== mine.status;
  if (status !== mine.status && iChangedIt) {
    losses.push({
      field: 'status',
      kept: status,
      dropped: mine.status,
      entry: latestOwn('status', mine, theirs),
    });
  }
  return status;
}

function isWorking(status: Status): boolean {
  return status === 'open' || status === 'new';
}

function laterStatus(mine: Ticket, theirs: Ticket): Status {
  return statusSinceMs(mine) > statusSinceMs(theirs) ? mine.status : theirs.status;
}

function statusSinceMs(ticket: Ticket): number {
  let sinceMs = ticket.createdAtMs;
  for (const entry of effectiveHistory(ticket.history)) {
    if (entry.kind === 'status' && entry.to === ticket.status) sinceMs = Math.max(sinceMs, entry.atMs);
  }
  return sinceMs;
}

function mergeScalar<K extends ScalarField>(
  field: K,
  base: Ticket | null,
  mine: Ticket,
  theirs: Ticket,
  losses: Loss[],
): Ticket[K] {
  return threeWay<Ticket[K]>(base?.[field], mine[field], theirs[field], () => {
    if (mine.rev > theirs.rev) return mine[field];
    losses.push({
      field,
      kept: String(theirs[field]),
      dropped: String(mine[field]),
      entry: latestOwn(field, mine, theirs),
    });
    return theirs[field];
  });
}

function mergeKeys(
  base: Readonly<Record<string, string>> | undefined,
  mine: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    // Absent and empty mean the same for a custom field.
    const value = threeWay(base?.[key] ?? '', mine[key] ?? '', theirs[key] ?? '', () => theirs[key] ?? '');
    if (value !== '') merged[key] = value;
  }
  return merged;
}

function awaitingSince(base: Ticket | null, mine: Ticket, theirs: Ticket): number {
  if (base && saidTheSame(base, theirs)) return mine.awaitingReplySinceMs;
  if (base && saidTheSame(base, mine)) return theirs.awaitingReplySinceMs;
  const lastReplyAtMs = Math.max(mine.lastReplyAtMs, theirs.lastReplyAtMs);
  const lastCustomerAtMs = Math.max(mine.lastCustomerAtMs, theirs.lastCustomerAtMs);
  if (lastCustomerAtMs <= lastReplyAtMs) return 0;
  const known = [mine.awaitingReplySinceMs, theirs.awaitingReplySinceMs].filter(
    (atMs) => atMs > lastReplyAtMs,
  );
  return known.length > 0 ? Math.min(...known) : lastCustomerAtMs;
}

/** Nobody has said anything between the two states, and no solving has ended the waiting. */
function saidTheSame(before: Ticket, after: Ticket): boolean {
  return (
    before.lastReplyAtMs === after.lastReplyAtMs &&
    before.lastCustomerAtMs === after.lastCustomerAtMs &&
    before.awaitingReplySinceMs === after.awaitingReplySinceMs
  );
}

function earliest(a: number, b: number): number {
  return a === 0 ? b : b === 0 ? a : Math.min(a, b);
}

function countReopens(ticket: Ticket): number {
  return effectiveHistory(ticket.history).filter((entry) => entry.kind === 'reopened').length;
}

/** My latest history line of a kind that the server does not have. */
function latestOwn(kind: string, mine: Ticket, theirs: Ticket): HistoryEntry | undefined {
  const known = new Set(theirs.history.map((entry) => entry.id));
  const wanted = kind === 'snoozedUntilMs' ? 'snooze' : kind === 'contactId' ? 'contact' : kind;
  return mine.history.findLast((entry) => entry.kind === wanted && !known.has(entry.id));
}

function lossLine(loss: Loss, mine: Ticket): HistoryEntry {
  const system: Actor = { kind: 'system' };
  return {
    id: `lost-${loss.entry?.id ?? `${loss.field}-${mine.id}`}`.slice(0, 64) as HistoryId,
    atMs: loss.entry?.atMs ?? mine.updatedAtMs,
    by: loss.entry?.by ?? system,
    kind: 'mergeLost',
    entryId: loss.entry?.id ?? '',
    field: loss.field,
    kept: loss.kept.slice(0, LOSS_TEXT_LENGTH),
    dropped: loss.dropped.slice(0, LOSS_TEXT_LENGTH),
  };
}
