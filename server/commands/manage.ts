import type { AgentId, DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import { Setting, type AgentValue } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import { systemClock } from '../clock.ts';
import { addAccount, findAccountByEmail } from '../security/accounts.ts';
import { addChannel, type Channel } from '../security/channels.ts';
import { newId } from '../security/ids.ts';
import { argon2Passwords } from '../security/passwords.ts';
import { deriveSecrets, newSecret } from '../security/secrets.ts';
import { issueSignInCode } from '../security/signInCodes.ts';
import { findWorkspace, type Workspace } from '../setup/createWorkspace.ts';
import { masterSecretOf, openDeployment, type Deployment } from '../setup/deployment.ts';
import { newAgent } from '../setup/defaultSettings.ts';
import { documentOf, readCollection } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { webhookSecret } from '../webhooks/sender.ts';

const MOST_SETTINGS = 100_000;

/** Makes a one-time sign-in code. Works beside a running server. Throws `input.notFound` for an unknown address. */
export async function makeCode(
  deployment: Deployment,
  email: string,
): Promise<{ readonly code: string; readonly email: string }> {
  return withWorkspace(deployment, undefined, async (store) => {
    const account = await findAccountByEmail(store.sql, email);
    if (!account) throw new BatonError('input.notFound', `nobody here has the address ${email}`);
    return { code: await issueSignInCode(store.sql, account, systemClock.nowMs()), email: account.email };
  });
}

/** Makes a channel of the named department. Its key is in this answer and nowhere else. */
export async function makeChannel(
  deployment: Deployment,
  wish: {
    readonly name: string;
    readonly kind: Channel['kind'];
    readonly department: string;
    readonly workspace?: string | undefined;
  },
): Promise<{ readonly id: string; readonly kind: string; readonly name: string; readonly key: string }> {
  return withWorkspace(deployment, wish.workspace, async (store, workspace) => {
    const departmentId = await findDepartment(store, workspace.id, wish.department);
    const channel = { workspaceId: workspace.id, kind: wish.kind, name: wish.name, departmentId };
    const { id, key } = await addChannel(store.sql, channel, systemClock.nowMs());
    return { id, kind: wish.kind, name: wish.name, key };
  });
}

/** Adds a person. The password is in this answer and nowhere else. Throws `input.invalid` when the address is taken or no address. */
export async function makeAccount(
  deployment: Deployment,
  wish: {
    readonly email: string;
    readonly role: AgentValue['role'];
    readonly name?: string | undefined;
    readonly department?: string | undefined;
    readonly workspace?: string | undefined;
  },
): Promise<{ readonly agentId: string; readonly email: string; readonly password: string }> {
  return withWorkspace(deployment, wish.workspace, async (store, workspace) => {
    const email = wish.email.trim().toLowerCase();
    const password = newSecret();
    const passwordHash = await argon2Passwords().hash(password);
    const departmentIds = wish.department ? [await findDepartment(store, workspace.id, wish.department)] : [];
    const agentId = newId(systemClock.nowMs()) as AgentId;
    await store.write(workspace.id, async (log) => {
      const setting = Setting.safeParse({
        id: agentId as string as SettingId,
        rev: log.stamp(),
        updatedAtMs: log.nowMs,
        kind: 'agent',
        value: newAgent({ name: wish.name ?? email, email, role: wish.role, departmentIds }),
      });
      if (!setting.success) throw new BatonError('input.invalid', `${wish.email} is no e-mail address`);
      if (
        !(await addAccount(log.sql, { workspaceId: workspace.id, agentId, email, passwordHash }, log.nowMs))
      ) {
        throw new BatonError('input.invalid', `${email} has an account already`);
      }
      log.put('settings', setting.data);
    });
    return { agentId, email, password };
  });
}

/** The secret with which the workspace's webhooks are signed. */
export async function showWebhookSecret(
  deployment: Deployment,
  workspaceId?: string,
): Promise<{ readonly workspaceId: string; readonly secret: string }> {
  const { webhookKey } = deriveSecrets(masterSecretOf(deployment));
  return withWorkspace(deployment, workspaceId, async (_store, { id }) => ({
    workspaceId: id,
    secret: webhookSecret(webhookKey, id),
  }));
}

/** A department by its id or, whatever the case, its name. Throws `input.notFound` and names those there are. */
async function findDepartment(store: Store, workspaceId: string, wanted: string): Promise<DepartmentId> {
  const stored = await readCollection(store.sql, workspaceId, 'settings', 0, MOST_SETTINGS);
  const departments = stored
    .filter((setting) => !setting.isDeleted)
    .map((setting) => documentOf('settings', setting))
    .filter((setting) => setting.kind === 'department');
  const found =
    departments.find(({ id }) => (id as string) === wanted) ??
    departments.find(({ value }) => value.name.toLowerCase() === wanted.toLowerCase());
  if (found) return found.id as string as DepartmentId;
  const names = departments.map(({ value }) => value.name).join(', ');
  throw new BatonError('input.notFound', `there is no department "${wanted}"; there are: ${names}`);
}

async function withWorkspace<Result>(
  deployment: Deployment,
  workspaceId: string | undefined,
  work: (store: Store, workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const { store } = await openDeployment(deployment, systemClock);
  try {
    const workspace = await findWorkspace(store, workspaceId);
    if (!workspace)
      throw new BatonError('input.notFound', 'there is no such workspace; `setup` and `workspace` make one');
    return await work(store, workspace);
  } finally {
    await store.close();
  }
}
