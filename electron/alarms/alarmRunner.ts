import { setImmediate } from 'node:timers/promises';
import type { Contact } from '../../shared/domain/contact.ts';
import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import type { Duty } from '../../shared/domain/sla/duties.ts';
import { verdictFor } from '../../shared/domain/sla/slaBook.ts';
import type { TicketPlace } from '../../shared/domain/visibility.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import type { AlarmNotice } from '../engine/alarms/alarmNotice.ts';
import {
  decideAlarms,
  startAlarms,
  type AlarmEventIn,
  type AlarmState,
  type LookedTicket,
} from '../engine/alarms/decideAlarms.ts';
import { takeDuties } from '../../shared/domain/sla/takeDuties.ts';
import { ticketAlarms, type TicketAlarms } from '../engine/alarms/ticketAlarms.ts';
import type { Logger } from '../log.ts';
import type { LocalStore } from '../replica/localStore.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import { openTickets } from '../openTickets.ts';
import { dutyPlace } from '../engine/duties/dutyPlace.ts';
import { createDutyTurns } from '../engine/duties/dutyTurns.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import { writeByItself } from '../writeByItself.ts';
import type { Scheduler } from '../time.ts';
import { createAlarmMemory } from './alarmMemory.ts';
import { createAlarmSettings } from './alarmSettings.ts';
import { createTimeWatch } from './timeWatch.ts';

/** Rings the alarms of this replica's tickets, and does of the team's duties what is this desk's turn. */
export interface AlarmRunner {
  note(change: ReplicaChange): void;
  /** The server has accepted something of this ticket. */
  accepted(ticketId: string): void;
  /** Connection, presence or settings are not what they were. */
  changed(): void;
  /** The machine was asleep, or its clock was set. */
  woke(): void;
  /** Resolves when what runs has been written. */
  stop(): Promise<void>;
}

/** What the runner works with. */
export interface AlarmPorts {
  readonly tickets: TicketPorts;
  readonly local: LocalStore;
  readonly scheduler: Scheduler;
  /** A clock that is never set, in milliseconds from any start. */
  readonly monotonicMs: () => number;
  readonly presence: () => PresenceState;
  /** Of these agents, the active ones who see a ticket. */
  readonly ableTo: (agentIds: readonly AgentId[], place: TicketPlace) => readonly AgentId[];
  /** Connected, with everything the server has: only then is anything written. */
  readonly isCurrent: () => boolean;
  /** Connected, and getting what the server has. */
  readonly isCatchingUp: () => boolean;
  /** A first copy is coming in: what it brings is no news. */
  readonly isInitial: () => boolean;
  readonly isTicketWaiting: (ticketId: string) => boolean;
  /** Time has jumped: the machine was asleep, or its clock was set. */
  readonly onJump: () => void;
  /** Tells this person; `isCatchUp` for what was slept over. */
  readonly tell: (notices: readonly AlarmNotice[], isCatchUp: boolean) => void;
  /** An escalation on this desk has given its agent a ticket. */
  readonly onGiven: (ticket: Ticket, line: HistoryEntry) => void;
  readonly log: Logger;
}

/** Documents that arrive together are looked at together. */
const GATHER_MS = 50;
const NOT_READY_PAUSE_MS = 500;
/** Timers stand still while a machine sleeps, and run by a clock of their own: so often they are held against the time. */
const CLOCK_CHECK_MS = 15_000;
/** What the server did not take is not tried again before, unless the ticket has changed. */
const RETRY_PAUSE_MS = 10 * 60_000;
/** So many tickets are read at once. */
const PAGE = 50;
/** After so long the others get their turn. */
const SLICE_MS = 4;

/** Starts with what came since this desk last ran. */
export function startAlarmRunner(ports: AlarmPorts): AlarmRunner {
  const { scheduler, log, monotonicMs } = ports;
  const { stores, directory, clock, journal, meId } = ports.tickets;
  const settings = createAlarmSettings(directory);
  const memory = createAlarmMemory(ports.local, log);
  const watch = createTimeWatch({ ...ports, nowMs: () => clock.nowMs() });
  let state: AlarmState = startAlarms(memory.load(clock.nowMs()));
  let isBuilt = false;
  /** Tickets to look at; `true` for those that have come into this replica since they were last looked for. */
  const dirty = new Map<string, boolean>();
  const turns = createDutyTurns();
  /** The states of tickets on which something was written, and until when they are left alone if they come back. */
  const tried = new Map<string, { readonly rev: string; readonly untilMs: number }>();
  let told: AlarmNotice[] = [];
  let isLate = false;
  let readFor: string | null = null;
  let cancel: (() => void) | undefined;
  let plannedMs = Infinity;
  let isWorking = false;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;

  function plan(delayMs: number): void {
    const atMs = monotonicMs() + delayMs;
    if (isStopped || atMs >= plannedMs) return;
    cancel?.();
    plannedMs = atMs;
    cancel = scheduler.after(delayMs, () => {
      cancel = undefined;
      plannedMs = Infinity;
      if (isWorking) {
        plan(GATHER_MS);
        return;
      }
      working = work().catch((cause: unknown) => {
        log.error('ringing alarms failed', cause);
      });
    });
  }

  async function work(): Promise<void> {
    if (isStopped) return;
    if (ports.isInitial()) {
      readFor = null;
      plan(NOT_READY_PAUSE_MS);
      return;
    }
    watch.check();
    // What others have done while this machine slept comes first: a ticket that was answered meanwhile is not late.
    if (watch.isWaiting()) {
      plan(NOT_READY_PAUSE_MS);
      return;
    }
    isWorking = true;
    try {
      await build();
      do {
        decide({ kind: 'time' });
        await lookAtDirty();
      } while (isStillDue());
      // The machine may have fallen asleep and woken up in the middle of it.
      watch.check();
      if (watch.isWaiting()) return;
      await deliver();
      await takeTurns();
      if (dirty.size === 0) {
        decide({ kind: 'settled', isCurrent: ports.isCurrent() });
        watch.settled();
        memory.note(state.memory, monotonicMs());
      }
    } finally {
      isWorking = false;
      planNext();
    }
  }

  function planNext(): void {
    const nowMs = clock.nowMs();
    let delayMs = Math.min(CLOCK_CHECK_MS, state.heap.nextMs() - nowMs);
    if (dirty.size > 0) delayMs = Math.min(delayMs, GATHER_MS);
    if (told.length > 0) delayMs = Math.min(delayMs, NOT_READY_PAUSE_MS);
    if (mayWrite()) delayMs = Math.min(delayMs, turns.nextMs() - nowMs);
    plan(Math.max(1, delayMs));
  }

  function isStillDue(): boolean {
    return !isStopped && state.heap.nextMs() <= clock.nowMs();
  }

  function mayWrite(): boolean {
    return !isStopped && ports.isCurrent() && ports.presence().isKnown;
  }

  /** Applies a decision: what is to be told waits for `deliver`, what is to be written for its turn. */
  function decide(event: AlarmEventIn): void {
    const outcome = decideAlarms(state, event, clock.nowMs());
    state = outcome.state;
    for (const effect of outcome.effects) {
      switch (effect.kind) {
        case 'look':
          for (const id of effect.ticketIds) if (!dirty.has(id)) dirty.set(id, false);
          break;
        case 'record':
        case 'escalate':
          turns.note(effect.ticketId);
          break;
        case 'tell':
          told.push(...effect.notices);
          isLate ||= effect.isLate;
          break;
      }
    }
  }

  /** Looks at every open ticket: once after opening, and again when policies or calendars have changed. */
  async function build(): Promise<void> {
    const key = settings.key();
    if (readFor === key) return;
    for await (const { tickets } of openTickets(stores, '', false)) {
      if (isStopped) return;
      await look(tickets, (id) => isBuilt && !state.come.has(id), isBuilt);
    }
    readFor = key;
    isBuilt = true;
  }

  async function lookAtDirty(): Promise<void> {
    while (dirty.size > 0 && !isStopped) {
      const entries = [...dirty].slice(0, PAGE);
      for (const [id] of entries) dirty.delete(id);
      const found = await stores.tickets.getMany(entries.map(([id]) => id));
      const gone = entries.flatMap(([id]) => (found.has(id) ? [] : [id]));
      for (const id of gone) {
        turns.drop(id);
        tried.delete(id);
      }
      if (gone.length > 0) decide({ kind: 'gone', ticketIds: gone });
      const isNew = new Map(entries);
      await look([...found.values()], (id) => isNew.get(id) === true, false);
    }
  }

  async function look(
    tickets: readonly Ticket[],
    isNew: (id: string) => boolean,
    isRebuild: boolean,
  ): Promise<void> {
    const contacts = await stores.contacts.getMany([...new Set(tickets.map(({ contactId }) => contactId))]);
    let slice: LookedTicket[] = [];
    let resumedMs = monotonicMs();
    for (const ticket of tickets) {
      slice.push(lookedAt(ticket, contacts.get(ticket.contactId) ?? null, isNew(ticket.id)));
      if (monotonicMs() - resumedMs < SLICE_MS) continue;
      decide({ kind: 'looked', tickets: slice, isRebuild });
      slice = [];
      await setImmediate();
      resumedMs = monotonicMs();
    }
    decide({ kind: 'looked', tickets: slice, isRebuild });
  }

  function lookedAt(ticket: Ticket, contact: Contact | null, isNew: boolean): LookedTicket {
    const me = directory.agent(meId);
    const isMine = ticket.assigneeId === meId;
    const isSupervised =
      me !== undefined && me.role !== 'agent' && me.departmentIds.includes(ticket.departmentId);
    const { alarms, ignoresQuietHours } = alarmsOf(ticket, contact);
    return {
      ...alarms,
      ticketId: ticket.id,
      number: ticket.number,
      subject: ticket.subject,
      whose: isMine ? 'mine' : isSupervised ? 'team' : 'others',
      isNew,
      isOver: !ticket.isOpen,
      ignoresQuietHours,
    };
  }

  function alarmsOf(
    ticket: Ticket,
    contact: Contact | null,
  ): { readonly alarms: TicketAlarms; readonly ignoresQuietHours: boolean } {
    const nowMs = clock.nowMs();
    const verdict = verdictFor(directory.slaBook(), ticket, contact, nowMs);
    const policy = settings.policy(verdict.policyId);
    return {
      alarms: ticketAlarms(ticket, verdict, policy, meId, nowMs),
      ignoresQuietHours: policy?.value.ignoresQuietHours === true,
    };
  }

  /** Kept before it is told: after a crash in between a notice is missing, not doubled. */
  async function deliver(): Promise<void> {
    if (told.length === 0) return;
    const notices = told;
    const isCatchUp = isLate || watch.hasSlept();
    told = [];
    isLate = false;
    await memory.keep(state.memory);
    ports.tell(notices, isCatchUp);
  }

  async function takeTurns(): Promise<void> {
    if (!mayWrite()) return;
    for (const ticketId of turns.due(clock.nowMs(), ports.presence().online)) {
      if (!mayWrite()) return;
      await takeTurn(ticketId as TicketId);
    }
  }

  async function takeTurn(ticketId: TicketId): Promise<void> {
    turns.begin(ticketId, clock.nowMs());
    const ticket = await stores.tickets.get(ticketId);
    // What waits for the server may still be taken back; when it is accepted, `accepted` brings the ticket here again.
    if (!ticket || ports.isTicketWaiting(ticketId)) return;
    if ((await openDuties(ticket)).length === 0) {
      turns.finished(ticketId);
      return;
    }
    const last = tried.get(ticketId);
    if (last?.rev === ticket.rev && clock.nowMs() < last.untilMs) {
      turns.putOff(ticketId, last.untilMs);
      return;
    }
    const place = turns.isOwn(ticketId) ? 0 : dutyPlace(ticket, { ...ports, meId });
    if (place > 0) {
      turns.lineUp(ticketId, place, clock.nowMs());
      return;
    }
    await journal.inTurn(() => writeDuties(ticketId));
  }

  async function openDuties(ticket: Ticket): Promise<readonly Duty[]> {
    const contact = (await stores.contacts.get(ticket.contactId)) ?? null;
    const nowMs = clock.nowMs();
    return alarmsOf(ticket, contact).alarms.duties.filter(({ atMs }) => atMs <= nowMs);
  }

  async function writeDuties(ticketId: TicketId): Promise<void> {
    let before: Ticket | undefined;
    const after = await writeByItself(ports.tickets, ticketId, async (ticket) => {
      if (ports.isTicketWaiting(ticketId)) return null;
      const duties = await openDuties(ticket);
      before = ticket;
      return duties.length === 0 ? null : takeDuties(ticket, duties, settings.team(), clock.nowMs());
    });
    if (!before || !after) return;
    tried.set(ticketId, { rev: before.rev, untilMs: clock.nowMs() + RETRY_PAUSE_MS });
    for (const line of after.history.slice(before.history.length))
      if (line.kind === 'holder' && line.to.assigneeId === meId) ports.onGiven(after, line);
  }

  function noteTicket(ticketId: string, isNew: boolean): void {
    dirty.set(ticketId, isNew || dirty.get(ticketId) === true);
    plan(GATHER_MS);
  }

  /** A customer's plan decides which policy applies. */
  async function lookAtTicketsOf(contactId: string): Promise<void> {
    const found = await stores.tickets.query({ selector: { contactId, isOpen: true } });
    for (const { id } of found) noteTicket(id, false);
  }

  function noteContact(after: Contact, before: Contact | null): void {
    if (before && (after.plan !== before.plan || after.isVip !== before.isVip))
      lookAtTicketsOf(after.id).catch((cause: unknown) => {
        log.error('looking at the tickets of a customer failed', cause);
      });
  }

  plan(GATHER_MS);
  return {
    note: ({ collection, documents, isFromServer }) => {
      if (ports.isInitial()) {
        readFor = null;
        return;
      }
      for (const { id, document, isDeleted, previous } of documents) {
        if (collection === 'tickets') noteTicket(id, previous === null && isFromServer && !isDeleted);
        else if (collection === 'contacts' && !isDeleted)
          noteContact(document as Contact, previous as Contact | null);
      }
    },
    accepted: (ticketId) => {
      tried.delete(ticketId);
      noteTicket(ticketId, false);
    },
    changed: () => {
      plan(GATHER_MS);
    },
    woke: () => {
      watch.noteWake();
      plan(GATHER_MS);
    },
    stop: async () => {
      isStopped = true;
      cancel?.();
      await working;
      await memory.keep(state.memory);
    },
  };
}
