import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Halt, say } from './console.mjs';
import { cacheDir, inNodeModules, root } from './paths.mjs';
import { isAlive, run } from './process.mjs';

/** What every build reads besides the sources. */
const CONFIGURATION = ['vite.config.ts', 'postcss.config.cjs', 'package.json', 'package-lock.json'];
const APP_SOURCES = ['shared', 'electron', 'renderer', 'server'];

/**
 * What can be built: the environments of vite.config.ts, the sources that make a new build necessary, and where it is
 * noted what the last one was made from (beside its output, so that deleting one deletes the other).
 */
const TARGETS = {
  app: {
    environments: 'client,main,preload,server',
    sources: [...APP_SOURCES, ...CONFIGURATION],
    stamp: path.join(root, 'out', '.sources'),
  },
  bench: {
    environments: 'bench',
    sources: [...APP_SOURCES, 'test', ...CONFIGURATION],
    stamp: path.join(root, 'out', 'bench', '.sources'),
  },
};
const LOCK_LOOK_MS = 200;

/**
 * Brings a part of `out/` up to date with the sources; does nothing when it is. Two commands at once do not build into
 * each other: the second waits. Throws `Halt` when the build fails.
 * @param {import('./nodeRuntime.mjs').NodeRuntime} node
 * @param {keyof typeof TARGETS} [target]
 */
export async function ensureBuilt(node, target = 'app') {
  const { environments, sources, stamp } = TARGETS[target];
  await withLock(path.join(cacheDir, 'build.lock'), async () => {
    const wanted = hashSources(root, sources);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
    const startedMs = performance.now();
    rmSync(stamp, { force: true });
    const vite = [inNodeModules('vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'error'];
    const env = {
      ...process.env,
      ...node.env,
      NODE_ENV: 'production',
      NO_COLOR: '1',
      BATON_BUILD: environments,
    };
    const { code, output } = await run(node.command, vite, { env, capture: true });
    if (code !== 0) throw new Halt(`The build failed:\n${output}`);
    writeFileSync(stamp, wanted);
    say(`Built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  });
}

/**
 * One hash over the paths and contents of everything below the named files and folders; absent ones are left out.
 * @param {string} base
 * @param {readonly string[]} names relative to `base`
 */
export function hashSources(base, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesBelow(path.join(base, name))))
    hash
      .update(`${path.relative(base, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  try {
    const entries = readdirSync(place, { withFileTypes: true });
    return entries
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) =>
        entry.isDirectory() ? filesBelow(path.join(place, entry.name)) : [path.join(place, entry.name)],
      );
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [place];
    throw error;
  }
}

/**
 * Runs `body` while no other process runs one under the same lock. A lock left by a process that has died is taken.
 * @param {string} file
 * @param {() => Promise<void>} body
 */
export async function withLock(file, body) {
  mkdirSync(path.dirname(file), { recursive: true });
  while (!tryLock(file)) await delay(LOCK_LOOK_MS);
  try {
    await body();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

/** @param {string} file */
function isHeld(file) {
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, 'utf8'));
  // Empty: its maker is between creating and writing it.
  return pid === 0 || isAlive(pid);
}
