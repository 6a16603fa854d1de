import path from 'node:path';
import { seededRandom } from '../../server/demo/random.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { ClientLook, Deed, DeedKind } from './clientMessages.ts';
import { openFaultProxy, type FaultProxy } from './faultProxy.ts';
import { DeskKilled, remoteDesk, type RemoteDesk } from './remoteDesk.ts';
import { readEverything, type Everything } from './readEverything.ts';
import { startServerProcess, type ServerProcess } from './serverProcess.ts';

/** A run of several desks against one server over a bad link. */
export interface FaultRunOptions {
  readonly folder: string;
  readonly seed: number;
  readonly clients: number;
  /** In total, shared by the clients. */
  readonly actions: number;
  readonly faultShare: number;
}

/** What came of it; without problems everything held. */
export interface FaultRunOutcome {
  readonly problems: readonly string[];
  /** Acknowledged deeds that were looked for. */
  readonly deeds: number;
  readonly met: FaultProxy['met'];
  readonly deskKills: number;
  readonly deskRestarts: number;
  readonly serverKills: number;
}

/** How often each kind of deed is chosen. */
const WEIGHTS: Readonly<Record<DeedKind, number>> = {
  create: 3,
  reply: 4,
  note: 4,
  transfer: 3,
  take: 2,
  assign: 1,
  status: 4,
  priority: 2,
  tags: 2,
  subject: 1,
  contact: 2,
};
const SERVER_KILLS = 2;
/** One of so many turns of a desk ends with its being closed and opened, one of so many with its being killed. */
const RESTART_ONE_IN = 160;
const KILL_ONE_IN = 200;
const INTAKE_ONE_IN = 40;
const SHOWN_PROBLEMS = 20;

/** Plays a run: faults while everybody works, then a good link until everybody has settled, then the count. */
export async function runUnderFaults(options: FaultRunOptions): Promise<FaultRunOutcome> {
  const { folder, seed, clients, faultShare } = options;
  const server = await startServerProcess(folder);
  const proxy = await openFaultProxy({ target: () => server.url, seed, faultShare });
  const desks: RemoteDesk[] = [];
  try {
    for (let index = 0; index < clients; index += 1) {
      const name = `Desk${String(index)}`;
      desks.push(remoteDesk(name, path.join(folder, name), () => proxy.url));
    }
    const observer = await server.newSupervisor('Observer');
    const codes: string[] = [];
    for (const desk of desks) codes.push(await server.newSupervisor(desk.name));
    // Signing in is not what is put to the test: a code works once.
    proxy.setCalm(true);
    await Promise.all(desks.map((desk, index) => desk.start(codes[index])));
    await Promise.all(desks.map((desk) => desk.settle()));
    proxy.setCalm(false);
    const done = await work(desks, server, options);
    proxy.setCalm(true);
    await Promise.all(desks.map((desk) => desk.settle()));
    const everything = await untilAlike(desks, server, observer);
    const problems = [...everything.problems, ...check(done.deeds, everything)];
    return {
      problems: problems.slice(0, SHOWN_PROBLEMS),
      deeds: done.deeds.length,
      met: proxy.met,
      deskKills: done.deskKills,
      deskRestarts: done.deskRestarts,
      serverKills: done.serverKills,
    };
  } finally {
    await Promise.all(desks.map((desk) => desk.kill()));
    await proxy.close();
    await server.kill();
  }
}

interface Work {
  readonly deeds: Deed[];
  deskKills: number;
  deskRestarts: number;
  serverKills: number;
}

async function work(
  desks: readonly RemoteDesk[],
  server: ServerProcess,
  { seed, actions }: FaultRunOptions,
): Promise<Work> {
  const done: Work = { deeds: [], deskKills: 0, deskRestarts: 0, serverKills: 0 };
  const turns = Math.ceil(actions / desks.length);
  let turnsTaken = 0;
  let reviving: Promise<void> = Promise.resolve();

  /** The server dies in the middle of the work and comes back while everybody works on. */
  function killServerAt(turn: number): void {
    const part = Math.floor(actions / (SERVER_KILLS + 1));
    if (turn % part !== 0 || done.serverKills >= SERVER_KILLS) return;
    done.serverKills += 1;
    reviving = reviving.then(async () => {
      await server.kill();
      await server.start();
    });
  }

  async function workOne(desk: RemoteDesk, index: number): Promise<void> {
    const random = seededRandom(seed * 31 + index);
    for (let turn = 0; turn < turns; turn += 1) {
      turnsTaken += 1;
      killServerAt(turnsTaken);
      const kind = turn < 3 ? 'create' : random.weighted(WEIGHTS);
      const draw = random.between(0, 1_000_000);
      const words = `w${String(seed)}-${desk.name}-${String(turn)}`;
      const acting = desk.act(kind, draw, words).then(
        (deed) => {
          if (deed) done.deeds.push(deed);
        },
        (cause: unknown) => {
          if (!(cause instanceof DeskKilled)) throw cause;
        },
      );
      if (random.between(1, KILL_ONE_IN) === 1 || (index === 0 && turn === Math.floor(turns / 2))) {
        // In the middle of it: whether it is done is then open, and all before it is not.
        done.deskKills += 1;
        await desk.kill();
        await acting;
        await desk.start();
      } else if (random.between(1, RESTART_ONE_IN) === 1 || (index === 1 && turn === Math.floor(turns / 2))) {
        done.deskRestarts += 1;
        await acting;
        await desk.close();
        await desk.start();
      }
      await acting;
      if (random.between(1, INTAKE_ONE_IN) === 1)
        await server.intake({ messageId: words, text: `Customer ${words}` }).catch(() => undefined);
    }
  }

  await Promise.all(desks.map(workOne));
  await reviving;
  return done;
}

interface Ends extends Everything {
  readonly problems: readonly string[];
  /** What each desk keeps beside its replica: held changes and drafts. */
  readonly kept: string;
}

/** Waits until all desks hold what the server holds; says what differs when they have all settled and still do not. */
async function untilAlike(
  desks: readonly RemoteDesk[],
  server: ServerProcess,
  observer: string,
): Promise<Ends> {
  // What a new customer writes last is behind everything else in the log of each collection: who has it has all.
  const email = 'last@customers.test';
  const last = await server.intake({ messageId: 'the end', text: 'The end', from: { email, name: 'Last' } });
  for (const desk of desks) {
    await desk.until('messages', last.messageId);
    await desk.until('tickets', last.ticketId);
    await desk.untilContact(email);
  }
  await Promise.all(desks.map((desk) => desk.settle()));
  const everything = await readEverything(server.url, observer);
  const looks = await Promise.all(desks.map((desk) => desk.look()));
  const problems = looks.flatMap((look, index) =>
    differences(desks[index]?.name ?? '', look, everything.documents),
  );
  return { ...everything, problems, kept: looks.flatMap(({ kept }) => kept).join('\n') };
}

function differences(name: string, look: ClientLook, truth: ClientLook['documents']): string[] {
  const here = new Map(look.documents.map(([collection, id, text]) => [`${collection} ${id}`, text]));
  const there = new Map(truth.map(([collection, id, text]) => [`${collection} ${id}`, text]));
  return [
    ...[...there].flatMap(([key, text]) =>
      here.get(key) === text ? [] : [`${name} ${here.has(key) ? 'has another' : 'lacks'} ${key}`],
    ),
    ...[...here.keys()].flatMap((key) => (there.has(key) ? [] : [`${name} alone has ${key}`])),
  ];
}

/** Every acknowledged deed is there, once, or lies where its author finds it. */
function check(deeds: readonly Deed[], { tickets, messages, contacts, kept }: Ends): string[] {
  const byTicket = new Map(tickets.map((ticket: Ticket) => [ticket.id as string, ticket]));
  const byContact = new Map(contacts.map((contact: Contact) => [contact.id as string, contact]));
  const said = new Map<string, number>();
  const thread = new Map<string, number>();
  for (const message of messages as readonly Message[]) {
    said.set(message.text, (said.get(message.text) ?? 0) + 1);
    thread.set(message.ticketId, (thread.get(message.ticketId) ?? 0) + 1);
  }
  const missing = deeds.flatMap((deed): string[] => {
    switch (deed.kind) {
      case 'create':
      case 'reply':
      case 'note': {
        const times = said.get(deed.words) ?? 0;
        const isThere = byTicket.has(deed.ticketId) && times === 1;
        return isThere || (times === 0 && kept.includes(deed.words))
          ? []
          : [`${deed.kind} ${deed.words} is there ${String(times)} times`];
      }
      case 'contact':
        return byContact.get(deed.contactId)?.phones.filter((phone) => phone === deed.words).length === 1
          ? []
          : [`the number ${deed.words} is not there once`];
      default: {
        const ids = byTicket.get(deed.ticketId)?.history.map(({ id }) => id) ?? [];
        const isThere = deed.lines.every((line) => ids.filter((id) => id === line).length === 1);
        return isThere || kept.includes(deed.ticketId)
          ? []
          : [`${deed.kind} of ${deed.ticketId} has left no line`];
      }
    }
  });
  const wrong = tickets.flatMap((ticket: Ticket): string[] => {
    const ids = ticket.history.map(({ id }) => id);
    return [
      ...(new Set(ids).size === ids.length ? [] : [`${ticket.id} tells a line twice`]),
      ...(ticket.messageCount === thread.get(ticket.id)
        ? []
        : [
            `${ticket.id} counts ${String(ticket.messageCount)} of ${String(thread.get(ticket.id))} messages`,
          ]),
      ...(ticket.number > 0 ? [] : [`${ticket.id} has no number`]),
    ];
  });
  const numbers = tickets.map(({ number }: Ticket) => number);
  const doubled = [...said].flatMap(([text, times]) =>
    times > 1 && /^w\d+-Desk/.test(text) ? [`“${text}” is said ${String(times)} times`] : [],
  );
  return [
    ...missing,
    ...wrong,
    ...doubled,
    ...(new Set(numbers).size === numbers.length ? [] : ['a number is given twice']),
  ];
}
