import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCrashFile } from '../../../../electron/crash/crashFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-crashes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a restart is told once, and the crashes before it are remembered for the next', () => {
  openCrashFile(folder).write([1000, 2000]);
  const file = openCrashFile(folder);
  expect([file.takeRestart(), file.takeRestart()]).toEqual([true, false]);
  expect(openCrashFile(folder).read()).toEqual([1000, 2000]);
});

test('a first start, and a file with something else in it, tell of no crash', () => {
  expect(openCrashFile(folder).takeRestart()).toBe(false);
  writeFileSync(path.join(folder, 'crashes.json'), '{"crashesMs": "many"');
  expect([openCrashFile(folder).takeRestart(), openCrashFile(folder).read()]).toEqual([false, []]);
});
