import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createLiveCounts } from '../../../electron/queries/liveCounts.ts';
import { createLiveLists } from '../../../electron/queries/liveLists.ts';
import type { Replica } from '../../../electron/replica/openReplica.ts';
import type { AgentId, ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import { buildSlaBook } from '../../../shared/domain/sla/slaBook.ts';
import { isOpenStatus, STATUSES, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { SORTS, sortSteps, STANDARD_VIEWS, viewSelector, type ViewId } from '../../../shared/domain/views.ts';
import type { CommandInput, EventPayload } from '../../../shared/ipc/contract.ts';
import type { TicketRow } from '../../../shared/ipc/lists.ts';
import { openLoneReplica } from '../../support/loneReplica.ts';
import { aContact, aTicket } from '../../support/builders.ts';
import { freshFolder } from '../../contract/storage/storageSupport.ts';

const NOW_MS = 1000;
const context = {
  meId: 'ana' as AgentId,
  myDepartmentIds: ['support' as DepartmentId],
  nowMs: NOW_MS,
};
const VIEWS: readonly ViewId[] = [...STANDARD_VIEWS, 'department:billing'];

const openReplicas: Replica[] = [];
afterEach(async () => {
  for (const replica of openReplicas.splice(0)) await replica.close();
});

/** A replica with live lists and counts on it, a frame that ends when the test says so, and a count of what is read. */
async function openLive(mode: 'sameThread' | 'worker' = 'sameThread') {
  const replica = await openLoneReplica(freshFolder(), mode);
  openReplicas.push(replica);
  const { tickets, contacts } = replica.stores;
  const reads: string[] = [];
  const counting =
    <A extends unknown[], T>(name: string, read: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      reads.push(name);
      return read(...args);
    };
  let due: (() => void)[] = [];
  const events: EventPayload<'list.changed'>[] = [];
  const counted: EventPayload<'views.counted'>[] = [];
  const failures: unknown[] = [];
  const waiting = new Set<string>();
  const ports = {
    stores: {
      tickets: {
        count: counting('count', (...query: Parameters<typeof tickets.count>) => tickets.count(...query)),
        query: counting('query', (...query: Parameters<typeof tickets.query>) => tickets.query(...query)),
      },
      contacts: {
        getMany: counting('contacts', (...ids: Parameters<typeof contacts.getMany>) =>
          contacts.getMany(...ids),
        ),
      },
    },
    viewContext: () => context,
    slaBook: () => buildSlaBook([]),
    isTicketWaiting: (id: string) => waiting.has(id),
    ticketsWithDraft: () => new Set<string>(),
    scheduler: {
      after: (_delayMs: number, run: () => void) => {
        due.push(run);
        return () => {
          due = due.filter((one) => one !== run);
        };
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: (...args: unknown[]) => failures.push(args) },
  };
  const lists = createLiveLists({ ...ports, tell: (news) => events.push(news) });
  const counts = createLiveCounts({ ...ports, tell: (news) => counted.push(news) });
  replica.onChange((change) => {
    lists.note(change);
    counts.note(change);
  });
  return {
    replica,
    lists,
    counts,
    reads,
    events,
    counted,
    failures,
    waiting,
    /** Lets every frame that is due end, until nothing is left to do. */
    async settle(): Promise<void> {
      while (due.length > 0) {
        for (const run of due.splice(0)) run();
        // A read answers after everything that was asked before it.
        await tickets.get('nobody');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

type Live = Awaited<ReturnType<typeof openLive>>;

/** What a window shows that follows the events. */
function follow(shown: EventPayload<'list.changed'>, events: readonly EventPayload<'list.changed'>[]) {
  const rows = new Map<string, TicketRow>(shown.rows.map((row) => [row.id, row]));
  let last = shown;
  for (const event of events.filter(({ listId }) => listId === shown.listId)) {
    expect(event.version).toBe(last.version + 1);
    for (const row of event.rows) rows.set(row.id, row);
    last = event;
  }
  return { total: last.total, offset: last.offset, rows: last.ids.map((id) => rows.get(id)) };
}

async function show(live: Live, input: CommandInput<'list.show'>): Promise<EventPayload<'list.changed'>> {
  const answer = await live.lists.show(input);
  return { ...answer, listId: input.listId, ids: answer.rows.map(({ id }) => id) };
}

/** The same part of the same list, read anew. */
async function readAnew(live: Live, input: CommandInput<'list.show'>, offset: number) {
  const { replica } = live;
  const selector = viewSelector(input.view, context);
  const total = await replica.stores.tickets.count(selector);
  const tickets = await replica.stores.tickets.query({
    selector,
    sort: sortSteps(input.sort),
    skip: offset,
    limit: input.limit,
  });
  const contacts = await replica.stores.contacts.getMany(tickets.map(({ contactId }) => contactId));
  return {
    total,
    offset,
    rows: tickets.map(({ id, rev, contactId }) => [id, rev, contacts.get(contactId)?.name ?? '']),
  };
}

let stamp = 0;
const put = async (replica: Replica, document: Ticket | ReturnType<typeof aContact>): Promise<void> => {
  stamp += 1;
  // The rev also goes into a field of the line, so that an old line is told from a new one.
  const fresh =
    'status' in document
      ? { ...document, rev: `r${String(stamp)}`, preview: `r${String(stamp)}` }
      : { ...document, rev: `r${String(stamp)}` };
  await replica.collections['status' in document ? 'tickets' : 'contacts'].upsert(fresh as never);
};

const someTicket = fc
  .record({
    id: fc.integer({ min: 0, max: 14 }).map((n) => `tkt_${String(n)}` as TicketId),
    status: fc.constantFrom(...STATUSES),
    contactId: fc.constantFrom('con_1' as ContactId, 'con_2' as ContactId),
    assigneeId: fc.constantFrom('' as const, 'ana' as AgentId),
    departmentId: fc.constantFrom('support' as DepartmentId, 'billing' as DepartmentId),
    priorityRank: fc.constantFrom(0, 10),
    nextDueAtMs: fc.constantFrom(900, 3_601_000, 3_601_001),
    snoozedUntilMs: fc.constantFrom(0, 0, 0, 1000, 1001),
    createdAtMs: fc.integer({ min: 0, max: 3 }),
    updatedAtMs: fc.integer({ min: 0, max: 3 }),
  })
  .map((fields) => aTicket({ ...fields, isOpen: isOpenStatus(fields.status) }));

type Step = (live: Live) => Promise<void>;
const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: someTicket.map(
      (ticket): Step =>
        ({ replica }) =>
          put(replica, ticket),
    ),
  },
  fc.integer({ min: 0, max: 14 }).map((n): Step => async ({ replica }) => {
    await (await replica.collections.tickets.findOne(`tkt_${String(n)}`).exec())?.remove();
  }),
  fc.record({ id: fc.constantFrom('con_1' as ContactId, 'con_2' as ContactId), name: fc.string() }).map(
    (contact): Step =>
      ({ replica }) =>
        put(replica, aContact(contact)),
  ),
  fc.constant<Step>((live) => live.settle()),
  fc.constant<Step>(async (live) => {
    live.lists.readAnew();
    live.counts.readAnew();
    await Promise.resolve();
  }),
);

test('a window that follows the events shows what reading the view anew would show, and so do the counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someTicket, { maxLength: 12 }),
      fc.array(
        fc.record({
          view: fc.constantFrom(...VIEWS),
          sort: fc.constantFrom(...SORTS),
          offset: fc.integer({ min: 0, max: 6 }),
          limit: fc.integer({ min: 1, max: 5 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      fc.array(fc.array(someStep, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      async (start, shown, rounds) => {
        const live = await openLive();
        try {
          for (const ticket of start) await put(live.replica, ticket);
          const inputs = shown.map((input, index) => ({ ...input, listId: `list-${String(index)}` }));
          const first = await Promise.all(inputs.map((input) => show(live, input)));
          await live.counts.counts(VIEWS);
          for (const steps of rounds) {
            // Written at once, as several people do.
            await Promise.all(steps.map((step) => step(live)));
            await live.settle();
            for (const [index, input] of inputs.entries()) {
              const now = follow(first[index]!, live.events);
              const rows = now.rows.map((row) => [row?.id, row?.preview, row?.contactName]);
              expect({ ...now, rows }).toEqual(await readAnew(live, input, now.offset));
            }
            const asked = await live.counts.counts(VIEWS);
            const whole = await Promise.all(
              VIEWS.map((view) => live.replica.stores.tickets.count(viewSelector(view, context))),
            );
            expect(Object.values(asked)).toEqual(whole);
            if (live.counted.length > 0) expect(live.counted.at(-1)?.counts).toEqual(asked);
          }
          expect(live.failures).toEqual([]);
        } finally {
          await openReplicas.pop()?.close();
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a write costs no reading of the view: nothing above, below and within, one border row when a row leaves', async () => {
  const live = await openLive('worker');
  const { replica, lists, counts, reads, events, counted } = live;
  await put(replica, aContact());
  const at = (ms: number, over: Partial<Ticket> = {}): Ticket =>
    aTicket({ id: `t${String(ms).padStart(3, '0')}` as TicketId, createdAtMs: ms, isOpen: true, ...over });
  for (let n = 0; n < 20; n += 1) await put(replica, at(n * 10));
  await lists.show({ listId: 'list', view: 'allOpen', sort: 'age', offset: 5, limit: 4 });
  await counts.counts(VIEWS);
  await live.settle();

  async function costOf(write: () => Promise<unknown>) {
    for (const list of [reads, events, counted]) list.length = 0;
    await write();
    await live.settle();
    const [event] = events;
    return {
      reads: [...reads],
      rows: event?.rows.length,
      ids: event?.ids,
      total: counted[0]?.counts['allOpen'],
    };
  }
  const ids = ['t050', 't060', 't070', 't080'];
  expect(await costOf(() => put(replica, at(5)))).toEqual({ reads: [], rows: 0, ids, total: 21 });
  expect(await costOf(() => put(replica, at(155)))).toEqual({ reads: [], rows: 0, ids, total: 22 });
  expect(await costOf(() => put(replica, at(60)))).toEqual({ reads: [], rows: 1, ids, total: undefined });
  const entered = ['t050', 't055', 't060', 't070'];
  expect(await costOf(() => put(replica, at(55)))).toEqual({ reads: [], rows: 1, ids: entered, total: 23 });
  expect(await costOf(() => put(replica, at(55, { isOpen: false, status: 'closed' })))).toEqual({
    reads: ['query'],
    rows: 1,
    ids,
    total: 22,
  });
  // A bulk costs nothing either, and one event.
  const bulk = Array.from({ length: 100 }, (_, n) => at(500 + n, { rev: 'bulk' as Ticket['rev'] }));
  expect(await costOf(() => replica.collections.tickets.bulkInsert(bulk))).toEqual({
    reads: [],
    rows: 0,
    ids,
    total: 122,
  });
});

test('a line is told again when something beside its ticket changes, and only then', async () => {
  const live = await openLive();
  const { replica, lists, events, waiting } = live;
  await put(replica, aContact());
  await put(replica, aTicket({ isOpen: true }));
  await lists.show({ listId: 'list', view: 'allOpen', sort: 'due', offset: 0, limit: 10 });
  lists.noteTicket('tkt_1');
  await live.settle();
  expect(events).toEqual([]);
  waiting.add('tkt_1');
  lists.noteTicket('tkt_1');
  await live.settle();
  await put(replica, aContact({ name: 'Zdeněk', isVip: true }));
  await live.settle();
  expect(events.map(({ rows }) => rows.map((row) => [row.isWaiting, row.contactName, row.isVip]))).toEqual([
    [[true, 'Carla Customer', false]],
    [[true, 'Zdeněk', true]],
  ]);
  lists.close('list');
  await put(replica, aTicket({ isOpen: true, subject: 'Other' }));
  await live.settle();
  expect(events).toHaveLength(2);
});
