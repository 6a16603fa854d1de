import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a start was asked for through the environment. */
export interface Environment {
  /** Where everything of this person on this machine is kept; `null` for the system's usual place. */
  readonly userData: string | null;
  /** A page served by Vite instead of the built one. */
  readonly devUrl: string | null;
  /** A server and a code that signs in to it. */
  readonly connect: { readonly server: string; readonly code: string } | null;
  /** Where to put a picture of the desk. */
  readonly screenshot: string | null;
  /** Stay open after the picture. */
  readonly keep: boolean;
  /** Whether the desktop shows a tray, for those that cannot be asked; `null` to ask. */
  readonly trayHost: boolean | null;
}

/** Reads `BATON_USER_DATA`, `BATON_DEV_URL`, `BATON_CONNECT` (`<server>#<code>`), `BATON_SCREENSHOT`, `BATON_KEEP` and `BATON_TRAY` (`1` or `0`). */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const text = (name: string): string | null => {
    const value = env[name]?.trim() ?? '';
    return value === '' ? null : value;
  };
  const [server = '', ...code] = (text('BATON_CONNECT') ?? '').split('#');
  return {
    userData: text('BATON_USER_DATA'),
    devUrl: text('BATON_DEV_URL'),
    connect: server !== '' && code.length > 0 ? { server, code: code.join('#') } : null,
    screenshot: text('BATON_SCREENSHOT'),
    keep: text('BATON_KEEP') === '1',
    trayHost: text('BATON_TRAY') === null ? null : text('BATON_TRAY') === '1',
  };
}

/** True when files can be made in the folder, which is created where it is missing. */
export function isWritable(folder: string): boolean {
  const probe = path.join(folder, `.probe-${String(process.pid)}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
    return true;
  } catch {
    // Whatever the reason, the answer is the same; the person is told where it was.
    return false;
  }
}
