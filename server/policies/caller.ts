import type { AgentId } from '../../shared/domain/ids.ts';
import type { Viewer } from '../../shared/domain/visibility.ts';
import { BatonError } from '../../shared/errors.ts';
import { readAccessToken } from '../security/accessTokens.ts';
import type { Secrets } from '../security/secrets.ts';
import { deviceRevoked, wipesDevice } from '../security/sessions.ts';
import type { Sql } from '../store/schema.ts';
import { findAgent } from '../team/agents.ts';

/** Who asks, as the workspace knows them now. */
export interface Caller extends Viewer {
  readonly workspaceId: string;
  readonly sessionId: string;
}

/**
 * The person behind an `Authorization: Bearer` header. Throws `auth.expired` when the token is missing, too old or forged,
 * or its session has ended; `auth.revoked` when the device was removed or its owner does not work here any more.
 */
export async function identify(
  sql: Sql,
  secrets: Secrets,
  authorization: string | undefined,
  nowMs: number,
): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) throw signInAgain();
  const { sessionId, workspaceId, agentId } = await readAccessToken(secrets.accessTokenKey, token, nowMs);
  const session = await sql
    .selectFrom('sessions')
    .select(['revoked_at_ms', 'end_reason'])
    .where('id', '=', sessionId)
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if (!session) throw signInAgain();
  if (session.revoked_at_ms !== 0) throw wipesDevice(session.end_reason) ? deviceRevoked() : signInAgain();
  const agent = await findAgent(sql, workspaceId, agentId);
  if (agent?.isActive !== true) throw deviceRevoked();
  const { role, departmentIds } = agent;
  return { workspaceId, agentId: agentId as AgentId, sessionId, role, departmentIds };
}

/** Throws `auth.forbidden` for everybody but administrators. */
export function requireAdministrator(caller: Caller): void {
  if (caller.role !== 'administrator')
    throw new BatonError('auth.forbidden', 'only an administrator may do this');
}

function signInAgain(): BatonError {
  return new BatonError('auth.expired', 'sign in again');
}
