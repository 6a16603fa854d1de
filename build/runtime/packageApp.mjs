import path from 'node:path';
import { Halt } from './console.mjs';
import { inNodeModules, root } from './paths.mjs';
import { run } from './process.mjs';

/** @typedef {import('./electronRuntime.mjs').ElectronRuntime} ElectronRuntime */
/** @typedef {import('./nodeRuntime.mjs').NodeRuntime} NodeRuntime */

/**
 * @typedef {object} PackageWish
 * @property {NodeRuntime} node
 * @property {ElectronRuntime} electron
 * @property {string} out folder for what is built
 * @property {readonly string[]} [targets] such as `deb`; the configuration's own for this system when left out
 * @property {readonly string[]} [config] overrides as electron-builder takes them, such as `publish.url=…`
 * @property {boolean} [isTrial] for this machine only: compressed little, and a .deb made without anything that has to be downloaded
 */

/**
 * Packages what is built in `out/` with the given Electron. Answers electron-builder's own words, and throws `Halt` with
 * them when it fails.
 * @param {PackageWish} wish
 */
export async function packageApp({ node, electron, out, targets = [], config = [], isTrial = false }) {
  const settings = [
    `directories.output=${out}`,
    `electronVersion=${electron.version}`,
    `electronDist=${electron.dist}`,
    ...config,
  ];
  const args = [
    inNodeModules('electron-builder', 'cli.js'),
    '--publish=never',
    ...(targets.length > 0 ? [platformSwitch(), ...targets] : []),
    ...settings.map((setting) => `-c.${setting}`),
  ];
  const env = {
    ...process.env,
    ...node.env,
    ...(isTrial && {
      ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
      BATON_DEB_COMPRESSION: 'gzip',
      CUSTOM_FPM_PATH: path.join(root, 'build', 'debPackage.mjs'),
    }),
  };
  const { code, output } = await run(node.command, args, { env, capture: true });
  if (code !== 0) throw new Halt(`Packaging failed:\n${output}`);
  return output;
}

function platformSwitch() {
  if (process.platform === 'darwin') return '--mac';
  return process.platform === 'win32' ? '--win' : '--linux';
}
