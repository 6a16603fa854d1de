import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromiumSwitches } from '../../build/runtime/display.mjs';
import { resolveElectron } from '../../build/runtime/electronRuntime.mjs';
import { findNodeRuntime, withoutNodeMode } from '../../build/runtime/nodeRuntime.mjs';
import { packageApp } from '../../build/runtime/packageApp.mjs';
import { deskAt } from './deskAt.ts';
import { atTheEnd } from './launch.ts';

/** A packaged Baton that runs. It takes no debugger for its main process, so it is driven through its window alone. */
export interface PackagedBaton {
  readonly page: Page;
  readonly userData: string;
  /** Asks it to end, as the system does at the end of a session, and waits. */
  readonly close: () => Promise<void>;
}

/** Packages the built app for this system into a folder of its own, which is deleted when the process ends. */
export async function makePackage(config: readonly string[] = []): Promise<string> {
  const node = findNodeRuntime();
  if (node === undefined) throw new Error('Run the tests through npm: they need Node 24.');
  const out = mkdtempSync(path.join(tmpdir(), 'baton-package-'));
  process.once('exit', () => rmSync(out, { recursive: true, force: true }));
  await packageApp({
    node,
    electron: await resolveElectron(),
    out,
    targets: ['dir', 'deb'],
    config,
    isTrial: true,
  });
  return out;
}

/** Starts a packaged Baton and waits for its window. */
export async function launchPackaged(
  executable: string,
  {
    connect,
    userData = mkdtempSync(path.join(tmpdir(), 'baton-packaged-')),
  }: { connect?: string; userData?: string },
): Promise<PackagedBaton> {
  const portFile = path.join(userData, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(
    executable,
    ['--remote-debugging-port=0', '--remote-allow-origins=*', ...chromiumSwitches({ isVirtual: true })],
    {
      env: {
        ...withoutNodeMode(),
        BATON_USER_DATA: userData,
        ...(connect !== undefined && { BATON_CONNECT: connect }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  const listening = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (words: Buffer) => {
      said.push(words.toString());
      const address = /DevTools listening on (ws:\S+)/.exec(said.join(''))?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then(() => reject(new Error(`the packaged app ended at once:\n${said.join('')}`)));
  });
  atTheEnd(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  });
  const { page, browser } = await deskAt(new URL(await listening).host);
  return {
    page,
    userData,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await browser.close();
    },
  };
}
