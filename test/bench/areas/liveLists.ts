import { createLiveCounts } from '../../../electron/queries/liveCounts.ts';
import { createLiveLists } from '../../../electron/queries/liveLists.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import { systemScheduler } from '../../../electron/time.ts';
import type { AgentId, TicketId } from '../../../shared/domain/ids.ts';
import { buildSlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { STANDARD_VIEWS, type ViewId } from '../../../shared/domain/views.ts';
import { BatonError } from '../../../shared/errors.ts';
import { BUSY_DEPARTMENT } from '../../support/manyTickets.ts';
import { percentile, toRecord, type BenchRecord } from '../record.ts';

const WRITES = 400;
const PAUSE_MS = 25;
const WINDOW_ROWS = 160;
const FAR_MS = 10_000_000_000;

/** What a window shows while the department's people work: one list in the middle of a view, and the navigation's counts. */
export async function measureLists(
  replica: Replica,
  over: string,
  nowMs: number,
): Promise<readonly BenchRecord[]> {
  const { stores } = replica;
  const book = buildSlaBook([]);
  let reads = 0;
  let events = 0;
  let onEvent: () => void = () => undefined;
  const told = (): void => {
    events += 1;
    onEvent();
  };
  const views = {
    stores: {
      tickets: {
        count: (...query: Parameters<typeof stores.tickets.count>) => {
          reads += 1;
          return stores.tickets.count(...query);
        },
        query: (...query: Parameters<typeof stores.tickets.query>) => {
          reads += 1;
          return stores.tickets.query(...query);
        },
      },
      contacts: {
        getMany: (...ids: Parameters<typeof stores.contacts.getMany>) => {
          reads += 1;
          return stores.contacts.getMany(...ids);
        },
      },
    },
    viewContext: () => ({ meId: 'agent-1' as AgentId, myDepartmentIds: [BUSY_DEPARTMENT], nowMs }),
    slaBook: () => book,
    isTicketWaiting: () => false,
    ticketsWithDraft: () => new Set<string>(),
    scheduler: systemScheduler,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message: string, cause: unknown) => {
        throw new BatonError('internal', message, {}, { cause });
      },
    },
  };
  const lists = createLiveLists({ ...views, tell: told });
  const counts = createLiveCounts({ ...views, tell: () => undefined });
  const end = replica.onChange((change) => {
    lists.note(change);
    counts.note(change);
  });
  const departments = Array.from({ length: 10 }, (_, index): ViewId => `department:dep-${String(index)}`);
  await counts.counts([...STANDARD_VIEWS, ...departments]);
  const openingAt = performance.now();
  const shown = await lists.show({
    listId: 'bench',
    view: 'allOpen',
    sort: 'due',
    offset: 5000,
    limit: WINDOW_ROWS,
  });
  const openedMs = performance.now() - openingAt;
  const samples: number[] = [];
  const writing: number[] = [];
  reads = 0;
  events = 0;
  let away: { readonly id: TicketId; readonly dueAtMs: number } | undefined;
  for (let index = 0; index < WRITES; index += 1) {
    const row = shown.rows[index % (WINDOW_ROWS / 2)];
    if (!row) throw new BatonError('internal', 'the list is too short to be measured');
    const back = away;
    // Mostly a line changes; every tenth time its ticket leaves the window, and comes back with the next write.
    away = index % 10 === 8 ? { id: row.id, dueAtMs: row.nextDueAtMs } : undefined;
    const dueAtMs = away ? row.nextDueAtMs + FAR_MS : (back?.dueAtMs ?? row.nextDueAtMs);
    const isTold = new Promise<void>((resolve) => {
      onEvent = resolve;
    });
    const startedAt = performance.now();
    await stores.tickets.update(back?.id ?? row.id, (ticket) => ({
      ...ticket,
      nextDueAtMs: dueAtMs,
      preview: `Said ${String(index)}`,
    }));
    writing.push(performance.now() - startedAt);
    await isTold;
    samples.push(performance.now() - startedAt);
    // People do not write in step with the frames.
    await new Promise((resolve) => setTimeout(resolve, (index * 7) % PAUSE_MS));
  }
  end();
  lists.stop();
  counts.stop();
  return [
    toRecord('desk', `a write visible in the window, ${over}, p50`, percentile(samples, 0.5), 'ms', {
      reference: ['the write itself', percentile(writing, 0.5)],
      goal: { of: 'value', atMost: 16 },
    }),
    toRecord('desk', 'the same, p99', percentile(samples, 0.99), 'ms', {
      reference: ['the write itself', percentile(writing, 0.99)],
      goal: { of: 'value', atMost: 50 },
    }),
    toRecord('desk', 'events per write', events / WRITES, '', { goal: { of: 'value', atMost: 1 } }),
    toRecord(
      'desk',
      'reads per write, every tenth of which takes a row out of the window',
      reads / WRITES,
      '',
      {
        goal: { of: 'value', atMost: 0.5 },
      },
    ),
    toRecord('desk', `${String(WINDOW_ROWS)} rows shown from row 5,000 on`, openedMs, 'ms'),
  ];
}
