import type { Bucket } from '../../../shared/domain/reports/periods.ts';
import type { BucketFigures, TargetFigures } from '../../../shared/ipc/reports.ts';
import { percentile } from './percentile.ts';
import type { ReportEvent } from './ticketEvents.ts';

/** An event with the ticket it is of. */
export interface CountedEvent extends ReportEvent {
  readonly ticketId: string;
}

/** Events of one target that are counted together. */
export interface Tally {
  readonly events: CountedEvent[];
  met: number;
  breached: number;
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { events: [], met: 0, breached: 0 };
}

/** Counts one more event. */
export function count(tally: Tally, event: CountedEvent): void {
  tally.events.push(event);
  if (event.outcome === 'met') tally.met += 1;
  if (event.outcome === 'breached') tally.breached += 1;
}

const MEDIAN = 0.5;
const NINETIETH = 0.9;

/** The figures of what was counted. */
export function figuresOf({ events, met, breached }: Tally): TargetFigures {
  const wall = lengths(events, ({ wallMs }) => wallMs);
  const business = lengths(events, ({ businessMs }) => businessMs);
  return {
    met,
    breached,
    done: wall.length,
    wallMedianMs: percentile(wall, MEDIAN),
    wallP90Ms: percentile(wall, NINETIETH),
    businessMedianMs: percentile(business, MEDIAN),
    businessP90Ms: percentile(business, NINETIETH),
  };
}

function lengths(events: readonly CountedEvent[], of: (event: CountedEvent) => number | null): Float64Array {
  const values = new Float64Array(events.length);
  let known = 0;
  for (const event of events) {
    const value = of(event);
    if (value === null) continue;
    values[known] = value;
    known += 1;
  }
  return values.subarray(0, known).sort();
}

/** The bars of a chart, each with what fell into it. `buckets` are ascending and touch. */
export function bucketFigures(buckets: readonly Bucket[], events: Iterable<CountedEvent>): BucketFigures[] {
  const bars = buckets.map(({ fromMs, beforeMs }) => ({
    fromMs,
    beforeMs,
    firstResponse: { met: 0, breached: 0 },
    resolution: { met: 0, breached: 0 },
  }));
  for (const { atMs, target, outcome } of events) {
    if (outcome === 'done') continue;
    const bar = bars[bucketAt(buckets, atMs)];
    if (bar) bar[target][outcome] += 1;
  }
  return bars;
}

/** The index of the last bucket that begins at or before an instant; -1 when none does. */
function bucketAt(buckets: readonly Bucket[], atMs: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
