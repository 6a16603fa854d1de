import { NO_DUE_MS, NOBODY, type Ticket } from '../../../shared/domain/ticket/ticket.ts';
import type { AgentId } from '../../../shared/domain/ids.ts';
import type { NEXT_REASONS, ToSolve } from '../../../shared/ipc/assignment.ts';
import { conditionsOf, questionOf, standingOf } from './filters.ts';
import type { Team } from './team.ts';
import { inQueueOrder, isWorkable } from './waiting.ts';

type Why = (typeof NEXT_REASONS)[number];

/**
 * The one ticket an agent should do next: the nearest due of their own, then the most urgent, then the one whose customer has
 * waited longest; with none of their own, the first in the pool that they could take. `open` are the tickets on which
 * somebody could work, own ones and those nobody has.
 */
export function nextTicket(open: Iterable<Ticket>, team: Team, meId: AgentId, nowMs: number): ToSolve {
  const mine: Ticket[] = [];
  const pool: Ticket[] = [];
  const canTake = poolTest(team, meId);
  for (const ticket of open) {
    if (!isWorkable(ticket, nowMs)) continue;
    if (ticket.assigneeId === meId) mine.push(ticket);
    else if (ticket.assigneeId === NOBODY && canTake(ticket)) pool.push(ticket);
  }
  const own = mine.reduce<Ticket | undefined>(
    (best, ticket) => (best && !isSooner(ticket, best) ? best : ticket),
    undefined,
  );
  const next = own ?? inQueueOrder(pool, team)[0];
  return {
    next: next
      ? {
          ticketId: next.id,
          source: own ? 'mine' : 'pool',
          why: whyNext(next, nowMs),
          dueAtMs: next.nextDueAtMs,
          waitingSinceMs: next.awaitingReplySinceMs,
          priority: next.priority,
          reopenCount: next.reopenCount,
          number: next.number,
          subject: next.subject,
        }
      : null,
    mine: mine.length,
    pool: pool.length,
  };
}

/** Asks what distribution asks, but not whether one is available: an agent who is busy may still help themselves. */
function poolTest(team: Team, meId: AgentId): (ticket: Ticket) => boolean {
  const agent = team.agents.find(({ id }) => id === meId);
  if (!agent) return () => false;
  const self = { ...agent, isOnline: true, value: { ...agent.value, availability: 'available' as const } };
  const byDepartment = new Map<string, ReturnType<typeof conditionsOf>>();
  return (ticket) => {
    if (!self.value.departmentIds.includes(ticket.departmentId)) return false;
    const question = questionOf(ticket, team);
    const conditions = byDepartment.get(ticket.departmentId) ?? conditionsOf(question.distribution);
    byDepartment.set(ticket.departmentId, conditions);
    const standing = standingOf(self, question);
    return conditions.lasting(standing, question) && conditions.moving(standing, question);
  };
}

function isSooner(a: Ticket, b: Ticket): boolean {
  if (a.nextDueAtMs !== b.nextDueAtMs) return a.nextDueAtMs < b.nextDueAtMs;
  if (a.priorityRank !== b.priorityRank) return a.priorityRank > b.priorityRank;
  const [waitsA, waitsB] = [a.awaitingReplySinceMs || NO_DUE_MS, b.awaitingReplySinceMs || NO_DUE_MS];
  if (waitsA !== waitsB) return waitsA < waitsB;
  return a.createdAtMs === b.createdAtMs ? a.id < b.id : a.createdAtMs < b.createdAtMs;
}

function whyNext(ticket: Ticket, nowMs: number): Why {
  if (ticket.nextDueAtMs <= nowMs) return 'overdue';
  if (ticket.nextDueAtMs < NO_DUE_MS) return 'due';
  if (ticket.awaitingReplySinceMs > 0) return 'customerWaits';
  return ticket.priorityRank > 0 ? 'priority' : 'oldest';
}
