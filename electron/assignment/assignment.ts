import type { AgentId, TicketId } from '../../shared/domain/ids.ts';
import { holderMoves } from '../../shared/domain/ticket/history.ts';
import { isDistributionLine } from '../../shared/domain/ticket/distribution.ts';
import { NOBODY, type HolderEntry, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { AssignmentExplanation, ToSolve } from '../../shared/ipc/assignment.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { PresenceState } from '../../shared/ipc/presence.ts';
import type { SyncStatus } from '../../shared/ipc/sync.ts';
import { pictureOf } from '../../shared/sync/presence.ts';
import {
  decideClaims,
  NOTHING_SEEN,
  type Claim,
  type ClaimDecision,
} from '../engine/assignment/decideClaims.ts';
import { decideReturns, NOTHING_DUE, type TicketReturn } from '../engine/assignment/decideReturns.ts';
import { nextTicket } from '../engine/assignment/nextTicket.ts';
import { rankAgents } from '../engine/assignment/rankAgents.ts';
import type { Team } from '../engine/assignment/team.ts';
import { distributionState, waitingAmong } from '../engine/assignment/waiting.ts';
import { runDetached, type Logger } from '../log.ts';
import type { ReplicaChange } from '../replica/openReplica.ts';
import type { Sync } from '../sync/startSync.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import type { Scheduler } from '../time.ts';
import { createAbsences } from './absences.ts';
import { createDistributionWrites } from './distributionWrites.ts';
import { createTeamFacts } from './teamFacts.ts';
import { createTeamPicture, type PictureStance } from './teamPicture.ts';

/** Distribution at one desk: it claims for its own agent, helps to take work from those who are gone, and explains. */
export interface Assignment {
  note(change: ReplicaChange): void;
  /** Who is there, what is configured or how the link stands has changed, or time has passed. */
  lookAgain(): void;
  /** The server has accepted a change of this ticket. */
  accepted(ticketId: TicketId): void;
  /** Throws `ticket.notFound`, `input.notFound` for an unknown department. */
  explain(question: CommandInput<'assignment.explain'>): Promise<AssignmentExplanation>;
  toSolve(): Promise<ToSolve>;
  /** The team with what everybody holds now, as this desk knows it. */
  team(): Promise<Team>;
  /** Resolves when nothing that had begun still runs. */
  stop(): Promise<void>;
}

/** What distribution works with. */
export interface AssignmentPorts {
  readonly tickets: TicketPorts;
  readonly sync: Pick<Sync, 'status' | 'isInitial' | 'isCatchingUp' | 'isTicketWaiting'>;
  readonly presence: () => PresenceState;
  /** Lets the server look whether these agents are there. */
  readonly onMissing: (agentIds: readonly AgentId[]) => void;
  readonly scheduler: Scheduler;
  /** Resolves when all tickets may be looked through. */
  readonly mayRead: Promise<void>;
  /** Answers of this desk may be other than before. */
  readonly onChange: () => void;
  /** A ticket is this agent's: the server has agreed. */
  readonly onGiven: (ticket: Ticket, line: HolderEntry) => void;
  readonly log: Logger;
}

/** A claim the server has not answered: by which picture of who is there it was decided, and when. */
interface MadeClaim {
  readonly picture: string;
  readonly atMs: number;
  readonly isWritten: boolean;
}

/** Changes that arrive together are looked at together. */
const GATHER_MS = 25;
const NEWS_PAUSE_MS = 1000;
/** The server's word on a claim comes sooner, unless something holds the ticket back. */
const ANSWER_MS = 5000;
/** After a round that failed. */
const RETRY_MS = 5000;

/** Starts distributing as soon as this desk is connected and knows the team. */
export function startAssignment(ports: AssignmentPorts): Assignment {
  const { tickets, sync, scheduler, log } = ports;
  const { meId, clock, stores, directory } = tickets;
  const facts = createTeamFacts({
    stores,
    directory,
    presence: ports.presence,
    meId,
    nowMs: () => clock.nowMs(),
  });
  const absences = createAbsences();
  const writes = createDistributionWrites(tickets);
  const teamPicture = createTeamPicture();
  /** Claims the server has not answered yet. Until then the facts are those that every other desk has. */
  const underWay = new Map<TicketId, MadeClaim>();
  /** Taken from somebody absent whose substitute this agent is, and not answered yet. */
  const takenOver = new Set<TicketId>();
  let claimState = NOTHING_SEEN;
  let returnState = NOTHING_DUE;
  let isStopped = false;
  let isStale = false;
  let running: Promise<void> | undefined;
  let planned: { readonly atMs: number; readonly cancel: () => void } | undefined;
  let cancelNews: (() => void) | undefined;

  function isConnected(): boolean {
    const { name }: Pick<SyncStatus, 'name'> = sync.status();
    return name === 'online' && !sync.isInitial() && !sync.isCatchingUp() && ports.presence().isKnown;
  }

  function plan(delayMs: number): void {
    if (isStopped) return;
    const atMs = clock.nowMs() + delayMs;
    if (planned && planned.atMs <= atMs) return;
    planned?.cancel();
    const cancel = scheduler.after(delayMs, () => {
      planned = undefined;
      if (running) isStale = true;
      else begin();
    });
    planned = { atMs, cancel };
  }

  function begin(): void {
    running = round()
      .catch((cause: unknown) => {
        log.error('distributing failed', cause);
        plan(RETRY_MS);
      })
      .finally(() => {
        running = undefined;
        if (isStale) plan(GATHER_MS);
        isStale = false;
      });
  }

  function news(): void {
    cancelNews ??= scheduler.after(NEWS_PAUSE_MS, () => {
      cancelNews = undefined;
      ports.onChange();
    });
  }

  async function round(): Promise<void> {
    // Whoever is not connected is handed nothing, and does not know who is gone.
    if (!isConnected()) {
      claimState = NOTHING_SEEN;
      returnState = NOTHING_DUE;
      absences.forget();
      return;
    }
    await known();
    await facts.prepare();
    for (const id of [...underWay.keys(), ...takenOver]) if (!sync.isTicketWaiting(id)) await settle(id);
    if (isStopped || !isConnected()) return;
    const nowMs = clock.nowMs();
    const team = facts.team(nowMs, true);
    absences.watch(team.agents, nowMs);
    const waiting = waitingAmong(facts.near(), team, nowMs).filter(
      ({ id }) => underWay.has(id) || !sync.isTicketWaiting(id),
    );
    const picture = pictureOf([...ports.presence().online, meId]);
    const stance = teamPicture.stance(picture, nowMs);
    const claiming = decideBy(stance, picture, waiting, team, nowMs);
    claimState = claiming.state;
    if (claiming.missing.length > 0) ports.onMissing(claiming.missing);
    const absentSinceMs = absences.since(team.agents);
    const returning = decideReturns(returnState, facts.held(), team, { meId, absentSinceMs }, nowMs);
    returnState = returning.state;
    for (const claim of claiming.claims) await makeClaim(claim, picture, stance);
    for (const one of returning.returns) await giveBack(one);
    for (const atMs of [claiming.wakeAtMs, returning.wakeAtMs])
      if (atMs !== null) plan(Math.max(GATHER_MS, atMs - clock.nowMs()));
  }

  /** What to claim while who is there is `picture`. */
  function decideBy(
    stance: PictureStance,
    picture: string,
    waiting: readonly Ticket[],
    team: Team,
    nowMs: number,
  ): ClaimDecision {
    if (stance.name === 'waits')
      return { state: claimState, claims: [], missing: [], wakeAtMs: stance.untilMs };
    const others = [...underWay.values()].filter((made) => made.picture !== picture);
    const answersAtMs = Math.max(0, ...others.map(({ atMs }) => atMs)) + ANSWER_MS;
    const isOutdated = others.length > 0 && nowMs < answersAtMs;
    const claimed = new Set(underWay.keys());
    const decision = decideClaims(claimState, waiting, team, meId, nowMs, { claimed, isOutdated });
    return isOutdated ? { ...decision, wakeAtMs: answersAtMs } : decision;
  }

  async function makeClaim(
    { ticketId, grounds }: Claim,
    picture: string,
    stance: PictureStance,
  ): Promise<void> {
    if (isStopped || !isConnected()) return;
    const assumed = stance.name === 'claims' && stance.picture !== undefined && { picture: stance.picture };
    const claim: Claim = { ticketId, grounds: { ...grounds, ...assumed } };
    const made = { picture, atMs: clock.nowMs() };
    underWay.set(ticketId, { ...made, isWritten: false });
    // A write that failed may have happened all the same: the ticket is looked at again.
    const ticket = await writes.claim(claim).catch((cause: unknown) => {
      underWay.delete(claim.ticketId);
      throw cause;
    });
    if (ticket === null) underWay.delete(claim.ticketId);
    else if (underWay.has(ticketId)) underWay.set(ticketId, { ...made, isWritten: true });
  }

  /** The server has answered a claim, or it is void. False when there was none. */
  function claimEnded({ id, assigneeId, isOpen }: Ticket, isDeleted: boolean): boolean {
    const made = underWay.get(id);
    // Nobody else has it: who is there was another than this desk knew.
    const isRefused = made?.isWritten === true && !isDeleted && isOpen && assigneeId === NOBODY;
    if (isRefused) teamPicture.refused(made.picture, clock.nowMs());
    return underWay.delete(id);
  }

  async function giveBack(one: TicketReturn): Promise<void> {
    if (isStopped || !isConnected()) return;
    if (one.toId === meId) takenOver.add(one.ticketId);
    const ticket = await writes.giveBack(one);
    if (!ticket) takenOver.delete(one.ticketId);
    else log.info('took a ticket from an absent owner', { ticketId: one.ticketId, cause: one.cause });
  }

  async function settle(ticketId: TicketId): Promise<void> {
    const ticket = await stores.tickets.get(ticketId);
    if (!ticket || sync.isTicketWaiting(ticketId)) return;
    const [isClaim, isTakeover] = [claimEnded(ticket, false), takenOver.delete(ticketId)];
    if (!isClaim && !isTakeover) return;
    facts.put(ticket);
    plan(GATHER_MS);
    const line = holderMoves(ticket).at(-1);
    if (ticket.assigneeId === meId && line && isDistributionLine(line)) ports.onGiven(ticket, line);
  }

  async function known(): Promise<void> {
    if (facts.isLoaded()) return;
    await ports.mayRead;
    await facts.load();
  }

  return {
    note: (change) => {
      if (change.collection !== 'tickets') return;
      for (const { id, document, isDeleted } of change.documents) {
        const ticket = document as Ticket;
        // Somebody was faster, or nobody can have it any more.
        if (isDeleted || ticket.assigneeId !== meId || !ticket.isOpen) claimEnded(ticket, isDeleted);
        if (isDeleted) facts.drop(id as TicketId);
        else if (!underWay.has(ticket.id)) facts.put(ticket);
      }
      plan(GATHER_MS);
      news();
    },
    lookAgain: () => {
      plan(GATHER_MS);
      news();
    },
    accepted: (ticketId) => {
      if (underWay.has(ticketId) || takenOver.has(ticketId))
        runDetached(log, 'settling a claim', settle(ticketId));
    },
    explain: async ({ ticketId, departmentId }) => {
      await known();
      const ticket = await stores.tickets.get(ticketId);
      if (!ticket) throw new BatonError('ticket.notFound', 'no such ticket', { ticketId });
      const askedId = departmentId ?? ticket.departmentId;
      if (departmentId !== undefined && !directory.department(departmentId))
        throw new BatonError('input.notFound', 'no such department', { departmentId });
      const nowMs = clock.nowMs();
      const lastAgentId = await facts.lastAgentOf({ ...ticket, departmentId: askedId });
      const team = facts.team(nowMs, isConnected(), () => lastAgentId);
      const active = { ...team, agents: team.agents.filter(({ value }) => value.isActive) };
      return {
        ticketId,
        departmentId: askedId,
        ...rankAgents(ticket, active, askedId),
        state: distributionState(ticket, directory.department(ticket.departmentId), nowMs),
        isPresenceKnown: ports.presence().isKnown,
        came: howItCame(ticket),
      };
    },
    team: async () => {
      await known();
      return facts.team(clock.nowMs(), isConnected());
    },
    toSolve: async () => {
      await known();
      const nowMs = clock.nowMs();
      await facts.prepare();
      return nextTicket(facts.near(), facts.team(nowMs, true), meId, nowMs);
    },
    stop: async () => {
      isStopped = true;
      planned?.cancel();
      cancelNews?.();
      await running;
    },
  };
}

/** The move that led to the present holder; `null` when nobody holds it, or when no line tells. */
function howItCame(ticket: Ticket): AssignmentExplanation['came'] {
  const holderId: AgentId | '' = ticket.assigneeId;
  const move = holderMoves(ticket).findLast(({ to }) => to.assigneeId === holderId);
  if (holderId === '' || !move) return null;
  const { cause, by, atMs, from, reason, grounds } = move;
  return { cause, by, atMs, fromId: from.assigneeId, reason, grounds: grounds ?? null };
}
