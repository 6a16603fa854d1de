import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCrashFile } from '../../../../electron/crash/crashFile.ts';
import { rotateDumpFiles } from '../../../../electron/crash/dumpFiles.ts';
import { startAgain } from '../../../../electron/crash/hostWatch.ts';
import { causeOfStart } from '../../../../electron/crash/startCause.ts';
import { silentLog } from '../../../support/silentLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-crashes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const cause = (argv: readonly string[], nowMs = 1000): string =>
  causeOfStart({ argv, dumpFolder: folder, file: openCrashFile(folder), nowMs, log: silentLog });

describe('a start', () => {
  it('is as wished when nothing has ended before it', () => {
    expect(cause(['baton', '--background'])).toBe('asWished');
  });

  it('after a run that has left no dump is one that nobody wants', () => {
    writeFileSync(path.join(folder, 'page.dmp'), 'of another run');
    expect(cause(['baton', '--baton-ended=r1'])).toBe('ended');
    expect(openCrashFile(folder).takeRestart()).toBe(false);
  });

  it('after a crash is noted, and the fourth within minutes is one too many', () => {
    writeFileSync(path.join(folder, 'one.dmp'), 'memory r1 memory');
    const causes = [1000, 2000, 3000, 4000].map((atMs) => cause(['baton', '--baton-ended=r1'], atMs));
    expect(causes).toEqual(['startAgain', 'startAgain', 'startAgain', 'giveUp']);
    expect(openCrashFile(folder).takeRestart()).toBe(true);
  });
});

describe('what is started again', () => {
  it('gets the switches of the start, but no link and not the name of the run before', () => {
    const argv = ['--background', 'baton://ticket/1&calc', '--baton-ended=r1', '--gpu="x"', '--disable-gpu'];
    expect(startAgain({ program: '/opt/baton', appPath: null, argv })).toEqual({
      program: '/opt/baton',
      args: ['--background', '--disable-gpu'],
    });
    expect(startAgain({ program: 'electron', appPath: '/src/baton', argv: ['.'] }).args).toEqual([
      '/src/baton',
    ]);
  });
});

describe('dumps', () => {
  it('are kept as long as they are among the newest', () => {
    for (const [at, name] of ['old', 'new', 'newer'].entries()) {
      writeFileSync(path.join(folder, `${name}.dmp`), name);
      utimesSync(path.join(folder, `${name}.dmp`), at, at);
    }
    writeFileSync(path.join(folder, 'settings.dat'), '');
    rotateDumpFiles(folder, 2);
    expect(readdirSync(folder).sort()).toEqual(['new.dmp', 'newer.dmp', 'settings.dat']);
  });
});
