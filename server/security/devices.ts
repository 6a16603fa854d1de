import type { AgentId } from '../../shared/domain/ids.ts';
import type { DeviceEntry, TeamAnswer } from '../../shared/sync/people.ts';
import type { Sql } from '../store/schema.ts';

/** The devices a person is signed in on, the one seen last first. `thisId` is the session that asks. */
export async function listDevices(
  sql: Sql,
  workspaceId: string,
  agentId: AgentId,
  thisId: string,
  nowMs: number,
): Promise<DeviceEntry[]> {
  const rows = await sql
    .selectFrom('sessions')
    .select(['id', 'device_name', 'platform', 'created_at_ms', 'seen_at_ms'])
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .where('revoked_at_ms', '=', 0)
    .where('expires_at_ms', '>', nowMs)
    .orderBy('seen_at_ms', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.device_name,
    platform: row.platform,
    signedInAtMs: row.created_at_ms,
    lastSeenAtMs: row.id === thisId ? nowMs : row.seen_at_ms,
    isThis: row.id === thisId,
  }));
}

/** True when this person was signed in on this device before, unless it was removed. */
export async function hasBeenOn(
  sql: Sql,
  { workspaceId, agentId }: { readonly workspaceId: string; readonly agentId: string },
  deviceId: string,
): Promise<boolean> {
  const row = await sql
    .selectFrom('sessions')
    .select('end_reason')
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .where('device_id', '=', deviceId)
    .orderBy('created_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined && row.end_reason !== 'removed';
}

/** Who can sign in to a workspace, with how many devices they do and when one was last heard of. */
export async function listAccounts(
  sql: Sql,
  workspaceId: string,
  nowMs: number,
): Promise<TeamAnswer['accounts']> {
  const accounts = await sql
    .selectFrom('accounts')
    .select('agent_id')
    .where('workspace_id', '=', workspaceId)
    .orderBy('agent_id')
    .execute();
  const sessions = await sql
    .selectFrom('sessions')
    .select((table) => [
      'agent_id',
      table.fn.max('seen_at_ms').as('seen'),
      table.fn
        .countAll()
        .filterWhere('revoked_at_ms', '=', 0)
        .filterWhere('expires_at_ms', '>', nowMs)
        .as('devices'),
    ])
    .where('workspace_id', '=', workspaceId)
    .groupBy('agent_id')
    .execute();
  const byAgent = new Map(sessions.map((row) => [row.agent_id, row]));
  return accounts.map(({ agent_id: agentId }) => {
    const known = byAgent.get(agentId);
    return {
      agentId: agentId as AgentId,
      devices: Number(known?.devices ?? 0),
      lastSeenAtMs: known?.seen ?? 0,
    };
  });
}
