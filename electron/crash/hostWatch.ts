import { spawn, type SpawnOptions } from 'node:child_process';
import type { Logger } from '../log.ts';

/** The switch of a start that follows the end of another run, whose name it carries. */
const ENDED_SWITCH = '--baton-ended=';
/** Chromium's switches and Baton's own. A link is none: it was followed once, and may be what the crash came from. */
const SAFE_SWITCH = /^--[\w.,:;=*@/\\-]+$/u;

/** What starts Baton once more. */
export interface StartAgain {
  readonly program: string;
  readonly args: readonly string[];
}

/** Somebody outside of the host who starts Baton again when it is gone without a goodbye. */
export interface HostWatch {
  /** The host is going to end, and that is how it should be. May be said more than once. */
  readonly goodbye: () => void;
}

/** How this start can be repeated; `appPath` stands for the program's code where that is not packaged. */
export function startAgain(about: {
  readonly program: string;
  readonly appPath: string | null;
  readonly argv: readonly string[];
}): StartAgain {
  const switches = about.argv.filter((arg) => SAFE_SWITCH.test(arg) && !arg.startsWith(ENDED_SWITCH));
  return { program: about.program, args: [...(about.appPath === null ? [] : [about.appPath]), ...switches] };
}

/** The run after whose end this start was made; `null` for one that a person has made. */
export function runBefore(argv: readonly string[]): string | null {
  return argv.find((arg) => arg.startsWith(ENDED_SWITCH))?.slice(ENDED_SWITCH.length) ?? null;
}

/**
 * Waits for a line or the end of what it reads from. Without a line the host has ended without saying so: where it has left
 * a dump it has crashed, and is started again; where there is none, somebody has ended it by force, and meant it.
 */
const SHELL_SCRIPT = [
  'read -r goodbye && exit',
  'grep -rqsF -e "$1" "$2" || exit',
  'run=$1',
  'shift 2',
  `exec "$@" "${ENDED_SWITCH}$run" </dev/null`,
].join('\n');

interface WatchCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
}

/**
 * The system's own shell does the watching: it takes a megabyte, where Baton's program would take sixty and a package may not
 * run as anything but Baton. On Windows it starts Baton after every end without a goodbye; the host looks for the dump itself.
 */
function watchCommand(
  platform: NodeJS.Platform,
  run: string,
  dumps: string,
  again: StartAgain,
): WatchCommand {
  const { program, args } = again;
  if (platform !== 'win32')
    return {
      command: '/bin/sh',
      args: ['-c', SHELL_SCRIPT, 'baton-watch', run, dumps, program, ...args],
      options: {},
    };
  const quoted = [...args, `${ENDED_SWITCH}${run}`].map((arg) => `"${arg}"`).join(' ');
  return {
    command: process.env['ComSpec'] ?? 'cmd.exe',
    args: ['/d', '/s', '/c', `"set /p GOODBYE=|| start "" "%BATON_WATCHED%" ${quoted}"`],
    options: {
      env: { ...process.env, BATON_WATCHED: program },
      windowsHide: true,
      windowsVerbatimArguments: true,
    },
  };
}

/** Has the host watched from now on. Where nobody can be found to do it, Baton runs all the same. */
export function watchHost(about: {
  readonly platform: NodeJS.Platform;
  /** What this run is called; its dumps carry the name. */
  readonly run: string;
  readonly dumpFolder: string;
  readonly again: StartAgain;
  readonly log: Logger;
}): HostWatch {
  const { command, args, options } = watchCommand(about.platform, about.run, about.dumpFolder, about.again);
  const watcher = spawn(command, args, { ...options, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  let isOver = false;
  const lost = (cause: unknown): void => {
    if (!isOver) about.log.warn('nobody watches for a crash', cause);
    isOver = true;
  };
  watcher.on('error', lost);
  watcher.on('exit', lost);
  watcher.stdin.on('error', lost);
  watcher.unref();
  return {
    goodbye: () => {
      if (isOver) return;
      isOver = true;
      watcher.stdin.end('goodbye\n');
    },
  };
}
