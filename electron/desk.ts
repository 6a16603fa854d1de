import { rm } from 'node:fs/promises';
import { BatonError, type ErrorCode } from '../shared/errors.ts';
import type { Preferences } from '../shared/ipc/preferences.ts';
import type { SessionState } from '../shared/ipc/session.ts';
import type { SyncStatus } from '../shared/ipc/sync.ts';
import type { SessionAnswer } from '../shared/sync/wire.ts';
import type { InvitationFacts } from '../shared/sync/people.ts';
import type { DeskNews } from './deskNews.ts';
import { runDetached, type Logger } from './log.ts';
import type { NoticeHost } from './notifications/noticeDesk.ts';
import { makeWayForRebuild } from './replica/rebuild.ts';
import { replicaFolder, type OpenStorage } from './replica/openReplica.ts';
import { createAccessTokens, toSession } from './session/accessTokens.ts';
import { createPeople, type People } from './session/people.ts';
import { openSessionFile, type SecretBox } from './session/sessionFile.ts';
import { createServerClient, serverAddress, type ServerClient } from './sync/serverClient.ts';
import { asEntryFailure } from './sync/whyUnreachable.ts';
import { createServerClock, type ServerClock } from './sync/serverClock.ts';
import { systemMonotonicMs, type Clock, type Scheduler } from './time.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** Something to tell the person once after a start. */
export interface StartupNotice {
  readonly code: ErrorCode;
  readonly path: string;
}

/** The desktop host without its windows: session, replica, sync and everything on them. Runs in plain Node. */
export interface Desk {
  session(): SessionState;
  signIn(input: { server: string; email: string; password: string }): Promise<SessionState>;
  redeem(input: { server: string; code: string }): Promise<SessionState>;
  /** Throws `auth.forbidden` while changes wait, unless they may be discarded. */
  signOut(options: { discardWaiting: boolean }): Promise<SessionState>;
  /** What a pasted invitation is for; a link names its server itself. Throws `auth.codeInvalid`. */
  invitation(input: { server: string; code: string }): Promise<InvitationFacts>;
  /** Uses an invitation up: chooses a password and signs in. */
  join(input: { server: string; code: string; password: string }): Promise<SessionState>;
  /** Keeps an invitation link that the system has opened for the sign-in screen. */
  offerInvitation(link: string): void;
  /** Ends the sessions of all devices, this one included; replicas stay. */
  signOutEverywhere(): Promise<SessionState>;
  /** The team and the own account. Throws `auth.signedOut`. */
  people(): People;
  /** The open workspace. Throws `auth.signedOut`, or why its replica could not be opened. */
  readonly workspace: () => Workspace;
  syncStatus(): SyncStatus;
  /** Tries again whatever does not work: the replica, the server. */
  retry(): Promise<SyncStatus>;
  /** The machine has been asleep. */
  woke(): void;
  /**
   * Makes the replica anew from the server; drafts, unsent changes and refused ones are taken over. Throws `sync.offline` while
   * the server cannot be reached, for then there would be nothing to work with.
   */
  rebuild(): Promise<void>;
  /** The person keeps closed tickets for longer or shorter from now on. */
  keepClosedChanged(): void;
  createDemo(): Promise<void>;
  startupNotices(): readonly StartupNotice[];
  /** The session's secret rests unprotected, because the system has no key store. */
  isSecretUnprotected(): boolean;
  /** Refuses new work, finishes what runs, closes the replica last. */
  close(): Promise<void>;
}

/** What a desk is made from. */
export interface DeskOptions {
  readonly dataDir: string;
  readonly openStorage: OpenStorage;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** The system's own unless given. */
  readonly monotonicMs?: () => number;
  readonly random: () => number;
  /** See `WorkspaceOptions`. */
  readonly firstLook?: Promise<void>;
  readonly log: Logger;
  readonly tell: DeskNews;
  readonly preferences: () => Pick<Preferences, 'keepClosed'>;
  readonly noticeHost: NoticeHost;
  readonly fetch?: typeof fetch;
  /** For pictures in messages; the system's own where left out. */
  readonly fetchOutside?: typeof fetch;
}

interface Connection {
  readonly client: ServerClient;
  readonly serverClock: ServerClock;
}

/** A replica that did not open (its disk full, its folder locked) is tried again this often. */
const REOPEN_PAUSE_MS = 10_000;

const NOT_SIGNED_IN: SyncStatus = {
  name: 'stopped',
  offlineSinceMs: 0,
  waiting: 0,
  lastSyncedAtMs: 0,
  received: 0,
  problem: null,
  held: 0,
  clockOffsetMs: 0,
};

/**
 * Opens a desk on a data folder. Who was signed in is signed in again, also without a network. A replica that cannot be
 * opened does not stop the start: `workspace` and `syncStatus` say why, and `retry` tries again.
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { dataDir, log, tell, clock } = options;
  const file = await openSessionFile(dataDir, options.box, log);
  const notices: StartupNotice[] = [];
  if (file.setAside !== undefined) notices.push({ code: 'settings.corrupt', path: file.setAside });
  let open: Workspace | undefined;
  let connection: (Connection & { readonly accessToken: ReturnType<typeof createAccessTokens> }) | undefined;
  let failure: BatonError | undefined;
  let endedBy: ErrorCode | null = null;
  let offered: string | undefined;
  let isClosing = false;
  let cancelReopen: () => void = () => undefined;
  /** Sign-in, sign-out, opening and closing never overlap. */
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  }

  function connect(server: string): Connection {
    const serverClock = createServerClock(clock);
    const client = createServerClient({
      baseUrl: server,
      clock,
      scheduler: options.scheduler,
      onServerTime: (...times) => {
        serverClock.note(...times);
      },
      ...(options.fetch && { fetch: options.fetch }),
    });
    return { client, serverClock };
  }

  function session(): SessionState {
    const known = file.session();
    if (!known) {
      const invitation = offered === undefined ? {} : { invitation: offered };
      return { name: 'signedOut', ...file.last(), problem: endedBy, ...invitation };
    }
    const { server, agentId, email, workspaceName } = known;
    return { name: 'signedIn', server, agentId, email, workspaceName };
  }

  function syncStatus(): SyncStatus {
    return open ? open.sync.status() : { ...NOT_SIGNED_IN, problem: failure?.code ?? null };
  }

  /** Opens the workspace of the session in the file; a failure is kept and told, not thrown. */
  async function openCurrent(to?: Connection, fresh: SessionAnswer | null = null): Promise<void> {
    const known = file.session();
    if (!known || isClosing) return;
    const { client, serverClock } = to ?? connect(known.server);
    const accessToken = createAccessTokens(file, client, serverClock, fresh);
    connection = { client, serverClock, accessToken };
    const previous = failure;
    const isReopening = previous !== undefined;
    failure = undefined;
    try {
      open = await openWorkspace({
        folder: replicaFolder(dataDir, known),
        identifier: `${known.server} ${known.workspaceId}`,
        openStorage: options.openStorage,
        client,
        accessToken,
        serverClock,
        scheduler: options.scheduler,
        monotonicMs: options.monotonicMs ?? systemMonotonicMs,
        random: options.random,
        ...(options.firstLook && { firstLook: options.firstLook }),
        deviceId: file.device.id,
        agentId: known.agentId,
        log,
        tell,
        keepClosed: () => options.preferences().keepClosed,
        fetchOutside: options.fetchOutside ?? fetch,
        noticeHost: options.noticeHost,
        onCorrupt: () => {
          runDetached(log, 'opening a damaged replica anew', inTurn(replaceDamaged));
        },
        onSessionLost: (code) => {
          runDetached(
            log,
            'ending the session',
            inTurn(() => endSession(code)),
          );
        },
      });
      for (const path of open.replica.setAside) {
        notices.push({ code: 'storage.corrupt', path });
        tell('problem.raised', { code: 'storage.corrupt', detail: path });
      }
      if (isReopening) {
        // Whoever asked meanwhile was told that there is nothing to ask.
        tell('directory.changed', {});
        tell('tickets.changed', { ticketIds: 'all' });
      }
    } catch (cause) {
      failure =
        cause instanceof BatonError
          ? cause
          : new BatonError('internal', 'the replica did not open', {}, { cause });
      log.error('the replica did not open', cause);
      cancelReopen = options.scheduler.after(REOPEN_PAUSE_MS, () => {
        runDetached(log, 'opening the replica again', inTurn(reopen));
      });
      if (failure.code !== previous?.code) {
        notices.push({ code: failure.code, path: replicaFolder(dataDir, known) });
        tell('problem.raised', { code: failure.code, detail: replicaFolder(dataDir, known) });
      }
    }
    tell('sync.changed', syncStatus());
  }

  /** The storage checks a file it has found damaged when it is opened next, and sets it aside. */
  async function replaceDamaged(): Promise<void> {
    await closeCurrent().catch((cause: unknown) => {
      log.error('the damaged replica did not close', cause);
    });
    failure = new BatonError('storage.corrupt', 'the replica is damaged');
    await openCurrent();
  }

  async function reopen(): Promise<void> {
    cancelReopen();
    if (!open) await openCurrent();
  }

  async function closeCurrent(): Promise<void> {
    cancelReopen();
    const closing = open;
    open = undefined;
    connection = undefined;
    failure = undefined;
    await closing?.close();
  }

  /**
   * The replica stays: who signs in again finds it, unsent changes included. Unless this device was removed; then nothing of
   * the workspace may stay on it.
   */
  async function endSession(code: ErrorCode | null): Promise<void> {
    endedBy = code;
    if (code === 'auth.revoked') {
      await file.markRemoved();
      await closeCurrent().catch((cause: unknown) => {
        log.error('the replica of a removed device did not close', cause);
      });
      await wipe();
    } else await closeCurrent();
    await file.forget();
    tell('session.changed', session());
    tell('sync.changed', syncStatus());
  }

  /** Deletes what a removed device holds: replica, drafts, changes that wait or were refused, damaged files set aside. */
  async function wipe(): Promise<void> {
    const owner = file.removed();
    if (!owner) return;
    await rm(replicaFolder(dataDir, owner), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    log.info('this device was removed: the replica is deleted');
    endedBy = 'auth.revoked';
    await file.forget();
  }

  /** Says clearly what is wrong with an address before a password travels there. */
  async function greet(client: ServerClient): Promise<void> {
    try {
      await client.hello();
    } catch (cause) {
      throw asEntryFailure(cause);
    }
  }

  async function enter(
    server: string,
    ask: (client: ServerClient) => Promise<SessionAnswer>,
  ): Promise<SessionState> {
    const to = connect(server);
    await greet(to.client);
    const answer = await ask(to.client);
    await closeCurrent();
    await file.keep(toSession(server, answer));
    endedBy = null;
    offered = undefined;
    await openCurrent(to, answer);
    tell('session.changed', session());
    return session();
  }

  function people(): People {
    const known = file.session();
    if (!connection || !known) throw new BatonError('auth.signedOut', 'nobody is signed in');
    return createPeople(connection.client, connection.accessToken, known.server);
  }

  // A start after a stop half way through deleting; a folder that resists is tried again at the next one.
  await wipe().catch((cause: unknown) => {
    log.error('the replica of a removed device could not be deleted', cause);
  });
  await inTurn(() => openCurrent());

  return {
    session,
    syncStatus,
    signIn: ({ server, email, password }) =>
      inTurn(() => enter(serverAddress(server), (client) => client.signIn(email, password, file.device))),
    redeem: ({ server, code }) =>
      inTurn(() => enter(serverAddress(server), (client) => client.redeem(code.trim(), file.device))),
    invitation: async ({ server, code }) => {
      const to = connect(serverAddress(server));
      await greet(to.client);
      return to.client.invitation(code);
    },
    join: ({ server, code, password }) =>
      inTurn(() => enter(serverAddress(server), (client) => client.join(code, password, file.device))),
    offerInvitation: (link) => {
      if (file.session()) return;
      offered = link;
      tell('session.changed', session());
    },
    people,
    signOutEverywhere: () =>
      inTurn(async () => {
        await people().signOutEverywhere();
        await endSession(null);
        return session();
      }),
    signOut: ({ discardWaiting }) =>
      inTurn(async () => {
        if (!discardWaiting && open && open.sync.status().waiting > 0) {
          throw new BatonError('auth.forbidden', 'changes still wait for the server');
        }
        const leaving = connection;
        if (leaving) {
          // Being offline must not keep anybody signed in; the server forgets the session in its own time.
          const told = leaving.accessToken({ renew: false }).then((token) => leaving.client.signOut(token));
          await told.catch((cause: unknown) => {
            log.warn('the server was not told about the sign-out', cause);
          });
        }
        await endSession(null);
        return session();
      }),
    workspace: () => {
      if (isClosing) throw new BatonError('server.unavailable', 'Baton is closing');
      if (open) return open;
      throw failure ?? new BatonError('auth.signedOut', 'nobody is signed in');
    },
    retry: async () => {
      await inTurn(reopen);
      await open?.sync.retry();
      return syncStatus();
    },
    woke: () => {
      open?.woke();
    },
    rebuild: () =>
      inTurn(async () => {
        const known = file.session();
        if (!known) throw new BatonError('auth.signedOut', 'nobody is signed in');
        if (open && open.sync.status().name !== 'online')
          throw new BatonError('sync.offline', 'a replica is only made anew with the server at hand');
        await closeCurrent();
        try {
          await makeWayForRebuild(replicaFolder(dataDir, known), clock.nowMs());
        } finally {
          await openCurrent();
        }
        tell('directory.changed', {});
        tell('tickets.changed', { ticketIds: 'all' });
      }),
    keepClosedChanged: () => {
      if (open) runDetached(log, 'keeping other tickets', open.sync.reach.align());
    },
    createDemo: async () => {
      if (!connection) throw new BatonError('auth.signedOut', 'nobody is signed in');
      await connection.client.createDemo(connection.accessToken);
    },
    startupNotices: () => [...notices],
    isSecretUnprotected: () => file.isUnprotected(),
    close: () => {
      isClosing = true;
      return inTurn(closeCurrent);
    },
  };
}
