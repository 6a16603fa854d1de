import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildServer } from '../../../server/app.ts';
import { systemClock, type Clock } from '../../../server/clock.ts';
import { backUp, restore } from '../../../server/commands/backup.ts';
import { makeAccount, makeChannel, makeCode } from '../../../server/commands/manage.ts';
import { setupWorkspace } from '../../../server/commands/setupWorkspace.ts';
import { argon2Passwords } from '../../../server/security/passwords.ts';
import { findWorkspace } from '../../../server/setup/createWorkspace.ts';
import { openDeployment } from '../../../server/setup/deployment.ts';
import { documentOf, readCollection } from '../../../server/store/documents.ts';
import type { Store } from '../../../server/store/store.ts';
import type { LogWriter } from '../../../server/store/writeLog.ts';
import { CHANNEL_KEY_HEADER, IntakeAnswer } from '../../../shared/sync/wire.ts';

/** A sync server in this process that can go away and come back at the same address. */
export interface TestServer {
  readonly url: string;
  /** A folder that disappears with the server. */
  readonly folder: string;
  /** A code that signs in a new agent of the first department. */
  newAgent(name: string): Promise<{
    readonly code: string;
    readonly agentId: string;
    readonly email: string;
    readonly password: string;
  }>;
  /** Adds a department to the workspace. */
  newDepartment(name: string): Promise<void>;
  /** Writes to the running server's log, beside its routes. */
  write<Result>(work: (log: LogWriter) => Promise<Result>): Promise<Result>;
  /** A code that signs in somebody who has an account. */
  newCode(email: string): Promise<{ readonly code: string }>;
  /** A customer writes. */
  intake(words: {
    messageId: string;
    text: string;
    subject?: string;
    replyToken?: string;
  }): Promise<IntakeAnswer>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Takes a backup while it serves, and answers what brings the server back from it, on the same port. */
  backUp(): Promise<() => Promise<void>>;
  dispose(): Promise<void>;
}

/** Department of a fresh workspace, as the server's setup names it. */
const DEPARTMENT = 'Support';

/** Sets a workspace up and serves it, by a clock that may be wrong. */
export async function startTestServer(clock: Clock = systemClock): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baton-test-'));
  const data = path.join(folder, 'server');
  await setupWorkspace({ data }, false, 'Test desk');
  const { key } = await makeChannel({ data }, { name: 'Shop', kind: 'api', department: DEPARTMENT });
  let port = 0;
  let app: Awaited<ReturnType<typeof buildServer>> | undefined;
  let current: Store | undefined;

  async function start(): Promise<void> {
    const { store, secrets } = await openDeployment({ data }, clock);
    current = store;
    app = await buildServer({
      store,
      secrets,
      passwords: argon2Passwords(),
      clock,
      version: 'test',
      allowDemo: false,
      limits: {
        auth: { max: 10_000, timeWindow: '1 minute' },
        intake: { max: 10_000, timeWindow: '1 minute' },
        form: { max: 10_000, timeWindow: '1 minute' },
        presence: { max: 10_000, timeWindow: '1 minute' },
      },
    });
    await app.listen({ host: '127.0.0.1', port });
    const [address] = app.addresses();
    if (address && typeof address === 'object') port = address.port;
  }

  async function stop(): Promise<void> {
    const closing = app;
    app = undefined;
    closing?.server.closeAllConnections();
    await closing?.close();
  }

  await start();
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    folder,
    start,
    stop,
    newAgent: async (name) => {
      const email = `${name.toLowerCase()}@desk.test`;
      const made = await makeAccount({ data }, { email, role: 'agent', name, department: DEPARTMENT });
      const { code } = await makeCode({ data }, email);
      return { ...made, code };
    },
    newDepartment: async (name) => {
      const { store } = await openDeployment({ data }, systemClock);
      const workspace = await findWorkspace(store);
      await store.write(workspace?.id ?? '', async (log) => {
        const settings = await readCollection(log.sql, log.workspaceId, 'settings', 0, 1000);
        const model = settings
          .map((stored) => documentOf('settings', stored))
          .find(({ kind }) => kind === 'department');
        if (model?.kind !== 'department') throw new Error('no department to copy');
        log.put('settings', {
          ...model,
          id: `department-${name}` as typeof model.id,
          rev: log.stamp(),
          value: { ...model.value, name },
        });
      });
      await store.close();
    },
    write: async (work) => {
      if (!current) throw new Error('the server has never run');
      const workspace = await findWorkspace(current);
      return current.write(workspace?.id ?? '', work);
    },
    newCode: (email) => makeCode({ data }, email),
    intake: async ({ messageId, text, subject, replyToken }) => {
      const response = await fetch(`${url}/v1/intake`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [CHANNEL_KEY_HEADER]: key },
        body: JSON.stringify({
          messageId,
          from: { email: 'carla@example.org', name: 'Carla' },
          subject: subject ?? 'Help',
          text,
          ...(replyToken !== undefined && { replyToken }),
        }),
      });
      if (!response.ok) throw new Error(`intake: ${String(response.status)} ${await response.text()}`);
      return IntakeAnswer.parse(await response.json());
    },
    backUp: async () => {
      const { file } = await backUp({ data }, path.join(folder, `backup-${String(Date.now())}`));
      return async () => {
        await stop();
        await rm(data, { recursive: true });
        await restore({ data }, file);
        await start();
      };
    },
    dispose: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
