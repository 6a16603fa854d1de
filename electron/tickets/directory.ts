import type { AgentId, DepartmentId } from '../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue, Setting } from '../../shared/domain/settings.ts';
import { buildSlaBook, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import { runDetached, type Logger } from '../log.ts';
import type { Replica } from '../replica/openReplica.ts';
import { createTopic, type Subscribe } from '../topic.ts';

/** Everything the team has configured, held in memory: every list and every decision asks it. */
export interface Directory {
  settings(): readonly Setting[];
  agent(id: AgentId): AgentValue | undefined;
  department(id: DepartmentId): DepartmentValue | undefined;
  activeAgentIds(): readonly AgentId[];
  /** The SLA settings, compiled; the same object until one of them changes. */
  slaBook(): SlaBook;
  readonly onChange: Subscribe<void>;
  stop(): void;
}

/** Loads the directory and follows its changes. */
export async function openDirectory(replica: Replica, log: Logger): Promise<Directory> {
  const changes = createTopic<undefined>();
  let settings: readonly Setting[] = [];
  let agents = new Map<string, AgentValue>();
  let departments = new Map<string, DepartmentValue>();
  let book: SlaBook | undefined;
  let previousBook: SlaBook | undefined;
  let loading: Promise<void> | undefined;
  let isStale = false;

  async function load(): Promise<void> {
    do {
      isStale = false;
      const found = (await replica.stores.settings.query({ selector: {} })).filter((one) => !isMarks(one));
      settings = found;
      agents = new Map(found.flatMap((one) => (one.kind === 'agent' ? [[one.id as string, one.value]] : [])));
      departments = new Map(
        found.flatMap((one) => (one.kind === 'department' ? [[one.id as string, one.value]] : [])),
      );
      previousBook = book ?? previousBook;
      book = undefined;
      // A change that came while reading is read in the next round.
    } while (stale());
    changes.emit(undefined);
  }

  function stale(): boolean {
    return isStale;
  }

  const end = replica.onChange((change) => {
    if (change.collection !== 'settings') return;
    if (change.documents.every(({ document }) => isMarks(document))) return;
    isStale = true;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    runDetached(log, 'reading the settings', loading);
  });
  await load();

  return {
    settings: () => settings,
    agent: (id) => agents.get(id),
    department: (id) => departments.get(id),
    activeAgentIds: () => [...agents].flatMap(([id, agent]) => (agent.isActive ? [id as AgentId] : [])),
    slaBook: () => (book ??= buildSlaBook(settings, previousBook)),
    onChange: (listener) => changes.subscribe(() => listener()),
    stop: end,
  };
}

/** What a person has read is no setting of the team, and changes far more often. */
function isMarks(document: object): boolean {
  return 'kind' in document && document.kind === 'notice-marks';
}
