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
  const warnAtPercent = policy?.value.warnAtPercent ?? [];
  const targets: TargetVerdict[] = [];
  let nextDueAtMs = NO_DUE_MS;
  for (const clock of targetClocks(ticket, policy, calendar)) {
    const reading = dueOf(clock);
    if (clock.metAtMs === 0) nextDueAtMs = Math.min(nextDueAtMs, reading.dueAtMs);
    targets.push(targetVerdict(clock, reading, warnAtPercent, nowMs));
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

/** When a clock is due. A due time set by hand stays where it was set: no pause, policy or calendar moves it. */
export function dueOf(clock: TargetClock): ClockReading {
  if (clock.manualDueAtMs > 0) return { dueAtMs: clock.manualDueAtMs, isStopped: false, leftMs: 0 };
  return readClock(clock, clock.budgetMs ?? 0);
}

function targetVerdict(
  clock: TargetClock,
  reading: ClockReading,
  warnAtPercent: readonly number[],
  nowMs: number,
): TargetVerdict {
  const state = stateOf(clock, reading, nowMs);
  return {
    target: clock.target,
    state,
    dueAtMs: reading.dueAtMs,
    warnAtMs: reading.dueAtMs === NO_DUE_MS ? [] : warnings(clock, reading.dueAtMs, warnAtPercent),
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

/** The instants at which so many percent of the budget are used up. A due time set by hand counts plain time from the start. */
function warnings(clock: TargetClock, dueAtMs: number, percents: readonly number[]): number[] {
  const instants: number[] = [];
  for (const percent of percents) {
    instants.push(
      clock.manualDueAtMs > 0
        ? clock.startMs + Math.ceil((Math.max(0, dueAtMs - clock.startMs) * percent) / 100)
        : readClock(clock, Math.ceil(((clock.budgetMs ?? 0) * percent) / 100)).dueAtMs,
    );
  }
  return instants.sort((a, b) => a - b);
}
