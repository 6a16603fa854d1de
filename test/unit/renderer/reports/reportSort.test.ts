import { expect, it } from 'vitest';
import { sortLines, type SortColumn } from '../../../../renderer/features/reports/reportSort.ts';
import type { ReportLine, TargetFigures } from '../../../../shared/ipc/reports.ts';

function figures(met: number, breached: number, medianMs: number | null): TargetFigures {
  return {
    met,
    breached,
    done: met,
    wallMedianMs: medianMs,
    wallP90Ms: medianMs,
    businessMedianMs: null,
    businessP90Ms: null,
  };
}

const lines: readonly ReportLine[] = [
  { key: 'b', tickets: 3, firstResponse: figures(1, 1, 50), resolution: figures(0, 0, null) },
  { key: 'a', tickets: 9, firstResponse: figures(0, 0, null), resolution: figures(0, 0, null) },
  { key: 'c', tickets: 3, firstResponse: figures(9, 1, 20), resolution: figures(0, 0, null) },
];

const keys = (column: SortColumn, isDescending: boolean): string =>
  sortLines(lines, { column, isDescending }, 'wall', (key) => key)
    .map(({ key }) => key)
    .join('');

it('sorts by any column; what has no value stands last either way, equal ones go by name', () => {
  expect([keys('name', false), keys('name', true)]).toEqual(['abc', 'cba']);
  expect([keys('tickets', false), keys('tickets', true)]).toEqual(['bca', 'abc']);
  expect([keys('firstResponse.share', false), keys('firstResponse.share', true)]).toEqual(['bca', 'cba']);
  expect([keys('firstResponse.median', false), keys('firstResponse.p90', true)]).toEqual(['cba', 'bca']);
  expect(keys('resolution.median', true)).toBe('abc');
});
