import { isDeepStrictEqual } from 'node:util';
import { decideClaims, NOTHING_SEEN, type UnderWay } from '../../electron/engine/assignment/decideClaims.ts';
import { weightOf } from '../../electron/engine/assignment/needs.ts';
import type { Team } from '../../electron/engine/assignment/team.ts';
import { createTimeline } from '../../electron/engine/assignment/timeline.ts';
import { isWorkable, waitingAmong } from '../../electron/engine/assignment/waiting.ts';
import type { AgentId, ContactId, DepartmentId, TicketId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import { setStatus } from '../../shared/domain/ticket/actions.ts';
import { claimTicket } from '../../shared/domain/ticket/distribution.ts';
import { mergeTicket } from '../../shared/domain/ticket/mergeTicket.ts';
import { NOBODY, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { pictureOf, PRESENCE_CHECK_MS } from '../../shared/sync/presence.ts';
import type { WorldClaim } from './assignmentFairness.ts';
import { aTicket, MONDAY_NINE_MS } from './builders.ts';
import { anAgentState, aTeam, SUPPORT } from './teamBuilders.ts';
import { isConnected, newDesk, seePresence, type Desk, type MadeClaim } from './worldDesk.ts';
import { GATHER_MS, roundTripOf, type WorldPlan, type WorldReport } from './worldPlan.ts';

const LINK_LOSS_SEEN_MS = 15_000;
/** A stream that ends is seen by the server soon; a silent one after 75 s. */
const GONE_MS = [5000, 75_000] as const;
const REST_MS = 10 * 60_000;

/** Runs a team of desks around a server in virtual time: the real decisions, the real claim, the real merge. */
export function simulate(plan: WorldPlan): WorldReport {
  const random = randomOf(plan.seed);
  const timeline = createTimeline<() => void>();
  const master = new Map<TicketId, Ticket>();
  const online = new Set<AgentId>();
  const owned = new Map<AgentId, number>();
  const arrivedAtMs = new Map<TicketId, number>();
  const report = {
    timeToOwnerMs: [] as number[],
    wastedClaims: 0,
    outdatedClaims: 0,
    requests: 0,
    news: 0,
    worstSpread: 0,
    mostHeld: 0,
  };
  const claims: WorldClaim[] = [];
  const lostAtMs = new Map<AgentId, number[]>();
  const checked = new Map<AgentId, { isAnswered: boolean }>();
  let nowMs = MONDAY_NINE_MS;
  let revs = 0;
  /** Since when there has always been somebody connected. */
  let somebodySinceMs = nowMs;

  const nextRev = (): Rev => `r${String((revs += 1))}` as Rev;
  const between = ([least, most]: readonly [number, number]): number => least + random() * (most - least);
  const after = (delayMs: number, run: () => void): void => {
    timeline.put(nowMs + delayMs, run);
  };

  const desks = Array.from({ length: plan.agents }, (_, index): Desk => {
    const id = `agent${String(index).padStart(3, '0')}` as AgentId;
    online.add(id);
    owned.set(id, 0);
    return newDesk(id, {
      skewMs: Math.round((random() * 2 - 1) * plan.skewMs),
      leftSkewMs: Math.round((random() - 0.5) * Math.min(plan.skewMs, plan.latencyMs[1])),
    });
  });
  let picture = pictureOf(online);
  const values = new Map(desks.map(({ id }) => [id, anAgentState(id, plan.agent).value]));

  const someTeam = aTeam([], { departments: new Map([[SUPPORT, plan.department]]) });
  for (const desk of desks) {
    seePresence(desk, online);
    for (const [index, { id }] of desks.entries()) {
      desk.indexOf.set(id, index);
      note(desk, id);
    }
  }

  /** News reaches a desk in the order in which the server has it. */
  function tell(desk: Desk, hear: () => void): void {
    const { life } = desk;
    if (!desk.isUp || !desk.isLinked) return;
    const atMs = Math.max(desk.heardUntilMs, nowMs + between(plan.latencyMs));
    desk.heardUntilMs = atMs;
    timeline.put(atMs, () => {
      if (desk.life !== life || !desk.isUp || !desk.isLinked) return;
      report.news += 1;
      hear();
      planDecision(desk, GATHER_MS);
    });
  }

  /** The server's word on a claim. */
  function judged(claim: MadeClaim, isAccepted: boolean): void {
    const { ticketId, byId, createdAtMs, place } = claim;
    const couldTake = (desk: Desk): boolean =>
      desk.id !== byId &&
      isConnected(desk, nowMs) &&
      desk.connectedSinceMs <= claim.lineSinceMs &&
      claim.online.has(desk.id);
    const peers = isAccepted ? desks.filter(couldTake).map(({ id }) => id) : [];
    claims.push({ ticketId, byId, createdAtMs, place, judgedAtMs: nowMs, isAccepted, peers });
  }

  function accept(ticket: Ticket): void {
    const before = master.get(ticket.id);
    master.set(ticket.id, ticket);
    if (before && before.assigneeId !== ticket.assigneeId && ticket.assigneeId !== NOBODY) {
      owned.set(ticket.assigneeId, (owned.get(ticket.assigneeId) ?? 0) + 1);
      const sinceMs = Math.max(somebodySinceMs, arrivedAtMs.get(ticket.id) ?? nowMs);
      report.timeToOwnerMs.push(nowMs - sinceMs);
      const { assigneeId } = ticket;
      const owner = desks.find(({ id }) => id === assigneeId);
      // What they have finished and the server has not heard of yet is not held any more.
      const held = [...master.values()].filter(
        ({ id, assigneeId: holderId, status }) =>
          holderId === assigneeId && status === 'open' && owner?.pending.get(id)?.mine.status !== 'solved',
      );
      report.mostHeld = Math.max(
        report.mostHeld,
        held.reduce((sum, { priority }) => sum + weightOf(priority), 0),
      );
      if (plan.workMs && owner) after(between(plan.workMs), () => work(owner, ticket.id));
    }
    if (![...master.values()].some((one) => one.assigneeId === NOBODY && one.status === 'new'))
      report.worstSpread = Math.max(
        report.worstSpread,
        Math.max(...owned.values()) - Math.min(...owned.values()),
      );
    for (const desk of desks)
      tell(desk, () => {
        if (!desk.pending.has(ticket.id)) put(desk, ticket);
      });
  }

  function put(desk: Desk, ticket: Ticket): void {
    const before = desk.replica.get(ticket.id);
    desk.replica.set(ticket.id, ticket);
    if (ticket.assigneeId === NOBODY) desk.waiting.set(ticket.id, ticket);
    else desk.waiting.delete(ticket.id);
    if (before) weigh(desk, before, -1);
    weigh(desk, ticket, 1);
  }

  function weigh(desk: Desk, ticket: Ticket, by: 1 | -1): void {
    const { assigneeId } = ticket;
    if (assigneeId === NOBODY) return;
    const load = desk.loads.get(assigneeId) ?? { weight: 0, count: 0, lastMs: 0 };
    desk.loads.set(assigneeId, load);
    load.lastMs = Math.max(load.lastMs, ticket.createdAtMs);
    note(desk, assigneeId);
    if (!isWorkable(ticket, nowMs)) return;
    load.weight += by * weightOf(ticket.priority);
    load.count += by;
    note(desk, assigneeId);
  }

  /** The owner solves it, whenever they can. */
  function work(desk: Desk, id: TicketId): void {
    const ticket = desk.replica.get(id);
    if (!desk.isUp || !ticket || desk.pending.has(id)) {
      after(1000, () => work(desk, id));
      return;
    }
    if (ticket.assigneeId !== desk.id || ticket.status !== 'open') return;
    const result = setStatus(ticket, 'solved', {
      nowMs: nowMs + desk.leftSkewMs,
      by: { kind: 'agent', id: desk.id },
      newId: () => `solve-${nextRev()}`,
    });
    if (result.kind === 'changed') write(desk, ticket, result.ticket);
  }

  function write(desk: Desk, base: Ticket, next: Ticket, claim?: MadeClaim): void {
    const mine = { ...next, rev: nextRev() };
    // A claim counts only once the server has accepted it: until then every desk plans with the same.
    if (base.assigneeId !== NOBODY) put(desk, mine);
    desk.pending.set(mine.id, { base, mine, ...(claim && { claim }) });
    push(desk, mine.id);
  }

  /** The server's word on one changed ticket: it follows what the server has, or it is a conflict. */
  function push(desk: Desk, id: TicketId): void {
    const waiting = desk.pending.get(id);
    if (!waiting || desk.asking.has(id) || !desk.isUp || !desk.isLinked) return;
    const { life } = desk;
    desk.asking.add(id);
    report.requests += 1;
    // A desk's changes reach the server in their order, as replication sends them.
    desk.sentUntilMs = Math.max(desk.sentUntilMs, nowMs + between(plan.latencyMs));
    timeline.put(desk.sentUntilMs, () => {
      if (desk.life !== life) return;
      const known = master.get(id);
      const { claim } = waiting;
      const isTaken = known?.rev !== waiting.base.rev && known?.rev !== waiting.mine.rev;
      const isNew = !isTaken && known.rev !== waiting.mine.rev;
      const isOutdated = isNew && claim !== undefined && claim.picture !== picture;
      if (claim && known?.rev !== waiting.mine.rev) judged(claim, isNew && !isOutdated);
      if (isOutdated) report.outdatedClaims += 1;
      else if (isNew) accept(waiting.mine);
      if (isTaken && claim && known?.assigneeId !== NOBODY) report.wastedClaims += 1;
      tell(desk, () => {
        desk.asking.delete(id);
        if (!isTaken) {
          desk.pending.delete(id);
          // As the server had it when it judged: what it tells later comes later.
          put(desk, isOutdated ? known : waiting.mine);
          return;
        }
        if (known) settle(desk, waiting, known);
      });
    });
  }

  function settle(desk: Desk, { base, mine }: { base: Ticket; mine: Ticket }, theirs: Ticket): void {
    const merged = mergeTicket(base, mine, theirs);
    desk.pending.delete(theirs.id);
    put(desk, theirs);
    if (!isDeepStrictEqual({ ...merged, rev: '' }, { ...theirs, rev: '' })) write(desk, theirs, merged);
  }

  /** Only the earliest decision a desk has planned takes place. */
  function planDecision(desk: Desk, delayMs: number): void {
    const atMs = nowMs + delayMs;
    if (desk.decidesAtMs <= atMs) return;
    desk.decidesAtMs = atMs;
    const { life } = desk;
    after(delayMs, () => {
      if (desk.life !== life || desk.decidesAtMs !== atMs) return;
      desk.decidesAtMs = Number.POSITIVE_INFINITY;
      decide(desk);
    });
  }

  function decide(desk: Desk): void {
    if (desk.knowsItIsOffline) desk.claims = NOTHING_SEEN;
    if (!desk.isUp || desk.knowsItIsOffline || desk.waiting.size === 0) return;
    const team = teamAt(desk);
    const localMs = nowMs + desk.skewMs;
    const waiting = waitingAmong(desk.waiting.values(), team, nowMs);
    const decision = decideClaims(desk.claims, waiting, team, desk.id, localMs, underWay(desk));
    desk.claims = decision.state;
    if (decision.missing.length > 0) askFor(desk, decision.missing);
    for (const { ticketId, grounds } of decision.claims) {
      const ticket = desk.replica.get(ticketId);
      if (!ticket) continue;
      const atMs = nowMs + desk.leftSkewMs;
      const result = claimTicket(ticket, desk.id, grounds, {
        nowMs: atMs,
        newId: () => `claim-${nextRev()}`,
      });
      if (result.kind !== 'changed') continue;
      write(desk, ticket, result.ticket, {
        ticketId,
        byId: desk.id,
        createdAtMs: ticket.createdAtMs,
        place: grounds.place,
        lineSinceMs: (desk.claims.get(ticketId)?.sinceMs ?? localMs) - desk.skewMs,
        online: new Set(desk.online),
        picture: desk.picture,
      });
    }
    if (decision.wakeAtMs !== null) planDecision(desk, Math.max(GATHER_MS + 1, decision.wakeAtMs - localMs));
  }

  /** Kept up to date agent by agent: a desk decides after every piece of news. */
  function note(desk: Desk, id: AgentId): void {
    const value = values.get(id);
    const index = desk.indexOf.get(id);
    if (!value || index === undefined) return;
    const { weight, count, lastMs } = desk.loads.get(id) ?? { weight: 0, count: 0, lastMs: 0 };
    const countByDepartment = new Map<DepartmentId, number>([[SUPPORT, count]]);
    const isOnline = id === desk.id || desk.online.has(id);
    const load = { weight, countByDepartment, lastAssignedAtMs: lastMs, latestTicketMs: lastMs };
    desk.team[index] = { id, value, isOnline, load };
  }

  function teamAt(desk: Desk): Team {
    return { ...someTeam, agents: desk.team };
  }

  function tellPresence(id: AgentId, isOnline: boolean): void {
    if (isOnline) online.add(id);
    else online.delete(id);
    picture = pictureOf(online);
    for (const desk of desks)
      tell(desk, () => {
        const seen = new Set(desk.online);
        if (isOnline) seen.add(id);
        else seen.delete(id);
        seePresence(desk, seen);
        note(desk, id);
      });
  }

  /** A desk asks the server to look whether these are there. */
  function askFor(desk: Desk, missing: readonly AgentId[]): void {
    if (!desk.isLinked) return;
    const { life } = desk;
    report.requests += 1;
    desk.sentUntilMs = Math.max(desk.sentUntilMs, nowMs + between(plan.latencyMs));
    timeline.put(desk.sentUntilMs, () => {
      if (desk.life === life) for (const id of missing) check(id);
    });
  }

  /** The server asks a desk for a sign of life, and tells everybody when none comes. */
  function check(id: AgentId): void {
    const desk = desks.find((one) => one.id === id);
    if (!desk || !online.has(id) || checked.has(id)) return;
    const question = { isAnswered: false };
    checked.set(id, question);
    tell(desk, () => {
      const { life } = desk;
      report.requests += 1;
      after(between(plan.latencyMs), () => {
        if (desk.life === life && desk.isLinked) question.isAnswered = true;
      });
    });
    after(PRESENCE_CHECK_MS, () => {
      checked.delete(id);
      if (!question.isAnswered && online.has(id)) tellPresence(id, false);
    });
  }

  function fault(): void {
    const desk = desks[Math.floor(random() * desks.length)];
    if (!desk?.isUp || !desk.isLinked) return;
    const isCrash = random() < 0.5;
    desk.life += 1;
    desk.connectedSinceMs = Number.POSITIVE_INFINITY;
    lostAtMs.set(desk.id, [...(lostAtMs.get(desk.id) ?? []), nowMs]);
    desk.asking.clear();
    desk.decidesAtMs = Number.POSITIVE_INFINITY;
    if (isCrash) desk.isUp = false;
    else {
      desk.isLinked = false;
      planDecision(desk, GATHER_MS);
      const { life } = desk;
      after(LINK_LOSS_SEEN_MS, () => {
        if (desk.life === life) desk.knowsItIsOffline = true;
      });
    }
    const gone = GONE_MS[random() < 0.5 ? 0 : 1];
    const awayMs = between([2000, 180_000]);
    if (gone < awayMs) after(gone, () => tellPresence(desk.id, false));
    after(awayMs, () => back(desk, isCrash));
  }

  /** It catches up with everything before it decides; what it had not got through is sent again. */
  function back(desk: Desk, isRestart: boolean): void {
    desk.life += 1;
    Object.assign(desk, {
      isUp: true,
      isLinked: true,
      knowsItIsOffline: true,
      decidesAtMs: Number.POSITIVE_INFINITY,
      heardUntilMs: 0,
      sentUntilMs: 0,
    });
    if (isRestart) desk.claims = NOTHING_SEEN;
    const question = checked.get(desk.id);
    if (question) question.isAnswered = true;
    tell(desk, () => {
      desk.knowsItIsOffline = false;
      if (!desks.some((one) => isConnected(one, nowMs))) somebodySinceMs = nowMs;
      desk.connectedSinceMs = nowMs;
      seePresence(desk, online);
      for (const { id } of desks) note(desk, id);
      for (const ticket of master.values()) if (!desk.pending.has(ticket.id)) put(desk, ticket);
      tellPresence(desk.id, true);
      for (const id of desk.pending.keys()) push(desk, id);
    });
  }

  let arrivalMs = nowMs;
  for (let index = 0; index < plan.tickets; index += 1) {
    arrivalMs += plan.arrivalGapMs * (plan.faultsPerTicket === 0 ? 1 : random());
    const id = `ticket${String(index).padStart(5, '0')}` as TicketId;
    timeline.put(arrivalMs, () => {
      arrivedAtMs.set(id, nowMs);
      const contactId = `contact${String(index)}` as ContactId;
      const born = aTicket({ id, contactId, language: '', createdAtMs: nowMs, rev: nextRev() });
      accept(born);
    });
    if (random() < plan.faultsPerTicket) timeline.put(arrivalMs, fault);
  }
  const endMs = arrivalMs + REST_MS;
  for (let next = timeline.next(); next && next.atMs <= endMs; next = timeline.next()) {
    nowMs = Math.max(nowMs, next.atMs);
    next.what();
  }

  const stayed = (id: AgentId, { judgedAtMs }: WorldClaim): boolean =>
    !lostAtMs.get(id)?.some((atMs) => atMs >= judgedAtMs && atMs <= judgedAtMs + roundTripOf(plan));
  const tickets = [...master.values()];
  const weights = new Map<AgentId, number>();
  for (const { assigneeId, status } of tickets)
    if (assigneeId !== NOBODY && status === 'open')
      weights.set(assigneeId, (weights.get(assigneeId) ?? 0) + 1);
  const hasRoom = [...online].some((id) => (weights.get(id) ?? 0) + 1 <= (values.get(id)?.capacity ?? 0));
  return {
    ...report,
    claims: claims.map((claim) => ({ ...claim, peers: claim.peers.filter((id) => stayed(id, claim)) })),
    left: hasRoom ? tickets.filter(({ assigneeId }) => assigneeId === NOBODY).map(({ id }) => id) : [],
    crooked: tickets
      .filter(({ history }) => {
        const moves = history.filter(({ kind }) => kind === 'holder');
        return moves.length > 1 || history.some(({ kind }) => kind === 'mergeLost');
      })
      .map(({ id }) => id),
    desksAgree: desks.every(({ replica }) => tickets.every(({ id, rev }) => replica.get(id)?.rev === rev)),
  };
}

/** The claims a desk waits for an answer to. */
function underWay({ pending, picture }: Desk): UnderWay {
  const made = [...pending].flatMap(([id, { claim }]) => (claim ? [{ id, claim }] : []));
  return {
    claimed: new Set(made.map(({ id }) => id)),
    isOutdated: made.some(({ claim }) => claim.picture !== picture),
  };
}

/** A small generator of numbers from 0 to 1. Source: Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
