import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const HOST = path.join(import.meta.dirname, '..', '..', 'support', 'watchedHost.ts');
const PATIENCE = { timeout: 10_000 };

let folder: string;
let run: string;
let host: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'baton-watch-'));
  run = randomUUID();
});
afterEach(() => {
  host.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startHost(): Promise<void> {
  host = spawn(process.execPath, [HOST, run, folder, path.join(folder, 'started')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(host.stdout as NodeJS.ReadableStream, 'data');
}

function leaveDump(words: string): void {
  mkdirSync(path.join(folder, 'pending'));
  writeFileSync(path.join(folder, 'pending', 'one.dmp'), Buffer.from(`MDMP\0\u00ff${words}\0`, 'latin1'));
}

async function end(how: 'killed' | 'goodbye'): Promise<void> {
  const gone = once(host, 'exit');
  if (how === 'killed') host.kill('SIGKILL');
  else host.stdin?.write('\n');
  await gone;
}

/** The run's name stands in the arguments of whoever watches. */
function isWatched(): boolean {
  return execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .some((line) => line.includes(run));
}

const startedWith = (): string | null => {
  const file = path.join(folder, 'started');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
};

describe.skipIf(process.platform === 'win32')('whoever watches the host', () => {
  it('starts it again after a crash, once, and names the run', async () => {
    await startHost();
    leaveDump(run);
    await end('killed');
    await vi.waitFor(() => expect(startedWith()).toBe(`--baton-ended=${run}`), PATIENCE);
    await vi.waitFor(() => expect(isWatched()).toBe(false), PATIENCE);
  });

  it('leaves it ended when it was ended by force: a dump of another run says nothing', async () => {
    await startHost();
    leaveDump(randomUUID());
    await end('killed');
    await vi.waitFor(() => expect(isWatched()).toBe(false), PATIENCE);
    expect(startedWith()).toBeNull();
  });

  it('goes when the host says goodbye, whatever it has left behind', async () => {
    await startHost();
    leaveDump(run);
    await end('goodbye');
    await vi.waitFor(() => expect(isWatched()).toBe(false), PATIENCE);
    expect(startedWith()).toBeNull();
  });
});
