import type { AgentId } from '../../shared/domain/ids.ts';
import type { Viewer } from '../../shared/domain/visibility.ts';
import { BatonError } from '../../shared/errors.ts';
import { readAccessToken } from '../security/accessTokens.ts';
import type { Secrets } from '../security/secrets.ts';
import { documentOf, findDocuments } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';

/** Who asks, as the workspace knows them now. */
export interface Caller extends Viewer {
  readonly workspaceId: string;
  readonly sessionId: string;
}

/**
 * The person behind an `Authorization: Bearer` header. Throws `auth.expired` when the token is missing, too old, forged or
 * revoked, or its owner does not work here any more.
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
    .select('id')
    .where('id', '=', sessionId)
    .where('revoked_at_ms', '=', 0)
    .executeTakeFirst();
  const [stored] = await findDocuments(sql, workspaceId, 'settings', [agentId]);
  if (!session || !stored || stored.isDeleted) throw signInAgain();
  const agent = documentOf('settings', stored);
  if (agent.kind !== 'agent' || !agent.value.isActive) throw signInAgain();
  const { role, departmentIds } = agent.value;
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
