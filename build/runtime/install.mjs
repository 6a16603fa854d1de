import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Halt, say } from './console.mjs';
import { inNodeModules, root } from './paths.mjs';
import { run } from './process.mjs';

/** Inside node_modules, so that deleting the folder deletes the claim that it is complete. */
const stampFile = inNodeModules('.baton-lock-hash');

/** Brings node_modules to what the lock file says. Does nothing when it is there already; throws `Halt` when npm fails. */
export async function ensureInstalled() {
  const wanted = hashOfLock();
  if (isInstalled(wanted)) return;
  say('Installing dependencies (npm ci) …');
  // Electron is fetched by its own step, which knows a way round an unreachable download host.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', npm_config_loglevel: 'error' };
  // Windows starts npm's own script only through a shell; the path that npm hands down works everywhere.
  const npm = process.env['npm_execpath'];
  const command = npm === undefined ? 'npm' : process.execPath;
  const args = npm === undefined ? ['ci'] : [npm, 'ci'];
  const { code, output } = await run(command, args, { env, capture: true });
  if (code !== 0) throw new Halt(explainFailure(output));
  writeFileSync(stampFile, wanted);
}

function hashOfLock() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} wanted */
function isInstalled(wanted) {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === wanted;
  // Installed by hand: npm leaves its own copy of the lock, written last, as old as the installation.
  const own = inNodeModules('.package-lock.json');
  if (!existsSync(own) || !isSameLock(own)) return false;
  writeFileSync(stampFile, wanted);
  return true;
}

/**
 * Whether npm's own record names every package of the lock file at the same version; those for other systems are
 * optional and left out by npm.
 * @param {string} own
 */
function isSameLock(own) {
  const installed = packagesOf(own);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(
    ([name, entry]) =>
      name === '' ||
      entry.optional === true ||
      entry.devOptional === true ||
      installed[name]?.version === entry.version,
  );
}

/** @param {string} file */
function packagesOf(file) {
  const lock =
    /** @type {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    );
  return lock.packages;
}

/**
 * What a person can do about a failed `npm ci`.
 * @param {string} output what npm printed
 */
export function explainFailure(output) {
  const advice = [
    { pattern: /ENOSPC/, text: 'The disk is full. Free about 1.5 GB and try again.' },
    {
      pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/,
      text: 'The package registry cannot be reached: is this machine offline, or behind a proxy (npm config set proxy …)?',
    },
    { pattern: /EACCES|EPERM/, text: 'This folder cannot be written to by this user.' },
    {
      pattern: /can only install packages when your package\.json and package-lock\.json/,
      text: 'package-lock.json does not match package.json.',
    },
  ].find(({ pattern }) => pattern.test(output));
  const tail = output.trim().split('\n').slice(-15).join('\n');
  return `Installing the dependencies failed. ${advice?.text ?? 'npm says:'}\n\n${tail}`;
}
