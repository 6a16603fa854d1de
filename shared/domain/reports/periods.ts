/** The spans of time a report is offered for; `custom` is whatever the person has chosen. */
export const PERIOD_PRESETS = [
  'today',
  'thisWeek',
  'last7',
  'last30',
  'last90',
  'thisMonth',
  'lastMonth',
] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

/** A span of whole local days, half-open, and where the one before it begins, which ends at `fromMs`. UTC epoch ms. */
export interface Period {
  readonly fromMs: number;
  readonly beforeMs: number;
  readonly previousFromMs: number;
}

/** One bar of a chart: `fromMs` ≤ t < `beforeMs`, UTC epoch ms. */
export interface Bucket {
  readonly fromMs: number;
  readonly beforeMs: number;
}

const DAYS_IN_WEEK = 7;
/** More days than this are shown week by week, more weeks than that month by month. */
const DAY_BUCKETS_MAX = 31;
const WEEK_BUCKETS_MAX = 27;
const DAY_MS = 86_400_000;

/** Midnight of a date where the machine that asks stands; days and months out of range go on into the next. */
function midnight(year: number, month: number, day: number): number {
  return new Date(year, month, day).getTime();
}

/** The span of a preset as it is at `nowMs`, in local days. Weeks begin on Monday. */
export function periodOf(preset: PeriodPreset, nowMs: number): Period {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const days = (from: number, before: number): Period => ({
    fromMs: midnight(year, month, day + from),
    beforeMs: midnight(year, month, day + before),
    previousFromMs: midnight(year, month, day + from - (before - from)),
  });
  const months = (from: number): Period => ({
    fromMs: midnight(year, month + from, 1),
    beforeMs: midnight(year, month + from + 1, 1),
    previousFromMs: midnight(year, month + from - 1, 1),
  });
  switch (preset) {
    case 'today':
      return days(0, 1);
    case 'thisWeek': {
      const sinceMonday = (now.getDay() + 6) % DAYS_IN_WEEK;
      return days(-sinceMonday, DAYS_IN_WEEK - sinceMonday);
    }
    case 'last7':
      return days(-6, 1);
    case 'last30':
      return days(-29, 1);
    case 'last90':
      return days(-89, 1);
    case 'thisMonth':
      return months(0);
    case 'lastMonth':
      return months(-1);
  }
}

/** From one local day to another, both included, given by any instants in them; the span before is as many days long. */
export function periodBetween(firstMs: number, lastMs: number): Period {
  const [first, last] = [new Date(firstMs), new Date(lastMs)];
  const fromMs = midnight(first.getFullYear(), first.getMonth(), first.getDate());
  const beforeMs = midnight(last.getFullYear(), last.getMonth(), last.getDate() + 1);
  // Days have 23 to 25 hours: rounding finds how many there are.
  const days = Math.round((beforeMs - fromMs) / DAY_MS);
  return {
    fromMs,
    beforeMs,
    previousFromMs: midnight(first.getFullYear(), first.getMonth(), first.getDate() - days),
  };
}

/** The bars of a span: days, weeks from Monday on, or months, whichever are few enough. They touch and cover it exactly. */
export function bucketsOf({ fromMs, beforeMs }: Bucket): Bucket[] {
  const days = Math.round((beforeMs - fromMs) / DAY_MS);
  const next =
    days <= DAY_BUCKETS_MAX ? nextDay : days <= WEEK_BUCKETS_MAX * DAYS_IN_WEEK ? nextMonday : nextMonth;
  const buckets: Bucket[] = [];
  for (let startMs = fromMs; startMs < beforeMs;) {
    const endMs = Math.min(next(new Date(startMs)), beforeMs);
    buckets.push({ fromMs: startMs, beforeMs: endMs });
    startMs = endMs;
  }
  return buckets;
}

function nextDay(at: Date): number {
  return midnight(at.getFullYear(), at.getMonth(), at.getDate() + 1);
}

function nextMonday(at: Date): number {
  const sinceMonday = (at.getDay() + 6) % DAYS_IN_WEEK;
  return midnight(at.getFullYear(), at.getMonth(), at.getDate() + DAYS_IN_WEEK - sinceMonday);
}

function nextMonth(at: Date): number {
  return midnight(at.getFullYear(), at.getMonth() + 1, 1);
}
