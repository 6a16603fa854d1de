import { isDeepStrictEqual } from 'node:util';
import type { AgentId, SettingId } from '../../shared/domain/ids.ts';
import type { AgentValue, Setting } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import type { InviteBody, IssuedLink, PersonChanges } from '../../shared/sync/people.ts';
import { findAccountByEmail } from '../security/accounts.ts';
import { newId } from '../security/ids.ts';
import { closeInvitations, issueInvitation } from '../security/invitations.ts';
import { endSessions } from '../security/sessions.ts';
import { newAgent } from '../setup/defaultSettings.ts';
import { documentOf, findDocuments } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { LogWriter } from '../store/writeLog.ts';
import { allAgents, findAgent } from './agents.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a link to a new password is good. */
const RESET_DAYS = 3;

/**
 * Makes a link that brings somebody new into a workspace. Throws `auth.emailTaken` when the address can sign in already or
 * is an agent's, `input.notFound` for a department that is not there.
 */
export async function invite(
  store: Store,
  workspaceId: string,
  wish: InviteBody,
  nowMs: number,
): Promise<IssuedLink> {
  const email = wish.email.trim().toLowerCase();
  await departmentsMustExist(store.sql, workspaceId, wish.departmentIds);
  const agents = await allAgents(store.sql, workspaceId);
  const isKnown = agents.some(({ value }) => value.email.toLowerCase() === email);
  if (isKnown || (await findAccountByEmail(store.sql, email))) throw emailTaken();
  const { days, level, languages, ...who } = wish;
  const link = {
    workspaceId,
    agentId: newId(nowMs) as AgentId,
    email,
    joinsAs: { ...newAgent({ ...who, email }), level, languages },
    expiresAtMs: nowMs + days * DAY_MS,
  };
  return store.sql.transaction().execute((transaction) => issueInvitation(transaction, link, nowMs));
}

/**
 * Makes a link with which somebody chooses a new password; also the way in for an agent who came by an import. Throws
 * `input.notFound` for nobody, and for somebody who has left.
 */
export async function inviteToReset(
  store: Store,
  workspaceId: string,
  agentId: AgentId,
  nowMs: number,
): Promise<IssuedLink> {
  const agent = await findAgent(store.sql, workspaceId, agentId);
  if (agent?.isActive !== true) throw new BatonError('input.notFound', 'there is no such person');
  const link = {
    workspaceId,
    agentId,
    email: agent.email,
    joinsAs: null,
    expiresAtMs: nowMs + RESET_DAYS * DAY_MS,
  };
  return store.sql.transaction().execute((transaction) => issueInvitation(transaction, link, nowMs));
}

/**
 * Changes what somebody is. Who is deactivated is signed out everywhere in the same transaction, and the links made for
 * them are closed. Returns the sessions that have ended. Throws `input.notFound`, and `auth.lastAdministrator` when nobody
 * would be left to administer.
 */
export async function changePerson(
  store: Store,
  workspaceId: string,
  agentId: AgentId,
  changes: PersonChanges,
): Promise<readonly string[]> {
  await departmentsMustExist(store.sql, workspaceId, changes.departmentIds ?? []);
  return store.write(workspaceId, async (log) => {
    await log.load('settings', [agentId]);
    const stored = log.master('settings', agentId);
    const setting = stored && !stored.isDeleted ? documentOf('settings', stored) : undefined;
    if (setting?.kind !== 'agent') throw new BatonError('input.notFound', 'there is no such person');
    const value: AgentValue = { ...setting.value, ...withoutUndefined(changes) };
    if (isDeepStrictEqual(value, setting.value)) return [];
    if (administers(setting.value) && !administers(value)) await anotherMustAdminister(log, agentId);
    const next: Setting = { ...setting, rev: log.stamp(setting.rev), updatedAtMs: log.nowMs, value };
    log.put('settings', next);
    if (value.isActive) return [];
    await closeInvitations(log.sql, workspaceId, { agentId }, log.nowMs);
    return endSessions(log.sql, workspaceId, { agentId }, 'deactivated', log.nowMs);
  });
}

/** What an agent setting looks like for somebody who has just joined. */
export function joinedAgent(agentId: AgentId, value: AgentValue, log: LogWriter): Setting {
  return {
    id: agentId as string as SettingId,
    rev: log.stamp(),
    updatedAtMs: log.nowMs,
    kind: 'agent',
    value,
  };
}

/** What somebody is told whose address is in use. */
export function emailTaken(): BatonError {
  return new BatonError('auth.emailTaken', 'somebody with this address is here already');
}

function administers({ role, isActive }: AgentValue): boolean {
  return role === 'administrator' && isActive;
}

/** Only somebody who can sign in counts: an imported administrator without an account administers nothing. */
async function anotherMustAdminister(log: LogWriter, agentId: AgentId): Promise<void> {
  const accounts = await log.sql
    .selectFrom('accounts')
    .select('agent_id')
    .where('workspace_id', '=', log.workspaceId)
    .execute();
  const canSignIn = new Set(accounts.map((account) => account.agent_id));
  const others = (await allAgents(log.sql, log.workspaceId)).filter(
    ({ id, value }) => (id as string) !== agentId && administers(value) && canSignIn.has(id),
  );
  if (others.length === 0) throw new BatonError('auth.lastAdministrator', 'nobody else administers here');
}

async function departmentsMustExist(sql: Sql, workspaceId: string, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const stored = await findDocuments(sql, workspaceId, 'settings', wanted);
  const departments = stored.filter(
    (setting) => !setting.isDeleted && documentOf('settings', setting).kind === 'department',
  );
  if (departments.length < wanted.length)
    throw new BatonError('input.notFound', 'there is no such department');
}

function withoutUndefined(changes: PersonChanges): Partial<AgentValue> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
