import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Enough for a server to finish what runs and close its database. */
const STOP_GRACE_MS = 5000;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {boolean} [capture] collect what it prints instead of passing it through
 * @property {boolean} [interactive] let it read from the terminal, which only programs of our own group may
 */

/**
 * @typedef {object} RunResult
 * @property {number} code exit code; 128 + 15 style codes become 1
 * @property {string} output standard output and error in order of arrival, empty unless captured
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** Those with a process group of their own. @type {WeakSet<import('node:child_process').ChildProcess>} */
const groupLeaders = new WeakSet();

/**
 * Starts a program in its own process group (so that a wrapper such as xvfb-run goes down with what it wraps)
 * and remembers it, so that `stopEverything` leaves no orphan.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startProcess(command, args, options) {
  const detached = process.platform !== 'win32';
  const child = spawn(command, args, { cwd: root, detached, ...options });
  if (options.detached ?? detached) groupLeaders.add(child);
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Asks a started program to end, and ends it by force after `STOP_GRACE_MS`. Resolves when it is gone.
 * @param {ChildProcess} child
 */
export async function stopProcess(child) {
  if (isGone(child)) return;
  const gone = once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_GRACE_MS);
  await gone;
  clearTimeout(timer);
}

/**
 * Ends a started program without asking, as a crash would. Resolves when it is gone.
 * @param {ChildProcess} child
 */
export async function killProcess(child) {
  if (isGone(child)) return;
  const gone = once(child, 'exit');
  signalGroup(child, 'SIGKILL');
  await gone;
}

/** Ends every program this process has started and that still runs. */
export async function stopEverything() {
  await Promise.all([...running].map((child) => stopProcess(child)));
}

/** The last resort when this process itself must leave at once. */
function killEverything() {
  for (const child of running) signalGroup(child, 'SIGKILL');
}
process.once('exit', killEverything);

/**
 * Runs `body` once on the first Ctrl-C or terminate request; a second one ends everything at once.
 * @param {() => Promise<void>} body
 */
export function onInterrupt(body) {
  let asked = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      body().then(
        () => process.exit(130),
        () => process.exit(130),
      );
    });
  }
}

/** @param {ChildProcess} child */
function isGone(child) {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (groupLeaders.has(child)) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    // Already gone: exactly what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Whether a process with this id runs, whoever started it.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Runs a program to its end. A program that cannot be started at all rejects.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(
  command,
  args,
  { env = process.env, cwd = root, capture = false, interactive = false } = {},
) {
  return new Promise((resolve, reject) => {
    const child = startProcess(command, args, {
      env,
      cwd,
      stdio: [interactive ? 'inherit' : 'ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      ...(interactive && { detached: false }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * What a short command prints, or `undefined` when it is absent or fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function outputOf(command, args, env = process.env) {
  const result = spawnSync(command, args, { encoding: 'utf8', env });
  return result.status === 0 ? result.stdout : undefined;
}

/**
 * Where a program stands on the search path, or `undefined`.
 * @param {string} name
 */
export function findProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
