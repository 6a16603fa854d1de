import { selectorTest } from '../../shared/domain/viewRules.ts';
import { viewSelector, type ViewContext, type ViewId } from '../../shared/domain/views.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { EventPayload } from '../../shared/ipc/contract.ts';
import { runDetached, type Logger } from '../log.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { Scheduler } from '../time.ts';
import { createPace } from './pace.ts';

/** How many tickets stand in each view that was asked for, counted once and adjusted with every write. */
export interface LiveCounts {
  counts(views: readonly ViewId[]): Promise<Record<string, number>>;
  note(change: ReplicaChange): void;
  /** Counts anew: time has passed, or the agent belongs to other departments. */
  readAnew(): void;
  stop(): void;
}

/** What the counts work with. */
export interface CountPorts {
  readonly stores: { readonly tickets: Pick<DocumentStores['tickets'], 'count'> };
  readonly viewContext: () => ViewContext;
  readonly scheduler: Scheduler;
  /** Hears all counts whenever one of them has changed. */
  readonly tell: (news: EventPayload<'views.counted'>) => void;
  readonly log: Logger;
}

interface Counted {
  matches: (ticket: Ticket) => boolean;
  total: number;
  /** Resolves when the latest count is here. */
  reading: Promise<void>;
}

/** The counts of a replica. */
export function createLiveCounts({ stores, viewContext, scheduler, tell, log }: CountPorts): LiveCounts {
  const counted = new Map<ViewId, Counted>();
  let told: Record<string, number> = {};
  const pace = createPace(scheduler, log, 'counting the views', tellChanges);

  /** The storage answers in order: what was written before the answer is in it, what comes later is told later. */
  async function read(view: Counted, selector: ReturnType<typeof viewSelector>): Promise<void> {
    view.total = await stores.tickets.count(selector);
  }

  function startReading(id: ViewId): Promise<void> {
    const selector = viewSelector(id, viewContext());
    const view = counted.get(id) ?? { matches: () => false, total: 0, reading: Promise.resolve() };
    counted.set(id, view);
    view.matches = selectorTest(selector);
    view.reading = read(view, selector);
    return view.reading;
  }

  async function known(id: ViewId): Promise<void> {
    await (counted.get(id)?.reading ?? startReading(id)).catch((cause: unknown) => {
      counted.delete(id);
      throw cause;
    });
  }

  async function tellChanges(): Promise<void> {
    await Promise.all([...counted.keys()].map(known));
    const counts = totals([...counted.keys()]);
    const hasChanged = Object.entries(counts).some(([id, total]) => told[id] !== total);
    told = counts;
    if (hasChanged) tell({ counts });
  }

  function totals(views: readonly ViewId[]): Record<string, number> {
    return Object.fromEntries(views.map((id) => [id, counted.get(id)?.total ?? 0]));
  }

  return {
    counts: async (views) => {
      await Promise.all(views.map(known));
      const counts = totals(views);
      told = { ...told, ...counts };
      return counts;
    },
    note: ({ collection, documents }) => {
      if (collection !== 'tickets') return;
      let hasChanged = false;
      for (const { document, isDeleted, previous } of documents) {
        for (const view of counted.values()) {
          const wasIn = previous !== null && view.matches(previous as Ticket);
          const isIn = !isDeleted && view.matches(document as Ticket);
          view.total += Number(isIn) - Number(wasIn);
          hasChanged ||= isIn !== wasIn;
        }
      }
      if (hasChanged) pace.request();
    },
    readAnew: () => {
      for (const id of counted.keys()) runDetached(log, 'counting a view', startReading(id));
      if (counted.size > 0) pace.request();
    },
    stop: () => {
      pace.stop();
    },
  };
}
