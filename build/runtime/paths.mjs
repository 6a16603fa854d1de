import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that can be made again lives here (runtime, stamps, reports, screenshots); `BATON_CACHE` moves it. */
export const cacheDir = path.resolve(process.env['BATON_CACHE'] ?? path.join(root, '.cache'));

/**
 * A file inside an installed package.
 * @param {string[]} parts
 */
export function inNodeModules(...parts) {
  return path.join(root, 'node_modules', ...parts);
}
