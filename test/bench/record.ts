/** The areas of the desk that are measured, in the order they are run. */
export const BENCH_AREAS = [
  'start',
  'replica',
  'sync',
  'server',
  'return',
  'assignment',
  'sla',
  'reports',
  'desk',
  'wall',
  'comparison',
] as const;
export type BenchArea = (typeof BENCH_AREAS)[number];

/** One measured figure beside what it is compared with, taken in the same run on the same machine. */
export interface BenchRecord {
  readonly area: BenchArea;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, `''` when it stands alone. */
  readonly reference: string;
  readonly referenceValue: number | null;
  /** `value / referenceValue`. */
  readonly ratio: number | null;
  /** The goal in words, `''` when the figure is only reported. */
  readonly target: string;
  /** `null` when there is no goal. */
  readonly pass: boolean | null;
}

/** What a figure must reach: an own limit, or a limit on its ratio to the reference. */
export interface BenchGoal {
  readonly of: 'value' | 'ratio';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Puts a record together and judges it. */
export function toRecord(
  area: BenchArea,
  name: string,
  value: number,
  unit: string,
  options: { readonly reference?: readonly [name: string, value: number]; readonly goal?: BenchGoal } = {},
): BenchRecord {
  const [reference, referenceValue] = options.reference ?? ['', null];
  const ratio = referenceValue === null ? null : value / referenceValue;
  const { goal } = options;
  const judged = goal?.of === 'ratio' ? ratio : value;
  return {
    area,
    name,
    value,
    unit,
    reference,
    referenceValue,
    ratio,
    target: goal ? goalText(goal) : '',
    pass:
      goal && judged !== null
        ? judged >= (goal.atLeast ?? -Infinity) && judged <= (goal.atMost ?? Infinity)
        : null,
  };
}

function goalText(goal: BenchGoal): string {
  const what = goal.of === 'ratio' ? '× ' : '';
  const low = goal.atLeast === undefined ? [] : [`≥ ${what}${String(goal.atLeast)}`];
  const high = goal.atMost === undefined ? [] : [`≤ ${what}${String(goal.atMost)}`];
  return [...low, ...high].join(', ');
}

/** The value below which `share` (0 to 1) of the samples lie; `NaN` without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `work` once uncounted and then `times` times; the milliseconds each took. */
export async function timings(times: number, work: (index: number) => unknown): Promise<number[]> {
  await work(-1);
  const samples: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const startedAt = performance.now();
    await work(index);
    samples.push(performance.now() - startedAt);
  }
  return samples;
}

const COLUMNS = ['area', 'figure', 'value', 'compared with', 'ratio', 'goal', ''] as const;

/** The records as a table for a terminal. */
export function formatTable(records: readonly BenchRecord[]): string {
  const rows = records.map((record) => [
    record.area,
    record.name,
    `${digits(record.value)} ${record.unit}`,
    record.referenceValue === null
      ? record.reference
      : `${record.reference}: ${digits(record.referenceValue)}`,
    record.ratio === null ? '' : digits(record.ratio),
    record.target,
    record.pass === null ? '' : record.pass ? 'ok' : 'MISSED',
  ]);
  const widths = COLUMNS.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(COLUMNS), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

const plainNumber = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: true });
const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

function digits(value: number): string {
  return value >= 1000 ? wholeNumber.format(value) : plainNumber.format(value);
}
