import type { Ticket } from '../ticket/ticket.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
import { MINUTE_MS } from './calendar.ts';
import type { CompiledCalendar } from './calendar.ts';
import type { SlaPolicy } from './policy.ts';
import { readClock, targetClocks } from './targetClock.ts';
import type { ClockReading, TargetClock } from './targetClock.ts';
import type { SlaState, SlaVerdict, TargetVerdict } from './types.ts';

/**
 * The state of every target at `nowMs` (UTC epoch ms): a pure function of its arguments. `calendar` is the policy's own;
 * `null` leaves business targets without a due instant. Without a policy only a due time set by hand is measured.
 * A target due at an instant is still in time at that instant. Source: product design, section 6.
 */
export function slaVerdict(
  ticket: Ticket,
  policy: SlaPolicy | null,
  calendar: CompiledCalendar | null,
  nowMs: number,
): SlaVerdict {
  const warnings = policy
    ? { atPercent: policy.value.warnAtPercent, beforeMinutes: policy.value.warnBeforeMinutes ?? [] }
    : NO_WARNINGS;
  const targets: TargetVerdict[] = [];
  let nextDueAtMs = NO_DUE_MS;
  for (const clock of targetClocks(ticket, policy, calendar)) {
    const reading = dueOf(clock, warnings);
    if (clock.metAtMs === 0) nextDueAtMs = Math.min(nextDueAtMs, reading.dueAtMs);
    targets.push(targetVerdict(clock, reading, nowMs));
  }
  return { policyId: policy?.id ?? '', targets, nextDueAtMs };
}

/** Nearest due instant of the targets that are not met, as `slaVerdict` gives it, without the rest: for use at every write. */
export function nextDueOf(
  ticket: Ticket,
  policy: SlaPolicy | null,
  calendar: CompiledCalendar | null,
): number {
  let nextDueAtMs = NO_DUE_MS;
  for (const clock of targetClocks(ticket, policy, calendar)) {
    if (clock.metAtMs === 0) nextDueAtMs = Math.min(nextDueAtMs, dueOf(clock).dueAtMs);
  }
  return nextDueAtMs;
}

/** When a policy warns: at percents of a budget used up, and with so many minutes of it left. In any order, also twice. */
export interface Warnings {
  readonly atPercent: readonly number[];
  readonly beforeMinutes: readonly number[];
}

const NO_WARNINGS: Warnings = { atPercent: [], beforeMinutes: [] };

/**
 * When a clock is due, and, as marks, when it warns: ascending, each instant once. Minutes that a budget does not have do not
 * warn. A due time set by hand stays where it was set: no pause, policy or calendar moves it, and its warnings are in plain
 * time since the start.
 */
export function dueOf(clock: TargetClock, warnings: Warnings = NO_WARNINGS): ClockReading {
  if (clock.manualDueAtMs > 0) {
    const wholeMs = Math.max(0, clock.manualDueAtMs - clock.startMs);
    const markAtMs = marksOf(wholeMs, warnings).map((usedMs) => clock.manualDueAtMs - wholeMs + usedMs);
    return { dueAtMs: clock.manualDueAtMs, isStopped: false, leftMs: 0, markAtMs };
  }
  const budgetMs = clock.budgetMs ?? 0;
  return readClock(clock, budgetMs, marksOf(budgetMs, warnings));
}

/** How much of a budget is used up at each warning, ascending, each once. */
function marksOf(wholeMs: number, { atPercent, beforeMinutes }: Warnings): readonly number[] {
  const marks = atPercent.map((percent) => Math.ceil((wholeMs * percent) / 100));
  for (const minutes of beforeMinutes) {
    if (minutes * MINUTE_MS < wholeMs) marks.push(wholeMs - minutes * MINUTE_MS);
  }
  return [...new Set(marks)].sort((a, b) => a - b);
}

function targetVerdict(clock: TargetClock, reading: ClockReading, nowMs: number): TargetVerdict {
  const state = stateOf(clock, reading, nowMs);
  return {
    target: clock.target,
    state,
    dueAtMs: reading.dueAtMs,
    warnAtMs: reading.dueAtMs === NO_DUE_MS ? [] : reading.markAtMs,
    remainingMs: remaining(reading, state, nowMs),
    metAtMs: clock.metAtMs,
    isManual: clock.manualDueAtMs > 0,
  };
}

function stateOf(clock: TargetClock, reading: ClockReading, nowMs: number): SlaState {
  if (clock.metAtMs > 0) return clock.metAtMs <= reading.dueAtMs ? 'met' : 'metLate';
  if (reading.isStopped) return 'paused';
  return nowMs <= reading.dueAtMs ? 'running' : 'breached';
}

function remaining(reading: ClockReading, state: SlaState, nowMs: number): number {
  if (state === 'met' || state === 'metLate') return 0;
  return state === 'paused' ? reading.leftMs : reading.dueAtMs - nowMs;
}
