import { isDeepStrictEqual } from 'node:util';
import type { AgentId } from '../../shared/domain/ids.ts';
import {
  distributionOf,
  type AgentValue,
  type Setting,
  type SettingKind,
} from '../../shared/domain/settings.ts';
import { isAlarmLine } from '../../shared/domain/sla/escalation.ts';
import { substitutesOf } from '../../shared/domain/substitutes.ts';
import { moveStatus } from '../../shared/domain/statusMoves.ts';
import { isDistributionLine } from '../../shared/domain/ticket/distribution.ts';
import { effectiveHistory } from '../../shared/domain/ticket/history.ts';
import { isSettlingLine } from '../../shared/domain/ticket/mergeTicket.ts';
import {
  isOpenStatus,
  NOBODY,
  rankOf,
  type HistoryEntry,
  type HolderEntry,
  type Ticket,
} from '../../shared/domain/ticket/ticket.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Caller } from './caller.ts';
import { mayWriteByRule } from './ruleRights.ts';

/** A pushed ticket beside what the server has. That its writer sees the latter has been asked before. */
export interface PushedTicket {
  readonly next: Ticket;
  readonly master: Ticket | null;
  /** What kind of setting has this id; `undefined` when there is none. */
  readonly settingKind: (id: string) => SettingKind | undefined;
  /** The department of the ticket, its rules, and whoever distribution takes it from with their substitutes. */
  readonly setting: (id: string) => Setting | undefined;
  /** Whether the alarms among new lines have rung for what the server has. */
  readonly haveAlarmsRung: (master: Ticket, lines: readonly HistoryEntry[]) => boolean;
}

type EntryKind = HistoryEntry['kind'];
type Change = { readonly caller: Caller; readonly lines: readonly HistoryEntry[] } & PushedTicket;

/**
 * Whether this person may push this ticket; `null` allows. `auth.forbidden` for what only somebody else may do,
 * `ticket.illegalMove` for a status that does not follow, `input.notFound` for a holder that is not there, `input.invalid`
 * for a state that contradicts itself. History is only added to, each line in the own name, and it explains every change of
 * department, assignee, status, priority, contact and due time set by hand.
 */
export function judgeTicket(caller: Caller, pushed: PushedTicket): ErrorCode | null {
  const lines = newLines(pushed);
  if (lines === null) return 'auth.forbidden';
  const change: Change = { ...pushed, caller, lines };
  if (!keepsWhatIsFixed(change)) return 'input.invalid';
  if (!lines.every((line) => mayWriteLine(change, line))) return 'auth.forbidden';
  if (!agreesWithItself(change)) return 'input.invalid';
  if (!movesAlongTheTable(change)) return 'ticket.illegalMove';
  if (!isExplained(change)) return 'input.invalid';
  if (!holderExists(change)) return 'input.notFound';
  return followersExist(change) ? null : 'input.invalid';
}

/** The lines the push adds; `null` when one that is here is missing, changed or told twice. */
function newLines({ next, master }: PushedTicket): readonly HistoryEntry[] | null {
  const byId = new Map(next.history.map((line) => [line.id, line]));
  if (byId.size !== next.history.length) return null;
  const kept = master?.history ?? [];
  if (!kept.every((line) => isDeepStrictEqual(byId.get(line.id), line))) return null;
  const known = new Set(kept.map(({ id }) => id));
  return next.history.filter(({ id }) => !known.has(id));
}

/** Where a ticket comes from never changes, and what has been counted is not uncounted. */
function keepsWhatIsFixed({ next, master, lines }: Change): boolean {
  const births = lines.filter(({ kind }) => kind === 'created').length;
  if (!master) return births === 1;
  const reopened = lines.filter(({ kind }) => kind === 'reopened').length;
  return (
    next.createdAtMs === master.createdAtMs &&
    next.channel === master.channel &&
    next.externalId === master.externalId &&
    next.reopenCount >= master.reopenCount &&
    next.reopenCount <= master.reopenCount + reopened &&
    next.messageCount >= master.messageCount &&
    next.lastReplyAtMs >= master.lastReplyAtMs &&
    next.lastCustomerAtMs >= master.lastCustomerAtMs &&
    (master.firstReplyAtMs === 0 ||
      (next.firstReplyAtMs > 0 && next.firstReplyAtMs <= master.firstReplyAtMs)) &&
    births === 0
  );
}

function mayWriteLine(change: Change, line: HistoryEntry): boolean {
  const { caller } = change;
  if (line.kind === 'mergeLost' && !overrulesOwn(change, line.entryId)) return false;
  // They may import whole histories; theirs is also the desk that brings back what a restored server has lost.
  if (caller.role === 'administrator') return true;
  switch (line.by.kind) {
    case 'agent':
      return line.by.id === caller.agentId;
    case 'system':
      if (isSettlingLine(line)) return true;
      return isAlarmLine(line) ? mayRing(change) : mayDistribute(change, line);
    case 'rule':
      return mayWriteByRule(line, change.next.history, change.setting);
    case 'customer':
      return false;
  }
}

/** Only lines of this push can lose the merge it comes from: nobody strikes out what has been accepted. */
function overrulesOwn({ lines }: Change, entryId: string): boolean {
  return entryId === '' || lines.some(({ id }) => id === entryId);
}

/** Breaches and escalations, with all they bring about, are for tickets the server has. */
function mayRing({ master, lines, haveAlarmsRung }: Change): boolean {
  return master !== null && haveAlarmsRung(master, lines);
}

/** A claim, and the opening of a new ticket that comes with it; taking from whoever is not there; what lost a merge. */
function mayDistribute(change: Change, line: HistoryEntry): boolean {
  const { lines } = change;
  if (line.kind === 'holder') return mayMove(change, line);
  if (line.kind !== 'status') return line.kind === 'mergeLost';
  const isOpening = line.from === 'new' && line.to === 'open';
  return isOpening && lines.some((other) => isDistributionLine(other) && mayMove(change, other));
}

/** A desk claims what nobody has for its own agent, and takes from owners where their department wants that. */
function mayMove(change: Change, line: HolderEntry): boolean {
  const { from, to, cause } = line;
  if (from.departmentId !== to.departmentId) return false;
  if (from.assigneeId === NOBODY) return cause === 'auto' && to.assigneeId === change.caller.agentId;
  return mayReturn(change, line, from.assigneeId);
}

/** Back to the pool, or to somebody who stands in for the owner. Whether the owner is there, only the desks have seen. */
function mayReturn({ setting }: Change, { cause, to, atMs }: HolderEntry, ownerId: AgentId): boolean {
  const department = setting(to.departmentId);
  if (department?.kind !== 'department') return false;
  const { returnAfterMinutes, returnTo } = distributionOf(department.value);
  if (returnAfterMinutes === 0) return false;
  if (to.assigneeId === NOBODY) return cause === 'auto';
  if (cause !== 'substitute' || returnTo !== 'substitute') return false;
  return substitutesOf(ownerId, (id) => agentIn(setting(id)), atMs).includes(to.assigneeId);
}

function agentIn(setting: Setting | undefined): AgentValue | undefined {
  return setting?.kind === 'agent' ? setting.value : undefined;
}

/** Derived columns say what they are derived from. */
function agreesWithItself({ next }: Change): boolean {
  const isSettled = next.status === 'solved' || next.status === 'closed';
  return (
    next.isOpen === isOpenStatus(next.status) &&
    next.priorityRank === rankOf(next.priority) &&
    (isSettled || next.solvedAtMs === 0)
  );
}

/** Every status line is a legal move, and `closed` is final. */
function movesAlongTheTable({ next, master, lines }: Change): boolean {
  if (master?.status === 'closed' && next.status !== 'closed') return false;
  return lines.every(
    (line) =>
      line.kind !== 'status' ||
      moveStatus(line.from, line.to) === line.to ||
      moveStatus(line.from, 'customerMessage') === line.to,
  );
}

/** What the ticket says now is what its lines led to. */
function isExplained({ next, master, lines }: Change): boolean {
  const effective = new Set(effectiveHistory(next.history).map(({ id }) => id));
  const told = lines.filter(({ id }) => effective.has(id));
  const created = told.find((line) => line.kind === 'created');
  const before = master ?? {
    departmentId: created?.to.departmentId,
    assigneeId: created?.to.assigneeId,
    status: created?.status,
    priority: next.priority,
    contactId: next.contactId,
    manualDueAtMs: next.manualDueAtMs,
  };
  const isHolderKept = next.departmentId === before.departmentId && next.assigneeId === before.assigneeId;
  const moves = latest(told, 'holder');
  return (
    (moves.length === 0
      ? isHolderKept
      : moves.some(({ to }) => to.departmentId === next.departmentId && to.assigneeId === next.assigneeId)) &&
    (next.status === before.status ||
      latest(told, 'status').some(({ to }) => to === next.status) ||
      staysOpenFor(next, master)) &&
    (next.priority === before.priority || latest(told, 'priority').some(({ to }) => to === next.priority)) &&
    (next.contactId === before.contactId ||
      latest(told, 'contact').some(({ to }) => to === next.contactId)) &&
    (next.manualDueAtMs === before.manualDueAtMs ||
      latest(told, 'due').some(({ to }) => to === next.manualDueAtMs))
  );
}

/** The last lines of a kind. Several may stand at one instant, and which of them was first nobody can tell any more. */
function latest<K extends EntryKind>(
  told: readonly HistoryEntry[],
  kind: K,
): Extract<HistoryEntry, { kind: K }>[] {
  const ofKind = told.filter((line): line is Extract<HistoryEntry, { kind: K }> => line.kind === kind);
  const lastMs = Math.max(...ofKind.map(({ atMs }) => atMs));
  return ofKind.filter(({ atMs }) => atMs === lastMs);
}

/** A customer's words that were taken down here keep it open, whatever a colleague made of it meanwhile. */
function staysOpenFor(next: Ticket, master: Ticket | null): boolean {
  const isWorking = next.status === 'open' || next.status === 'new';
  return isWorking && master !== null && next.lastCustomerAtMs > master.lastCustomerAtMs;
}

/** A ticket given to nobody's department, or to somebody who never was, would be seen by no one who could take it. */
function holderExists({ next, master, settingKind }: Change): boolean {
  const { departmentId, assigneeId } = next;
  return (
    (departmentId === master?.departmentId || settingKind(departmentId) === 'department') &&
    (assigneeId === NOBODY || assigneeId === master?.assigneeId || settingKind(assigneeId) === 'agent')
  );
}

/** Whoever is new among the followers is an agent, and follows once. Leaving is free, also for those who are gone. */
function followersExist({ next, master, settingKind }: Change): boolean {
  const known = new Set(master?.followerIds);
  const added = next.followerIds.filter((id) => !known.has(id));
  return new Set(added).size === added.length && added.every((id) => settingKind(id) === 'agent');
}
