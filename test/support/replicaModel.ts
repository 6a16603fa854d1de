import { conflictHandlerFor, createRefusals } from '../../electron/sync/conflictHandlers.ts';
import type { Caller } from '../../server/policies/caller.ts';
import { judgeTicket } from '../../server/policies/ticketRights.ts';
import { judgePush } from '../../server/sync/judgePush.ts';
import type { AgentId, DepartmentId, DeviceId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import { CLOCK_START, formatRev, observe, tick, type Rev } from '../../shared/domain/rev.ts';
import { buildSlaBook, type SlaBook } from '../../shared/domain/sla/slaBook.ts';
import {
  addMessage,
  type ActionContext,
  type ActionResult,
  type MessageContext,
} from '../../shared/domain/ticket/actions.ts';
import { deriveTicket } from '../../shared/domain/ticket/derive.ts';
import { isSettlingLine } from '../../shared/domain/ticket/mergeTicket.ts';
import type { HistoryEntry, Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { Wire } from '../../shared/sync/wire.ts';
import { aCalendarSetting, aPolicySetting } from './slaBuilders.ts';

/** An action on a ticket, with what it must know. */
export type ModelAction = (ticket: Ticket, context: MessageContext) => ActionResult;

interface LogState {
  readonly ticket: Ticket;
  /** The rev a client sent this state under. */
  readonly sourceRev: Rev;
}

interface Push {
  readonly next: Ticket;
  readonly assumed: Ticket | undefined;
}

/** What a push was answered with; `null` accepts. */
type Answer = { readonly conflict: Ticket | null };

/** Somebody without special rights, signed in. */
function callerOf(agentId: string): Caller {
  return {
    workspaceId: 'desk',
    sessionId: `session-${agentId}`,
    agentId: agentId as AgentId,
    role: 'agent',
    departmentIds: ['support', 'billing'] as DepartmentId[],
  };
}

/** Derives the SLA columns of a model's tickets. */
const BOOK: SlaBook = buildSlaBook([aCalendarSetting(), aPolicySetting()]);

/** The ticket with its derived columns set, as every writer of the model sets them. */
export function derived(ticket: Ticket): Ticket {
  return deriveTicket(ticket, BOOK, null);
}

/** What has been done in a model, by anybody. */
export interface Deeds {
  /** Ids of all history lines ever written, without those that tell of a lost change. */
  readonly lines: Set<string>;
  /** Keys of the messages that have joined the ticket. */
  readonly messages: Set<string>;
}

/** The sync server's log of one ticket. Judges as the real one does. */
export class ServerModel {
  readonly log: LogState[] = [];
  readonly #deeds: Deeds;
  #clock = CLOCK_START;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
  }

  get master(): Ticket | undefined {
    return this.log.at(-1)?.ticket;
  }

  /** Takes a push. The same one twice is harmless. */
  take(by: string, { next, assumed }: Push, nowMs: number): Answer {
    const latest = this.log.at(-1);
    const master = latest && { rev: latest.ticket.rev, sourceRev: latest.sourceRev, isDeleted: false };
    const standing = judgePush('tickets', { rev: next.rev, isDeleted: false }, assumed?.rev, master);
    if (standing === 'known') return { conflict: null };
    if (standing !== 'next') return { conflict: latest?.ticket ?? null };
    const refusal = judgeTicket(callerOf(by), {
      next,
      master: latest?.ticket ?? null,
      settingKind: (id) => (id === 'support' || id === 'billing' ? 'department' : 'agent'),
      setting: () => undefined,
      haveAlarmsRung: () => false,
    });
    if (refusal) throw new Error(`the server refuses what ${by} has merged: ${refusal}`);
    const number = latest?.ticket.number ?? 1001;
    const completed = number === next.number ? next : { ...next, number, rev: this.#stamp(nowMs, next.rev) };
    this.log.push({ ticket: completed, sourceRev: next.rev });
    return { conflict: completed.rev === next.rev ? null : completed };
  }

  /** A customer writes: the server itself changes the ticket. */
  hear(message: Message, context: MessageContext): void {
    const { master } = this;
    if (!master) return;
    const result = addMessage(master, message, context);
    if (result.kind !== 'changed') return;
    noteDeeds(this.#deeds, master, result.ticket);
    const ticket = { ...derived(result.ticket), rev: this.#stamp(context.nowMs, master.rev) };
    this.log.push({ ticket, sourceRev: ticket.rev });
  }

  #stamp(nowMs: number, seen: Rev): Rev {
    this.#clock = tick(observe(this.#clock, seen), nowMs);
    return formatRev(this.#clock, 'server');
  }
}

/** One device: its copy of the ticket and what it believes the server has, as RxDB's replication keeps both. */
export class ReplicaModel {
  readonly name: string;
  readonly #server: ServerModel;
  readonly #deeds: Deeds;
  readonly #skewMs: number;
  #fork: Ticket | undefined;
  #assumed: Ticket | undefined;
  #position = 0;
  #clock = CLOCK_START;
  #push: Push | undefined;
  #pulled: { readonly ticket: Ticket; readonly position: number } | undefined;
  #answers: Answer[] = [];
  #lastId = 0;

  constructor(name: string, server: ServerModel, deeds: Deeds, skewMs: number) {
    this.name = name;
    this.#server = server;
    this.#deeds = deeds;
    this.#skewMs = skewMs;
  }

  get ticket(): Ticket | undefined {
    return this.#fork;
  }

  get isSettled(): boolean {
    return !this.#isDirty() && this.#position === this.#server.log.length;
  }

  context(nowMs: number): MessageContext {
    return {
      nowMs: nowMs + this.#skewMs,
      by: { kind: 'agent', id: this.name as AgentId },
      newId: () => `${this.name}-${String((this.#lastId += 1))}`,
      authorDepartmentIds: ['support' as DepartmentId],
      isAvailable: () => true,
      reopenTo: () => 'lastOwner',
    };
  }

  create(make: (context: ActionContext) => Ticket, nowMs: number): void {
    const ticket = make(this.context(nowMs));
    noteDeeds(this.#deeds, undefined, ticket);
    this.#fork = { ...derived(ticket), rev: this.#stamp(nowMs) };
  }

  act(action: ModelAction, nowMs: number): void {
    const before = this.#fork;
    if (!before) return;
    const result = action(before, this.context(nowMs));
    if (result.kind !== 'changed') return;
    noteDeeds(this.#deeds, before, result.ticket);
    this.#fork = { ...derived(result.ticket), rev: this.#stamp(nowMs) };
  }

  /** Takes the next state of the log, as the event stream brings it; an unsent change here stays, the push will meet it. */
  next(): void {
    const state = this.#server.log[this.#position];
    if (!state || this.#push) return;
    this.#position += 1;
    this.#receive(state.ticket);
  }

  /** Reads the latest state of the log, as a pull by checkpoint does. */
  pull(): void {
    const { master } = this.#server;
    if (master) this.#pulled = { ticket: master, position: this.#server.log.length };
  }

  /** Writes what was pulled. Waits for a push that is on its way: what is newer than its outcome must not be passed over. */
  persist(): void {
    if (!this.#pulled || this.#push) return;
    const { ticket, position } = this.#pulled;
    this.#pulled = undefined;
    if (position <= this.#position) return;
    this.#position = position;
    this.#receive(ticket);
  }

  /** Sends what has changed here. One push is on its way at a time. */
  send(): void {
    if (this.#push || !this.#fork || !this.#isDirty()) return;
    this.#push = { next: this.#fork, assumed: this.#assumed };
    this.#answers = [];
  }

  /** What was sent reaches the server, also for a second time. */
  arrive(nowMs: number): void {
    if (this.#push) this.#answers.push(this.#server.take(this.name, this.#push, nowMs));
  }

  /** The link breaks, or the app dies: whatever the server has answered is not heard. */
  lose(): void {
    this.#push = undefined;
    this.#answers = [];
  }

  /** Hears the answer to the push; of several to the same one, the last. */
  async hear(nowMs: number): Promise<void> {
    const push = this.#push;
    const answer = this.#answers.at(-1);
    if (!push || !answer) return;
    this.lose();
    if (answer.conflict === null) {
      this.#assumed = push.next;
      return;
    }
    this.#observe(answer.conflict.rev);
    const resolved = await this.#handler(nowMs).resolve(
      {
        newDocumentState: wire(push.next),
        realMasterState: wire(answer.conflict),
        ...(push.assumed && { assumedMasterState: wire(push.assumed) }),
      },
      'replication-resolve-conflict',
    );
    // Somebody has worked on meanwhile: that state is pushed, and meets the conflict again.
    if (this.#fork?.rev !== push.next.rev) return;
    const { _deleted, ...ticket } = resolved as Wire<Ticket>;
    this.#fork = ticket;
    this.#assumed = answer.conflict;
  }

  #receive(master: Ticket): void {
    this.#observe(master.rev);
    if (this.#fork && this.#isDirty()) return;
    this.#fork = master;
    this.#assumed = master;
  }

  #isDirty(): boolean {
    return this.#fork !== undefined && this.#fork.rev !== this.#assumed?.rev;
  }

  #stamp(nowMs: number): Rev {
    this.#clock = tick(this.#clock, nowMs + this.#skewMs);
    return formatRev(this.#clock, this.name as DeviceId);
  }

  #observe(rev: Rev): void {
    this.#clock = observe(this.#clock, rev);
  }

  #handler(nowMs: number): ReturnType<typeof conflictHandlerFor> {
    return conflictHandlerFor('tickets', {
      deviceId: this.name as DeviceId,
      nextRev: () => this.#stamp(nowMs),
      derive: (ticket) => Promise.resolve(derived(ticket)),
      refusals: createRefusals(),
      gate: { merged: () => Promise.resolve() },
      onOrphaned: () => {
        throw new Error('no ticket is ever deleted here');
      },
    });
  }
}

function wire(ticket: Ticket): Wire<Ticket> {
  return { ...ticket, _deleted: false };
}

/** A line that tells what a merge has made of two states, and nobody's deed. */
export function isOfMerge(entry: HistoryEntry): boolean {
  return entry.kind === 'mergeLost' || isSettlingLine(entry);
}

function noteDeeds(deeds: Deeds, before: Ticket | undefined, after: Ticket): void {
  for (const entry of after.history) if (!isOfMerge(entry)) deeds.lines.add(entry.id);
  const known = before?.messageKeys ?? [];
  for (const key of after.messageKeys ?? []) if (!known.includes(key)) deeds.messages.add(key);
}
