import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashSources, withLock } from '../../../build/runtime/buildOutput.mjs';
import {
  deleteDataFolder,
  isFresh,
  openDataFolder,
  readNotes,
  writeNotes,
} from '../../../build/runtime/dataFolder.mjs';
import { onVirtualDisplay } from '../../../build/runtime/display.mjs';
import { verifyIntegrity } from '../../../build/runtime/electronRuntime.mjs';
import { explainFailure } from '../../../build/runtime/install.mjs';
import { findNodeRuntime, withoutNodeMode } from '../../../build/runtime/nodeRuntime.mjs';
import { readPlaywrightReport, readVitestReport } from '../../../build/runtime/reports.mjs';
import { readStartOptions } from '../../../build/runtime/startOptions.mjs';
import { DEMO_ACCOUNT, freePort } from '../../../build/runtime/syncServer.mjs';
import { missingLibraries, packagesFor, usesT64Names } from '../../../build/runtime/systemLibraries.mjs';
import { TEAM } from '../../../server/demo/team.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'baton-runtime-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the Electron fallback', () => {
  test('is taken only with the pinned hash', async () => {
    const file = path.join(folder, 'electron.tgz');
    writeFileSync(file, 'an archive');
    const pin = `sha512-${createHash('sha512').update('an archive').digest('base64')}`;
    await expect(verifyIntegrity(file, pin)).resolves.toBeUndefined();
    writeFileSync(file, 'another archive');
    await expect(verifyIntegrity(file, pin)).rejects.toThrow('not the file that was pinned');
  });
});

describe('the Node for our code', () => {
  const bundledNode = path.join(import.meta.dirname, 'absent');
  test('is this process where it is new enough', () => {
    expect(findNodeRuntime({ currentVersion: '24.1.0' })?.command).toBe(process.execPath);
  });
  test("is Electron's own where neither this process nor the dependencies have one", () => {
    expect(findNodeRuntime({ currentVersion: '20.19.0', bundledNode, electronExecutable: '/e' })).toEqual({
      command: '/e',
      env: { ELECTRON_RUN_AS_NODE: '1' },
      described: "Electron's own Node",
    });
    expect(findNodeRuntime({ currentVersion: '20.19.0', bundledNode })).toBeUndefined();
  });
  test('is not what a window is started as', () => {
    expect(withoutNodeMode({ ELECTRON_RUN_AS_NODE: '1', HOME: '/h' })).toEqual({ HOME: '/h' });
  });
});

describe('missing system libraries', () => {
  const ldd =
    '\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgtk-3.so.0 => not found\n\tlibsmime3.so => not found\n';
  test('are read from what ldd prints', () => {
    expect(missingLibraries(ldd)).toEqual(['libnss3.so', 'libgtk-3.so.0', 'libsmime3.so']);
  });
  test('become package names, each once, as the release spells them', () => {
    const missing = [...missingLibraries(ldd), 'Xvfb', 'xvfb-run', 'dunst'];
    expect(packagesFor(missing, false)).toEqual(['dunst', 'libgtk-3-0', 'libnss3', 'xvfb']);
    expect(packagesFor(missing, true)).toEqual(['dunst', 'libgtk-3-0t64', 'libnss3', 'xvfb']);
  });
  test('that nobody has mapped are named, not guessed', () => {
    expect(() => packagesFor(['libodd.so.1'], true)).toThrow('libodd.so.1');
  });
  test.each([
    ['VERSION_CODENAME=bookworm', false],
    ['VERSION_CODENAME=trixie', true],
    ['VERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy', false],
    ['VERSION_CODENAME=wilma\nUBUNTU_CODENAME=noble', true],
    ['VERSION_CODENAME="virginia"\nUBUNTU_CODENAME="jammy"', false],
  ])('%j has the newer names: %s', (release, expected) => {
    expect(usesT64Names(release)).toBe(expected);
  });
});

describe('a failed installation', () => {
  test.each([
    ['npm error code ENOSPC', 'disk is full'],
    ['npm error code ENOTFOUND', 'cannot be reached'],
    ['npm error code EACCES', 'cannot be written'],
    ['npm error something new', 'npm says'],
  ])('that says %j is explained', (output, advice) => {
    expect(explainFailure(output)).toContain(advice);
    expect(explainFailure(output)).toContain(output);
  });
});

describe('the build stamp', () => {
  test('changes with a content, a name and a new file, and with nothing else', () => {
    mkdirSync(path.join(folder, 'a'));
    const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
    const hash = (): string => hashSources(folder, ['a', 'b.ts', 'absent']);
    write('a/x.ts', '1');
    write('b.ts', '2');
    write('c.ts', 'not looked at');
    const hashes = [hash()];
    write('a/x.ts', '1');
    write('c.ts', 'still not');
    expect(hash()).toBe(hashes[0]);
    write('a/x.ts', '3');
    hashes.push(hash());
    write('a/y.ts', '3');
    hashes.push(hash());
    rmSync(path.join(folder, 'a/x.ts'));
    hashes.push(hash());
    expect(new Set(hashes).size).toBe(4);
  });

  test('is guarded: two builds at once run one after the other, and a dead holder does not block', async () => {
    const lock = path.join(folder, 'deep', 'build.lock');
    const order: string[] = [];
    const build = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(lock, build('first')), withLock(lock, build('second'))]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    writeFileSync(lock, '4194304');
    await withLock(lock, build('third'));
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a data folder', () => {
  test('remembers the port and is deleted by its maker', () => {
    const place = path.join(folder, 'data');
    openDataFolder(place);
    writeNotes(place, { port: 4123 });
    expect(readNotes(place)).toEqual({ port: 4123 });
    deleteDataFolder(place);
    expect(existsSync(place)).toBe(false);
  });
  test('that somebody else made is neither used nor deleted', () => {
    writeFileSync(path.join(folder, 'thesis.txt'), 'years of work');
    expect(() => openDataFolder(folder)).toThrow('holds other files');
    expect(() => deleteDataFolder(folder)).toThrow('not made by Baton');
    expect(readFileSync(path.join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
    expect(isFresh(folder)).toBe(true);
  });
  test('whose note is damaged remembers nothing and still works', () => {
    openDataFolder(folder);
    writeFileSync(path.join(folder, '.baton-dev.json'), '{"port": 41');
    expect(readNotes(folder)).toEqual({});
  });
});

describe('the start command', () => {
  test('reads its options', () => {
    const args = ['--demo', '--as', 'Ana@Baton.local', '--port', '4000', '--data', 'x', '--no-window'];
    expect(readStartOptions(args, '/here')).toEqual({
      demo: true,
      as: 'ana@baton.local',
      port: 4000,
      data: path.resolve('/here', 'x'),
      reset: false,
      window: false,
      keep: false,
      dev: false,
      help: false,
    });
  });
  test.each([[['--dmo']], [['--port', '70000']], [['--as', 'ana']], [['extra']]])('refuses %j', (args) => {
    expect(() => readStartOptions(args, '/here')).toThrow();
  });
  test('opens the demo as an agent who is in it', () => {
    expect(TEAM.map(({ value }) => value.email)).toContain(DEMO_ACCOUNT);
  });
  test('keeps a wanted port and leaves a taken one', async () => {
    const taken = net.createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as net.AddressInfo).port));
    });
    expect(await freePort(port)).not.toBe(port);
    await new Promise((resolve) => taken.close(resolve));
    expect(await freePort(port)).toBe(port);
  });
});

test('the virtual display is outside of the message bus, or services on the bus would not see it', () => {
  const command = onVirtualDisplay(['electron', '.']);
  expect(command.indexOf('xvfb-run')).toBeLessThan(command.indexOf('dbus-run-session'));
  expect(command.slice(-2)).toEqual(['electron', '.']);
});

describe('test reports', () => {
  test("of vitest are counted, a file that does not load as one failure, with the skipped ones' names", () => {
    const report = readVitestReport({
      testResults: [
        {
          status: 'passed',
          assertionResults: [
            { fullName: 'a', status: 'passed' },
            { fullName: 'b', status: 'pending' },
            { fullName: 'c', status: 'failed' },
          ],
        },
        { status: 'failed', assertionResults: [] },
      ],
    });
    expect(report).toEqual({ passed: 1, failed: 2, skipped: ['b'] });
  });
  test('of Playwright are counted through all levels', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
    const report = readPlaywrightReport({
      errors: [],
      suites: [
        {
          title: 'desk.spec.ts',
          specs: [spec('a', 'expected')],
          suites: [{ title: 'offline', specs: [spec('b', 'unexpected'), spec('c', 'skipped')] }],
        },
      ],
    });
    expect(report).toEqual({ passed: 1, failed: 1, skipped: ['desk.spec.ts > offline > c'] });
  });
});
