import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../build/runtime/paths.mjs';
import { systemClock } from '../../server/clock.ts';
import { setupWorkspace } from '../../server/commands/setupWorkspace.ts';
import { addAccount } from '../../server/security/accounts.ts';
import { openSession } from '../../server/security/sessions.ts';
import { findWorkspace } from '../../server/setup/createWorkspace.ts';
import { newAgent } from '../../server/setup/defaultSettings.ts';
import { openDeployment, type Deployment } from '../../server/setup/deployment.ts';
import { documentOf, readCollection } from '../../server/store/documents.ts';
import type { AgentId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import type { AgentValue } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../shared/sync/wire.ts';

/** Somebody signed in. */
export interface BenchPerson {
  readonly agentId: AgentId;
  readonly departmentId: DepartmentId;
  readonly headers: Readonly<Record<string, string>>;
}

/** The built server in a process of its own, with a workspace full of people. */
export interface ServedDeployment {
  readonly url: string;
  /** An administrator first, then agents of one department. */
  readonly people: readonly BenchPerson[];
  /** Resident memory of the server process, in bytes. */
  memoryBytes(): Promise<number>;
  end(): Promise<void>;
}

/** Sets a workspace of `agents` people up and serves it. Nobody's password is hashed: they are let in past the sign-in. */
export async function serveDeployment(deployment: Deployment, agents: number): Promise<ServedDeployment> {
  await setupWorkspace(deployment, false, 'Bench');
  const people = await addPeople(deployment, agents);
  const { data = '', databaseUrl } = deployment;
  const child = spawn(
    process.execPath,
    [path.join(root, 'out', 'server', 'main.js'), 'serve', '--port', '0', '--data', data],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, BATON_SERVER_KEY: undefined },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as { msg: string; url: string };
      if (event.msg === 'listening') resolve(event.url);
    });
    child.once('exit', () => reject(new BatonError('server.unavailable', 'the server did not start')));
  });
  return {
    url,
    people,
    async memoryBytes() {
      const figures = await (await fetch(`${url}/metrics`)).text();
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(figures)?.[1]);
    },
    async end() {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function addPeople(deployment: Deployment, agents: number): Promise<BenchPerson[]> {
  const { store, secrets } = await openDeployment(deployment, systemClock);
  const workspace = await findWorkspace(store);
  const workspaceId = workspace?.id ?? '';
  const settings = await readCollection(store.sql, workspaceId, 'settings', 0, 100);
  const department = settings
    .map((stored) => documentOf('settings', stored))
    .find(({ kind }) => kind === 'department');
  const departmentId = (department?.id ?? '') as string as DepartmentId;
  const accounts = Array.from({ length: agents }, (_, index) => ({
    workspaceId,
    workspaceName: 'Bench',
    agentId: `bench-${String(index)}` as AgentId,
    email: `bench${String(index)}@example.com`,
    passwordHash: '',
  }));
  await store.write(workspaceId, async (log) => {
    for (const [index, account] of accounts.entries()) {
      const role: AgentValue['role'] = index === 0 ? 'administrator' : 'agent';
      await addAccount(log.sql, account, log.nowMs);
      log.put('settings', {
        id: account.agentId as string as SettingId,
        rev: log.stamp(),
        updatedAtMs: log.nowMs,
        kind: 'agent',
        value: newAgent({ name: account.email, email: account.email, role, departmentIds: [departmentId] }),
      });
    }
  });
  const people: BenchPerson[] = [];
  for (const account of accounts) {
    const device = { id: `device-${account.agentId}`, name: 'bench', platform: '' };
    const { accessToken } = await openSession(store.sql, secrets, account, device, systemClock.nowMs());
    const headers = {
      authorization: `Bearer ${accessToken}`,
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      'content-type': 'application/json',
    };
    people.push({ agentId: account.agentId, departmentId, headers });
  }
  await store.close();
  return people;
}
