import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The server's command line, run from source. */
export const SERVER_MAIN = path.resolve(import.meta.dirname, '../../server/main.ts');

/** A server in a process of its own. */
export interface ServingProcess {
  readonly url: string;
  /** What it has logged so far, one JSON text per line. */
  readonly log: readonly string[];
  /** Resolves when it has logged a line with this message. */
  said(message: string): Promise<void>;
  /** Signals it and waits for its end; answers the exit code, `null` when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** This process' environment without what would send a server to some other database. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, BATON_SERVER_KEY: _key, ...own } = process.env;
  return own;
}

/** Starts `serve` on a free port and waits until it listens. Throws with what it said when it ends before. */
export async function startServing(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ServingProcess> {
  const child = spawn(process.execPath, [SERVER_MAIN, 'serve', '--port', '0', ...args], {
    env: { ...ownEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const listeners = new Set<() => void>();
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(line);
      for (const look of listeners) look();
      const event = JSON.parse(line) as { msg: string; url: string };
      if (event.msg === 'listening') resolve(event.url);
    });
    child.once('exit', () =>
      reject(new Error(`the server ended before it listened: ${complaints.join('')}`)),
    );
  });
  return {
    url,
    log,
    said: (message) =>
      new Promise((resolve) => {
        function look(): void {
          if (!log.some((line) => (JSON.parse(line) as { msg: string }).msg === message)) return;
          listeners.delete(look);
          resolve();
        }
        listeners.add(look);
        look();
      }),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}
