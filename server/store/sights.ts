import type { Setting } from '../../shared/domain/settings.ts';
import { hasSameSight } from '../../shared/domain/visibility.ts';
import { documentOf, findDocuments } from './documents.ts';
import type { Sql, SqlTransaction } from './schema.ts';

/**
 * Notes which of the settings that are about to be written change what somebody may see. A desk that was away finds its
 * membership as it left it, although it was another meanwhile and tickets came and went by it: the sequence tells.
 */
export async function noteSights(
  sql: SqlTransaction,
  workspaceId: string,
  seq: number,
  settings: readonly Setting[],
): Promise<void> {
  const agents = settings.flatMap((setting) => (setting.kind === 'agent' ? [setting] : []));
  const before = new Map(
    (
      await findDocuments(
        sql,
        workspaceId,
        'settings',
        agents.map(({ id }) => id),
      )
    ).map((stored) => [stored.id, documentOf('settings', stored)]),
  );
  for (const { id, value } of agents) {
    const old = before.get(id);
    if (old?.kind === 'agent' && hasSameSight(old.value, value)) continue;
    await sql
      .insertInto('agent_sights')
      .values({ workspace_id: workspaceId, agent_id: id, seq })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'agent_id']).doUpdateSet({ seq }))
      .execute();
  }
}

/** The sequence at which what this agent may see has last changed; 0 when it never has. */
export async function sightSince(sql: Sql, workspaceId: string, agentId: string): Promise<number> {
  const row = await sql
    .selectFrom('agent_sights')
    .select('seq')
    .where('workspace_id', '=', workspaceId)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  return row?.seq ?? 0;
}
