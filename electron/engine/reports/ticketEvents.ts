import type { AgentId, DepartmentId, PolicyId } from '../../../shared/domain/ids.ts';
import { openTimeBetween, type CompiledCalendar, type Span } from '../../../shared/domain/sla/calendar.ts';
import { closedSpans, statusSpans, stoppedSpans } from '../../../shared/domain/sla/pauses.ts';
import type { SlaPolicy } from '../../../shared/domain/sla/policy.ts';
import { targetClocks, type TargetClock } from '../../../shared/domain/sla/targetClock.ts';
import { dueOf } from '../../../shared/domain/sla/verdict.ts';
import { effectiveHistory } from '../../../shared/domain/ticket/history.ts';
import type { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import { NO_DUE_MS, type Holder, type Ticket } from '../../../shared/domain/ticket/ticket.ts';

export const REPORT_TARGETS = ['firstResponse', 'resolution'] as const;
export type ReportTarget = (typeof REPORT_TARGETS)[number];

/** `met`: reached in time. `breached`: its due instant passed. `done`: reached late, or nothing measured it. */
export const REPORT_OUTCOMES = ['met', 'breached', 'done'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** Something a report counts: it belongs to the instant at which it happened and to whoever had the ticket then. */
export interface ReportEvent {
  readonly target: ReportTarget;
  readonly outcome: ReportOutcome;
  /** When the reply was given, the ticket solved, or the due time over; UTC epoch ms. */
  readonly atMs: number;
  readonly departmentId: DepartmentId;
  readonly agentId: AgentId | typeof NOBODY;
  /** How long it took by the clock, solved stretches left out; `null` for a breach. */
  readonly wallMs: number | null;
  /** The same on the policy's calendar, pauses left out; `null` for a breach, or without a calendar. */
  readonly businessMs: number | null;
}

/** The policies and calendars a ticket's stored policy is looked up in. */
export interface ReportBook {
  readonly policies: ReadonlyMap<
    PolicyId | '',
    { readonly policy: SlaPolicy; readonly calendar: CompiledCalendar | null }
  >;
}

/**
 * What a ticket adds to reports, at `nowMs` (UTC epoch ms). Pure. Every target gives at most one verdict, met or breached:
 * a breach counts when it happened, also if the target was reached later; how long it took counts when it was reached.
 * A reopened ticket is not solved: it counts again when it is. Recorded breaches count whatever a later policy says.
 */
export function ticketEvents(ticket: Ticket, book: ReportBook, nowMs: number): ReportEvent[] {
  const known = book.policies.get(ticket.policyId);
  const policy = known?.policy ?? null;
  const calendar = known?.calendar ?? null;
  const clocks = policy || ticket.manualDueAtMs > 0 ? targetClocks(ticket, policy, calendar) : [];
  const holderAt = holders(ticket);
  const events: ReportEvent[] = [];
  for (const target of REPORT_TARGETS) {
    const clock = clocks.find((one) => one.target === target);
    const reachedAtMs = target === 'firstResponse' ? ticket.firstReplyAtMs : ticket.solvedAtMs;
    const breachAtMs = breachOf(ticket, target, clock, nowMs);
    const add = (outcome: ReportOutcome, atMs: number, took: Took | null): void => {
      events.push({
        target,
        outcome,
        atMs,
        ...holderAt(atMs),
        wallMs: took?.wallMs ?? null,
        businessMs: took?.businessMs ?? null,
      });
    };
    if (breachAtMs !== null) add('breached', breachAtMs, null);
    if (reachedAtMs === 0) continue;
    const isMeasured = clock !== undefined && dueOf(clock).dueAtMs < NO_DUE_MS;
    const took = howLong(ticket, target, reachedAtMs, policy, calendar);
    add(breachAtMs === null && isMeasured ? 'met' : 'done', reachedAtMs, took);
  }
  return events;
}

/** When the target was breached, `null` when it was not. What was recorded first stands. */
function breachOf(
  ticket: Ticket,
  target: ReportTarget,
  clock: TargetClock | undefined,
  nowMs: number,
): number | null {
  let recordedAtMs: number | null = null;
  for (const line of ticket.history) {
    if (line.kind !== 'slaBreach' || line.target !== target) continue;
    const atMs = line.dueAtMs ?? line.atMs;
    recordedAtMs = recordedAtMs === null ? atMs : Math.min(recordedAtMs, atMs);
  }
  if (recordedAtMs !== null || !clock) return recordedAtMs;
  const { dueAtMs } = dueOf(clock);
  return dueAtMs < (clock.metAtMs > 0 ? clock.metAtMs : nowMs) ? dueAtMs : null;
}

interface Took {
  readonly wallMs: number;
  readonly businessMs: number | null;
}

function howLong(
  ticket: Ticket,
  target: ReportTarget,
  untilMs: number,
  policy: SlaPolicy | null,
  calendar: CompiledCalendar | null,
): Took {
  const fromMs = ticket.createdAtMs;
  const spans = statusSpans(ticket);
  const closed = closedSpans(spans);
  const wallMs = outside(closed, fromMs, untilMs, (from, to) => to - from);
  if (!calendar) return { wallMs, businessMs: null };
  const stops = target === 'resolution' && policy ? stoppedSpans(spans, policy.value.pausedStatuses) : closed;
  return {
    wallMs,
    businessMs: outside(stops, fromMs, untilMs, (from, to) => openTimeBetween(calendar, from, to)),
  };
}

/** The sum of `length` over what lies between two instants and in none of the spans (ascending, disjoint). */
function outside(
  spans: readonly Span[],
  fromMs: number,
  untilMs: number,
  length: (fromMs: number, toMs: number) => number,
): number {
  let sum = 0;
  let atMs = fromMs;
  for (const span of spans) {
    if (span.fromMs >= untilMs) break;
    if (span.fromMs > atMs) sum += length(atMs, span.fromMs);
    atMs = Math.max(atMs, span.toMs);
  }
  return atMs < untilMs ? sum + length(atMs, untilMs) : sum;
}

/** Who had the ticket at an instant, as its history tells. */
function holders(ticket: Ticket): (atMs: number) => Pick<ReportEvent, 'departmentId' | 'agentId'> {
  const hasLosses = ticket.history.some(({ kind }) => kind === 'mergeLost');
  const lines = hasLosses ? effectiveHistory(ticket.history) : ticket.history;
  return (atMs) => {
    let holder: Holder | undefined;
    let sinceMs = -1;
    let next: { readonly from: Holder; readonly atMs: number } | undefined;
    for (const line of lines) {
      if (line.kind !== 'holder' && line.kind !== 'created') continue;
      if (line.atMs <= atMs) {
        if (line.atMs < sinceMs) continue;
        holder = line.to;
        sinceMs = line.atMs;
      } else if (line.kind === 'holder' && (!next || line.atMs < next.atMs)) next = line;
    }
    const { departmentId, assigneeId } = holder ?? next?.from ?? ticket;
    return { departmentId, agentId: assigneeId };
  };
}
