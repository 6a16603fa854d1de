import { closeSync, openSync } from 'node:fs';
import { chromiumSwitches, onVirtualDisplay, virtualDisplayEnv } from './display.mjs';
import { withoutNodeMode } from './nodeRuntime.mjs';
import { startProcess, stopProcess } from './process.mjs';

/**
 * @typedef {object} Desktop
 * @property {Promise<number>} ended exit code
 * @property {() => Promise<void>} stop resolves when it is gone
 */

/**
 * Opens the built app as a development run. What Chromium and the app print goes to the log file.
 * @param {object} options
 * @param {string} options.electron path of the Electron program
 * @param {string} options.profile
 * @param {string} options.connect server URL, `#` and a sign-in code
 * @param {string} options.logFile
 * @param {string | undefined} options.devUrl pages served by Vite instead of the built ones
 * @param {{ file: string, keep: boolean } | undefined} options.screenshot set where nobody can see the window: a virtual
 *   display is used, and the app leaves this picture of the desk and, unless `keep`, quits
 * @returns {Desktop}
 */
export function openDesktop({ electron, profile, connect, logFile, devUrl, screenshot }) {
  const isVirtual = screenshot !== undefined;
  const command = [electron, '.', ...chromiumSwitches({ isVirtual })];
  const [program = '', ...args] = isVirtual ? onVirtualDisplay(command) : command;
  const env = {
    ...withoutNodeMode(),
    BATON_USER_DATA: profile,
    BATON_CONNECT: connect,
    ...(devUrl !== undefined && { BATON_DEV_URL: devUrl }),
    ...(isVirtual && { BATON_SCREENSHOT: screenshot.file, ...(screenshot.keep && { BATON_KEEP: '1' }) }),
  };
  const log = openSync(logFile, 'a');
  const child = startProcess(program, args, {
    env: isVirtual ? virtualDisplayEnv(env) : env,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', () => resolve(1));
  });
  return { ended, stop: () => stopProcess(child) };
}
