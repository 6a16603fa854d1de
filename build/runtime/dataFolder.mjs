import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Halt } from './console.mjs';

/** Its presence says: everything in here was made by `npm start` and may be deleted by it. */
const MARKER = '.baton-dev.json';

/**
 * @typedef {object} Notes what a data folder remembers between starts
 * @property {number} [port]
 * @property {number} [serverPid] of the server that runs on this folder now
 */

/**
 * Where development data lives unless told otherwise; the demo has a folder of its own.
 * @param {boolean} demo
 */
export function defaultDataFolder(demo) {
  return path.join(userDataRoot(), 'baton-dev', demo ? 'demo' : 'workspace');
}

function userDataRoot() {
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32')
    return process.env['LOCALAPPDATA'] ?? path.join(os.homedir(), 'AppData', 'Local');
  return process.env['XDG_DATA_HOME'] ?? path.join(os.homedir(), '.local', 'share');
}

/**
 * Whether a start in this folder would be its first.
 * @param {string} folder
 */
export function isFresh(folder) {
  return !existsSync(path.join(folder, MARKER));
}

/**
 * The parts of a data folder, made where they are missing. Throws `Halt` for a folder that holds something else or
 * cannot be written.
 * @param {string} folder
 */
export function openDataFolder(folder) {
  const parts = { server: path.join(folder, 'server'), logs: path.join(folder, 'logs') };
  try {
    if (isFresh(folder) && existsSync(folder) && readdirSync(folder).length > 0)
      throw new Halt(`${folder} holds other files. Choose an empty or a new folder with --data.`);
    for (const part of Object.values(parts)) mkdirSync(part, { recursive: true });
    if (isFresh(folder)) writeNotes(folder, {});
  } catch (cause) {
    if (cause instanceof Halt) throw cause;
    throw new Halt(
      `The data folder ${folder} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  return parts;
}

/**
 * Where the account's desktop keeps its replica, settings and session.
 * @param {string} folder
 * @param {string} email
 */
export function profileFolder(folder, email) {
  const profile = path.join(folder, 'profiles', email.replaceAll(/[^a-z0-9.@_-]/g, '_'));
  mkdirSync(profile, { recursive: true });
  return profile;
}

/**
 * Deletes a data folder. Throws `Halt` where the marker is missing: then it is not ours to delete.
 * @param {string} folder
 */
export function deleteDataFolder(folder) {
  if (!existsSync(folder)) return;
  if (isFresh(folder))
    throw new Halt(`${folder} was not made by Baton (no ${MARKER} in it), so --reset leaves it alone.`);
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What the folder remembers; an unreadable note is the same as none.
 * @param {string} folder
 * @returns {Notes}
 */
export function readNotes(folder) {
  try {
    const notes = /** @type {Notes} */ (JSON.parse(readFileSync(path.join(folder, MARKER), 'utf8')));
    const { port, serverPid } = notes;
    return { ...(Number.isInteger(port) && { port }), ...(Number.isInteger(serverPid) && { serverPid }) };
  } catch {
    return {};
  }
}

/**
 * Replaces what the folder remembers, in one step.
 * @param {string} folder
 * @param {Notes} notes
 */
export function writeNotes(folder, notes) {
  const file = path.join(folder, MARKER);
  const text = { what: 'Development data of Baton, made by `npm start`; safe to delete.', ...notes };
  writeFileSync(`${file}.new`, `${JSON.stringify(text, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
