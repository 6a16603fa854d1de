import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentId, ContactId, DepartmentId, MessageId, TicketId } from '../../../../shared/domain/ids.ts';
import type { MessageKind } from '../../../../shared/domain/message.ts';
import {
  addCourtesyMessage,
  addMessage,
  assignTicket,
  createTicket,
  releaseTicket,
  setDue,
  setPriority,
  setStatus,
  setSubject,
  setTags,
  snoozeTicket,
  takeTicket,
  transferTicket,
} from '../../../../shared/domain/ticket/actions.ts';
import { effectiveHistory, hopCount, reopenings } from '../../../../shared/domain/ticket/history.ts';
import { isOpenStatus, NOBODY, rankOf, STATUSES, Ticket } from '../../../../shared/domain/ticket/ticket.ts';
import { aMessage, MONDAY_NINE_MS } from '../../../support/builders.ts';
import {
  derived,
  isOfMerge,
  ReplicaModel,
  ServerModel,
  type Deeds,
  type ModelAction,
} from '../../../support/replicaModel.ts';

const NAMES = ['ana', 'ben', 'cleo'] as const;
/** Clocks of devices are corrected by the server's, but never quite. */
const SKEWS_MS = [0, 40, -25] as const;
const DEPARTMENTS = ['support', 'billing'] as DepartmentId[];
const SETTLE_ROUNDS = 25;

/** One thing that happens somewhere. `who` is the index of a replica. */
type Event =
  | { readonly kind: 'act'; readonly who: number; readonly name: string; readonly action: ModelAction }
  /** `sync`: the link works for a while. */
  | { readonly kind: 'sync'; readonly who: number }
  | { readonly kind: 'next' | 'pull' | 'persist' | 'send' | 'arrive' | 'hear' | 'lose'; readonly who: number }
  | { readonly kind: 'customer' };

function message(kind: MessageKind, ticket: Ticket, id: string, atMs: number, by: string) {
  return aMessage({
    id: `m-${id}` as MessageId,
    kind,
    atMs,
    by: kind === 'customer' ? { kind, id: ticket.contactId } : { kind: 'agent', id: by as AgentId },
  });
}

const says =
  (kind: MessageKind): ModelAction =>
  (ticket, context) => {
    const by = context.by.kind === 'agent' ? context.by.id : '';
    return addMessage(ticket, message(kind, ticket, context.newId(), context.nowMs, by), context);
  };

/** Both who hand a ticket on tell the customer under one id. */
const tells: ModelAction = (ticket, context) => {
  const since = ticket.history.findLast(({ kind }) => kind === 'holder')?.id ?? 'birth';
  return addCourtesyMessage(
    ticket,
    message('reply', ticket, `moved-${since}`, context.nowMs, 'ana'),
    context,
  );
};

function named(name: string, action: ModelAction): { name: string; action: ModelAction } {
  return { name, action };
}

const deed = fc.oneof(
  fc
    .constantFrom(...NAMES, NOBODY)
    .map((to) =>
      named(`assign ${to}`, (ticket, context) => assignTicket(ticket, to as AgentId, 'manual', context)),
    ),
  fc
    .constantFrom(...NAMES)
    .map((who) => named(`take ${who}`, (ticket, context) => takeTicket(ticket, who as AgentId, context))),
  fc.constant(named('release', releaseTicket)),
  fc
    .constantFrom(...DEPARTMENTS)
    .map((departmentId) =>
      named(`transfer ${departmentId}`, (ticket, context) =>
        transferTicket(
          ticket,
          { departmentId, assigneeId: NOBODY, reason: { code: 'expertise', text: '' } },
          context,
        ),
      ),
    ),
  fc
    .constantFrom(...STATUSES)
    .map((status) => named(`status ${status}`, (ticket, context) => setStatus(ticket, status, context))),
  fc
    .constantFrom('urgent', 'low', '')
    .map((priority) =>
      named(`priority ${priority}`, (ticket, context) => setPriority(ticket, priority, context)),
    ),
  fc
    .subarray(['a', 'b', 'c'])
    .map((tags) => named(`tags ${tags.join()}`, (ticket, context) => setTags(ticket, tags, context))),
  fc
    .constantFrom('One', 'Two')
    .map((subject) => named(`subject ${subject}`, (ticket, context) => setSubject(ticket, subject, context))),
  fc
    .constantFrom(0, 3_600_000)
    .map((forMs) =>
      named(`snooze ${String(forMs)}`, (ticket, context) =>
        snoozeTicket(ticket, forMs === 0 ? 0 : context.nowMs + forMs, context),
      ),
    ),
  fc
    .constantFrom(0, 3_600_000, 7_200_000)
    .map((forMs) =>
      named(`due ${String(forMs)}`, (ticket, context) =>
        setDue(ticket, forMs === 0 ? 0 : context.nowMs + forMs, context),
      ),
    ),
  fc.constantFrom('customer' as const, 'reply' as const, 'note' as const).map((kind) => ({
    name: kind,
    action: says(kind),
  })),
  fc.constant({ name: 'tell', action: tells }),
);

const who = fc.nat(NAMES.length - 1);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(who, deed).map(([w, d]): Event => ({ kind: 'act', who: w, ...d })) },
  { weight: 1, arbitrary: fc.constant<Event>({ kind: 'customer' }) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'sync' as const,
          'pull' as const,
          'persist' as const,
          'next' as const,
          'send' as const,
          'arrive' as const,
          'hear' as const,
          'lose' as const,
        ),
        who,
      )
      .map(([kind, w]): Event => ({ kind, who: w })),
  },
);
const story = fc.array(fc.tuple(event, fc.integer({ min: 1, max: 500 })), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
});

interface Outcome {
  readonly server: ServerModel;
  readonly replicas: readonly ReplicaModel[];
  readonly deeds: Deeds;
}

/** The link of one device works: everything is pulled and pushed, once. */
async function sync(replica: ReplicaModel, nowMs: number): Promise<void> {
  replica.send();
  replica.arrive(nowMs);
  await replica.hear(nowMs);
  replica.pull();
  replica.persist();
}

/** Plays a story, then lets every link work until nothing is left to say. */
async function play(events: readonly (readonly [Event, number])[]): Promise<Outcome> {
  const deeds: Deeds = { lines: new Set(), messages: new Set() };
  const server = new ServerModel(deeds);
  const replicas = NAMES.map((name, index) => new ReplicaModel(name, server, deeds, SKEWS_MS[index] ?? 0));
  let nowMs = MONDAY_NINE_MS;
  let customerIds = 0;
  replicas[0]?.create(
    (context) =>
      createTicket(
        {
          id: 'tkt_1' as TicketId,
          subject: 'The invoice is wrong',
          departmentId: 'support' as DepartmentId,
          priority: 'normal',
          tags: ['a'],
          contactId: 'con_1' as ContactId,
          channel: 'email',
          language: 'en',
        },
        context,
        [],
      ),
    nowMs,
  );
  for (const [happening, afterMs] of events) {
    nowMs += afterMs;
    if (happening.kind === 'customer') {
      const { master } = server;
      if (!master) continue;
      const id = `customer-${String((customerIds += 1))}`;
      let entries = 0;
      server.hear(message('customer', master, id, nowMs, ''), {
        nowMs,
        by: { kind: 'customer', id: master.contactId },
        newId: () => `${id}-${String((entries += 1))}`,
        authorDepartmentIds: [],
        isAvailable: () => true,
        reopenTo: () => 'lastOwner',
      });
      continue;
    }
    const replica = replicas[happening.who];
    if (!replica) continue;
    if (happening.kind === 'act') replica.act(happening.action, nowMs);
    else if (happening.kind === 'arrive') replica.arrive(nowMs);
    else if (happening.kind === 'hear') await replica.hear(nowMs);
    else if (happening.kind === 'sync') await sync(replica, nowMs);
    else replica[happening.kind]();
  }
  for (let round = 0; replicas.some((replica) => !replica.isSettled); round += 1) {
    if (round === SETTLE_ROUNDS) throw new Error('it never comes to rest');
    for (const replica of replicas) {
      nowMs += 1;
      await sync(replica, nowMs);
    }
  }
  return { server, replicas, deeds };
}

/** What must hold in every state of a ticket, merged or not. */
function checkRules(ticket: Ticket, where: string): void {
  Ticket.parse(ticket);
  const isOpen = isOpenStatus(ticket.status);
  expect(derived(ticket), where).toEqual(ticket);
  expect([ticket.isOpen, ticket.priorityRank], where).toEqual([isOpen, rankOf(ticket.priority)]);
  if (ticket.status === 'new') expect(ticket.assigneeId, where).toBe(NOBODY);
  if (!isOpen) expect([ticket.snoozedUntilMs, ticket.awaitingReplySinceMs], where).toEqual([0, 0]);
  expect(ticket.solvedAtMs > 0, where).toBe(!isOpen);
  expect(ticket.firstReplyAtMs > 0, where).toBe(ticket.lastReplyAtMs > 0);
  expect(ticket.firstReplyAtMs, where).toBeLessThanOrEqual(ticket.lastReplyAtMs);
  if (ticket.awaitingReplySinceMs > 0) {
    expect(ticket.awaitingReplySinceMs, where).toBeGreaterThan(ticket.lastReplyAtMs);
    expect(ticket.awaitingReplySinceMs, where).toBeLessThanOrEqual(ticket.lastCustomerAtMs);
  }
  expect(ticket.reopenCount, where).toBe(reopenings(ticket.history));
  expect(new Set(ticket.tags).size, where).toBe(ticket.tags.length);
  expect(ticket.messageCount, where).toBe(new Set(ticket.messageKeys).size);
  const moves = effectiveHistory(ticket.history).filter(({ kind }) => kind === 'holder');
  expect(hopCount(ticket), where).toBeLessThanOrEqual(moves.length);
  // The story ends where the ticket is: nobody's change is gone without a line that says so.
  const now: Readonly<Record<string, unknown>> = {
    holder: { departmentId: ticket.departmentId, assigneeId: ticket.assigneeId },
    status: ticket.status,
    priority: ticket.priority,
    subject: ticket.subject,
  };
  for (const [kind, value] of Object.entries(now)) {
    const last = effectiveHistory(ticket.history).findLast((entry) => entry.kind === kind);
    if (last && 'to' in last) expect({ [kind]: last.to }, where).toEqual({ [kind]: value });
  }
}

const describeStory = (events: readonly (readonly [Event, number])[]): string =>
  events
    .map(
      ([e, ms]) =>
        `+${String(ms)} ${e.kind === 'act' ? e.name : e.kind} ${'who' in e ? (NAMES[e.who] ?? '') : ''}`,
    )
    .join('\n');

const runs = { numRuns: Number(process.env['BATON_RUNS'] ?? '400') };

describe('any number of replicas, however their work and their links fall', () => {
  it('end with the same ticket as the server, with every line and every message exactly once, and the rules kept', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (events) => {
        const { server, replicas, deeds } = await play(events);
        const { master } = server;
        if (!master) throw new Error('the server never heard of the ticket');
        const where = describeStory(events);
        for (const replica of replicas) expect(replica.ticket, where).toEqual(master);
        // Lines of the merge itself, about what was lost and how the status came out, are nobody's deed.
        const lines = master.history.filter((entry) => !isOfMerge(entry)).map(({ id }) => id);
        expect(lines.toSorted(), where).toEqual([...deeds.lines].toSorted());
        const all = master.history.map(({ id }) => id);
        expect(new Set(all).size, where).toBe(all.length);
        expect(master.messageKeys?.toSorted() ?? [], where).toEqual([...deeds.messages].toSorted());
        checkRules(master, where);
      }),
      runs,
    );
  });
});
