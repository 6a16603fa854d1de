import { SIGN_IN_CODE_GROUPS } from '../../shared/domain/invitation.ts';
import { BatonError } from '../../shared/errors.ts';
import type { Sql } from '../store/schema.ts';
import { findAccountOf, type Account } from './accounts.ts';
import { hashCode, newCode } from './oneTimeCodes.ts';

/** How long a sign-in code is good. */
export const CODE_LIFETIME_MS = 10 * 60 * 1000;

/** Makes a code that signs this account in once. Only its hash is stored. */
export async function issueSignInCode(sql: Sql, account: Account, nowMs: number): Promise<string> {
  const code = newCode(SIGN_IN_CODE_GROUPS);
  await sql.deleteFrom('sign_in_codes').where('expires_at_ms', '<', nowMs).execute();
  await sql
    .insertInto('sign_in_codes')
    .values({
      code_hash: hashCode(code),
      workspace_id: account.workspaceId,
      agent_id: account.agentId,
      expires_at_ms: nowMs + CODE_LIFETIME_MS,
      used_at_ms: 0,
    })
    .execute();
  return code;
}

/** Uses a code up. Throws `auth.codeInvalid` when it is unknown, used or too old. */
export async function redeemSignInCode(sql: Sql, code: string, nowMs: number): Promise<Account> {
  // One statement decides, so that of two who redeem at once only one gets in.
  const row = await sql
    .updateTable('sign_in_codes')
    .set({ used_at_ms: nowMs })
    .where('code_hash', '=', hashCode(code))
    .where('used_at_ms', '=', 0)
    .where('expires_at_ms', '>', nowMs)
    .returning(['workspace_id', 'agent_id'])
    .executeTakeFirst();
  const account = row && (await findAccountOf(sql, row.workspace_id, row.agent_id));
  if (!account) throw new BatonError('auth.codeInvalid', 'this code is unknown, used or too old');
  return account;
}
