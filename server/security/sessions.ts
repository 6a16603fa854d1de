import { BatonError } from '../../shared/errors.ts';
import type { SessionAnswer } from '../../shared/sync/wire.ts';
import type { Sql } from '../store/schema.ts';
import { issueAccessToken } from './accessTokens.ts';
import { findAccountOf, type Account } from './accounts.ts';
import { newId } from './ids.ts';
import { hashSecret, isSame, newSecret, type Secrets } from './secrets.ts';

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
  const refreshSecret = newSecret();
  await sql.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('sessions')
      .set({ revoked_at_ms: nowMs })
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
      })
      .execute();
  });
  return answerFor(secrets, account, id, refreshSecret, nowMs);
}

/**
 * Exchanges a refresh token for new tokens. A token that was exchanged before ends the session: somebody else has it.
 * Throws `auth.expired` then, and for any token that is unknown, revoked or too old.
 */
export async function refreshSession(
  sql: Sql,
  secrets: Secrets,
  refreshToken: string,
  nowMs: number,
): Promise<SessionAnswer> {
  const [sessionId = '', presented = ''] = refreshToken.split('.');
  const refreshSecret = newSecret();
  const account = await sql.transaction().execute(async (transaction) => {
    // An update that changes nothing locks the row: of two exchanges at once, the second sees the first one's result.
    const session = await transaction
      .updateTable('sessions')
      .set((table) => ({ rotated_at_ms: table.ref('rotated_at_ms') }))
      .where('id', '=', sessionId)
      .where('revoked_at_ms', '=', 0)
      .where('expires_at_ms', '>', nowMs)
      .returningAll()
      .executeTakeFirst();
    if (!session) return undefined;
    const presentedHash = hashSecret(presented);
    const isCurrent = isSame(presentedHash, session.refresh_hash);
    const isLostAnswer =
      isSame(presentedHash, session.previous_hash) && nowMs < session.rotated_at_ms + ROTATION_LEEWAY_MS;
    if (!isCurrent && !isLostAnswer) {
      await revokeSession(transaction, sessionId, nowMs);
      return undefined;
    }
    await transaction
      .updateTable('sessions')
      .set({
        refresh_hash: hashSecret(refreshSecret),
        previous_hash: presentedHash,
        // The leeway counts from the first exchange: asking again does not stretch it.
        rotated_at_ms: isCurrent ? nowMs : session.rotated_at_ms,
        expires_at_ms: nowMs + SESSION_LIFETIME_MS,
      })
      .where('id', '=', sessionId)
      .execute();
    return findAccountOf(transaction, session.workspace_id, session.agent_id);
  });
  if (!account) throw new BatonError('auth.expired', 'sign in again');
  return answerFor(secrets, account, sessionId, refreshSecret, nowMs);
}

/** Ends a session: its tokens are refused from now on. */
export async function revokeSession(sql: Sql, sessionId: string, nowMs: number): Promise<void> {
  await sql
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs })
    .where('id', '=', sessionId)
    .where('revoked_at_ms', '=', 0)
    .execute();
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
