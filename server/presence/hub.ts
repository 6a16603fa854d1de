import { setImmediate } from 'node:timers/promises';
import type { AgentId } from '../../shared/domain/ids.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { TicketPlace } from '../../shared/domain/visibility.ts';
import {
  pictureOf,
  PRESENCE_CHECK_MS,
  type PresentPerson,
  type TicketActivity,
} from '../../shared/sync/presence.ts';
import type { Clock, Scheduler } from '../clock.ts';
import { documentOf, findDocuments } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { activitiesKey, createPresenceBoard, type PersonKey } from './board.ts';
import { connectProcesses } from './processes.ts';
import { createPeopleTexts, tellChanges, tellWhole, type Told, type Watcher } from './telling.ts';

/** Who is online and what they do. Lives in memory only and is gone with the processes. */
export interface Presence {
  /** Makes the watcher's session online and tells them the whole picture, then each change. Returns the way out. */
  join(watcher: Watcher): () => void;
  /** A device says what it shows, which also proves that it is there. It must hold only what its owner may see. */
  say(sessionId: string, tickets: readonly TicketActivity[]): void;
  /** Somebody misses these people: their devices are asked for a sign of life, and one that gives none in time is gone. */
  check(workspaceId: string, agentIds: readonly AgentId[]): void;
  /** Mark of who is online, as it was told last (`pictureOf`); `null` when nobody of the workspace is connected here. */
  picture(workspaceId: string): string | null;
  stop(): void;
}

/** Changes within this time are told together: many people coming at once are not as many times many events. */
const GATHER_MS = 100;
/** After the database could not be read. */
const RETRY_MS = 2_000;
/** A stream that ends is mostly opened again at once; so long its owner stays online. */
const LEAVE_AFTER_MS = 5_000;
/** Devices speak every 30 s. One that has been silent for so long is gone, also when its connection does not say so. */
const SILENCE_LIMIT_MS = 75_000;
const BEAT_MS = 15_000;
/** Watchers told in one go; in between, requests are answered. */
const WATCHERS_AT_ONCE = 100;
/** Places kept of one workspace: beyond this many they are read anew. */
const PLACES_MAX = 10_000;

interface LocalSession {
  readonly workspaceId: string;
  readonly agentId: AgentId;
  streams: number;
  tickets: readonly TicketActivity[];
  heardAtMs: number;
  /** On the board; a silent session is not. */
  isShown: boolean;
  /** The question for a sign of life that it has not answered yet. */
  question: symbol | null;
  cancelLeave: () => void;
}

interface Room {
  readonly watchers: Map<Watcher, Told>;
  /** People to tell of. */
  changed: Set<AgentId>;
  /** Who is online, as it was told last. */
  online: Set<AgentId>;
  /** Where the tickets are that people have before them. */
  readonly places: Map<string, TicketPlace>;
  /** Counts what makes a place that is being read an old one. */
  writes: number;
  isPlanned: boolean;
}

/** What presence works on. */
export interface PresenceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Names this process among the others of the server. */
  readonly processId: string;
  readonly onError: (error: unknown) => void;
}

/** Starts with nobody here and asks the other processes. */
export function createPresence(options: PresenceOptions): Presence {
  const { store, clock, scheduler, processId, onError } = options;
  const board = createPresenceBoard();
  const sessions = new Map<string, LocalSession>();
  const rooms = new Map<string, Room>();
  let isStopped = false;

  const processes = connectProcesses({
    bus: store.bus,
    ownId: processId,
    board,
    nowMs: () => clock.nowMs(),
    onChanged: personChanged,
    onSaid: (sessionId, tickets) => void sayHere(sessionId, tickets),
    onWritten: lookAgain,
    onCheck: checkHere,
    onError,
  });

  /** Somebody's picture is another now. What exactly has changed in it is found when it is told. */
  function personChanged({ workspaceId, agentId }: PersonKey): void {
    const room = rooms.get(workspaceId);
    if (!room) return;
    room.changed.add(agentId);
    plan(workspaceId, room);
  }

  /** Who sees this ticket may have changed, and with it what each watcher may know of the people in it. */
  function lookAgain(workspaceId: string, ticketId: string): void {
    const room = rooms.get(workspaceId);
    if (!room) return;
    room.places.delete(ticketId);
    room.writes += 1;
    for (const agentId of board.inTicket(workspaceId, ticketId)) personChanged({ workspaceId, agentId });
  }

  function plan(workspaceId: string, room: Room, delayMs = GATHER_MS): void {
    if (room.isPlanned || isStopped) return;
    room.isPlanned = true;
    scheduler.after(delayMs, () => {
      tellRoom(workspaceId, room).then(
        () => planMore(workspaceId, room, GATHER_MS),
        (error: unknown) => {
          onError(error);
          planMore(workspaceId, room, RETRY_MS);
        },
      );
    });
  }

  /** Goes on where people have changed or watchers have come meanwhile. */
  function planMore(workspaceId: string, room: Room, delayMs: number): void {
    room.isPlanned = false;
    const hasMore = room.changed.size > 0 || [...room.watchers.values()].some((one) => !one.knowsWhole);
    if (hasMore) plan(workspaceId, room, delayMs);
  }

  async function tellRoom(workspaceId: string, room: Room): Promise<void> {
    const changed = [...room.changed];
    room.changed = new Set();
    const newcomers = new Set(
      Array.from(room.watchers)
        .filter(([, told]) => !told.knowsWhole)
        .map(([watcher]) => watcher),
    );
    const some = changed.map((agentId) => board.person(workspaceId, agentId));
    const everybody = newcomers.size > 0 ? board.people(workspaceId) : [];
    let places: ReadonlyMap<string, TicketPlace>;
    try {
      places = await placesOf(workspaceId, room, [...some, ...everybody]);
    } catch (error) {
      for (const agentId of changed) room.changed.add(agentId);
      throw error;
    }
    const texts = createPeopleTexts(places);
    let sinceRest = 0;
    for (const [watcher, told] of [...room.watchers]) {
      if (newcomers.has(watcher)) tellWhole(watcher, told, everybody, texts);
      else if (told.knowsWhole) tellChanges(watcher, told, room.online, some, texts);
      sinceRest += 1;
      if (sinceRest % WATCHERS_AT_ONCE === 0) await setImmediate();
    }
    for (const { agentId, isOnline } of [...some, ...everybody]) {
      if (isOnline) room.online.add(agentId);
      else room.online.delete(agentId);
    }
  }

  async function placesOf(
    workspaceId: string,
    room: Room,
    people: readonly PresentPerson[],
  ): Promise<ReadonlyMap<string, TicketPlace>> {
    const ids = new Set(people.flatMap(({ tickets }) => tickets.map(idOf)));
    const { writes } = room;
    const missing = [...ids].filter((id) => !room.places.has(id));
    const stored = await findDocuments(store.sql, workspaceId, 'tickets', missing);
    const found = new Map<string, TicketPlace>();
    for (const document of stored) {
      if (document.isDeleted) continue;
      const { departmentId, assigneeId } = documentOf('tickets', document);
      found.set(document.id, { departmentId, assigneeId });
    }
    const places = new Map([...room.places, ...found]);
    if (writes === room.writes) {
      if (room.places.size > PLACES_MAX) room.places.clear();
      for (const [id, place] of found) room.places.set(id, place);
    }
    return places;
  }

  function show(sessionId: string, session: LocalSession): void {
    const { workspaceId, agentId, tickets } = session;
    const shown = { sessionId, workspaceId, agentId, tickets };
    session.isShown = true;
    if (board.put(processId, shown)) personChanged(shown);
    processes.tellSession(shown);
  }

  function hide(sessionId: string): void {
    const person = board.remove(processId, sessionId);
    if (person) personChanged(person);
    processes.tellGone(sessionId);
  }

  /** True when the session's stream is here. */
  function sayHere(sessionId: string, tickets: readonly TicketActivity[]): boolean {
    const session = sessions.get(sessionId);
    if (!session) return false;
    session.heardAtMs = clock.nowMs();
    session.question = null;
    const isOther = !session.isShown || activitiesKey(session.tickets) !== activitiesKey(tickets);
    session.tickets = tickets;
    if (isOther) show(sessionId, session);
    return true;
  }

  function silence(sessionId: string, session: LocalSession): void {
    session.isShown = false;
    session.tickets = [];
    hide(sessionId);
  }

  /** Asks the devices of these people whose streams are here. */
  function checkHere(workspaceId: string, agentIds: readonly AgentId[]): void {
    const missed = new Set(agentIds);
    const asked = new Set<string>();
    for (const [sessionId, session] of sessions) {
      const isMissed = session.workspaceId === workspaceId && missed.has(session.agentId);
      if (!isMissed || !session.isShown || session.question !== null) continue;
      const question = Symbol(sessionId);
      session.question = question;
      asked.add(sessionId);
      scheduler.after(PRESENCE_CHECK_MS, () => {
        const isSilent = session.question === question && sessions.get(sessionId) === session;
        if (session.question === question) session.question = null;
        if (isSilent && session.isShown && !isStopped) silence(sessionId, session);
      });
    }
    for (const watcher of rooms.get(workspaceId)?.watchers.keys() ?? [])
      if (asked.has(watcher.sessionId)) watcher.ask();
  }

  function beat(): void {
    const nowMs = clock.nowMs();
    for (const [sessionId, session] of sessions) {
      if (session.isShown && nowMs - session.heardAtMs > SILENCE_LIMIT_MS) silence(sessionId, session);
    }
    processes.pulse(nowMs);
    cancelBeat = scheduler.after(BEAT_MS, beat);
  }
  let cancelBeat = scheduler.after(BEAT_MS, beat);

  const endCommits = store.onCommit(({ workspaceId, entries }) => {
    const watched = new Set(board.people(workspaceId).flatMap(({ tickets }) => tickets.map(idOf)));
    if (watched.size === 0) return;
    for (const { collection, json } of entries) {
      if (collection !== 'tickets') continue;
      const { id } = JSON.parse(json) as Ticket;
      if (!watched.has(id)) continue;
      lookAgain(workspaceId, id);
      processes.tellWritten(workspaceId, id);
    }
  });

  return {
    join(watcher) {
      const { workspaceId, agentId, sessionId } = watcher;
      const session: LocalSession = sessions.get(sessionId) ?? {
        workspaceId,
        agentId,
        streams: 0,
        tickets: [],
        heardAtMs: 0,
        isShown: false,
        question: null,
        cancelLeave: () => undefined,
      };
      sessions.set(sessionId, session);
      session.cancelLeave();
      session.streams += 1;
      session.heardAtMs = clock.nowMs();
      session.question = null;
      const room: Room = rooms.get(workspaceId) ?? {
        watchers: new Map(),
        changed: new Set(),
        online: new Set(),
        places: new Map(),
        writes: 0,
        isPlanned: false,
      };
      rooms.set(workspaceId, room);
      room.watchers.set(watcher, { knowsWhole: false, tickets: new Map() });
      if (!session.isShown) show(sessionId, session);
      plan(workspaceId, room);

      return () => {
        room.watchers.delete(watcher);
        if (room.watchers.size === 0) rooms.delete(workspaceId);
        session.streams -= 1;
        if (session.streams > 0 || isStopped) return;
        session.cancelLeave = scheduler.after(LEAVE_AFTER_MS, () => {
          sessions.delete(sessionId);
          if (session.isShown) hide(sessionId);
        });
      };
    },
    say(sessionId, tickets) {
      if (!sayHere(sessionId, tickets)) processes.tellSaid(sessionId, tickets);
    },
    check(workspaceId, agentIds) {
      checkHere(workspaceId, agentIds);
      processes.tellCheck(workspaceId, agentIds);
    },
    picture(workspaceId) {
      const room = rooms.get(workspaceId);
      return room ? pictureOf(room.online) : null;
    },
    stop() {
      if (isStopped) return;
      isStopped = true;
      cancelBeat();
      endCommits();
      for (const session of sessions.values()) session.cancelLeave();
      processes.stop();
    },
  };
}

function idOf({ ticketId }: TicketActivity): string {
  return ticketId;
}
