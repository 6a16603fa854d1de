import type { AgentId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import type { SessionAnswer } from '../../shared/sync/wire.ts';
import type { SessionEnd, Sql } from '../store/schema.ts';
import { findAgent } from '../team/agents.ts';
import { issueAccessToken } from './accessTokens.ts';
import { findAccountOf, type Account } from './accounts.ts';
import { newId } from './ids.ts';
import { isRefreshSecret, newRefreshSecret } from './refreshSecrets.ts';
import { hashSecret, isSame, type Secrets } from './secrets.ts';

/** A device that stays away longer has to sign in again. */
export const SESSION_LIFETIME_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * For this long after a rotation the token before it still works once more, because the answer with the new one may have
 * been lost on the way; using both afterwards still gives a thief away.
 */
export const ROTATION_LEEWAY_MS = 60_000;

interface Device {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
}

/** True when the device of an ended session must delete what it holds: it was removed, or its owner left. */
export function wipesDevice(end: SessionEnd | ''): boolean {
  return end === 'removed' || end === 'deactivated';
}

/** Opens a session for a device; an earlier one of the same person on the same device ends. */
export async function openSession(
  sql: Sql,
  secrets: Secrets,
  account: Account,
  device: Device,
  nowMs: number,
): Promise<SessionAnswer> {
  const id = newId(nowMs);
  const refreshSecret = newRefreshSecret(secrets, id);
  await sql.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('sessions')
      .set({ revoked_at_ms: nowMs, end_reason: 'replaced' })
      .where('workspace_id', '=', account.workspaceId)
      .where('agent_id', '=', account.agentId)
      .where('device_id', '=', device.id)
      .where('revoked_at_ms', '=', 0)
      .execute();
    await transaction
      .insertInto('sessions')
      .values({
        id,
        workspace_id: account.workspaceId,
        agent_id: account.agentId,
        device_id: device.id,
        device_name: device.name,
        refresh_hash: hashSecret(refreshSecret),
        previous_hash: '',
        rotated_at_ms: nowMs,
        created_at_ms: nowMs,
        expires_at_ms: nowMs + SESSION_LIFETIME_MS,
        revoked_at_ms: 0,
        end_reason: '',
        platform: device.platform,
        seen_at_ms: nowMs,
      })
      .execute();
  });
  return answerFor(secrets, account, id, refreshSecret, nowMs);
}

/**
 * Exchanges a refresh token for new tokens. A token that was exchanged before ends the session: somebody else has it.
 * Throws `auth.expired` then, and for any token that is unknown or too old; `auth.revoked` to a device that was removed
 * or whose owner has left.
 */
export async function refreshSession(
  sql: Sql,
  secrets: Secrets,
  refreshToken: string,
  nowMs: number,
): Promise<SessionAnswer> {
  const [sessionId = '', ...rest] = refreshToken.split('.');
  const presented = rest.join('.');
  if (!isRefreshSecret(secrets, sessionId, presented)) throw signInAgain();
  const refreshSecret = newRefreshSecret(secrets, sessionId);
  const outcome = await sql
    .transaction()
    .execute((transaction) => exchange(transaction, sessionId, presented, refreshSecret, nowMs));
  if (outcome === 'revoked') throw deviceRevoked();
  if (outcome === 'expired') throw signInAgain();
  return answerFor(secrets, outcome, sessionId, refreshSecret, nowMs);
}

function signInAgain(): BatonError {
  return new BatonError('auth.expired', 'sign in again');
}

/** What a device hears that was removed. */
export function deviceRevoked(): BatonError {
  return new BatonError('auth.revoked', 'this device was removed; it has to delete what it holds');
}

async function exchange(
  sql: Sql,
  sessionId: string,
  presented: string,
  refreshSecret: string,
  nowMs: number,
): Promise<Account | 'expired' | 'revoked'> {
  // An update that changes nothing locks the row: of two exchanges at once, the second sees the first one's result.
  const session = await sql
    .updateTable('sessions')
    .set((table) => ({ rotated_at_ms: table.ref('rotated_at_ms') }))
    .where('id', '=', sessionId)
    .returningAll()
    .executeTakeFirst();
  if (!session) return 'expired';
  const presentedHash = hashSecret(presented);
  const isCurrent = isSame(presentedHash, session.refresh_hash);
  const isPrevious = isSame(presentedHash, session.previous_hash);
  if (session.revoked_at_ms !== 0) {
    return (isCurrent || isPrevious) && wipesDevice(session.end_reason) ? 'revoked' : 'expired';
  }
  if (session.expires_at_ms <= nowMs) return 'expired';
  if (!isCurrent && !(isPrevious && nowMs < session.rotated_at_ms + ROTATION_LEEWAY_MS)) {
    await endSessions(sql, session.workspace_id, { sessionId }, 'stolen', nowMs);
    return 'expired';
  }
  const account = await findAccountOf(sql, session.workspace_id, session.agent_id);
  const agent = await findAgent(sql, session.workspace_id, session.agent_id);
  if (!account || agent?.isActive !== true) return 'revoked';
  await sql
    .updateTable('sessions')
    .set({
      refresh_hash: hashSecret(refreshSecret),
      previous_hash: presentedHash,
      // The leeway counts from the first exchange: asking again does not stretch it.
      rotated_at_ms: isCurrent ? nowMs : session.rotated_at_ms,
      expires_at_ms: nowMs + SESSION_LIFETIME_MS,
      seen_at_ms: nowMs,
    })
    .where('id', '=', sessionId)
    .execute();
  return account;
}

/** Ends live sessions of a workspace: their tokens are refused from now on. Returns the ids of those it has ended. */
export async function endSessions(
  sql: Sql,
  workspaceId: string,
  which:
    | { readonly sessionId: string; readonly agentId?: AgentId }
    | { readonly agentId: AgentId; readonly except?: string },
  reason: SessionEnd,
  nowMs: number,
): Promise<readonly string[]> {
  let ending = sql
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs, end_reason: reason })
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at_ms', '=', 0);
  if (which.agentId !== undefined) ending = ending.where('agent_id', '=', which.agentId);
  if ('sessionId' in which) ending = ending.where('id', '=', which.sessionId);
  else if (which.except !== undefined) ending = ending.where('id', '!=', which.except);
  return (await ending.returning('id').execute()).map(({ id }) => id);
}

/** Those of the given sessions that still live. */
export async function liveSessions(sql: Sql, sessionIds: readonly string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await sql
    .selectFrom('sessions')
    .select('id')
    .where('id', 'in', sessionIds)
    .where('revoked_at_ms', '=', 0)
    .execute();
  return new Set(rows.map((row) => row.id));
}

async function answerFor(
  secrets: Secrets,
  account: Account,
  sessionId: string,
  refreshSecret: string,
  nowMs: number,
): Promise<SessionAnswer> {
  const { workspaceId, workspaceName, agentId, email } = account;
  const access = await issueAccessToken(secrets.accessTokenKey, { sessionId, workspaceId, agentId }, nowMs);
  return {
    accessToken: access.token,
    accessExpiresAtMs: access.expiresAtMs,
    refreshToken: `${sessionId}.${refreshSecret}`,
    workspaceId,
    workspaceName,
    agentId,
    email,
    serverTimeMs: nowMs,
  };
}
