import { ID_MAX_LENGTH, type AgentId, type HistoryId } from '../ids.ts';
import { assignTicket, type ActionContext, type ActionResult } from './actions.ts';
import { effectiveHistory, sortHistory } from './history.ts';
import {
  NOBODY,
  type AssignmentGrounds,
  type HistoryEntry,
  type Holder,
  type HolderEntry,
  type Status,
  type Ticket,
} from './ticket.ts';

/** What distribution takes a ticket from an absent owner with. */
export interface ReturnFacts {
  readonly fromId: AgentId;
  readonly toId: Holder['assigneeId'];
  readonly cause: 'auto' | 'substitute';
}

const RETURN_PREFIX = 'return-';
const BY_ITSELF: ActionContext['by'] = { kind: 'system' };

/**
 * Distribution gives a ticket that nobody has to an agent. `ticket.alreadyHeld` when somebody has it, `ticket.illegalMove` when
 * nobody could work on it now.
 */
export function claimTicket(
  ticket: Ticket,
  agentId: AgentId,
  grounds: AssignmentGrounds,
  context: Omit<ActionContext, 'by'>,
): ActionResult {
  if (ticket.assigneeId !== NOBODY) return { kind: 'refused', code: 'ticket.alreadyHeld' };
  if (!isWorking(ticket.status)) return { kind: 'refused', code: 'ticket.illegalMove' };
  const result = assignTicket(ticket, agentId, 'auto', { ...context, by: BY_ITSELF });
  if (result.kind !== 'changed') return result;
  const isGiven = ({ kind }: HistoryEntry, index: number): boolean =>
    kind === 'holder' && index >= ticket.history.length;
  const history = result.ticket.history.map((line, index) =>
    isGiven(line, index) ? ({ ...line, grounds } as HolderEntry) : line,
  );
  return { kind: 'changed', ticket: { ...result.ticket, history } };
}

/**
 * Id of the line by which distribution takes a ticket from its present holder. It hangs on the line that gave it to them: every
 * machine makes the same, so that taking it twice is taking it once.
 */
function returnLineId(ticket: Ticket): HistoryId {
  const given = sortHistory(effectiveHistory(ticket.history)).findLast(
    ({ kind }) => kind === 'holder' || kind === 'created',
  );
  return `${RETURN_PREFIX}${given?.id ?? ticket.id}`.slice(0, ID_MAX_LENGTH) as HistoryId;
}

/**
 * Distribution takes a ticket from an owner who is not there. `ticket.illegalMove` when somebody else has it by now, or when
 * nobody waits for an answer any more.
 */
export function returnTicket(
  ticket: Ticket,
  { fromId, toId, cause }: ReturnFacts,
  context: Omit<ActionContext, 'by' | 'newId'>,
): ActionResult {
  if (ticket.assigneeId !== fromId || !isWorking(ticket.status) || ticket.awaitingReplySinceMs === 0)
    return { kind: 'refused', code: 'ticket.illegalMove' };
  const newId = (): HistoryId => returnLineId(ticket);
  return assignTicket(ticket, toId, cause, { ...context, by: BY_ITSELF, newId });
}

/** True when a state differs from the one it was made from by steps of distribution only: nobody has done anything. */
export function isOnlyDistribution(base: Ticket | null, mine: Ticket): boolean {
  if (base === null) return false;
  const before = new Set<string>(base.history.map(({ id }) => id));
  const ours = mine.history.filter(({ id }) => !before.has(id));
  const isUntold = mine.messageCount !== base.messageCount;
  return (
    !isUntold &&
    ours.some(isDistributionLine) &&
    ours.every((line) => isDistributionLine(line) || isOpeningLine(line))
  );
}

/** True for the line of a claim or a return. */
export function isDistributionLine(line: HistoryEntry): line is HolderEntry {
  return (
    line.kind === 'holder' &&
    line.by.kind === 'system' &&
    (line.cause === 'auto' || line.cause === 'substitute')
  );
}

/** The line that opens a new ticket because distribution has given it to somebody. */
function isOpeningLine(line: HistoryEntry): boolean {
  return line.kind === 'status' && line.by.kind === 'system' && line.from === 'new' && line.to === 'open';
}

/**
 * Mine without the steps of distribution that have come too late: somebody else has moved the ticket since, or nobody can
 * work on it any more. Losing such a race is an outcome, not a loss: it leaves no trace. `mine` itself when there is no such
 * step. Source: product design, section 5.
 */
export function withoutLateSteps(base: Ticket | null, mine: Ticket, theirs: Ticket): Ticket {
  const known = new Set<string>(theirs.history.map(({ id }) => id));
  // Without a common start, what they have too is taken for it.
  const before = base ? new Set<string>(base.history.map(({ id }) => id)) : known;
  const ours = mine.history.filter(({ id }) => !before.has(id));
  const steps = ours.filter(isDistributionLine);
  const last = steps.at(-1);
  if (last?.kind !== 'holder' || !isTooLate(mine, theirs, steps, known)) return mine;
  const stepsAtMs = new Set(steps.map(({ atMs }) => atMs));
  const opening = ours.filter((line) => isOpeningLine(line) && stepsAtMs.has(line.atMs));
  const gone = new Set<string>([...steps, ...opening].map(({ id }) => id));
  const others = ours.filter(({ id }) => !gone.has(id));
  // Nothing but the step: what there was before it.
  const start = base ?? theirs;
  if (others.length === 0 && mine.messageCount === start.messageCount) return start;
  const isLastMove = !others.some((line) => line.kind === 'holder' && line.atMs >= last.atMs);
  const isStillOpened = opening.length > 0 && !others.some(({ kind }) => kind === 'status');
  const [first] = steps;
  return {
    ...mine,
    ...(isLastMove && first?.kind === 'holder' && first.from),
    ...(isStillOpened && { status: 'new' as const }),
    history: mine.history.filter(({ id }) => !gone.has(id)),
  };
}

function isTooLate(
  mine: Ticket,
  theirs: Ticket,
  steps: readonly HistoryEntry[],
  known: ReadonlySet<string>,
): boolean {
  const own = new Set<string>(mine.history.map(({ id }) => id));
  const isMoved = theirs.history.some(({ kind, id }) => kind === 'holder' && !own.has(id));
  return isMoved || !isWorking(theirs.status) || steps.some(({ id }) => known.has(id));
}

function isWorking(status: Status): boolean {
  return status === 'new' || status === 'open';
}
