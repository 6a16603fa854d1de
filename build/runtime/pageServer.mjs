import { setTimeout as delay } from 'node:timers/promises';
import { Halt } from './console.mjs';
import { inNodeModules } from './paths.mjs';
import { startProcess } from './process.mjs';
import { freePort } from './syncServer.mjs';

const READY_LIMIT_MS = 20_000;
const READY_LOOK_MS = 100;

/**
 * Serves the window's pages straight from their sources. Ends with this command. Throws `Halt` when it does not answer.
 * @param {import('./nodeRuntime.mjs').NodeRuntime} node
 * @returns {Promise<string>} URL of the start page
 */
export async function startPageServer(node) {
  const port = await freePort();
  const vite = [
    inNodeModules('vite', 'bin', 'vite.js'),
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--strictPort',
  ];
  startProcess(node.command, vite, {
    env: { ...process.env, ...node.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}/`;
  const untilMs = performance.now() + READY_LIMIT_MS;
  while (performance.now() < untilMs) {
    if (await answers(url)) return url;
    await delay(READY_LOOK_MS);
  }
  throw new Halt('Vite did not start to serve the pages.');
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
