import { ID_MAX_LENGTH, type HistoryId } from '../ids.ts';
import { withoutAlarms } from '../sla/escalation.ts';
import { mergeSets, threeWay } from '../threeWay.ts';
import { withoutLateSteps } from './distribution.ts';
import { effectiveHistory, mergeHistory, reopenings } from './history.ts';
import { mergeCounts } from './messageKeys.ts';
import {
  FOLLOWERS_MAX,
  isOpenStatus,
  NOBODY,
  rankOf,
  TAGS_MAX,
  type Actor,
  type HistoryEntry,
  type Holder,
  type Status,
  type Ticket,
} from './ticket.ts';

/** A change of mine that did not take effect. */
interface Loss {
  readonly field: string;
  readonly kept: string;
  readonly dropped: string;
  /** My history lines for it, where there are any. */
  readonly entries: readonly HistoryEntry[];
}

const LOSS_TEXT_LENGTH = 500;
/** What the ids of lines begin with that a merge has written about a status. */
const SETTLED_PREFIX = 'settled-';

/**
 * Three-way merge of a ticket header. Department and assignee move as one unit and the first accepted wins; an
 * unanswered customer message keeps the ticket open, else the later status; tags and followers as sets; fields per key;
 * history by union. What `mine` lost becomes a `mergeLost` line with an id of its own making, so merging twice changes
 * nothing. Derived columns are left to `deriveTicket`. Source: product design, section 7.
 */
export function mergeTicket(base: Ticket | null, written: Ticket, theirs: Ticket): Ticket {
  const mine = withoutLateSteps(base, withoutAlarms(base, written), theirs);
  const losses: Loss[] = [];
  const newest = theirs.lastMessageAtMs >= mine.lastMessageAtMs ? theirs : mine;
  const lastReplyAtMs = Math.max(mine.lastReplyAtMs, theirs.lastReplyAtMs);
  const lastCustomerAtMs = Math.max(mine.lastCustomerAtMs, theirs.lastCustomerAtMs);
  const holder = mergeHolder(base, mine, theirs, losses);
  const status = mergeStatus(base, mine, theirs, holder, losses);
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
    snoozedUntilMs: isSettled ? 0 : mergeSnooze(mine, theirs, scalar('snoozedUntilMs')),
    manualDueAtMs: scalar('manualDueAtMs'),
    tags: mergeTags(base, mine, theirs).slice(0, TAGS_MAX),
    followerIds: mergeSets(base?.followerIds, mine.followerIds, theirs.followerIds).slice(0, FOLLOWERS_MAX),
    fields: mergeKeys(base?.fields, mine.fields, theirs.fields),
    ...mergeChosenPolicy(base, mine, theirs),
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
    ...mergeCounts(mine, theirs),
    history: withStatusTold(
      mergeHistory(theirs.history, [...mine.history, ...losses.flatMap((loss) => lossLines(loss, mine))]),
      status,
    ),
  };
  return {
    ...merged,
    priorityRank: rankOf(merged.priority),
    reopenCount: Math.max(untoldReopens(mine), untoldReopens(theirs)) + reopenings(merged.history),
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
  // The lines tell more than the common start: that one may be unknown, or older than what the other side has of mine
  // because an answer was lost.
  if (mineLines.length > 0 && theirLines.length === 0) return mineValue;
  if (mineLines.length === 0 && theirLines.length > 0) return theirsValue;
  const isChangedByBoth = mineLines.length > 0 && theirLines.length > 0;
  return threeWay(isChangedByBoth ? undefined : (base ?? undefined), mineValue, theirsValue, () =>
    both(mineLines, theirLines),
  );
}

function mergeStatus(
  base: Ticket | null,
  mine: Ticket,
  theirs: Ticket,
  holder: Holder,
  losses: Loss[],
): Status {
  const wished =
    theirs.status === 'closed'
      ? theirs.status
      : mergeLined(
          'status',
          base && base.status,
          mine.status,
          theirs.status,
          { mine, theirs },
          (mineLines, theirLines) => {
            const isMineLater = isLater(mineLines.at(-1), theirLines.at(-1)) ?? mine.rev > theirs.rev;
            return isMineLater ? mine.status : theirs.status;
          },
        );
  const knowing = theirs.status === 'closed' ? undefined : whoKnowsBetter(wished, mine, theirs);
  const kept = knowing?.status ?? wished;
  // A ticket that somebody holds or has worked on is not new any more.
  const isNewNoMore = holder.assigneeId !== NOBODY || wished !== 'new';
  const status = kept === 'new' && isNewNoMore ? 'open' : kept;
  const lines = statusLinesLost(status, mine, theirs);
  const haveIChangedIt = base === null || base.status !== mine.status || lines.length > 0;
  if (status !== mine.status && haveIChangedIt)
    losses.push({ field: 'status', kept: status, dropped: mine.status, entries: lines });
  return status;
}

/**
 * The side whose status stands because the other one was set without knowing that the customer had spoken: an unanswered
 * customer keeps the ticket open. Source: product design, section 7.
 */
function whoKnowsBetter(wished: Status, mine: Ticket, theirs: Ticket): Ticket | undefined {
  const lastCustomerAtMs = Math.max(mine.lastCustomerAtMs, theirs.lastCustomerAtMs);
  const isUnanswered = lastCustomerAtMs > Math.max(mine.lastReplyAtMs, theirs.lastReplyAtMs);
  if (!isUnanswered || isWorking(wished)) return undefined;
  const sides = [theirs, mine];
  const isAware = (side: Ticket): boolean => side.lastCustomerAtMs === lastCustomerAtMs;
  if (sides.some((side) => side.status === wished && isAware(side))) return undefined;
  return sides.find((side) => isAware(side) && isOpenStatus(side.status));
}

/** The lines of one side that led away from the status that stands, together with what they say about reopening. */
function statusLinesLost(status: Status, side: Ticket, other: Ticket): readonly HistoryEntry[] {
  const lines = ownLines('status', side, other);
  const lost = lines.slice(1 + lines.findLastIndex((line) => line.kind === 'status' && line.to === status));
  const lostAtMs = new Set(lost.map((line) => line.atMs));
  return [...lost, ...ownLines('reopened', side, other).filter((line) => lostAtMs.has(line.atMs))];
}

/**
 * The history with lines that lead to the status, when it ends at another one: the merge has decided what nobody did. They
 * hang on the last line, so that every device writes the same.
 */
function withStatusTold(history: readonly HistoryEntry[], status: Status): HistoryEntry[] {
  const last = effectiveHistory(history).findLast(
    (entry) => entry.kind === 'status' || entry.kind === 'created',
  );
  const told = last?.kind === 'status' ? last.to : last?.kind === 'created' ? last.status : status;
  if (!last || told === status) return [...history];
  const by: Actor = { kind: 'system' };
  const atMs = last.atMs + 1;
  const idOf = (what: string): HistoryId =>
    `${SETTLED_PREFIX}${what}-${last.id}`.slice(0, ID_MAX_LENGTH) as HistoryId;
  const lines: HistoryEntry[] = [{ id: idOf('status'), atMs, by, kind: 'status', from: told, to: status }];
  if (told === 'solved' && isOpenStatus(status))
    lines.push({ id: idOf('reopened'), atMs, by, kind: 'reopened', from: told });
  return mergeHistory(history, lines);
}

/** A line a merge has written itself, about a status that nobody has set. */
export function isSettlingLine({ id, by, kind }: HistoryEntry): boolean {
  return by.kind === 'system' && (kind === 'status' || kind === 'reopened') && id.startsWith(SETTLED_PREFIX);
}

function isWorking(status: Status): boolean {
  return status === 'open' || status === 'new';
}

/** A customer's words wake a ticket, also one that was put to sleep by somebody who had not heard of them. */
function mergeSnooze(mine: Ticket, theirs: Ticket, untilMs: number): number {
  const lastCustomerAtMs = Math.max(mine.lastCustomerAtMs, theirs.lastCustomerAtMs);
  const isAware = [mine, theirs].some(
    (side) => side.snoozedUntilMs === untilMs && side.lastCustomerAtMs === lastCustomerAtMs,
  );
  return isAware ? untilMs : 0;
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

/** What my lines say I have added and removed is done again on the other side's tags. */
function mergeTags(base: Ticket | null, mine: Ticket, theirs: Ticket): string[] {
  const lines = ownLines('tags', mine, theirs).filter((line) => line.kind === 'tags');
  const areTheirsTold = ownLines('tags', theirs, mine).length > 0;
  if (lines.length === 0 && areTheirsTold) return [...theirs.tags];
  if (lines.length > 0 && !areTheirsTold) return [...mine.tags];
  if (lines.length === 0) return mergeSets(base?.tags, mine.tags, theirs.tags);
  const tags = new Set(theirs.tags);
  for (const { added, removed } of lines) {
    for (const tag of removed) tags.delete(tag);
    for (const tag of added) tags.add(tag);
  }
  return [...tags];
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

function mergeChosenPolicy(
  base: Ticket | null,
  mine: Ticket,
  theirs: Ticket,
): Pick<Ticket, 'chosenPolicyId'> {
  const theirPolicyId = theirs.chosenPolicyId ?? '';
  const chosenPolicyId = threeWay(
    base ? (base.chosenPolicyId ?? '') : undefined,
    mine.chosenPolicyId ?? '',
    theirPolicyId,
    () => theirPolicyId,
  );
  return chosenPolicyId === '' ? {} : { chosenPolicyId };
}

function awaitingSince(base: Ticket | null, mine: Ticket, theirs: Ticket): number {
  if (mine.awaitingReplySinceMs === theirs.awaitingReplySinceMs) return mine.awaitingReplySinceMs;
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

/** Reopenings the history does not tell, as an import may bring them. */
function untoldReopens(ticket: Ticket): number {
  return Math.max(0, ticket.reopenCount - reopenings(ticket.history));
}

/** The kinds of lines that are called otherwise than the field they tell of. */
const LINE_KINDS: Readonly<Record<string, HistoryEntry['kind']>> = {
  snoozedUntilMs: 'snooze',
  contactId: 'contact',
  manualDueAtMs: 'due',
};

/** My history lines of a kind that the other side does not have, in order. */
function ownLines(kind: string, mine: Ticket, theirs: Ticket): readonly HistoryEntry[] {
  const known = new Set(theirs.history.map((entry) => entry.id));
  const wanted = LINE_KINDS[kind] ?? kind;
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
  const idOf = (name: string): HistoryId => `lost-${name}`.slice(0, ID_MAX_LENGTH) as HistoryId;
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
