import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../server/clock.ts';
import { makeAccount, makeChannel, makeCode } from '../../server/commands/manage.ts';
import { setupWorkspace } from '../../server/commands/setupWorkspace.ts';
import { findWorkspace } from '../../server/setup/createWorkspace.ts';
import { openDeployment } from '../../server/setup/deployment.ts';
import { documentOf, readCollection } from '../../server/store/documents.ts';
import { CHANNEL_KEY_HEADER, IntakeAnswer } from '../../shared/sync/wire.ts';

const MAIN = path.resolve(import.meta.dirname, '../../server/main.ts');
/** Department of a fresh workspace, as the server's setup names it. */
const DEPARTMENT = 'Support';

/** The real server in a process of its own, always at the same address, with a workspace of two departments. */
export interface ServerProcess {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Adds a supervisor, who sees every ticket, and answers a code that signs them in. */
  newSupervisor(name: string): Promise<string>;
  intake(body: {
    messageId: string;
    text: string;
    from?: { email: string; name: string };
  }): Promise<IntakeAnswer>;
}

/** Sets a workspace up in a folder and serves it. `main` is the server's program; its source unless said. */
export async function startServerProcess(folder: string, main = MAIN): Promise<ServerProcess> {
  const data = path.join(folder, 'server');
  await setupWorkspace({ data }, false, 'Test desk');
  await addDepartment(data, 'Returns');
  const { key } = await makeChannel({ data }, { name: 'Shop', kind: 'api', department: DEPARTMENT });
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn(process.execPath, [main, 'serve', '--port', String(port), '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('"listening"')) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error('the server ended before it listened');
  }

  await start();
  return {
    url,
    start,
    kill: async () => {
      const child = running;
      running = undefined;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
    newSupervisor: async (name) => {
      const email = `${name.toLowerCase()}@desk.test`;
      await makeAccount({ data }, { email, role: 'supervisor', name, department: DEPARTMENT });
      return (await makeCode({ data }, email)).code;
    },
    intake: async (body) => {
      const response = await fetch(`${url}/v1/intake`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [CHANNEL_KEY_HEADER]: key },
        body: JSON.stringify({ from: { email: 'carla@example.org', name: 'Carla' }, ...body }),
      });
      if (!response.ok) throw new Error(`intake: ${String(response.status)} ${await response.text()}`);
      return IntakeAnswer.parse(await response.json());
    },
  };
}

async function addDepartment(data: string, name: string): Promise<void> {
  const { store } = await openDeployment({ data }, systemClock);
  const workspace = await findWorkspace(store);
  await store.write(workspace?.id ?? '', async (log) => {
    const settings = await readCollection(log.sql, log.workspaceId, 'settings', 0, 1000);
    const model = settings
      .map((stored) => documentOf('settings', stored))
      .find(({ kind }) => kind === 'department');
    if (model?.kind !== 'department') throw new Error('no department to copy');
    const id = `department-${name}` as typeof model.id;
    log.put('settings', { ...model, id, rev: log.stamp(), value: { ...model.value, name } });
  });
  await store.close();
}

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
