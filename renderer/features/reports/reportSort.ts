import type { ReportLine, TargetFigures } from '../../../shared/ipc/reports.ts';

/** What a table of figures can be sorted by: the name, the tickets, or one figure of one target. */
export type SortColumn =
  'name' | 'tickets' | `${'firstResponse' | 'resolution'}.${'share' | 'met' | 'breached' | 'median' | 'p90'}`;

export interface ReportSort {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}

/** Which lengths are meant first: on the policy's calendar, or by the clock. */
export type LengthMode = 'business' | 'wall';

/** The share that was in time, 0 to 1; `null` when nothing was measured. */
export function shareOf({ met, breached }: TargetFigures): number | null {
  return met + breached === 0 ? null : met / (met + breached);
}

/** Median or ninetieth percentile in one mode, ms. */
export function lengthOf(figures: TargetFigures, which: 'median' | 'p90', mode: LengthMode): number | null {
  if (mode === 'business') return which === 'median' ? figures.businessMedianMs : figures.businessP90Ms;
  return which === 'median' ? figures.wallMedianMs : figures.wallP90Ms;
}

/** The lines in the wanted order; what has no value stands last either way, equal ones go by name. */
export function sortLines(
  lines: readonly ReportLine[],
  { column, isDescending }: ReportSort,
  mode: LengthMode,
  nameOf: (key: string) => string,
): ReportLine[] {
  const byName = (a: ReportLine, b: ReportLine): number => nameOf(a.key).localeCompare(nameOf(b.key));
  const sign = isDescending ? -1 : 1;
  if (column === 'name') return lines.toSorted((a, b) => sign * byName(a, b));
  return lines.toSorted((a, b) => {
    const [left, right] = [valueOf(a, column, mode), valueOf(b, column, mode)];
    if (left === right) return byName(a, b);
    if (left === null) return 1;
    if (right === null) return -1;
    return sign * (left - right);
  });
}

function valueOf(line: ReportLine, column: Exclude<SortColumn, 'name'>, mode: LengthMode): number | null {
  if (column === 'tickets') return line.tickets;
  const [target, figure] = column.split('.') as ['firstResponse' | 'resolution', string];
  const figures = line[target];
  switch (figure) {
    case 'met':
    case 'breached':
      return figures[figure];
    case 'share':
      return shareOf(figures);
    case 'p90':
      return lengthOf(figures, 'p90', mode);
    default:
      return lengthOf(figures, 'median', mode);
  }
}
