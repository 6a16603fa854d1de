import { INVITATION_CODE_GROUPS } from '../../shared/domain/invitation.ts';
import type { AgentId } from '../../shared/domain/ids.ts';
import { AgentValue } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import type { IssuedLink, OpenInvitation } from '../../shared/sync/people.ts';
import type { Sql } from '../store/schema.ts';
import { newId } from './ids.ts';
import { hashCode, newCode } from './oneTimeCodes.ts';

/** A link nobody has used yet: who comes in with it, or whose password it sets. */
export interface Invitation {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly agentId: AgentId;
  readonly email: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** What somebody new will be; `null` when it sets a password. */
  readonly joinsAs: AgentValue | null;
}

/** Makes a link and returns its code, which is stored hashed. An earlier open link for the same address is closed. */
export async function issueInvitation(
  sql: Sql,
  invitation: Pick<Invitation, 'workspaceId' | 'agentId' | 'email' | 'joinsAs' | 'expiresAtMs'>,
  nowMs: number,
): Promise<IssuedLink> {
  const { workspaceId, agentId, joinsAs, expiresAtMs } = invitation;
  const email = invitation.email.trim().toLowerCase();
  const code = newCode(INVITATION_CODE_GROUPS);
  const id = newId(nowMs);
  await closeInvitations(sql, workspaceId, { email }, nowMs);
  await sql
    .insertInto('invitations')
    .values({
      id,
      workspace_id: workspaceId,
      code_hash: hashCode(code),
      kind: joinsAs ? 'join' : 'reset',
      agent_id: agentId,
      email,
      body: joinsAs ? JSON.stringify(joinsAs) : '',
      created_at_ms: nowMs,
      expires_at_ms: expiresAtMs,
      closed_at_ms: 0,
    })
    .execute();
  return { id, code, expiresAtMs };
}

function open(sql: Sql, nowMs: number) {
  return sql
    .selectFrom('invitations')
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
    .select([
      'invitations.id as id',
      'invitations.workspace_id as workspaceId',
      'workspaces.name as workspaceName',
      'invitations.agent_id as agentId',
      'invitations.email as email',
      'invitations.body as body',
      'invitations.created_at_ms as createdAtMs',
      'invitations.expires_at_ms as expiresAtMs',
    ])
    .where('invitations.closed_at_ms', '=', 0)
    .where('invitations.expires_at_ms', '>', nowMs);
}

type OpenRow = Omit<Invitation, 'joinsAs' | 'agentId'> & { readonly agentId: string; readonly body: string };

function toInvitation({ body, agentId, ...row }: OpenRow): Invitation {
  return {
    ...row,
    agentId: agentId as AgentId,
    joinsAs: body === '' ? null : AgentValue.parse(JSON.parse(body)),
  };
}

/** The invitation this code opens. Throws `auth.codeInvalid` when it is unknown, used, taken back or too old. */
export async function findInvitation(sql: Sql, code: string, nowMs: number): Promise<Invitation> {
  const row = await open(sql, nowMs).where('invitations.code_hash', '=', hashCode(code)).executeTakeFirst();
  if (!row) throw new BatonError('auth.codeInvalid', 'this invitation is unknown, used or too old');
  return toInvitation(row);
}

/** The open links of a workspace, latest first. */
export async function openInvitations(
  sql: Sql,
  workspaceId: string,
  nowMs: number,
): Promise<readonly Invitation[]> {
  const rows = await open(sql, nowMs)
    .where('invitations.workspace_id', '=', workspaceId)
    .orderBy('invitations.created_at_ms', 'desc')
    .orderBy('invitations.id', 'desc')
    .execute();
  return rows.map(toInvitation);
}

/** Closes open links of a workspace; says how many. Of two who close the same one at once, one is told 1. */
export async function closeInvitations(
  sql: Sql,
  workspaceId: string,
  which: { readonly id: string } | { readonly email: string } | { readonly agentId: string },
  nowMs: number,
): Promise<number> {
  const closing = sql
    .updateTable('invitations')
    .set({ closed_at_ms: nowMs })
    .where('workspace_id', '=', workspaceId)
    .where('closed_at_ms', '=', 0);
  const chosen =
    'id' in which
      ? closing.where('id', '=', which.id)
      : 'email' in which
        ? closing.where('email', '=', which.email)
        : closing.where('agent_id', '=', which.agentId);
  return (await chosen.returning('id').execute()).length;
}

/** An open link as the team sees it. `person` is who it is for, where they are here already. */
export function toOpenInvitation(
  invitation: Invitation,
  person: Pick<AgentValue, 'name' | 'role'> | undefined,
): OpenInvitation {
  const { id, agentId, email, createdAtMs, expiresAtMs, joinsAs } = invitation;
  const { name, role } = joinsAs ?? person ?? { name: email, role: 'agent' };
  return {
    id,
    kind: joinsAs ? 'join' : 'reset',
    name,
    email,
    role,
    agentId: joinsAs ? '' : agentId,
    createdAtMs,
    expiresAtMs,
  };
}
