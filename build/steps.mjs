import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './runtime/buildOutput.mjs';
import { Halt, say } from './runtime/console.mjs';
import { onVirtualDisplay, virtualDisplayEnv } from './runtime/display.mjs';
import { resolveElectron } from './runtime/electronRuntime.mjs';
import { ensureInstalled } from './runtime/install.mjs';
import { findNodeRuntime } from './runtime/nodeRuntime.mjs';
import { cacheDir, inNodeModules } from './runtime/paths.mjs';
import { onInterrupt, run, stopEverything } from './runtime/process.mjs';
import { readPlaywrightReport, readVitestReport } from './runtime/reports.mjs';
import { ensureSystemLibraries } from './runtime/systemLibraries.mjs';

/** @typedef {import('./runtime/nodeRuntime.mjs').NodeRuntime} NodeRuntime */
/** @typedef {import('./runtime/reports.mjs').TestReport} TestReport */

/** @typedef {{ name: string, tool: string[], args: string[] }} StaticCheck a file below node_modules and its arguments */

/** The longest first. @type {readonly StaticCheck[]} */
const LINT = [
  { name: 'eslint', tool: ['eslint', 'bin', 'eslint.js'], args: ['.', '--max-warnings', '0'] },
  {
    name: 'layers',
    tool: ['dependency-cruiser', 'bin', 'dependency-cruiser.mjs'],
    args: ['--config', '.dependency-cruiser.cjs', 'shared', 'electron', 'renderer', 'server'],
  },
  { name: 'unused', tool: ['knip', 'bin', 'knip.js'], args: [] },
  { name: 'oxlint', tool: ['oxlint', 'bin', 'oxlint'], args: ['--quiet'] },
  { name: 'format', tool: ['prettier', 'bin', 'prettier.cjs'], args: ['--check', '.'] },
];
/** @type {readonly StaticCheck[]} */
const TYPES = [{ name: 'types', tool: ['typescript', 'bin', 'tsc'], args: ['-b'] }];

/** The static checks that `npm run check -- <name>` can run alone. */
export const STATIC_CHECKS = { types: TYPES, lint: LINT, all: [...LINT, ...TYPES] };

/**
 * Dependencies and the Node for our code. On a machine with an older Node that the dependencies do not help out,
 * Electron is fetched for its own.
 * @returns {Promise<NodeRuntime>}
 */
export async function prepareNode() {
  onInterrupt(stopEverything);
  await ensureInstalled();
  const node =
    findNodeRuntime() ?? findNodeRuntime({ electronExecutable: (await resolveElectron()).executable });
  if (node === undefined) throw new Halt('There is no Node 24 or newer on this machine to run Baton on.');
  return node;
}

/**
 * Runs tools of the static checks, two at a time: one of them takes as long as the others together. Prints what the
 * failing ones have to say.
 * @param {NodeRuntime} node
 * @param {readonly StaticCheck[]} checks
 * @returns {Promise<string[]>} names of those that failed
 */
export async function runStaticChecks(node, checks) {
  const waiting = [...checks];
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      if (!(await passes(node, check))) failed.push(check.name);
  };
  await Promise.all([work(), work()]);
  return failed;
}

/**
 * @param {NodeRuntime} node
 * @param {StaticCheck} check
 */
async function passes(node, { name, tool, args }) {
  const startedMs = performance.now();
  const command = [inNodeModules(...tool), ...args];
  const { code, output } = await run(node.command, command, { env: nodeEnv(node), capture: true });
  const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  say(code === 0 ? `ok     ${name} (${took})` : `FAILED ${name} (${took})\n${output.trimEnd()}`);
  return code === 0;
}

/**
 * Unit, contract, property and integration tests.
 * @param {NodeRuntime} node
 * @returns {Promise<TestReport>}
 */
export async function runVitest(node) {
  const report = freshReport('vitest.json');
  const { code } = await run(
    node.command,
    [
      inNodeModules('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: nodeEnv(node) },
  );
  return finishReport('vitest', code, report, readVitestReport);
}

/**
 * Builds, and runs the end-to-end tests in real Electron: under a virtual display even where there is a real one,
 * so that no window disturbs anybody.
 * @param {NodeRuntime} node
 * @param {readonly string[]} [args] passed on to Playwright
 * @param {{ saysLater?: boolean }} [options] keep what it prints until it has ended, for running beside something else
 * @returns {Promise<TestReport>}
 */
export async function runEndToEnd(node, args = [], { saysLater = false } = {}) {
  const report = freshReport('e2e.json');
  const env = await prepareElectron(node, { notificationDaemon: true });
  const playwright = [node.command, inNodeModules('@playwright', 'test', 'cli.js'), 'test', ...args];
  const code = await runOnDisplay(playwright, env, { notificationDaemon: true, saysLater });
  return finishReport('e2e', code, report, readPlaywrightReport);
}

/**
 * Everything a program needs that opens real windows: the runtime, the system's libraries and the built app.
 * @param {NodeRuntime} node
 * @param {{ notificationDaemon: boolean }} options
 * @returns {Promise<NodeJS.ProcessEnv>} the environment to run it in
 */
export async function prepareElectron(node, { notificationDaemon }) {
  const electron = await resolveElectron();
  await ensureSystemLibraries({ electron: electron.executable, virtualDisplay: true, notificationDaemon });
  await ensureBuilt(node);
  return { ...nodeEnv(node), ELECTRON_OVERRIDE_DIST_PATH: electron.dist };
}

/**
 * Runs a command on a virtual display on Linux, and as it is elsewhere.
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {{ notificationDaemon?: boolean, saysLater?: boolean }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runOnDisplay(command, env, { saysLater = false, ...options } = {}) {
  const isLinux = process.platform === 'linux';
  const [program = '', ...args] = isLinux ? onVirtualDisplay(command, options) : command;
  const { code, output } = await run(program, args, {
    env: isLinux ? virtualDisplayEnv(env) : env,
    capture: saysLater,
  });
  if (saysLater) say(output.trimEnd());
  return code;
}

/**
 * The one plain line that ends a test run, after the names of what was skipped.
 * @param {readonly TestReport[]} reports
 */
export function printTotals(reports) {
  const skipped = reports.flatMap((report) => report.skipped);
  for (const title of skipped) say(`skipped: ${title}`);
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    reports.reduce((total, report) => total + report[key], 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped`);
}

/** @param {NodeRuntime} node */
function nodeEnv(node) {
  return { ...process.env, ...node.env };
}

/**
 * Where a run leaves its report; the one of an earlier run is taken away so that it cannot be mistaken for this one.
 * @param {string} name
 */
function freshReport(name) {
  const file = path.join(cacheDir, 'reports', name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * A run that ended badly without a failing test (a file that does not load, a crash) counts as one failure.
 * @param {string} name
 * @param {number} code
 * @param {string} file
 * @param {(json: unknown) => TestReport} read
 * @returns {TestReport}
 */
function finishReport(name, code, file, read) {
  const report = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: [] };
  if (code === 0 || report.failed > 0) return report;
  say(`${name} ended with exit code ${code} outside any test`);
  return { ...report, failed: 1 };
}
