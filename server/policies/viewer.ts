import type { AgentId } from '../../shared/domain/ids.ts';
import type { Viewer } from '../../shared/domain/visibility.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import type { Wire } from '../../shared/sync/wire.ts';
import { findDocuments } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';

/** What decides what this person may see, as the workspace has it now; undefined when they do not work here. */
export async function readViewer(
  sql: Sql,
  workspaceId: string,
  agentId: AgentId,
): Promise<Viewer | undefined> {
  const [stored] = await findDocuments(sql, workspaceId, 'settings', [agentId]);
  return stored && viewerIn(stored);
}

/** The same out of an agent's setting as the log holds it. */
export function viewerIn({ json }: { readonly json: string }): Viewer | undefined {
  const { _deleted, ...setting } = JSON.parse(json) as Wire<Setting>;
  if (_deleted || setting.kind !== 'agent' || !setting.value.isActive) return undefined;
  const { role, departmentIds } = setting.value;
  return { agentId: setting.id as string as AgentId, role, departmentIds };
}
