import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue, Setting } from '../../shared/domain/settings.ts';
import { buildSlaBook, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import { documentOf, readCollection } from '../store/documents.ts';
import type { Sql } from '../store/schema.ts';

/** What the rules for customers' messages need to know of a workspace. */
export interface WorkspaceFacts {
  readonly book: SlaBook;
  readonly activeAgentIds: readonly AgentId[];
  isAvailable(agentId: AgentId): boolean;
  reopenTo(departmentId: DepartmentId): DepartmentValue['reopenTo'];
}

interface KnownFacts {
  readonly seq: number;
  readonly facts: WorkspaceFacts;
}

const MOST_SETTINGS = 100_000;

/** Reads facts and keeps them until a setting changes. */
export class FactsReader {
  readonly #known = new Map<string, KnownFacts>();

  /** The facts as this connection sees them now. */
  async read(sql: Sql, workspaceId: string): Promise<WorkspaceFacts> {
    const { latest } = await sql
      .selectFrom('documents')
      .select((table) => table.fn.max('seq').as('latest'))
      .where('workspace_id', '=', workspaceId)
      .where('collection', '=', 'settings')
      .executeTakeFirstOrThrow();
    // The maximum of nothing is null, which kysely's types do not say.
    const seq = (latest as number | null) ?? 0;
    const known = this.#known.get(workspaceId);
    if (known?.seq === seq) return known.facts;
    const stored = await readCollection(sql, workspaceId, 'settings', 0, MOST_SETTINGS);
    const facts = toFacts(
      stored.filter(({ isDeleted }) => !isDeleted).map((setting) => documentOf('settings', setting)),
    );
    this.#known.set(workspaceId, { seq, facts });
    return facts;
  }
}

function toFacts(settings: readonly Setting[]): WorkspaceFacts {
  const agents = new Map<string, AgentValue>();
  const departments = new Map<string, DepartmentValue>();
  for (const setting of settings) {
    if (setting.kind === 'agent') agents.set(setting.id, setting.value);
    if (setting.kind === 'department') departments.set(setting.id, setting.value);
  }
  return {
    book: buildSlaBook(settings),
    activeAgentIds: [...agents].flatMap(([id, { isActive }]) => (isActive ? [id as AgentId] : [])),
    isAvailable(agentId) {
      const agent = agents.get(agentId);
      return agent !== undefined && agent.isActive && agent.availability === 'available';
    },
    reopenTo: (departmentId) => departments.get(departmentId)?.reopenTo ?? 'pool',
  };
}
