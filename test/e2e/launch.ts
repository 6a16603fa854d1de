import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromiumSwitches } from '../../build/runtime/display.mjs';
import { findNodeRuntime, withoutNodeMode, type NodeRuntime } from '../../build/runtime/nodeRuntime.mjs';
import { root } from '../../build/runtime/paths.mjs';
import { CHANNEL_KEY_HEADER } from '../../shared/sync/wire.ts';
import {
  channelKey,
  freePort,
  setUpWorkspace,
  signInCode,
  startSyncServer,
} from '../../build/runtime/syncServer.mjs';

export { FIRST_ACCOUNT } from '../../build/runtime/syncServer.mjs';

/** A started desktop. It ends with the test; `close` ends it earlier, as a person who quits would. */
export interface Baton {
  readonly app: ElectronApplication;
  /** The first window, past its load. */
  readonly page: Page;
  /** Its profile folder: give it to another launch to come back as the same person. */
  readonly userData: string;
  readonly close: () => Promise<void>;
  /** Ends the process without a chance to save anything. */
  readonly kill: () => Promise<void>;
}

export interface LaunchOptions {
  /** A profile folder used before; a new empty one otherwise. */
  readonly userData?: string;
  /** `<server url>#<sign-in code>`, as `connectionTo` gives it; without it the sign-in page opens. */
  readonly connect?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Somebody who has never seen Baton; the others need no tour. */
  readonly isNew?: boolean;
  /** Further arguments of the program, such as a link. */
  readonly args?: readonly string[];
}

/** The real, built server on loopback with its own database in a temporary folder. */
export interface TestServer {
  readonly url: string;
  /** The contact form of the workspace. */
  readonly formUrl: string;
  readonly dataDir: string;
  /** A sign-in code for an account, good once. */
  readonly code: (email: string) => Promise<string>;
  /** What a desktop needs to sign in to it: URL and a fresh code. */
  readonly connectionTo: (email: string) => Promise<string>;
  /** Hands in what a mail program has written, as a mail gateway would. */
  readonly receive: (mail: {
    readonly subject: string;
    readonly html: string;
    readonly department: string;
  }) => Promise<void>;
  /** Asks it to end and waits. The data stays; `restart` brings it back on the same port. */
  readonly stop: () => Promise<void>;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
}

export interface ServerOptions {
  readonly demo?: boolean;
  /** Let an administrator fill an empty workspace with the demo, as `npm start` does. */
  readonly allowDemo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** What has to be undone when the test is over, in the order in which it was made. */
const cleanUps: (() => Promise<void> | void)[] = [];
/** The demo is the same every time, so it is made once per process and copied. */
let demoTemplate: Promise<string> | undefined;

/** Playwright's `test`, which also ends every desktop and server that the test has started. */
export const test = base.extend<{ endsWhatItStarts: undefined }>({
  endsWhatItStarts: [
    // Playwright reads the names of the fixtures it depends on from this pattern: none.
    async ({}, use) => {
      await use(undefined);
      await endEverything();
    },
    { auto: true },
  ],
});

/** Has something undone when the test is over, before what was started earlier. */
export function atTheEnd(cleanUp: () => Promise<void> | void): void {
  cleanUps.push(cleanUp);
}

/** Ends every desktop and server started so far and deletes their folders; scripts outside of tests call it themselves. */
export async function endEverything(): Promise<void> {
  while (cleanUps.length > 0) await cleanUps.pop()?.();
}

/** Opens the built app in its own profile and waits for its first window. */
export async function launchBaton({
  userData,
  connect,
  env = {},
  args = [],
  isNew = false,
}: LaunchOptions = {}): Promise<Baton> {
  const profile = userData ?? temporaryFolder('profile');
  const settings = path.join(profile, 'preferences.json');
  if (!isNew && !existsSync(settings))
    writeFileSync(settings, JSON.stringify({ version: 2, preferences: { isIntroduced: true } }));
  const app = await _electron.launch({
    args: ['.', ...chromiumSwitches({ isVirtual: true }), ...args],
    cwd: root,
    env: definedOnly({
      ...withoutNodeMode(),
      BATON_USER_DATA: profile,
      ...(connect !== undefined && { BATON_CONNECT: connect }),
      ...env,
    }),
  });
  const main = app.process();
  const ended = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    if (main.exitCode === null && main.signalCode === null) main.kill('SIGKILL');
    await ended;
  };
  cleanUps.push(kill);
  const close = async (): Promise<void> => {
    await app.close();
    await ended;
  };
  return { app, page: await app.firstWindow(), userData: profile, close, kill };
}

/** Starts a server on a free port: with the demo workspace, or with one that holds `FIRST_ACCOUNT` and nothing else. */
export async function startServer({
  demo = false,
  allowDemo = false,
  env = {},
}: ServerOptions = {}): Promise<TestServer> {
  const node = nodeRuntime();
  const folder = temporaryFolder('server');
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir);
  if (demo) cpSync(await (demoTemplate ??= makeDemo(node)), dataDir, { recursive: true });
  const { formUrlPath } = await setUpWorkspace({ node, dataDir, demo });

  const port = await freePort();
  const logFile = path.join(folder, 'server.log');
  const start = (): ReturnType<typeof startSyncServer> =>
    startSyncServer({ node, dataDir, port, logFile, allowDemo, env: { ...process.env, ...env } });
  let running = await start();
  cleanUps.push(() => running.kill());
  const code = (email: string): Promise<string> => signInCode({ node, dataDir, email });
  return {
    url: running.url,
    formUrl: `${running.url}${formUrlPath}`,
    dataDir,
    code,
    connectionTo: async (email) => `${running.url}#${await code(email)}`,
    receive: async ({ subject, html, department }) => {
      const answer = await fetch(`${running.url}/v1/intake`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [CHANNEL_KEY_HEADER]: await channelKey({ node, dataDir, department }),
        },
        body: JSON.stringify({
          messageId: subject,
          from: { email: 'carla@example.com', name: 'Carla Customer' },
          subject,
          html,
        }),
      });
      if (!answer.ok) throw new Error(`the mail was not taken in: ${await answer.text()}`);
    },
    stop: () => running.stop(),
    kill: () => running.kill(),
    restart: async () => {
      await running.stop();
      running = await start();
    },
  };
}

async function makeDemo(node: NodeRuntime): Promise<string> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'baton-demo-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  await setUpWorkspace({ node, dataDir, demo: true });
  return dataDir;
}

function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `baton-${name}-`));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function nodeRuntime(): NodeRuntime {
  const node = findNodeRuntime();
  if (node === undefined) throw new Error('Run the tests through npm: they need Node 24.');
  return node;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
