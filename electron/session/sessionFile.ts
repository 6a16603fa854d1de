import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { AgentId, DeviceId } from '../../shared/domain/ids.ts';
import type { Logger } from '../log.ts';
import { readIfThere, writePrivateFile } from './atomicFile.ts';

/** Keeps a secret at rest. Where the system has no key store, `protect` says so by `isProtected: false`. */
export interface SecretBox {
  protect(text: string): { readonly text: string; readonly isProtected: boolean };
  /** `undefined` when the key that protected it is gone. */
  reveal(kept: { readonly text: string; readonly isProtected: boolean }): string | undefined;
}

/** Keeps secrets as they are; the file's permissions are their only guard. For tests and systems without a key store. */
export const openBox: SecretBox = {
  protect: (text) => ({ text, isProtected: false }),
  reveal: ({ text, isProtected }) => (isProtected ? undefined : text),
};

const Kept = z.strictObject({ text: z.string(), isProtected: z.boolean() });

const Stored = z.object({
  deviceId: DeviceId,
  /** Address used last, also when nobody is signed in. */
  server: z.string(),
  email: z.string(),
  session: z
    .object({ workspaceId: z.string(), workspaceName: z.string(), agentId: AgentId, refreshToken: Kept })
    .nullable(),
  /** This device was removed from the workspace of the session; what it holds of it is being deleted. */
  isRemoved: z.boolean().default(false),
});
type Stored = z.infer<typeof Stored>;

/** Who is signed in where; the refresh token in the clear, for use in memory only. */
export interface KnownSession {
  readonly server: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly agentId: AgentId;
  readonly refreshToken: string;
}

/** The session as this device remembers it. */
export interface SessionFile {
  readonly device: { readonly id: DeviceId; readonly name: string; readonly platform: string };
  last(): { readonly server: string; readonly email: string };
  session(): KnownSession | null;
  /** The token rests unprotected, because the system has no key store. */
  isUnprotected(): boolean;
  /** Whose replica has to be deleted, because this device was removed; `null` in the normal case. */
  removed(): Pick<KnownSession, 'server' | 'workspaceId' | 'agentId'> | null;
  /** Notes that the device was removed, so that a stop half way through deleting is made up for at the next start. */
  markRemoved(): Promise<void>;
  /** Resolves when it is on disk. */
  keep(session: KnownSession): Promise<void>;
  /** Forgets the session, not where it was. */
  forget(): Promise<void>;
  /** Where an unreadable file was moved; undefined in the normal case. */
  readonly setAside: string | undefined;
}

const FILE_NAME = 'session.json';
const DEVICE_NAME_MAX = 120;

/** Reads the session file of a data folder. What cannot be read is set aside, and nobody is signed in. */
export async function openSessionFile(dataDir: string, box: SecretBox, log: Logger): Promise<SessionFile> {
  const filePath = path.join(dataDir, FILE_NAME);
  const empty: Stored = {
    deviceId: randomUUID() as DeviceId,
    server: '',
    email: '',
    session: null,
    isRemoved: false,
  };
  let setAside: string | undefined;
  let stored = empty;
  try {
    const text = await readIfThere(filePath);
    const parsed = text === undefined ? undefined : Stored.safeParse(parseJson(text));
    if (parsed?.success) stored = parsed.data;
    else if (parsed) {
      setAside = `${filePath}.unreadable-${String(Date.now())}`;
      log.error('the session file cannot be read', { setAside });
      await rename(filePath, setAside);
    }
  } catch (cause) {
    // The app starts all the same, with nobody signed in; the notice names the file.
    log.error('the session file cannot be reached', cause);
    setAside = filePath;
  }
  let queue: Promise<void> = Promise.resolve();
  let refreshToken = stored.session ? box.reveal(stored.session.refreshToken) : undefined;

  function save(next: Stored): Promise<void> {
    stored = next;
    const run = queue.then(() => writePrivateFile(filePath, JSON.stringify(next)));
    queue = run.catch(() => undefined);
    return run;
  }

  return {
    device: { id: stored.deviceId, name: hostname().slice(0, DEVICE_NAME_MAX), platform: process.platform },
    setAside,
    last: () => ({ server: stored.server, email: stored.email }),
    isUnprotected: () => stored.session?.refreshToken.isProtected === false,
    session: () => {
      const { session, server, email } = stored;
      if (!session || stored.isRemoved || refreshToken === undefined) return null;
      const { workspaceId, workspaceName, agentId } = session;
      return { server, email, workspaceId, workspaceName, agentId, refreshToken };
    },
    keep: (session) => {
      const { server, email, workspaceId, workspaceName, agentId } = session;
      refreshToken = session.refreshToken;
      return save({
        deviceId: stored.deviceId,
        server,
        email,
        session: { workspaceId, workspaceName, agentId, refreshToken: box.protect(refreshToken) },
        isRemoved: false,
      });
    },
    removed: () => {
      const { session, server, isRemoved } = stored;
      if (!session || !isRemoved) return null;
      return { server, workspaceId: session.workspaceId, agentId: session.agentId };
    },
    markRemoved: () => save({ ...stored, isRemoved: stored.session !== null }),
    forget: () => {
      refreshToken = undefined;
      return save({ ...stored, session: null, isRemoved: false });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says the rest.
    return undefined;
  }
}
