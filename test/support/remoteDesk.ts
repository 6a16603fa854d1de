import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ClientAnswer, ClientAsk, ClientLook, Deed, DeedKind } from './clientMessages.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';

const PROGRAM = path.join(import.meta.dirname, 'clientProcess.ts');

/** The desk was killed before it could answer: what it was asked for may be done or not. */
export class DeskKilled extends Error {}

type Ask = ClientAsk extends infer A ? (A extends ClientAsk ? Omit<A, 'id'> : never) : never;

/** A real desk without windows in a process of its own; it survives being closed and being killed, in its folder. */
export interface RemoteDesk {
  readonly name: string;
  /** Signs in with the code, or comes back as whoever was signed in there. */
  start(code?: string): Promise<void>;
  act(kind: DeedKind, draw: number, words: string): Promise<Deed | null>;
  /** Resolves when nothing waits and the event stream is open. */
  settle(): Promise<void>;
  waiting(): Promise<number>;
  /** Looks for the server now. */
  retry(): Promise<void>;
  look(): Promise<ClientLook>;
  read(collection: CollectionName, id: string): Promise<unknown>;
  /** Resolves when a document is here. */
  until(collection: CollectionName, id: string): Promise<void>;
  untilContact(email: string): Promise<void>;
  /** Closes the desk as a person who quits would. */
  close(): Promise<void>;
  /** Halts the process as it stands, its connections open: it only seems to be there. Not on Windows. */
  freeze(): void;
  /** Ends the process without a chance to save anything. */
  kill(): Promise<void>;
}

/** A desk that is not started yet. */
export function remoteDesk({
  name,
  dataDir,
  server,
  isHurried = true,
  program = PROGRAM,
}: {
  readonly name: string;
  readonly dataDir: string;
  readonly server: string;
  /** Its pauses between attempts are cut short; otherwise they are as long as they are for people. */
  readonly isHurried?: boolean;
  /** What runs in its process; the source unless said. */
  readonly program?: string;
}): RemoteDesk {
  let child: ChildProcess | undefined;
  let lastId = 0;
  const asked = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();

  async function ask<T>(wish: Ask): Promise<T> {
    const to = child;
    if (!to) throw new DeskKilled(`${name} does not run`);
    lastId += 1;
    const id = lastId;
    return new Promise<T>((resolve, reject) => {
      asked.set(id, { resolve: resolve as (value: unknown) => void, reject });
      to.send({ id, ...wish }, (cause) => {
        if (cause) asked.get(id)?.reject(new DeskKilled(`${name} is gone`, { cause }));
      });
    });
  }

  function spawnChild(): void {
    const own = fork(program, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    child = own;
    own.on('message', (answer: ClientAnswer) => {
      const waiting = asked.get(answer.id);
      asked.delete(answer.id);
      if ('failure' in answer) waiting?.reject(new Error(`${name}: ${answer.failure}`));
      else waiting?.resolve(answer.value);
    });
    own.on('exit', () => {
      if (child === own) child = undefined;
      for (const [id, { reject }] of asked) {
        asked.delete(id);
        reject(new DeskKilled(`${name} has ended`));
      }
    });
  }

  async function gone(end: (own: ChildProcess) => void): Promise<void> {
    const own = child;
    if (!own) return;
    const exit = once(own, 'exit');
    end(own);
    await exit;
  }

  return {
    name,
    start: async (code) => {
      spawnChild();
      await ask({ command: 'open', dataDir, server, isHurried, ...(code !== undefined && { code }) });
    },
    act: (kind, draw, words) => ask({ command: 'act', kind, draw, words }),
    settle: () => ask({ command: 'settle' }),
    waiting: () => ask({ command: 'waiting' }),
    retry: () => ask({ command: 'retry' }),
    look: () => ask({ command: 'look' }),
    read: (collection, id) => ask({ command: 'read', collection, documentId: id }),
    until: (collection, id) => ask({ command: 'until', collection, documentId: id }),
    untilContact: (email) => ask({ command: 'untilContact', email }),
    close: async () => {
      await ask({ command: 'close' });
      await gone((own) => own.disconnect());
    },
    freeze: () => child?.kill('SIGSTOP'),
    kill: () => gone((own) => own.kill('SIGKILL')),
  };
}
