#!/usr/bin/env node
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from './runtime/buildOutput.mjs';
import { Halt, runCommand, say } from './runtime/console.mjs';
import {
  defaultDataFolder,
  deleteDataFolder,
  isFresh,
  openDataFolder,
  profileFolder,
  readNotes,
  writeNotes,
} from './runtime/dataFolder.mjs';
import { openDesktop } from './runtime/desktop.mjs';
import { hasDisplay } from './runtime/display.mjs';
import { resolveElectron } from './runtime/electronRuntime.mjs';
import { cacheDir } from './runtime/paths.mjs';
import { startPageServer } from './runtime/pageServer.mjs';
import { isAlive, onInterrupt, stopEverything } from './runtime/process.mjs';
import { START_HELP, readStartOptions } from './runtime/startOptions.mjs';
import {
  DEMO_ACCOUNT,
  FIRST_ACCOUNT,
  freePort,
  isReady,
  setUpWorkspace,
  signInCode,
  startSyncServer,
  tailOf,
} from './runtime/syncServer.mjs';
import { ensureSystemLibraries } from './runtime/systemLibraries.mjs';
import { prepareNode } from './steps.mjs';

/** @typedef {import('./runtime/startOptions.mjs').StartOptions} StartOptions */
/** @typedef {import('./runtime/nodeRuntime.mjs').NodeRuntime} NodeRuntime */

/** From an empty profile to a desk with the whole demo in it, on a slow machine. */
const SCREENSHOT_LIMIT_MS = 180_000;
const SCREENSHOT_LOOK_MS = 250;

await runCommand(async () => {
  const options = readStartOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  if (options.help) {
    say(START_HELP);
    return 0;
  }
  const { folder, demo } = await chooseWorkspace(options);
  if (options.reset) await reset(folder);
  // Before anything that takes time: a folder that cannot be used should be said at once.
  const parts = openDataFolder(folder);

  const node = await prepareNode();
  const electron = options.window ? (await resolveElectron()).executable : undefined;
  const isVirtual = !hasDisplay();
  if (electron !== undefined)
    await ensureSystemLibraries({ electron, virtualDisplay: isVirtual, notificationDaemon: false });
  await ensureBuilt(node);

  const server = await connectToServer({ node, folder, parts, demo, port: options.port });
  try {
    const email = options.as ?? (demo ? DEMO_ACCOUNT : FIRST_ACCOUNT);
    const code = await signInCode({ node, dataDir: parts.server, email });
    if (electron === undefined) return await serveOnly(server, email, code);
    const screenshot = isVirtual
      ? {
          file: path.join(cacheDir, 'screenshots', `start-${demo ? 'demo' : 'workspace'}.png`),
          keep: options.keep,
        }
      : undefined;
    say(`Opening Baton as ${email}. Logs: ${parts.logs}`);
    return await runDesktop({
      electron,
      profile: profileFolder(folder, email),
      connect: `${server.url}#${code}`,
      logFile: path.join(parts.logs, 'desktop.log'),
      devUrl: options.dev ? await startPageServer(node) : undefined,
      screenshot,
    });
  } finally {
    await server.release();
    await stopEverything();
  }
});

/**
 * Which data folder this start is about. Offers the demo to a person who has no data yet.
 * @param {StartOptions} options
 */
async function chooseWorkspace({ data, demo, reset: startsOver }) {
  const folder = data ?? defaultDataFolder(demo);
  if (demo || data !== undefined || startsOver || !isFresh(folder)) return { folder, demo };
  if (!isInteractive()) {
    say(
      'No data yet: starting with an empty workspace. `npm start -- --demo` makes one with 2,000 tickets to look around in.',
    );
    return { folder, demo };
  }
  const answer = await ask(
    'No data yet. Look around in a demo workspace with 2,000 tickets? [Y = demo, n = empty workspace] ',
  );
  const wantsDemo = !/^n/i.test(answer);
  return { folder: defaultDataFolder(wantsDemo), demo: wantsDemo };
}

/** @param {string} folder */
async function reset(folder) {
  if ((await runningServer(folder)) !== undefined)
    throw new Halt(`Another start is running on ${folder}. End it before --reset.`);
  if (
    isInteractive() &&
    existsSync(folder) &&
    !/^y/i.test(await ask(`Delete everything in ${folder}? [y/N] `))
  )
    throw new Halt('Nothing was deleted.');
  deleteDataFolder(folder);
}

/**
 * URL of the server that another start runs on this folder. The process has to live and the port to answer: after a
 * crash either may belong to somebody else by now.
 * @param {string} folder
 */
async function runningServer(folder) {
  const { serverPid, port } = readNotes(folder);
  if (serverPid === undefined || port === undefined || !isAlive(serverPid)) return undefined;
  const url = `http://127.0.0.1:${port}`;
  return (await isReady(url)) ? url : undefined;
}

function isInteractive() {
  return process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] === undefined;
}

/** @param {string} question */
async function ask(question) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}

/**
 * The server of this data folder: the one that another start is running, or a new one that ends with this command.
 * @param {object} options
 * @param {NodeRuntime} options.node
 * @param {string} options.folder
 * @param {{ server: string, logs: string }} options.parts
 * @param {boolean} options.demo
 * @param {number | undefined} options.port
 * @returns {Promise<{ url: string, ended: Promise<unknown>, release: () => Promise<void> }>}
 */
async function connectToServer({ node, folder, parts, demo, port }) {
  const joined = await runningServer(folder);
  if (joined !== undefined) {
    say(`Joining the sync server that is running already: ${joined}`);
    return { url: joined, ended: new Promise(() => undefined), release: () => Promise.resolve() };
  }
  const { created, formUrlPath } = await setUpWorkspace({ node, dataDir: parts.server, demo });
  if (created) say(`Made ${demo ? 'the demo' : 'an empty'} workspace in ${folder}`);
  const chosen = await freePort(port ?? readNotes(folder).port);
  if (port !== undefined && chosen !== port) throw new Halt(`Port ${port} is taken by another program.`);
  const logFile = path.join(parts.logs, 'server.log');
  const server = await startSyncServer({
    node,
    dataDir: parts.server,
    port: chosen,
    logFile,
    allowDemo: true,
  });
  writeNotes(folder, { port: chosen, serverPid: server.pid });
  say(`Sync server: ${server.url} (${node.described})`);
  say(`Contact form, to write as a customer: ${server.url}${formUrlPath}`);
  const release = async () => {
    await server.stop();
    writeNotes(folder, { port: chosen });
  };
  onInterrupt(async () => {
    await stopEverything();
    writeNotes(folder, { port: chosen });
  });
  return { url: server.url, ended: server.ended, release };
}

/**
 * @param {{ url: string, ended: Promise<unknown> }} server
 * @param {string} email
 * @param {string} code
 */
async function serveOnly(server, email, code) {
  say(`Sign-in code for ${email}, good once and for 10 minutes: ${code}`);
  say('Ctrl-C ends the server.');
  await server.ended;
  return 1;
}

/**
 * @param {Parameters<typeof openDesktop>[0]} options
 * @returns {Promise<number>}
 */
async function runDesktop(options) {
  const { screenshot, logFile } = options;
  if (screenshot === undefined) return await openDesktop(options).ended;
  say('No display here: running on a virtual one, and leaving a picture.');
  mkdirSync(path.dirname(screenshot.file), { recursive: true });
  rmSync(screenshot.file, { force: true });
  const desktop = openDesktop(options);
  if (!(await appears(screenshot.file, desktop.ended))) {
    await desktop.stop();
    throw new Halt(`The desk did not appear. The end of ${logFile}:\n${tailOf(logFile)}`);
  }
  say(`Screenshot: ${screenshot.file}`);
  if (screenshot.keep) say('Ctrl-C ends it.');
  return await desktop.ended;
}

/**
 * Whether a file is there before the desktop ends or the time is up.
 * @param {string} file
 * @param {Promise<number>} ended
 */
async function appears(file, ended) {
  const untilMs = performance.now() + SCREENSHOT_LIMIT_MS;
  while (!existsSync(file) && performance.now() < untilMs) {
    if (await Promise.race([ended.then(() => true), delay(SCREENSHOT_LOOK_MS, false)])) break;
  }
  return existsSync(file);
}
