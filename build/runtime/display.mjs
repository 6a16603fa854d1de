import { existsSync, readFileSync } from 'node:fs';

/** Large enough for the desk with all its panes. */
const VIRTUAL_SCREEN = '-screen 0 1600x1000x24';

/** Runs a command beside a notification daemon and takes the daemon down with it. */
const WITH_DUNST =
  'dunst >/dev/null 2>&1 & daemon=$!; "$@"; code=$?; kill "$daemon" 2>/dev/null; exit "$code"';

/** Whether a window opened here can be seen by somebody. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * The same command under a virtual display with a message bus of its own, and on request a notification daemon.
 * The display is the outer one: services that the bus starts would find no display otherwise.
 * @param {readonly string[]} command
 * @param {{ notificationDaemon?: boolean }} [options]
 * @returns {string[]}
 */
export function onVirtualDisplay(command, { notificationDaemon = false } = {}) {
  const inner = notificationDaemon ? ['sh', '-c', WITH_DUNST, 'sh', ...command] : command;
  return ['xvfb-run', '-a', '-s', VIRTUAL_SCREEN, 'dbus-run-session', '--', ...inner];
}

/**
 * The environment for a program on the virtual display: a Wayland session of the person at this machine would win
 * over it otherwise.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function virtualDisplayEnv(env) {
  return { ...env, WAYLAND_DISPLAY: undefined, DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' };
}

/**
 * Chromium's own switches for a development run. Its sandbox cannot start as root, nor where the system forbids
 * unprivileged user namespaces to programs without a profile; an installed Baton never gets this switch.
 * @param {{ isVirtual: boolean }} display
 */
export function chromiumSwitches({ isVirtual }) {
  const cannotSandbox = process.platform === 'linux' && (process.getuid?.() === 0 || forbidsUserNamespaces());
  return [...(cannotSandbox ? ['--no-sandbox'] : []), ...(isVirtual ? ['--disable-gpu'] : [])];
}

function forbidsUserNamespaces() {
  return [
    ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
    ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ].some(
    ([file, value]) => file !== undefined && existsSync(file) && readFileSync(file, 'utf8').trim() === value,
  );
}
