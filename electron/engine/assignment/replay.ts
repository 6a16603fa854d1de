import type { AgentId, ContactId, DepartmentId, TicketId } from '../../../shared/domain/ids.ts';
import type { AgentValue, DepartmentValue } from '../../../shared/domain/settings.ts';
import { createTicket } from '../../../shared/domain/ticket/actions.ts';
import { NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import { weightOf } from './needs.ts';
import { planQueue } from './planQueue.ts';
import type { TicketOutcome } from './replayReport.ts';
import { skillsOf, type AgentState } from './team.ts';
import { createTimeline } from './timeline.ts';

/** A stay of a past ticket in one department. Instants are UTC epoch ms. */
export interface Stay {
  readonly departmentId: DepartmentId;
  readonly enteredAtMs: number;
  /** How long somebody had it there before it went on or was solved. */
  readonly workMs: number;
}

/** A past ticket, as far as distribution would have known it when it came in. */
export interface PastTicket {
  readonly id: TicketId;
  readonly createdAtMs: number;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly language: string;
  readonly contactId: ContactId;
  /** Where it went, in order; at least one. */
  readonly stays: readonly Stay[];
  readonly isSolved: boolean;
}

/** An agent as they were in that time. */
export interface PastAgent {
  readonly id: AgentId;
  readonly value: AgentValue;
  /** When they were there: half-open, ascending, disjoint. */
  readonly present: readonly { readonly fromMs: number; readonly untilMs: number }[];
}

/** A team with the rules it is to be replayed under. */
export interface ReplayTeam {
  readonly agents: readonly PastAgent[];
  readonly departments: ReadonlyMap<DepartmentId, DepartmentValue>;
}

interface Worker {
  readonly agent: PastAgent;
  isPresent: boolean;
  weight: number;
  readonly counts: Map<DepartmentId, number>;
  latestTicketMs: number;
}

interface Waiting {
  readonly ticket: Ticket;
  readonly past: PastTicket;
  readonly stay: number;
}

type Happening =
  | { readonly kind: 'enters'; readonly ticket: PastTicket; readonly stay: number }
  | { readonly kind: 'leaves'; readonly ticket: PastTicket; readonly stay: number; readonly worker: Worker }
  | { readonly kind: 'comes' | 'goes'; readonly worker: Worker };

/**
 * Lets past tickets come in again and hands them out as the engine would. Which departments a ticket went through, and how long
 * the work took there, is as it was: only who got it, and when, is decided anew. What this cannot know: whether that agent
 * would have needed the same time, and whether moves inside a department would have been needed all the same.
 */
export function replay(tickets: readonly PastTicket[], team: ReplayTeam): TicketOutcome[] {
  const timeline = createTimeline<Happening>();
  const workers = team.agents.map((agent): Worker => ({
    agent,
    isPresent: false,
    weight: 0,
    counts: new Map(),
    latestTicketMs: 0,
  }));
  const byDepartment = new Map<DepartmentId, Worker[]>();
  for (const worker of workers) {
    for (const id of worker.agent.value.departmentIds) {
      const known = byDepartment.get(id) ?? [];
      known.push(worker);
      byDepartment.set(id, known);
    }
    for (const { fromMs, untilMs } of worker.agent.present) {
      timeline.put(fromMs, { kind: 'comes', worker });
      timeline.put(untilMs, { kind: 'goes', worker });
    }
  }
  for (const ticket of tickets) {
    const [first] = ticket.stays;
    if (first)
      timeline.put(Math.max(first.enteredAtMs, ticket.createdAtMs), { kind: 'enters', ticket, stay: 0 });
  }
  const skills = skillsOf(team.agents.map(({ value }) => value));
  const outcomes = new Map<TicketId, { owners: { agentId: AgentId; atMs: number }[]; isDone: boolean }>();
  const queues = new Map<DepartmentId, Map<TicketId, Waiting>>();
  const lastAgents = new Map<string, AgentId>();

  function queueOf(id: DepartmentId): Map<TicketId, Waiting> {
    const queue = queues.get(id) ?? new Map<TicketId, Waiting>();
    queues.set(id, queue);
    return queue;
  }

  function handOut(departmentId: DepartmentId, nowMs: number): void {
    const queue = queueOf(departmentId);
    const there = (byDepartment.get(departmentId) ?? []).filter(({ isPresent }) => isPresent);
    if (queue.size === 0 || there.length === 0) return;
    const states = new Map(there.map((worker) => [worker.agent.id, worker]));
    const plan = planQueue(
      [...queue.values()].map(({ ticket }) => ticket),
      {
        agents: there.map(stateOf),
        skills,
        departments: team.departments,
        isOpen: () => true,
        lastAgentOf: ({ contactId }) => lastAgents.get(`${departmentId} ${contactId}`) ?? '',
      },
      { meId: null, takes: () => false },
    );
    for (const { ticketId, firstId } of plan) {
      const waiting = queue.get(ticketId);
      const worker = states.get(firstId);
      if (!waiting || !worker) continue;
      queue.delete(ticketId);
      const { past, stay } = waiting;
      hold(worker, past, departmentId, 1);
      worker.latestTicketMs = nowMs;
      lastAgents.set(`${departmentId} ${past.contactId}`, firstId);
      outcomes.get(past.id)?.owners.push({ agentId: firstId, atMs: nowMs });
      timeline.put(nowMs + (past.stays[stay]?.workMs ?? 0), { kind: 'leaves', ticket: past, stay, worker });
    }
  }

  function happen(what: Happening, nowMs: number, touched: Set<DepartmentId>): void {
    switch (what.kind) {
      case 'comes':
      case 'goes':
        what.worker.isPresent = what.kind === 'comes';
        if (what.worker.isPresent) for (const id of what.worker.agent.value.departmentIds) touched.add(id);
        return;
      case 'enters': {
        const stay = what.ticket.stays[what.stay];
        if (!stay) return;
        if (!outcomes.has(what.ticket.id)) outcomes.set(what.ticket.id, { owners: [], isDone: false });
        const ticket = ticketIn(what.ticket, stay.departmentId, nowMs);
        queueOf(stay.departmentId).set(ticket.id, { ticket, past: what.ticket, stay: what.stay });
        touched.add(stay.departmentId);
        return;
      }
      case 'leaves': {
        const { ticket, worker } = what;
        const departmentId = ticket.stays[what.stay]?.departmentId;
        if (departmentId !== undefined) hold(worker, ticket, departmentId, -1);
        for (const id of worker.agent.value.departmentIds) touched.add(id);
        const outcome = outcomes.get(ticket.id);
        if (what.stay + 1 < ticket.stays.length)
          happen({ kind: 'enters', ticket, stay: what.stay + 1 }, nowMs, touched);
        else if (outcome) outcome.isDone = true;
        return;
      }
    }
  }

  for (let next = timeline.next(); next; next = timeline.next()) {
    const touched = new Set<DepartmentId>();
    const { atMs } = next;
    happen(next.what, atMs, touched);
    // What happens at one instant is looked at together.
    while (timeline.nextAtMs() === atMs) {
      const more = timeline.next();
      if (more) happen(more.what, atMs, touched);
    }
    for (const id of touched) handOut(id, atMs);
  }

  return tickets.map((past) => {
    const outcome = outcomes.get(past.id);
    const owners = outcome?.owners ?? [];
    const isSolved = past.isSolved && outcome?.isDone === true;
    return {
      createdAtMs: past.createdAtMs,
      owners,
      hops: Math.max(0, past.stays.length - 1),
      solvedBy: isSolved ? (owners.at(-1)?.agentId ?? NOBODY) : NOBODY,
    };
  });
}

function hold(worker: Worker, { priority }: PastTicket, departmentId: DepartmentId, by: 1 | -1): void {
  worker.weight += by * weightOf(priority);
  worker.counts.set(departmentId, (worker.counts.get(departmentId) ?? 0) + by);
}

function stateOf({ agent, weight, counts, latestTicketMs }: Worker): AgentState {
  const { id, value } = agent;
  return {
    id,
    value,
    isOnline: true,
    load: { weight, countByDepartment: counts, lastAssignedAtMs: latestTicketMs, latestTicketMs },
  };
}

function ticketIn(past: PastTicket, departmentId: DepartmentId, nowMs: number): Ticket {
  const { id, priority, tags, contactId, language } = past;
  return createTicket(
    { id, subject: '', departmentId, priority, tags, contactId, channel: 'import', language },
    { nowMs, by: { kind: 'system' }, newId: () => `replay-${id}` },
    [],
  );
}
