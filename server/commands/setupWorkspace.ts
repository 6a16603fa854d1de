import { z } from 'zod';
import { BatonError } from '../../shared/errors.ts';
import { systemClock } from '../clock.ts';
import { findAccountByEmail } from '../security/accounts.ts';
import { firstFormChannel } from '../security/channels.ts';
import { argon2Passwords } from '../security/passwords.ts';
import { addWorkspace, findWorkspace, furnishWorkspace } from '../setup/createWorkspace.ts';
import { openDeployment, type Deployment } from '../setup/deployment.ts';
import { FIRST_EMAIL } from '../setup/defaultSettings.ts';
import { fillWithDemo, loadDemo } from '../setup/fillWithDemo.ts';
import { hasTickets } from '../store/documents.ts';

const DEFAULT_NAME = 'My help desk';

/** What `setup` says. */
export interface SetupReport {
  readonly workspaceId: string;
  readonly created: boolean;
  /** The account to sign in with first. */
  readonly email: string;
  readonly formUrlPath: string | null;
}

/** Makes the workspace of a deployment. Said again it changes nothing; after a kill halfway it finishes. */
export async function setupWorkspace(
  deployment: Deployment,
  demo: boolean,
  name: string | undefined,
): Promise<SetupReport> {
  const { store } = await openDeployment(deployment, systemClock);
  try {
    const nowMs = systemClock.nowMs();
    const existing = await findWorkspace(store);
    const content =
      demo && !(existing && (await hasTickets(store.sql, existing.id))) ? await loadDemo(nowMs) : null;
    const workspace =
      existing ?? (await addWorkspace(store, name ?? content?.workspaceName ?? DEFAULT_NAME, nowMs));
    if (content) await fillWithDemo(store, workspace.id, argon2Passwords(), content);
    else if (!workspace.isFurnished) await furnishWorkspace(store, workspace.id, machineTimeZone(), nowMs);
    const form = await firstFormChannel(store.sql, workspace.id);
    return {
      workspaceId: workspace.id,
      created: !existing,
      email: FIRST_EMAIL,
      formUrlPath: form ? `/form/${form.id}` : null,
    };
  } finally {
    await store.close();
  }
}

/** Adds a workspace beside those there are. Throws `input.invalid` for an address that has an account, or is none. */
export async function addAnotherWorkspace(
  deployment: Deployment,
  wish: { readonly name: string; readonly email: string },
): Promise<{ readonly workspaceId: string; readonly email: string }> {
  const email = wish.email.trim().toLowerCase();
  const { store } = await openDeployment(deployment, systemClock);
  try {
    const isAddress = z.email().safeParse(email).success;
    if (!isAddress || (await findAccountByEmail(store.sql, email)))
      throw new BatonError('input.invalid', `${wish.email} is no e-mail address, or has an account already`);
    const nowMs = systemClock.nowMs();
    const { id } = await addWorkspace(store, wish.name, nowMs);
    await furnishWorkspace(store, id, machineTimeZone(), nowMs, email);
    return { workspaceId: id, email };
  } finally {
    await store.close();
  }
}

function machineTimeZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  return zone === undefined || zone === '' || zone === 'Etc/Unknown' ? 'UTC' : zone;
}
