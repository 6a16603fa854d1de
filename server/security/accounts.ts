import type { AgentId } from '../../shared/domain/ids.ts';
import type { Sql } from '../store/schema.ts';

/** Somebody who can sign in. */
export interface Account {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly agentId: AgentId;
  readonly email: string;
  readonly passwordHash: string;
}

function accounts(sql: Sql) {
  return sql
    .selectFrom('accounts')
    .innerJoin('workspaces', 'workspaces.id', 'accounts.workspace_id')
    .select([
      'accounts.workspace_id as workspaceId',
      'workspaces.name as workspaceName',
      'accounts.agent_id as agentId',
      'accounts.email as email',
      'accounts.password_hash as passwordHash',
    ]);
}

/** The account with this address, whatever its case. */
export async function findAccountByEmail(sql: Sql, email: string): Promise<Account | undefined> {
  const row = await accounts(sql).where('accounts.email', '=', email.trim().toLowerCase()).executeTakeFirst();
  return row && { ...row, agentId: row.agentId as AgentId };
}

/** The account of an agent. */
export async function findAccountOf(
  sql: Sql,
  workspaceId: string,
  agentId: string,
): Promise<Account | undefined> {
  const row = await accounts(sql)
    .where('accounts.workspace_id', '=', workspaceId)
    .where('accounts.agent_id', '=', agentId)
    .executeTakeFirst();
  return row && { ...row, agentId: row.agentId as AgentId };
}

/** Adds an account unless the address has one; says whether it did. */
export async function addAccount(
  sql: Sql,
  account: Pick<Account, 'workspaceId' | 'agentId' | 'email' | 'passwordHash'>,
  nowMs: number,
): Promise<boolean> {
  const added = await sql
    .insertInto('accounts')
    .values({
      workspace_id: account.workspaceId,
      agent_id: account.agentId,
      email: account.email.trim().toLowerCase(),
      password_hash: account.passwordHash,
      created_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('agent_id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Gives an account a new password; says whether there is such an account. */
export async function setPassword(
  sql: Sql,
  workspaceId: string,
  agentId: string,
  passwordHash: string,
): Promise<boolean> {
  const changed = await sql
    .updateTable('accounts')
    .set({ password_hash: passwordHash })
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .returning('agent_id')
    .executeTakeFirst();
  return changed !== undefined;
}
