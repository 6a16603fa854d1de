import type { DocumentStore } from '../../electron/replica/documentStore.ts';
import { REQUEST_TIMEOUT_MS } from '../../electron/sync/serverClient.ts';
import { systemScheduler, type Scheduler } from '../../electron/time.ts';
import type { AgentId, ContactId, DepartmentId, DeviceId, TicketId } from '../../shared/domain/ids.ts';
import { CLOCK_START, formatRev, parseRev, tick } from '../../shared/domain/rev.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import { COLLECTIONS, type AnyDocument, type CollectionName } from '../../shared/sync/wire.ts';
import { textToHtml } from '../../shared/text/textToHtml.ts';
import type { ClientAnswer, ClientAsk, Deed, DeedKind } from './clientMessages.ts';
import { openDesk, type TestDesk } from './deskHarness.ts';
import { digest } from './digest.ts';

// One real desk without windows in a process of its own, so that it can be killed. It does what its parent asks over IPC.

/** Pauses between attempts are not waited out; what watches over a silent link or a request keeps its time. */
const HURRIED: Scheduler = {
  after: (delayMs, run) => systemScheduler.after(isPause(delayMs) ? Math.min(delayMs, 30) : delayMs, run),
};
/** Makes no pause as long as a request's time limit, which is how the two are told apart. */
const HURRIED_RANDOM = 0.6;
const STATUSES = ['open', 'pending', 'onHold', 'solved'] as const;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** Stamps the changes that no command of the desk makes. */
const STAMPER = `tester-${String(process.pid)}` as DeviceId;

function isPause(delayMs: number): boolean {
  return delayMs < 30_000 && delayMs !== REQUEST_TIMEOUT_MS;
}

let desk: TestDesk | undefined;

function open(): TestDesk {
  if (!desk) throw new Error('the desk is closed');
  return desk;
}

const commands: {
  readonly [K in ClientAsk['command']]: (ask: Extract<ClientAsk, { command: K }>) => Promise<unknown>;
} = {
  open: async ({ dataDir, server, isHurried, code }) => {
    desk = await openDesk({
      dataDir,
      scheduler: isHurried ? HURRIED : systemScheduler,
      random: () => HURRIED_RANDOM,
      ...(code !== undefined && { server, code }),
    });
  },
  act: ({ kind, draw, words }) => act(kind, draw, words),
  settle: async () => {
    const { workspace } = open();
    await workspace.sends.flush();
    await workspace.sync.settled();
  },
  retry: async () => {
    await open().desk.retry();
  },
  waiting: async () => open().desk.syncStatus().waiting,
  look: async () => {
    const { workspace } = open();
    const documents: [string, string, string][] = [];
    for (const collection of COLLECTIONS) {
      for (const document of await workspace.replica.stores[collection].query({
        selector: {},
        sort: [{ id: 'asc' }],
      }))
        documents.push([collection, document.id, digest(document)]);
    }
    return {
      documents,
      kept: [
        ...workspace.sync.held.list().map((held) => JSON.stringify(held)),
        ...documents
          .filter(([collection]) => collection === 'tickets')
          .flatMap(([, id]) => workspace.drafts.of(id as TicketId).map(({ html }) => html)),
      ],
    };
  },
  read: async ({ collection, documentId }) => (await find(collection, documentId)) ?? null,
  until: ({ collection, documentId }) =>
    until(async () => (await find(collection, documentId)) !== undefined),
  untilContact: ({ email }) =>
    until(async () => {
      const { stores } = open().workspace.replica;
      return (await stores.contacts.count({ emails: { $elemMatch: { $eq: email } } })) > 0;
    }),
  close: async () => {
    const closing = desk;
    desk = undefined;
    await closing?.close();
  },
};

function find(collection: CollectionName, id: string): Promise<AnyDocument | undefined> {
  const store: Pick<DocumentStore<AnyDocument>, 'get'> = open().workspace.replica.stores[collection];
  return store.get(id);
}

/** Resolves when the look finds it; looks again after every change of the replica. */
function until(look: () => Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = open().workspace.replica.onChange(lookNow);
    function lookNow(): void {
      look().then((isThere) => {
        if (!isThere) return;
        end();
        resolve();
      }, reject);
    }
    lookNow();
  });
}

/** Does one thing a person could do, on a ticket drawn from those that are here. `null`: the rules did not allow it. */
async function act(kind: DeedKind, draw: number, words: string): Promise<Deed | null> {
  const { workspace } = open();
  const { tickets, sends, replica, directory } = workspace;
  const meId = (open().desk.session() as { agentId: AgentId }).agentId;
  const departments = directory
    .settings()
    .flatMap((setting) => (setting.kind === 'department' ? [setting.id as string as DepartmentId] : []))
    .sort();
  const department = departments[draw % departments.length] as DepartmentId;
  if (kind === 'create') {
    const { ticketId } = await tickets.create({
      contact: { kind: 'new', name: `Customer ${words}`, email: `${words}@customers.test`, phone: '' },
      subject: `Subject ${words}`,
      html: textToHtml(words),
      departmentId: department,
      assigneeId: NOBODY,
      priority: 'normal',
      channel: 'phone',
      tags: [],
    });
    return { kind, ticketId, words };
  }
  const here = await replica.stores.tickets.query({ selector: {}, sort: [{ id: 'asc' }] });
  const ticket = here[draw % Math.max(1, here.length)];
  if (!ticket) return null;
  const ticketId = ticket.id;
  if (kind === 'reply' || kind === 'note') {
    await sends.send({ ticketId, kind, html: textToHtml(words), setStatus: null, seenMessageId: '' });
    return { kind, ticketId, words };
  }
  if (kind === 'contact') {
    const contactId = await addPhone(ticket, words);
    return contactId === null ? null : { kind, contactId, words };
  }
  try {
    await change(kind, ticket, draw, department, meId);
  } catch (cause) {
    // What the rules refuse is said at once; nothing was done.
    if (cause instanceof BatonError && /^(ticket|input)\./.test(cause.code)) return null;
    throw cause;
  }
  const after = await replica.stores.tickets.get(ticketId);
  const known = new Set(ticket.history.map(({ id }) => id));
  const mine = (after?.history ?? []).filter(
    ({ id, by }) => !known.has(id) && by.kind === 'agent' && by.id === meId,
  );
  return mine.length === 0 ? null : { kind, ticketId, lines: mine.map(({ id }) => id) };
}

async function change(
  kind: 'transfer' | 'take' | 'assign' | 'status' | 'priority' | 'tags' | 'subject',
  ticket: Ticket,
  draw: number,
  departmentId: DepartmentId,
  meId: AgentId,
): Promise<void> {
  const { tickets } = open().workspace;
  const ticketId = ticket.id;
  switch (kind) {
    case 'transfer':
      await tickets.transfer({
        ticketId,
        departmentId,
        assigneeId: NOBODY,
        reason: { code: 'expertise', text: '' },
        noteHtml: '',
        tellCustomer: draw % 3 === 0,
      });
      return;
    case 'take':
      await tickets.take({ ticketId });
      return;
    case 'assign':
      await tickets.assign({ ticketId, assigneeId: meId });
      return;
    case 'status':
      await tickets.setStatus({ ticketId, status: STATUSES[draw % STATUSES.length] ?? 'open' });
      return;
    case 'priority':
      await tickets.setPriority({ ticketId, priority: PRIORITIES[draw % PRIORITIES.length] ?? 'low' });
      return;
    case 'tags':
      await tickets.setTags({ ticketId, tags: [...ticket.tags.slice(-3), `tag-${String(draw % 40)}`] });
      return;
    case 'subject':
      await tickets.setSubject({ ticketId, subject: `Subject ${String(draw)}` });
  }
}

/** Notes one more number with the customer of a ticket, as long as there is room. */
async function addPhone(ticket: Ticket, phone: string): Promise<ContactId | null> {
  const { replica } = open().workspace;
  const contact = await replica.stores.contacts.get(ticket.contactId);
  if (!contact || contact.phones.length > 8) return null;
  const after = await replica.stores.contacts.update(contact.id, (current) => ({
    ...current,
    phones: [...current.phones, phone],
    rev: formatRev(tick(parseRev(current.rev) ?? CLOCK_START, Date.now()), STAMPER),
  }));
  return after?.id ?? null;
}

process.on('message', (ask: ClientAsk) => {
  const run = commands[ask.command] as (ask: ClientAsk) => Promise<unknown>;
  const answer = (outcome: ClientAnswer): void => {
    process.send?.(outcome);
  };
  run(ask).then(
    (value) => answer({ id: ask.id, value: value ?? null }),
    (cause: unknown) =>
      answer({
        id: ask.id,
        failure: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
  );
});
process.on('disconnect', () => process.exit(0));
