import type { HistoryId } from '../ids.ts';
import { mergeSets, threeWay } from '../threeWay.ts';
import { effectiveHistory, mergeHistory } from './history.ts';
import { isOpenStatus, rankOf, type Actor, type HistoryEntry, type Status, type Ticket } from './ticket.ts';

/** A change of mine that did not take effect. */
interface Loss {
  readonly field: string;
  readonly kept: string;
  readonly dropped: string;
  /** My history lines for it, where there are any. */
  readonly entries: readonly HistoryEntry[];
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
    history: mergeHistory(theirs.history, [
      ...mine.history,
      ...losses.flatMap((loss) => lossLines(loss, mine)),
    ]),
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
  return mergeLined('holder', base && unit(base), unit(mine), unit(theirs), { mine, theirs }, (entries) => {
    losses.push({
      field: 'holder',
      kept: `${theirs.departmentId}/${theirs.assigneeId}`,
      dropped: `${mine.departmentId}/${mine.assigneeId}`,
      entries,
    });
    return unit(theirs);
  });
}

/**
 * Three-way merge of a value whose changes the history tells. A side that has written lines has changed it, also when it
 * ended where it began: its last word counts. `both` gets my lines.
 */
function mergeLined<T>(
  field: string,
  base: T | null,
  mineValue: T,
  theirsValue: T,
  { mine, theirs }: { readonly mine: Ticket; readonly theirs: Ticket },
  both: (mineLines: readonly HistoryEntry[], theirLines: readonly HistoryEntry[]) => T,
): T {
  const mineLines = ownLines(field, mine, theirs);
  const theirLines = ownLines(field, theirs, mine);
  // Where the common start is unknown, the lines tell who has changed it since.
  if (base === null && mineLines.length > 0 && theirLines.length === 0) return mineValue;
  if (base === null && mineLines.length === 0 && theirLines.length > 0) return theirsValue;
  const isChangedByBoth = mineLines.length > 0 && theirLines.length > 0;
  return threeWay(isChangedByBoth ? undefined : (base ?? undefined), mineValue, theirsValue, () =>
    both(mineLines, theirLines),
  );
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
  const wished = mergeLined(
    'status',
    base && base.status,
    mine.status,
    theirs.status,
    { mine, theirs },
    (mineLines, theirLines) => {
      const isMineLater = isLater(mineLines.at(-1), theirLines.at(-1));
      return (isMineLater ?? statusSinceMs(mine) > statusSinceMs(theirs)) ? mine.status : theirs.status;
    },
  );
  // The customer spoke last, and one side already counted that as open: a status set without knowing it does not stand.
  const isUnanswered = lastCustomerAtMs > lastReplyAtMs;
  const openOn = [theirs, mine].find((side) => isWorking(side.status));
  const customerCameLater =
    isUnanswered &&
    openOn !== undefined &&
    !isWorking(wished) &&
    lastCustomerAtMs >= statusSinceMs(wished === mine.status ? mine : theirs);
  const status = customerCameLater ? openOn.status : wished;
  const entries = ownLines('status', mine, theirs);
  const iChangedIt = base === null || base.status !== mine.status || entries.length > 0;
  if (status !== mine.status && iChangedIt)
    losses.push({ field: 'status', kept: status, dropped: mine.status, entries });
  return status;
}

function isWorking(status: Status): boolean {
  return status === 'open' || status === 'new';
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
  const values = [base && base[field], mine[field], theirs[field]] as const;
  return mergeLined<Ticket[K]>(field, ...values, { mine, theirs }, (mineLines, theirLines) => {
    if (isLater(mineLines.at(-1), theirLines.at(-1)) ?? mine.rev > theirs.rev) return mine[field];
    losses.push({ field, kept: String(theirs[field]), dropped: String(mine[field]), entries: mineLines });
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

/** My history lines of a kind that the other side does not have, in order. */
function ownLines(kind: string, mine: Ticket, theirs: Ticket): readonly HistoryEntry[] {
  const known = new Set(theirs.history.map((entry) => entry.id));
  const wanted = kind === 'snoozedUntilMs' ? 'snooze' : kind === 'contactId' ? 'contact' : kind;
  return mine.history.filter((entry) => entry.kind === wanted && !known.has(entry.id));
}

/** Whether a line stands behind another in the history; `undefined` when one of them is missing. */
function isLater(line: HistoryEntry | undefined, other: HistoryEntry | undefined): boolean | undefined {
  if (!line || !other) return undefined;
  return line.atMs > other.atMs || (line.atMs === other.atMs && line.id > other.id);
}

/** Every line of mine that did not take effect is marked: one that is left would tell a story that did not happen. */
function lossLines(loss: Loss, mine: Ticket): readonly HistoryEntry[] {
  const { field, entries } = loss;
  const kept = loss.kept.slice(0, LOSS_TEXT_LENGTH);
  const dropped = loss.dropped.slice(0, LOSS_TEXT_LENGTH);
  const idOf = (name: string): HistoryId => `lost-${name}`.slice(0, 64) as HistoryId;
  if (entries.length === 0) {
    const id = idOf(`${field}-${mine.id}`);
    const by: Actor = { kind: 'system' };
    return [{ id, atMs: mine.updatedAtMs, by, kind: 'mergeLost', entryId: '', field, kept, dropped }];
  }
  return entries.map(({ id, atMs, by }) => ({
    id: idOf(id),
    atMs,
    by,
    kind: 'mergeLost',
    entryId: id,
    field,
    kept,
    dropped,
  }));
}
