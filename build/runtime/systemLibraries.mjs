import { existsSync, readFileSync } from 'node:fs';
import { Halt, say } from './console.mjs';
import { findProgram, outputOf, run } from './process.mjs';

/**
 * Debian package of each shared library Electron links to or opens while running. Where Debian 13 and Ubuntu 24
 * renamed it for the 64-bit time change, `t64` is true and that release's package ends in `t64`.
 * @type {Readonly<Record<string, { name: string, t64?: boolean }>>}
 */
const LIBRARY_PACKAGES = {
  'libasound.so.2': { name: 'libasound2', t64: true },
  'libatk-1.0.so.0': { name: 'libatk1.0-0', t64: true },
  'libatk-bridge-2.0.so.0': { name: 'libatk-bridge2.0-0', t64: true },
  'libatspi.so.0': { name: 'libatspi2.0-0', t64: true },
  'libcairo.so.2': { name: 'libcairo2' },
  'libcups.so.2': { name: 'libcups2', t64: true },
  'libdbus-1.so.3': { name: 'libdbus-1-3' },
  'libdrm.so.2': { name: 'libdrm2' },
  'libexpat.so.1': { name: 'libexpat1' },
  'libgbm.so.1': { name: 'libgbm1' },
  'libgcc_s.so.1': { name: 'libgcc-s1' },
  'libgio-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libglib-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgobject-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgtk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libnotify.so.4': { name: 'libnotify4' },
  'libnspr4.so': { name: 'libnspr4' },
  'libnss3.so': { name: 'libnss3' },
  'libnssutil3.so': { name: 'libnss3' },
  'libsmime3.so': { name: 'libnss3' },
  'libpango-1.0.so.0': { name: 'libpango-1.0-0' },
  'libudev.so.1': { name: 'libudev1' },
  'libX11.so.6': { name: 'libx11-6' },
  'libxcb.so.1': { name: 'libxcb1' },
  'libXcomposite.so.1': { name: 'libxcomposite1' },
  'libXdamage.so.1': { name: 'libxdamage1' },
  'libXext.so.6': { name: 'libxext6' },
  'libXfixes.so.3': { name: 'libxfixes3' },
  'libxkbcommon.so.0': { name: 'libxkbcommon0' },
  'libXrandr.so.2': { name: 'libxrandr2' },
};

/** Opened only when a notification is shown, so `ldd` cannot see that it is missing. */
const OPENED_LATER = ['libnotify.so.4'];

/** What a virtual display needs, and the Debian package of each program. */
const DISPLAY_PROGRAMS = { Xvfb: 'xvfb', 'xvfb-run': 'xvfb', xauth: 'xauth', 'dbus-run-session': 'dbus' };
/** The notification daemon that the end-to-end tests ask. */
const NOTIFICATION_PROGRAMS = { dunst: 'dunst', dunstctl: 'dunst' };

/**
 * @typedef {object} Needs
 * @property {string} electron path of the Electron program
 * @property {boolean} virtualDisplay
 * @property {boolean} notificationDaemon
 */

/**
 * Makes sure that Electron can start here. On Linux, what is missing is installed when this is root on Debian or
 * Ubuntu; otherwise throws `Halt` with the exact command. Other systems carry everything and nothing is looked at.
 * @param {Needs} needs
 */
export async function ensureSystemLibraries(needs) {
  if (process.platform !== 'linux') return;
  const missing = findMissing(needs);
  if (missing.length === 0) return;
  const release = readRelease();
  if (!release.isDebian)
    throw new Halt(
      `This machine lacks what Baton needs to show a window: ${missing.join(', ')}.\nInstall it with your system's package tool and try again.`,
    );

  const packages = packagesFor(missing, release.hasT64Names);
  if (process.getuid?.() !== 0)
    throw new Halt(
      `This machine lacks ${missing.join(', ')}. Install it with:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}\n`,
    );
  say(`Installing system packages: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await apt(['update'], env);
  await apt(['install', '-y', '--no-install-recommends', ...packages], env);
  const still = findMissing(needs);
  if (still.length > 0) throw new Halt(`Still missing after the installation: ${still.join(', ')}.`);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function apt(args, env) {
  const { code, output } = await run('apt-get', args, { env, capture: true });
  if (code !== 0) throw new Halt(`apt-get ${args.join(' ')} failed:\n${output}`);
}

/**
 * Sonames and program names, sorted and each once.
 * @param {Needs} needs
 */
function findMissing({ electron, virtualDisplay, notificationDaemon }) {
  const programs = [
    ...(virtualDisplay ? Object.keys(DISPLAY_PROGRAMS) : []),
    ...(notificationDaemon ? Object.keys(NOTIFICATION_PROGRAMS) : []),
  ].filter((name) => findProgram(name) === undefined);
  const known = outputOf('/sbin/ldconfig', ['-p']);
  const later = known === undefined ? [] : OPENED_LATER.filter((soname) => !known.includes(soname));
  return [...new Set([...missingLibraries(outputOf('ldd', [electron]) ?? ''), ...later, ...programs])].sort();
}

/**
 * The sonames that `ldd` could not find.
 * @param {string} lddOutput
 */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * The Debian packages that bring what is missing. Throws `Halt` for a name nobody has mapped.
 * @param {readonly string[]} missing sonames and program names
 * @param {boolean} hasT64Names Debian 13, Ubuntu 24.04 and newer
 */
export function packagesFor(missing, hasT64Names) {
  /** @type {Readonly<Record<string, string>>} */
  const programs = { ...DISPLAY_PROGRAMS, ...NOTIFICATION_PROGRAMS };
  const names = missing.map((name) => {
    const library = LIBRARY_PACKAGES[name];
    const found =
      library === undefined ? programs[name] : library.name + (library.t64 && hasT64Names ? 't64' : '');
    if (found === undefined)
      throw new Halt(`No package is known that brings ${name}; please install it by hand.`);
    return found;
  });
  return [...new Set(names)].sort();
}

function readRelease() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return { isDebian: findProgram('apt-get') !== undefined, hasT64Names: usesT64Names(text) };
}

/**
 * Whether this release renamed libraries for the 64-bit time change. Derivatives are judged by the Debian or Ubuntu
 * release they name; one that names none is taken for a new one.
 * @param {string} osRelease text of /etc/os-release
 */
export function usesT64Names(osRelease) {
  const field = (/** @type {string} */ name) =>
    new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const codename = field('UBUNTU_CODENAME') || field('DEBIAN_CODENAME') || field('VERSION_CODENAME');
  const older = ['buster', 'bullseye', 'bookworm', 'bionic', 'focal', 'jammy', 'kinetic', 'lunar', 'mantic'];
  return !older.includes(codename);
}
