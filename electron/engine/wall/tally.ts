import { SLA_TARGETS, type SlaTarget } from '../../../shared/domain/settings.ts';
import { NO_DUE_MS } from '../../../shared/domain/ticket/ticket.ts';
import { WALL_DAYS, type WallTally } from '../../../shared/ipc/wall.ts';
import type { ClockSpan, WallFacts } from './wallFacts.ts';

/** A day up to some time of it: `fromMs` ≤ t ≤ `untilMs`, UTC epoch ms. */
export interface DayPart {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Met in time within this part of a day. */
function isMetIn({ metAtMs, dueAtMs }: ClockSpan, { fromMs, untilMs }: DayPart): boolean {
  return metAtMs >= fromMs && metAtMs <= untilMs && metAtMs > 0 && metAtMs <= dueAtMs;
}

/** Fell due within this part of a day without having been met. Due at an instant is still in time at that instant. */
function isBreachedIn({ metAtMs, dueAtMs }: ClockSpan, { fromMs, untilMs }: DayPart): boolean {
  if (dueAtMs >= NO_DUE_MS || dueAtMs < fromMs || dueAtMs >= untilMs) return false;
  return metAtMs === 0 || metAtMs > dueAtMs;
}

/** Running at an instant and not yet overdue, as the facts stand now. */
function isRunningAt({ startMs, metAtMs, dueAtMs, stops }: ClockSpan, atMs: number): boolean {
  if (startMs > atMs || (metAtMs > 0 && metAtMs <= atMs) || dueAtMs < atMs) return false;
  // One that stands still for good has no due instant, but ran until it stopped.
  return !stops.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}

/** What became of every target in each of `days`, today last. */
export function tally(facts: Iterable<WallFacts>, days: readonly DayPart[]): WallTally[] {
  const zeros = (): number[] => Array.from({ length: WALL_DAYS }, () => 0);
  const counts = new Map(
    SLA_TARGETS.map((target) => [target, { met: zeros(), breached: zeros(), running: zeros() }]),
  );
  for (const { spans } of facts) {
    for (const span of spans) {
      const count = counts.get(span.target);
      if (!count) continue;
      for (const [index, day] of days.entries()) {
        count.met[index] = (count.met[index] ?? 0) + Number(isMetIn(span, day));
        count.breached[index] = (count.breached[index] ?? 0) + Number(isBreachedIn(span, day));
        count.running[index] = (count.running[index] ?? 0) + Number(isRunningAt(span, day.untilMs));
      }
    }
  }
  return SLA_TARGETS.map((target) => ({
    target,
    ...(counts.get(target) ?? { met: zeros(), breached: zeros(), running: zeros() }),
  }));
}

/** The spans that a figure of a day counts, latest first. */
export function spansCounted(
  facts: Iterable<WallFacts>,
  outcome: 'met' | 'breached',
  target: SlaTarget,
  day: DayPart,
): { readonly facts: WallFacts; readonly span: ClockSpan }[] {
  const isCounted = outcome === 'met' ? isMetIn : isBreachedIn;
  const counted: { readonly facts: WallFacts; readonly span: ClockSpan }[] = [];
  for (const one of facts)
    for (const span of one.spans)
      if (span.target === target && isCounted(span, day)) counted.push({ facts: one, span });
  const atMs = ({ metAtMs, dueAtMs }: ClockSpan): number => (outcome === 'met' ? metAtMs : dueAtMs);
  return counted.sort(
    (a, b) => atMs(b.span) - atMs(a.span) || (a.facts.ticketId < b.facts.ticketId ? -1 : 1),
  );
}
