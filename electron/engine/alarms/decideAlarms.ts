import type { TicketId } from '../../../shared/domain/ids.ts';
import type { SlaTarget } from '../../../shared/domain/settings.ts';
import type { AlarmEvent, AlarmNotice } from './alarmNotice.ts';
import { createInstantHeap, type InstantHeap } from './instantHeap.ts';
import type { Tell, TicketAlarms } from './ticketAlarms.ts';

/** A notice that was given, by ticket and key. */
export interface GivenNotice {
  readonly id: string;
  /** The instant it was for, UTC epoch ms. */
  readonly atMs: number;
}

/** What survives a restart. Instants are UTC epoch ms. */
export interface AlarmMemory {
  /** Of the tickets this desk had then, every instant up to here has been dealt with. */
  readonly sinceMs: number;
  /** Until then this desk had everything the server has. */
  readonly currentMs: number;
  /** The latest notices, by instant. */
  readonly given: readonly GivenNotice[];
  /** Nothing is told that was before it: which of that was given is forgotten. */
  readonly floorMs: number;
}

/** Every ticket's next instant, and what has been told. It belongs to whoever got it last: deciding changes its heap in place. */
export interface AlarmState {
  readonly memory: AlarmMemory;
  readonly heap: InstantHeap;
  /** Of each ticket that was looked at, the keys of what had come by then. */
  readonly come: Map<string, ReadonlySet<string>>;
}

/** A ticket with its alarms as they are now. */
export interface LookedTicket extends TicketAlarms {
  readonly ticketId: TicketId;
  readonly number: number;
  readonly subject: string;
  /** Whether it is this person's, their team's (they supervise its department), or neither's. */
  readonly whose: 'mine' | 'team' | 'others';
  /** It has come into this replica just now. */
  readonly isNew: boolean;
  /** Nothing more can come to it. */
  readonly isOver: boolean;
  readonly ignoresQuietHours: boolean;
}

export type AlarmEventIn =
  /** Tickets were looked at: they are new, have changed, or their instant has come. */
  | {
      readonly kind: 'looked';
      readonly tickets: readonly LookedTicket[];
      /** The policies have changed: what they warn of belatedly is no news. */
      readonly isRebuild: boolean;
    }
  | { readonly kind: 'gone'; readonly ticketIds: readonly string[] }
  /** Some time has passed; maybe much, maybe backwards. */
  | { readonly kind: 'time' }
  /** Nothing is left to look at. `isCurrent`: this desk has everything the server has. */
  | { readonly kind: 'settled'; readonly isCurrent: boolean };

export type AlarmEffect =
  /** Their instant has come: look at them as they are now. */
  | { readonly kind: 'look'; readonly ticketIds: readonly string[] }
  /** A breach is to be recorded, by one desk of the team. */
  | {
      readonly kind: 'record';
      readonly ticketId: TicketId;
      readonly target: SlaTarget;
      readonly dueAtMs: number;
    }
  /** A step of an escalation is to be taken, by one desk of the team. */
  | {
      readonly kind: 'escalate';
      readonly ticketId: TicketId;
      readonly stepId: string;
      readonly target: SlaTarget;
    }
  /** This person is to be told, once the state is kept. */
  | { readonly kind: 'tell'; readonly notices: readonly AlarmNotice[]; readonly isLate: boolean };

/** What is told so long after its instant was slept over. */
const LATE_MS = 10_000;
/** Clocks are set back by less. */
const GIVEN_KEPT_MS = 2 * 24 * 60 * 60 * 1000;
const GIVEN_MAX = 2000;

/** Nothing that came before `nowMs` (UTC epoch ms) is told. */
export function freshMemory(nowMs: number): AlarmMemory {
  return { sinceMs: nowMs, currentMs: nowMs, given: [], floorMs: nowMs };
}

/** A state that knows no ticket yet. */
export function startAlarms(memory: AlarmMemory): AlarmState {
  return { memory, heap: createInstantHeap(), come: new Map() };
}

/**
 * Decides what an event leads to. `nowMs` is UTC epoch ms. Whatever the order of changes, sleeps, clock jumps and restarts: an
 * instant that a ticket has when it comes is told once, and what is to be written is asked for until it is written.
 */
export function decideAlarms(
  before: AlarmState,
  event: AlarmEventIn,
  nowMs: number,
): { readonly state: AlarmState; readonly effects: readonly AlarmEffect[] } {
  const state = withClockSetBack(before, nowMs);
  switch (event.kind) {
    case 'time': {
      const ticketIds = state.heap.takeDue(nowMs);
      return { state, effects: ticketIds.length > 0 ? [{ kind: 'look', ticketIds }] : [] };
    }
    case 'gone':
      for (const id of event.ticketIds) forget(state, id);
      return { state, effects: [] };
    case 'settled': {
      const { memory } = state;
      const currentMs = event.isCurrent ? nowMs : Math.min(memory.currentMs, nowMs);
      return { state: { ...state, memory: pruned({ ...memory, sinceMs: nowMs, currentMs }) }, effects: [] };
    }
    case 'looked':
      return looked(state, event, nowMs);
  }
}

/** What comes a second time by the clock is told by what was given, not by when. */
function withClockSetBack(state: AlarmState, nowMs: number): AlarmState {
  const { memory } = state;
  const sinceMs = Math.max(Math.min(memory.sinceMs, nowMs), memory.floorMs);
  const currentMs = Math.max(Math.min(memory.currentMs, nowMs), memory.floorMs);
  if (sinceMs === memory.sinceMs && currentMs === memory.currentMs) return state;
  return { ...state, memory: { ...memory, sinceMs, currentMs } };
}

function looked(
  state: AlarmState,
  { tickets, isRebuild }: Extract<AlarmEventIn, { kind: 'looked' }>,
  nowMs: number,
): { readonly state: AlarmState; readonly effects: readonly AlarmEffect[] } {
  const { memory, heap, come } = state;
  const effects: AlarmEffect[] = [];
  const notices: AlarmNotice[] = [];
  const given: GivenNotice[] = [];
  const known = new Set(memory.given.map(({ id }) => id));
  let isLate = false;
  for (const ticket of tickets) {
    const { ticketId, tells, duties } = ticket;
    const keys = come.get(ticketId);
    const newsSinceMs = ticket.isNew ? memory.currentMs : memory.sinceMs;
    const passed = tells.filter(({ atMs }) => atMs <= nowMs);
    for (const tell of passed) {
      const id = `${ticketId}/${tell.key}`;
      const isNews = keys ? !keys.has(tell.key) : tell.atMs > newsSinceMs;
      const event = eventOf(tell, ticket.whose);
      if (!isNews || !event || known.has(id) || (isRebuild && tell.kind === 'warning')) continue;
      known.add(id);
      given.push({ id, atMs: tell.atMs });
      isLate ||= tell.atMs < nowMs - LATE_MS;
      const { number, subject, ignoresQuietHours } = ticket;
      const { target, dueAtMs } = tell;
      notices.push({ event, key: tell.key, ticketId, number, subject, target, dueAtMs, ignoresQuietHours });
    }
    for (const duty of duties) {
      if (duty.atMs > nowMs) continue;
      const { target, dueAtMs } = duty;
      if (duty.kind === 'record') effects.push({ kind: 'record', ticketId, target, dueAtMs });
      else effects.push({ kind: 'escalate', ticketId, stepId: duty.step.id, target });
    }
    if (ticket.isOver) {
      forget(state, ticketId);
      continue;
    }
    come.set(ticketId, new Set([...(keys ?? []), ...passed.map(({ key }) => key)]));
    const nextMs = [...tells, ...duties].reduce(
      (soonestMs, { atMs }) => (atMs > nowMs ? Math.min(soonestMs, atMs) : soonestMs),
      Infinity,
    );
    if (nextMs < Infinity) heap.set(ticketId, nextMs);
    else heap.remove(ticketId);
  }
  if (notices.length === 0) return { state, effects };
  effects.push({ kind: 'tell', notices, isLate });
  return { state: { ...state, memory: pruned({ ...memory, given: [...memory.given, ...given] }) }, effects };
}

function eventOf({ kind }: Tell, whose: LookedTicket['whose']): AlarmEvent | undefined {
  if (kind === 'escalated') return 'escalated';
  if (whose === 'others') return undefined;
  if (kind === 'breach') return whose === 'mine' ? 'slaBreach' : 'teamSlaBreach';
  return whose === 'mine' ? 'slaWarning' : 'teamSlaWarning';
}

function forget({ heap, come }: AlarmState, ticketId: string): void {
  heap.remove(ticketId);
  come.delete(ticketId);
}

/** Keeps what could still come a second time. */
function pruned(memory: AlarmMemory): AlarmMemory {
  const isNeeded = ({ atMs }: GivenNotice): boolean => atMs > memory.sinceMs - GIVEN_KEPT_MS;
  const needed = memory.given.filter(isNeeded).sort((a, b) => a.atMs - b.atMs);
  const given = needed.slice(-GIVEN_MAX);
  const isAllKept = given.length === memory.given.length;
  if (isAllKept) return memory;
  const forgottenMs = Math.max(
    needed.at(-given.length - 1)?.atMs ?? 0,
    memory.sinceMs - GIVEN_KEPT_MS,
    memory.floorMs,
  );
  return { ...memory, given, floorMs: forgottenMs };
}
