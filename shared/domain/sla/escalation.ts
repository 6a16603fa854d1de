import { derivedId } from '../derivedId.ts';
import type { HistoryId, PolicyId, TicketId } from '../ids.ts';
import type { EscalationStep, SlaTarget } from '../settings.ts';
import { effectiveHistory } from '../ticket/history.ts';
import { NO_DUE_MS, type HistoryEntry, type Ticket } from '../ticket/ticket.ts';
import type { SlaPolicy } from './policy.ts';
import type { TargetVerdict } from './types.ts';

/** What the ids of everything begin with that alarms have written: breaches, steps of escalations and what they did. */
const ALARM_ID_PREFIX = 'alarm-';

export type EscalationEntry = Extract<HistoryEntry, { kind: 'escalation' }>;
type BreachEntry = Extract<HistoryEntry, { kind: 'slaBreach' }>;

/** A step of an escalation that a ticket has before it. */
export interface OpenStep {
  readonly step: EscalationStep;
  readonly policyId: PolicyId;
  readonly target: SlaTarget;
  /** The due instant it counts from, UTC epoch ms. */
  readonly dueAtMs: number;
  /** When it is to be taken, UTC epoch ms. */
  readonly atMs: number;
  readonly lineId: HistoryId;
}

const MINUTE_MS = 60_000;

/**
 * When the present run of a target began, UTC epoch ms: a first response runs once, a next response from each unanswered
 * message, a resolution from the creation and again from each reopening. A step is taken once a run.
 */
function targetRunMs(ticket: Ticket, target: SlaTarget): number {
  switch (target) {
    case 'firstResponse':
      return ticket.createdAtMs;
    case 'nextResponse':
      return ticket.awaitingReplySinceMs;
    case 'resolution':
      return effectiveHistory(ticket.history)
        .filter(({ kind }) => kind === 'reopened')
        .reduce((latestMs, { atMs }) => Math.max(latestMs, atMs), ticket.createdAtMs);
  }
}

/** When a step is taken of a target that is due at `dueAtMs`; both UTC epoch ms. Due at an instant is still in time at that instant. */
function stepInstant({ minutesAfterDue }: EscalationStep, dueAtMs: number): number {
  return dueAtMs + minutesAfterDue * MINUTE_MS + (minutesAfterDue < 0 ? 0 : 1);
}

/**
 * The steps of a policy that a target still has before it, soonest first; those whose instant has passed are to be taken now.
 *
 * - Each step is taken once a run of the target, however its due instant moves.
 * - A chain that has begun goes on from the due instant it began with unless that has moved on: what a step does to the priority
 *   does not hurry the others along.
 * - It never goes back: another policy that applies meanwhile takes over where the chain stands.
 * - A ticket that comes back late as it was goes on where it had been left.
 */
export function openSteps(ticket: Ticket, policy: SlaPolicy, verdict: TargetVerdict): readonly OpenStep[] {
  const { target } = verdict;
  const chain = policy.value.escalation ?? [];
  const isRunning = verdict.state === 'running' || verdict.state === 'breached';
  if (chain.length === 0 || !isRunning || verdict.dueAtMs >= NO_DUE_MS) return [];
  const runMs = targetRunMs(ticket, target);
  const taken = ticket.history.filter(
    (line): line is EscalationEntry => line.kind === 'escalation' && line.target === target,
  );
  const inRun = taken.filter(({ atMs }) => atMs >= runMs);
  const dueAtMs = inRun.reduce((latestMs, line) => Math.max(latestMs, line.dueAtMs), verdict.dueAtMs);
  const lastTakenMs = inRun.reduce((latestMs, { atMs }) => Math.max(latestMs, atMs), 0);
  const lineIds = new Set<string>(ticket.history.map(({ id }) => id));
  const open: OpenStep[] = [];
  for (const step of chain) {
    if (step.targets.length > 0 && !step.targets.includes(target)) continue;
    const ownMs = stepInstant(step, dueAtMs);
    const name = { policyId: policy.id, stepId: step.id, target, runMs };
    const lineId = stepLineId(ticket.id, name);
    const isOver = ownMs <= lastTakenMs || lineIds.has(lineId);
    // What came before a reopening and was done then is done.
    const wasTaken = ownMs <= runMs && taken.some((line) => isOf(line, policy.id, step.id));
    if (isOver || wasTaken) continue;
    open.push({ step, policyId: policy.id, target, dueAtMs, atMs: Math.max(ownMs, runMs), lineId });
  }
  return open.sort((a, b) => a.atMs - b.atMs);
}

function isOf(line: EscalationEntry, policyId: PolicyId, stepId: string): boolean {
  return line.policyId === policyId && line.stepId === stepId;
}

/** Id of the line that says a step was taken: the same on every machine. */
function stepLineId(
  ticketId: TicketId,
  step: {
    readonly policyId: PolicyId;
    readonly stepId: string;
    readonly target: SlaTarget;
    readonly runMs: number;
  },
): HistoryId {
  const name = `${ticketId}/${step.policyId}/${step.stepId}/${step.target}/${String(step.runMs)}`;
  return derivedId(ALARM_ID_PREFIX, name) as HistoryId;
}

/** Id of the line that records a breach: the same on every machine. */
export function breachLineId(ticketId: TicketId, target: SlaTarget, dueAtMs: number): HistoryId {
  return derivedId(ALARM_ID_PREFIX, `${ticketId}/breach/${target}/${String(dueAtMs)}`) as HistoryId;
}

/**
 * True when the passing of a due instant is no news: it, or a later one of the same target, has been recorded. So moving a due
 * instant that was missed back to an earlier time does not make it missed twice. `dueAtMs` is UTC epoch ms.
 */
export function isBreachRecorded(ticket: Ticket, target: SlaTarget, dueAtMs: number): boolean {
  return ticket.history.some(
    (line) => line.kind === 'slaBreach' && line.target === target && recordedDueMs(line) >= dueAtMs,
  );
}

/** The due instant a recorded breach is about; lines from before it was kept have only their own. UTC epoch ms. */
function recordedDueMs({ dueAtMs, atMs }: BreachEntry): number {
  return dueAtMs ?? atMs;
}

/** True for what alarms have written. */
export function isAlarmLine({ id, by }: HistoryEntry): boolean {
  return by.kind === 'system' && id.startsWith(ALARM_ID_PREFIX);
}

/** True when a state differs from the one it was made from by what alarms have written only: nobody has done anything. */
export function isOnlyAlarms(base: Ticket | null, mine: Ticket): boolean {
  if (base === null || mine.messageCount !== base.messageCount) return false;
  const ours = linesSince(base, mine);
  return ours.length > 0 && ours.every(isAlarmLine);
}

/**
 * Mine without what alarms have written on it: somebody else was faster, and what is still to be done is decided anew on what
 * they have made of it. What people have done here besides stays. `mine` itself when there is nothing of alarms.
 */
export function withoutAlarms(base: Ticket | null, mine: Ticket): Ticket {
  if (base === null) return mine;
  const ours = linesSince(base, mine);
  if (!ours.some(isAlarmLine)) return mine;
  if (isOnlyAlarms(base, mine)) return base;
  const others = ours.filter((line) => !isAlarmLine(line));
  const isTold = (kind: HistoryEntry['kind']): boolean => others.some((line) => line.kind === kind);
  const { departmentId, assigneeId, priority, priorityRank, tags, status, isOpen } = base;
  const gone = new Set(ours.filter(isAlarmLine).map(({ id }) => id));
  return {
    ...mine,
    ...(!isTold('holder') && { departmentId, assigneeId }),
    ...(!isTold('priority') && { priority, priorityRank }),
    ...(!isTold('tags') && { tags }),
    ...(!isTold('status') && { status, isOpen }),
    history: mine.history.filter(({ id }) => !gone.has(id)),
  };
}

function linesSince(base: Ticket, mine: Ticket): readonly HistoryEntry[] {
  const before = new Set(base.history.map(({ id }) => id));
  return mine.history.filter(({ id }) => !before.has(id));
}
