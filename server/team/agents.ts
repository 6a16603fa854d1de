import type { AgentValue, SettingOf } from '../../shared/domain/settings.ts';
import { documentOf, findDocuments, readCollection } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';

/** More settings than any team has. */
const MOST_SETTINGS = 100_000;

/** What the workspace says about an agent; `undefined` when there is no such agent. */
export async function findAgent(
  sql: Sql,
  workspaceId: string,
  agentId: string,
): Promise<AgentValue | undefined> {
  const [stored] = await findDocuments(sql, workspaceId, 'settings', [agentId]);
  if (!stored || stored.isDeleted) return undefined;
  const setting = documentOf('settings', stored);
  return setting.kind === 'agent' ? setting.value : undefined;
}

/** Every agent of a workspace, whoever has left included. */
export async function allAgents(sql: Sql, workspaceId: string): Promise<readonly SettingOf<'agent'>[]> {
  const settings = await readCollection(sql, workspaceId, 'settings', 0, MOST_SETTINGS);
  return settings.flatMap((stored) => {
    const setting = documentOf('settings', stored);
    return stored.isDeleted || setting.kind !== 'agent' ? [] : [setting];
  });
}
