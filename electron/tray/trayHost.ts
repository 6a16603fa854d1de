import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A desktop that does not answer in this time shows no tray. */
const ANSWER_LIMIT_MS = 3000;

/** Asks the desktop's watcher of tray icons whether somebody shows them. Source: StatusNotifierItem specification. */
const QUESTION = [
  '--session',
  '--print-reply=literal',
  `--reply-timeout=${String(ANSWER_LIMIT_MS)}`,
  '--dest=org.kde.StatusNotifierWatcher',
  '/StatusNotifierWatcher',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.kde.StatusNotifierWatcher',
  'string:IsStatusNotifierHostRegistered',
];

/**
 * Whether this desktop shows tray icons. Windows and macOS always do. A Linux desktop is asked over its message bus; one
 * that cannot be asked counts as one without, so that Baton never hides where nobody can find it.
 */
export async function hasTrayHost(
  platform: NodeJS.Platform,
  ask: (args: readonly string[]) => Promise<string> = askBus,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    return /\btrue\b/u.test(await ask(QUESTION));
  } catch {
    // No bus, no watcher or no tool to ask with: there is nothing to be seen of a tray in any of these cases.
    return false;
  }
}

async function askBus(args: readonly string[]): Promise<string> {
  const { stdout } = await run('dbus-send', [...args], { timeout: ANSWER_LIMIT_MS + 1000 });
  return stdout;
}
