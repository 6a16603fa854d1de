import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLog } from '../../../../electron/diagnostics/withLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-diagnostics-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the report comes first, then the log from its oldest line to its newest', async () => {
  const newest = path.join(folder, 'baton.log');
  const older = path.join(folder, 'baton.1.log');
  writeFileSync(newest, 'three\n');
  writeFileSync(older, 'one\ntwo\n');
  expect(await withLog('Report\n', [newest, older])).toBe(
    'Report\n\n--- baton.1.log ---\none\ntwo\n\n--- baton.log ---\nthree\n',
  );
});

test('a log file that has just moved on is left out', async () => {
  expect(await withLog('Report\n', [path.join(folder, 'gone.log')])).toBe('Report\n');
});
