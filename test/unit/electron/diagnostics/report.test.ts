import { expect, test } from 'vitest';
import { diagnosticsText } from '../../../../electron/diagnostics/report.ts';
import { aReport } from '../../../support/aReport.ts';

test('of dumps the report tells when they were made and how large they are, and nothing that is in them', () => {
  const dump = {
    file: '/home/ana/baton/crashes/one.dmp',
    bytes: 321_632,
    atMs: Date.UTC(2026, 10, 30, 10, 49),
  };
  const text = diagnosticsText(aReport({ dumps: [dump] }));
  expect(text).toContain('Crash dumps on this computer\n  2026-11-30T10:49:00.000Z, 0.3 MB');
  expect(text).not.toContain('ana');
});
