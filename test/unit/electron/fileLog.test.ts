import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFileLog } from '../../../electron/fileLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-log-'));
  vi.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what was logged stands in a file, with what it was about', () => {
  const log = openFileLog(folder);
  log.warn('the disk is slow', { tookMs: 900 });
  const [file = ''] = log.files();
  expect(readFileSync(file, 'utf8')).toMatch(/^\d{4}-.*Z warn the disk is slow \{ tookMs: 900 \}\n$/);
});

test('full files move back, the oldest fall off, and the newest lines come first', () => {
  const log = openFileLog(folder, 500, 3);
  for (let line = 0; line < 100; line += 1) log.info(`line ${String(line)} ${'x'.repeat(60)}`);
  const files = log.files();
  expect(files.map((file) => path.basename(file))).toEqual(['baton.log', 'baton.1.log', 'baton.2.log']);
  expect(readFileSync(files[0] ?? '', 'utf8')).toContain('line 99');
  for (const file of files) expect(statSync(file).size).toBeLessThan(700);
});

test('a folder that cannot be made costs the files, not the start', () => {
  const inTheWay = path.join(folder, 'file');
  writeFileSync(inTheWay, '');
  const log = openFileLog(path.join(inTheWay, 'logs'));
  log.error('still here');
  expect(log.files()).toEqual([]);
});
