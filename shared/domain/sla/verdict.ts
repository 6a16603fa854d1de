import type { Ticket } from '../ticket/ticket.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
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
  const warnAtPercent = (policy?.value.warnAtPercent ?? []).toSorted((a, b) => a - b);
  const targets: TargetVerdict[] = [];
  let nextDueAtMs = NO_DUE_MS;
  for (const clock of targetClocks(ticket, policy, calendar)) {
    const reading = dueOf(clock, warnAtPercent);
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

/**
 * When a clock is due, and, as marks, when so many percent (ascending) of its budget are used up. A due time set by hand
 * stays where it was set: no pause, policy or calendar moves it, and its percents are of plain time since the start.
 */
export function dueOf(clock: TargetClock, percents: readonly number[] = []): ClockReading {
  if (clock.manualDueAtMs > 0) {
    const wholeMs = Math.max(0, clock.manualDueAtMs - clock.startMs);
    const markAtMs = percents.map((percent) => clock.manualDueAtMs - wholeMs + shareOf(wholeMs, percent));
    return { dueAtMs: clock.manualDueAtMs, isStopped: false, leftMs: 0, markAtMs };
  }
  const budgetMs = clock.budgetMs ?? 0;
  return readClock(
    clock,
    budgetMs,
    percents.map((percent) => shareOf(budgetMs, percent)),
  );
}

function shareOf(wholeMs: number, percent: number): number {
  return Math.ceil((wholeMs * percent) / 100);
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
