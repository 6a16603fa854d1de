import { expect, it } from 'vitest';
import { reportCsv } from '../../../../renderer/features/reports/reportCsv.ts';
import type { ReportLine } from '../../../../shared/ipc/reports.ts';

const nothing = {
  met: 0,
  breached: 0,
  done: 0,
  wallMedianMs: null,
  wallP90Ms: null,
  businessMedianMs: null,
  businessP90Ms: null,
};
const line = (key: string): ReportLine => ({
  key,
  tickets: 4,
  firstResponse: {
    ...nothing,
    met: 3,
    breached: 1,
    done: 4,
    businessMedianMs: 90_000,
    businessP90Ms: 3_600_000,
    wallMedianMs: 90_400,
  },
  resolution: nothing,
});

it('is the same in every language: ISO dates, plain numbers, nothing a program would compute', () => {
  const fromMs = new Date(2026, 2, 1).getTime();
  const beforeMs = new Date(2026, 3, 1).getTime();
  const report = {
    question: {
      fromMs,
      beforeMs,
      previousFromMs: fromMs,
      groupBy: 'policy' as const,
      departmentId: '' as const,
      priority: null,
      tag: '',
    },
    total: line(''),
  };
  const csv = reportCsv(report, [line('=1+2'), line('a "b", c')], (key) => key, {
    columns: ['Policy', 'From'],
    total: 'Total',
  });
  const figures = '2026-03-01,2026-03-31,4,3,1,0.7500,4,90,3600,90,,0,0,,0,,,,';
  expect(csv.split('\r\n')).toEqual([
    'Policy,From',
    `'=1+2,${figures}`,
    `"a ""b"", c",${figures}`,
    `Total,${figures}`,
    '',
  ]);
});
