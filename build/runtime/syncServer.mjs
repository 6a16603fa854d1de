import { closeSync, openSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Halt } from './console.mjs';
import { root } from './paths.mjs';
import { killProcess, run, startProcess, stopProcess } from './process.mjs';

/** @typedef {import('./nodeRuntime.mjs').NodeRuntime} NodeRuntime */

/**
 * @typedef {object} RunningServer
 * @property {string} url such as `http://127.0.0.1:4123`, without a slash at the end
 * @property {number} pid
 * @property {() => Promise<void>} stop asks it to end; resolves when it is gone
 * @property {() => Promise<void>} kill ends it as a crash would; resolves when it is gone
 * @property {Promise<number>} ended exit code
 */

/** The administrator that every workspace made by the server's `setup` has. */
export const FIRST_ACCOUNT = 'you@baton.local';
/** The agent of the demo whose desk has a share of every kind of work. */
export const DEMO_ACCOUNT = 'oliver@lumen-cycles.example';

const SERVER = path.join(root, 'out', 'server', 'main.js');
const READY_LIMIT_MS = 30_000;
const READY_LOOK_MS = 50;
const READY_ANSWER_MS = 2000;

/**
 * Makes the workspace in a data folder where there is none: one administrator and no tickets, or the demo.
 * @param {{ node: NodeRuntime, dataDir: string, demo: boolean }} options
 * @returns {Promise<{ workspaceId: string, created: boolean, formUrlPath: string }>}
 */
export async function setUpWorkspace({ node, dataDir, demo }) {
  const answer = await askServer(node, ['setup', '--data', dataDir, ...(demo ? ['--demo'] : [])]);
  return /** @type {{ workspaceId: string, created: boolean, formUrlPath: string }} */ (answer);
}

/**
 * A sign-in code for an account, good once and for 10 minutes. Works beside a running server.
 * @param {{ node: NodeRuntime, dataDir: string, email: string }} options
 * @returns {Promise<string>}
 */
export async function signInCode({ node, dataDir, email }) {
  const answer = await askServer(node, ['code', '--data', dataDir, '--email', email]);
  return /** @type {{ code: string }} */ (answer).code;
}

/**
 * A way in for customers' words, and the key to it.
 * @param {{ node: NodeRuntime, dataDir: string, department: string }} options
 * @returns {Promise<string>}
 */
export async function channelKey({ node, dataDir, department }) {
  const wish = ['--name', 'Mail', '--kind', 'email', '--department', department];
  const answer = await askServer(node, ['channel', '--data', dataDir, ...wish]);
  return /** @type {{ key: string }} */ (answer).key;
}

/**
 * Starts the built server on loopback and waits until it answers. Throws `Halt` with the end of its log otherwise.
 * @param {object} options
 * @param {NodeRuntime} options.node
 * @param {string} options.dataDir
 * @param {number} options.port
 * @param {string} options.logFile
 * @param {boolean} [options.allowDemo] let an administrator fill an empty workspace with the demo
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<RunningServer>}
 */
export async function startSyncServer({
  node,
  dataDir,
  port,
  logFile,
  allowDemo = false,
  env = process.env,
}) {
  const log = openSync(logFile, 'a');
  const where = ['--host', '127.0.0.1', '--port', String(port), '--data', dataDir];
  const child = startProcess(
    node.command,
    [SERVER, 'serve', ...where, ...(allowDemo ? ['--allow-demo'] : [])],
    {
      env: { ...ownFolderOnly(env), ...node.env },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const ended = new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
  const url = `http://127.0.0.1:${port}`;
  if (!(await becomesReady(url, ended))) {
    await stopProcess(child);
    throw new Halt(`The sync server did not start. The end of ${logFile}:\n${tailOf(logFile)}`);
  }
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => stopProcess(child),
    kill: () => killProcess(child),
    ended,
  };
}

/**
 * The environment without what would send the server elsewhere than to the folder of this start: a DATABASE_URL may well be
 * another project's.
 * @param {NodeJS.ProcessEnv} env
 */
function ownFolderOnly(env) {
  const { DATABASE_URL: _url, BATON_SERVER_KEY: _key, ...own } = env;
  return own;
}

/**
 * Whether a Baton server answers there.
 * @param {string} url
 */
export async function isReady(url) {
  try {
    const answer = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(READY_ANSWER_MS) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Nobody there, or not ready yet: both are "no".
    return false;
  }
}

/**
 * A port on loopback that is free now: the wanted one where it is.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export async function freePort(wanted) {
  const got = await tryPort(wanted ?? 0);
  return got ?? freePort();
}

/**
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(address.port));
    });
  });
}

/**
 * The last lines of a log file.
 * @param {string} file
 * @param {number} [lines]
 */
export function tailOf(file, lines = 20) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * @param {string} url
 * @param {Promise<number>} ended
 */
async function becomesReady(url, ended) {
  const untilMs = performance.now() + READY_LIMIT_MS;
  while (performance.now() < untilMs) {
    if (await isReady(url)) return true;
    if (await Promise.race([ended.then(() => true), delay(READY_LOOK_MS, false)])) return false;
  }
  return false;
}

/**
 * Runs a short server command and returns what it says in its last line of JSON.
 * @param {NodeRuntime} node
 * @param {string[]} args
 * @returns {Promise<unknown>}
 */
async function askServer(node, args) {
  const { code, output } = await run(node.command, [SERVER, ...args], {
    env: { ...ownFolderOnly(process.env), ...node.env },
    capture: true,
  });
  const line = output
    .trimEnd()
    .split('\n')
    .findLast((text) => text.startsWith('{'));
  if (code !== 0 || line === undefined)
    throw new Halt(`The sync server's "${args[0]}" command failed:\n${output.trimEnd()}`);
  return /** @type {unknown} */ (JSON.parse(line));
}
