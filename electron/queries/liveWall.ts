import type { Contact } from '../../shared/domain/contact.ts';
import type { TicketId } from '../../shared/domain/ids.ts';
import type { SlaBook } from '../../shared/domain/sla/slaBook.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { WallChanged, WallFigures, WallLine, WallQuestion, WallShown } from '../../shared/ipc/wall.ts';
import { mayHaveAnswered, type TalkLine } from '../engine/wall/answeredWaits.ts';
import { spansCounted, type DayPart } from '../engine/wall/tally.ts';
import { wallFacts } from '../engine/wall/wallFacts.ts';
import { createWallPicture } from '../engine/wall/wallPicture.ts';
import { runDetached, type Logger } from '../log.ts';
import type { DocumentStores, ReplicaChange } from '../replica/openReplica.ts';
import type { Directory } from '../tickets/directory.ts';
import type { Clock, Scheduler } from '../time.ts';
import { dayParts } from './dayParts.ts';
import { createPace } from './pace.ts';

/** The SLA wall over a replica: read once when it is opened, and kept current with every write while it is. */
export interface LiveWall {
  show(): Promise<WallShown>;
  close(): void;
  /** The tickets that a figure counts, at most 1000. */
  list(question: WallQuestion): Promise<WallLine[]>;
  note(change: ReplicaChange): void;
  /** The settings may be other than before. */
  settingsChanged(): void;
  stop(): void;
}

/** What the wall works with. */
export interface LiveWallPorts {
  readonly stores: Pick<DocumentStores, 'tickets' | 'contacts' | 'messages'>;
  readonly directory: Pick<Directory, 'slaBook'>;
  /** Server-corrected time. */
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly tell: (news: WallChanged) => void;
  readonly log: Logger;
}

/** Small enough not to hold anybody up while a page comes over from the storage's thread. */
const PAGE = 200;
const LINES_MAX = 1000;
/** Nobody reads faster from a wall than this. */
const REST_MS = 200;
/** Figures that depend on the time alone are never older. */
const TIME_PASSES_MS = 30_000;

interface OpenWall {
  readonly picture: ReturnType<typeof createWallPicture>;
  readonly contacts: Map<string, Contact | null>;
  /** Messages of the tickets whose own fields do not tell everything. */
  readonly talks: Map<TicketId, readonly TalkLine[]>;
  /** Changed since they were last read. */
  readonly dirty: Set<TicketId>;
  book: SlaBook;
  version: number;
  figures: WallFigures | null;
  /** Resolves when the whole of it has been read. */
  reading: Promise<void>;
}

/** The wall of a replica, closed. */
export function createLiveWall(ports: LiveWallPorts): LiveWall {
  const { stores, directory, clock, scheduler, log } = ports;
  let open: OpenWall | null = null;
  let cancelTick: () => void = () => undefined;
  const pace = createPace(scheduler, log, 'following the wall', tellChanges, REST_MS);

  function days(): readonly DayPart[] {
    return dayParts(clock.nowMs());
  }

  async function readPages(
    wall: OpenWall,
    selector: Readonly<Record<string, unknown>>,
    seen: Set<TicketId>,
  ): Promise<void> {
    for (let skip = 0; open === wall; skip += PAGE) {
      const page = await stores.tickets.query({
        selector,
        sort: [{ createdAtMs: 'asc' }, { id: 'asc' }],
        skip,
        limit: PAGE,
      });
      await take(wall, page);
      for (const { id } of page) seen.add(id);
      if (page.length < PAGE) return;
    }
  }

  /** Reads everything there is to show. What is written meanwhile is marked, and read again afterwards. */
  async function readAll(wall: OpenWall): Promise<void> {
    const seen = new Set<TicketId>();
    const sinceMs = days()[0]?.fromMs ?? 0;
    await readPages(wall, { isOpen: true }, seen);
    await readPages(wall, { isOpen: false, updatedAtMs: { $gte: sinceMs } }, seen);
    for (const { ticketId } of [...wall.picture.facts()]) if (!seen.has(ticketId)) wall.dirty.add(ticketId);
    await readDirty(wall);
  }

  async function readDirty(wall: OpenWall): Promise<void> {
    while (wall.dirty.size > 0 && open === wall) {
      const ids = [...wall.dirty].slice(0, PAGE);
      for (const id of ids) wall.dirty.delete(id);
      const tickets = await stores.tickets.getMany(ids);
      for (const id of ids) if (!tickets.has(id)) forget(wall, id);
      await take(wall, [...tickets.values()]);
    }
  }

  function forget({ picture, talks }: OpenWall, id: TicketId): void {
    picture.drop(id);
    talks.delete(id);
  }

  /** Puts tickets onto the wall as they are; those that say nothing of the days it shows leave it. */
  async function take(wall: OpenWall, tickets: readonly Ticket[]): Promise<void> {
    const sinceMs = days()[0]?.fromMs ?? 0;
    const wanted = tickets.filter((ticket) => ticket.isOpen || ticket.updatedAtMs >= sinceMs);
    const stranger = wanted.filter(({ contactId }) => !wall.contacts.has(contactId));
    const contacts = await stores.contacts.getMany(stranger.map(({ contactId }) => contactId));
    for (const { contactId } of stranger) wall.contacts.set(contactId, contacts.get(contactId) ?? null);
    await readTalks(
      wall,
      wanted.filter((ticket) => !wall.talks.has(ticket.id) && mayHaveAnswered(ticket, sinceMs)),
    );
    for (const ticket of tickets) {
      if (!ticket.isOpen && ticket.updatedAtMs < sinceMs) forget(wall, ticket.id);
      else {
        const contact = wall.contacts.get(ticket.contactId) ?? null;
        const talk = wall.talks.get(ticket.id) ?? [];
        wall.picture.put(wallFacts(ticket, talk, contact, wall.book, sinceMs));
      }
    }
  }

  async function readTalks(wall: OpenWall, tickets: readonly Ticket[]): Promise<void> {
    if (tickets.length === 0) return;
    const lines = new Map<TicketId, TalkLine[]>(tickets.map(({ id }) => [id, []]));
    const messages = await stores.messages.query({
      selector: { ticketId: { $in: [...lines.keys()] } },
      sort: [{ ticketId: 'asc' }, { atMs: 'asc' }],
    });
    for (const { id, kind, by, atMs, ticketId } of messages)
      if (kind !== 'note') lines.get(ticketId)?.push({ id, kind, by, atMs });
    for (const [id, talk] of lines) wall.talks.set(id, talk);
  }

  function start(): OpenWall {
    const wall: OpenWall = {
      picture: createWallPicture(),
      contacts: new Map(),
      talks: new Map(),
      dirty: new Set(),
      book: directory.slaBook(),
      version: 0,
      figures: null,
      reading: Promise.resolve(),
    };
    open = wall;
    wall.reading = readAll(wall).then(() => {
      wall.picture.takeChanges();
    });
    return wall;
  }

  async function tellChanges(): Promise<void> {
    const wall = open;
    if (!wall) return;
    await wall.reading;
    await readDirty(wall);
    if (open !== wall) return;
    const changes = wall.picture.takeChanges();
    const figures = newFigures(wall);
    planTick(wall);
    if (changes.put.length + changes.gone.length === 0 && figures === null) return;
    wall.version += 1;
    ports.tell({ version: wall.version, ...changes, figures });
  }

  /** The figures where they are other than those that were told last. */
  function newFigures(wall: OpenWall): WallFigures | null {
    const figures = wall.picture.figures(days(), clock.nowMs());
    if (JSON.stringify(figures) === JSON.stringify(wall.figures)) return null;
    wall.figures = figures;
    return figures;
  }

  /** Time changes figures without anybody writing: when the next clock is overdue, and when a day's part has grown. */
  function planTick({ picture }: OpenWall): void {
    cancelTick();
    const nowMs = clock.nowMs();
    let atMs = nowMs + TIME_PASSES_MS;
    for (const { clocks } of picture.tickets())
      for (const { dueAtMs } of clocks) if (dueAtMs >= nowMs && dueAtMs + 1 < atMs) atMs = dueAtMs + 1;
    cancelTick = scheduler.after(atMs - nowMs, () => {
      pace.request();
    });
  }

  async function whole(): Promise<OpenWall> {
    const wall = open ?? start();
    try {
      await wall.reading;
    } catch (cause) {
      // Asked again, it is read again.
      if (open === wall) open = null;
      throw cause;
    }
    return wall;
  }

  function toLine(ticket: Ticket, contact: Contact | undefined, metAtMs: number, dueAtMs: number): WallLine {
    const { id, number, subject, status, departmentId, assigneeId } = ticket;
    const contactName = contact?.name ?? '';
    return { ticketId: id, number, subject, contactName, status, departmentId, assigneeId, metAtMs, dueAtMs };
  }

  async function linesOf(
    counted: readonly { readonly ticketId: TicketId; readonly metAtMs: number; readonly dueAtMs: number }[],
  ): Promise<WallLine[]> {
    const some = counted.slice(0, LINES_MAX);
    const tickets = await stores.tickets.getMany(some.map(({ ticketId }) => ticketId));
    const contacts = await stores.contacts.getMany([...tickets.values()].map(({ contactId }) => contactId));
    return some.flatMap(({ ticketId, metAtMs, dueAtMs }) => {
      const ticket = tickets.get(ticketId);
      return ticket ? [toLine(ticket, contacts.get(ticket.contactId), metAtMs, dueAtMs)] : [];
    });
  }

  return {
    show: async () => {
      const wall = await whole();
      await readDirty(wall);
      wall.picture.takeChanges();
      wall.figures = wall.picture.figures(days(), clock.nowMs());
      wall.version += 1;
      planTick(wall);
      return { version: wall.version, tickets: wall.picture.tickets(), ...wall.figures };
    },
    close: () => {
      open = null;
      cancelTick();
    },
    list: async (question) => {
      const { picture } = await whole();
      if (question.of === 'load') {
        const ids = picture.heldBy(question.agentId, clock.nowMs());
        return linesOf(ids.map((ticketId) => ({ ticketId, metAtMs: 0, dueAtMs: 0 })));
      }
      const today = days().at(-1);
      const counted = today ? spansCounted(picture.facts(), question.of, question.target, today) : [];
      return linesOf(
        counted.map(({ facts: { ticketId }, span: { metAtMs, dueAtMs } }) => ({
          ticketId,
          metAtMs,
          dueAtMs,
        })),
      );
    },
    note: ({ collection, documents }) => {
      const wall = open;
      if (!wall || collection === 'settings') return;
      for (const { id, document, isDeleted } of documents) {
        if (collection === 'tickets') wall.dirty.add(id as TicketId);
        else if ('ticketId' in document) {
          wall.talks.delete(document.ticketId);
          wall.dirty.add(document.ticketId);
        } else if (wall.contacts.has(id)) {
          wall.contacts.set(id, isDeleted ? null : (document as Contact));
          for (const { ticketId, contactId } of wall.picture.facts())
            if (contactId === id) wall.dirty.add(ticketId);
        }
      }
      if (wall.dirty.size > 0) pace.request();
    },
    settingsChanged: () => {
      const wall = open;
      if (!wall || wall.book === directory.slaBook()) return;
      wall.book = directory.slaBook();
      wall.reading = wall.reading.then(() => readAll(wall));
      runDetached(log, 'reckoning the wall anew', wall.reading);
      pace.request();
    },
    stop: () => {
      open = null;
      cancelTick();
      pace.stop();
    },
  };
}
