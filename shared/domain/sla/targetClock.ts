import type { SlaPolicyValue, SlaTarget } from '../settings.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { NO_DUE_MS } from '../ticket/ticket.ts';
import { addOpenTime, MINUTE_MS, openTimeBetween } from './calendar.ts';
import type { CompiledCalendar, Span } from './calendar.ts';
import { closedSpans, isClosed, statusSpans, stoppedSpans } from './pauses.ts';
import type { SlaPolicy } from './policy.ts';

/** One target's clock as the ticket's facts set it: it runs from `startMs`, stands still in `stops`, and ended at `metAtMs`. */
export interface TargetClock {
  readonly target: SlaTarget;
  /** `null`: no policy measures it, a due time was set by hand. */
  readonly budgetMs: number | null;
  readonly mode: 'business' | 'wallClock';
  /** `null` when time cannot be counted: business time without a calendar. */
  readonly calendar: CompiledCalendar | null;
  readonly startMs: number;
  /** 0 while it is not met. */
  readonly metAtMs: number;
  /** Ascending, disjoint, and all before `metAtMs` when it is met. */
  readonly stops: readonly Span[];
  /** Due time set by hand, UTC epoch ms; 0 when none. */
  readonly manualDueAtMs: number;
}

/**
 * The clocks a ticket has under a policy, in the order of the targets. A target the policy does not name has none, nor has
 * the next response while no customer message waits after a first reply. Solving ends what is still owed, a reply included.
 */
export function targetClocks(
  ticket: Ticket,
  policy: SlaPolicy | null,
  calendar: CompiledCalendar | null,
): TargetClock[] {
  const clocks: TargetClock[] = [];
  const budgets = policy ? budgetsFor(policy.value, ticket.priority) : undefined;
  if (!budgets && ticket.manualDueAtMs === 0) return clocks;
  const spans = statusSpans(ticket);
  const closed = closedSpans(spans);
  const endedAtMs = isClosed(ticket.status) ? endOf(ticket, closed) : 0;

  const push = (target: SlaTarget, startMs: number, metAtMs: number, stops: readonly Span[]): void => {
    const manualDueAtMs = target === 'resolution' ? ticket.manualDueAtMs : 0;
    const budget = budgets?.[target] ?? null;
    if (!budget && manualDueAtMs === 0) return;
    const mode = budget?.mode ?? 'wallClock';
    clocks.push({
      target,
      budgetMs: budget ? budget.minutes * MINUTE_MS : null,
      mode,
      calendar: mode === 'business' ? calendar : null,
      startMs,
      metAtMs,
      stops: metAtMs > 0 ? cutAt(stops, metAtMs) : stops,
      manualDueAtMs,
    });
  };

  push('firstResponse', ticket.createdAtMs, ticket.firstReplyAtMs || endedAtMs, closed);
  if (ticket.firstReplyAtMs > 0 && ticket.awaitingReplySinceMs > 0) {
    push('nextResponse', ticket.awaitingReplySinceMs, endedAtMs, closed);
  }
  const stopped = policy ? stoppedSpans(spans, policy.value.pausedStatuses) : closed;
  push('resolution', ticket.createdAtMs, endedAtMs, stopped);
  return clocks;
}

/** Targets of a priority, else of the fallback; `undefined` when the policy has neither. */
function budgetsFor(policy: SlaPolicyValue, priority: string): SlaPolicyValue['targets'][string] | undefined {
  // Priorities are free text: one that is called like something every object has must not find it.
  return Object.hasOwn(policy.targets, priority) ? policy.targets[priority] : policy.targets[''];
}

/** When a solved or closed ticket was solved, UTC epoch ms, never 0: an import may know no more than its history or last change. */
function endOf(ticket: Ticket, closed: readonly Span[]): number {
  return ticket.solvedAtMs || closed.at(-1)?.fromMs || ticket.updatedAtMs || 1;
}

/** What lies before `endMs`. */
function cutAt(stops: readonly Span[], endMs: number): readonly Span[] {
  const last = stops.at(-1);
  if (!last || last.toMs <= endMs) return stops;
  const before: Span[] = [];
  for (const { fromMs, toMs } of stops)
    if (fromMs < endMs) before.push({ fromMs, toMs: Math.min(toMs, endMs) });
  return before;
}

/** Where a clock stands after its budget, whoever asks and whenever. */
export interface ClockReading {
  /** `NO_DUE_MS` when the clock stands still, cannot be counted, or its calendar never gives enough time. */
  readonly dueAtMs: number;
  /** True when it stands still for good, as far as the facts go, before the budget is used up. */
  readonly isStopped: boolean;
  /** Budget left when it stopped, in the target's own mode; 0 when it has not. */
  readonly leftMs: number;
  /** The instants of the marks that come before any stop without an end. */
  readonly markAtMs: readonly number[];
}

const NO_MARKS: readonly number[] = [];

/** When `budgetMs` of the clock's own time is used up, and each of `marksMs` (ascending, none above the budget) before it. */
export function readClock(clock: TargetClock, budgetMs: number, marksMs = NO_MARKS): ClockReading {
  const markAtMs: number[] = [];
  if (clock.mode === 'business' && !clock.calendar) {
    return { dueAtMs: NO_DUE_MS, isStopped: false, leftMs: 0, markAtMs };
  }
  let fromMs = clock.startMs;
  let usedMs = 0;
  // Marks are read on the same walk as the budget: walking the stops is what costs.
  const readMarks = (untilMs: number): void => {
    for (let mark = marksMs[markAtMs.length]; mark !== undefined && mark <= untilMs;) {
      markAtMs.push(addClockTime(clock, fromMs, mark - usedMs));
      mark = marksMs[markAtMs.length];
    }
  };
  for (const stop of clock.stops) {
    if (stop.toMs <= fromMs) continue;
    const runMs = clockTime(clock, fromMs, stop.fromMs);
    if (budgetMs <= usedMs + runMs) break;
    readMarks(usedMs + runMs);
    usedMs += runMs;
    if (stop.toMs >= NO_DUE_MS)
      return { dueAtMs: NO_DUE_MS, isStopped: true, leftMs: budgetMs - usedMs, markAtMs };
    fromMs = stop.toMs;
  }
  readMarks(budgetMs);
  return { dueAtMs: addClockTime(clock, fromMs, budgetMs - usedMs), isStopped: false, leftMs: 0, markAtMs };
}

/** Time in the clock's own mode, stops not left out; 0 for an empty or turned range. */
export function clockTime(clock: TargetClock, fromMs: number, toMs: number): number {
  if (clock.mode === 'wallClock') return Math.max(0, toMs - fromMs);
  return clock.calendar ? openTimeBetween(clock.calendar, fromMs, toMs) : 0;
}

function addClockTime(clock: TargetClock, fromMs: number, amountMs: number): number {
  if (clock.mode === 'wallClock') return Math.min(fromMs + amountMs, NO_DUE_MS);
  return clock.calendar ? addOpenTime(clock.calendar, fromMs, amountMs) : NO_DUE_MS;
}
