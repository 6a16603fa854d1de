import { moveTicket } from '../../shared/domain/ticket/actions.ts';
import { hopCount, isPingPong } from '../../shared/domain/ticket/history.ts';
import { needsReason, reasonOf } from '../../shared/domain/ticket/transferReason.ts';
import { NOBODY, type Holder, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import type { DepartmentId } from '../../shared/domain/ids.ts';
import { BatonError } from '../../shared/errors.ts';
import type { BulkLine, BulkMove, BulkOutcome, BulkWish, Rebalance } from '../../shared/ipc/bulk.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import { weightOf } from '../engine/assignment/needs.ts';
import { rebalance, spreadTickets } from '../engine/assignment/rebalance.ts';
import type { Team } from '../engine/assignment/team.ts';
import type { Logger } from '../log.ts';
import type { TicketChanges, TicketPorts } from './ticketChanges.ts';

/** Moves many tickets together: first on paper, then as it was shown. */
export interface BulkMoves {
  preview(input: CommandInput<'bulk.preview'>): Promise<BulkLine[]>;
  /**
   * Moves what still stands as it was shown. An undo is the same, turned round. Throws `input.invalid` when work is passed
   * on without a reason.
   */
  run(input: CommandInput<'bulk.run'>): Promise<BulkOutcome>;
  /** Moves that would level a department's load. Throws `input.notFound` for an unknown department. */
  rebalance(departmentId: DepartmentId): Promise<Rebalance>;
}

interface BulkPorts {
  readonly tickets: TicketPorts;
  readonly changes: TicketChanges;
  readonly team: () => Promise<Team>;
  readonly log: Logger;
}

/** So many proposals somebody can still look through. */
const PROPOSALS_MAX = 50;
const PAGE = 200;

/** Bulk moves over one replica. */
export function createBulkMoves({ tickets: ports, changes, team, log }: BulkPorts): BulkMoves {
  const { stores, directory } = ports;

  function lineOf(ticket: Ticket, to: Holder, outcome: BulkLine['outcome']): BulkLine {
    const result = moveTicket(ticket, to, null, changes.context());
    const after = result.kind === 'changed' ? result.ticket : ticket;
    const { id: ticketId, number, subject, priority, departmentId, assigneeId } = ticket;
    return {
      ticketId,
      number,
      subject,
      priority,
      weight: weightOf(priority),
      from: { departmentId, assigneeId },
      to: { departmentId: after.departmentId, assigneeId: after.assigneeId },
      outcome:
        result.kind === 'refused'
          ? 'closed'
          : result.kind === 'changed' || outcome !== 'moves'
            ? outcome
            : 'same',
      hops: hopCount(after),
      isPingPong: isPingPong(after) && !isPingPong(ticket),
    };
  }

  async function wishes(chosen: readonly Ticket[], wish: BulkWish): Promise<(ticket: Ticket) => BulkLine> {
    const stay = (ticket: Ticket, outcome: BulkLine['outcome']): BulkLine => lineOf(ticket, ticket, outcome);
    switch (wish.kind) {
      case 'pool':
        return (ticket) => lineOf(ticket, { departmentId: ticket.departmentId, assigneeId: NOBODY }, 'moves');
      case 'department': {
        const { departmentId } = wish;
        if (!directory.department(departmentId))
          throw new BatonError('input.notFound', 'no such department', { departmentId });
        return (ticket) =>
          ticket.departmentId === departmentId
            ? stay(ticket, 'same')
            : lineOf(ticket, { departmentId, assigneeId: NOBODY }, 'moves');
      }
      case 'agent': {
        const agent = directory.agent(wish.agentId);
        if (agent?.isActive !== true)
          throw new BatonError('input.notFound', 'no such agent', { agentId: wish.agentId });
        return (ticket) =>
          agent.departmentIds.includes(ticket.departmentId)
            ? lineOf(ticket, { departmentId: ticket.departmentId, assigneeId: wish.agentId }, 'moves')
            : stay(ticket, 'elsewhere');
      }
      case 'spread': {
        const open = chosen.filter(({ isOpen }) => isOpen);
        const plan = new Map(
          spreadTickets(open, await team()).map(({ ticketId, toId }) => [ticketId, toId] as const),
        );
        return (ticket) => {
          const assigneeId = plan.get(ticket.id);
          if (!ticket.isOpen) return stay(ticket, 'closed');
          if (assigneeId === undefined) return stay(ticket, 'nobody');
          return lineOf(ticket, { departmentId: ticket.departmentId, assigneeId }, 'moves');
        };
      }
    }
  }

  async function move({ ticketId, from, to }: BulkMove, input: CommandInput<'bulk.run'>): Promise<boolean> {
    const ticket = await stores.tickets.get(ticketId);
    const stands = ticket?.departmentId === from.departmentId && ticket.assigneeId === from.assigneeId;
    if (!stands) return false;
    try {
      await changes.perform(ticketId, [{ kind: 'bulkMove', ...to, reason: input.reason }]);
      return true;
    } catch (cause) {
      // One ticket that cannot move does not keep the others.
      if (!(cause instanceof BatonError) || cause.code === 'storage.full') throw cause;
      log.info('a ticket of a bulk did not move', { ticketId, code: cause.code });
      return false;
    }
  }

  async function heldIn(departmentId: DepartmentId): Promise<Ticket[]> {
    const found: Ticket[] = [];
    for (let skip = 0; ; skip += PAGE) {
      const page = await stores.tickets.query({
        selector: { departmentId, isOpen: true },
        sort: [{ createdAtMs: 'asc' }, { id: 'asc' }],
        skip,
        limit: PAGE,
      });
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  }

  return {
    preview: async ({ ticketIds, wish }) => {
      const stored = await stores.tickets.getMany(ticketIds);
      const chosen = ticketIds.flatMap((id) => stored.get(id) ?? []);
      return chosen.map(await wishes(chosen, wish));
    },
    run: async (input) => {
      const isExplained = input.takesBack || (input.reason !== null && reasonOf(input.reason) !== null);
      if (!isExplained && input.moves.some(({ from, to }) => needsReason(from, to)))
        throw new BatonError('input.invalid', 'passing work on needs a reason');
      const moved: BulkMove[] = [];
      for (const one of input.moves) if (await move(one, input)) moved.push(one);
      return { moved, skipped: input.moves.length - moved.length };
    },
    rebalance: async (departmentId) => {
      if (!directory.department(departmentId))
        throw new BatonError('input.notFound', 'no such department', { departmentId });
      const [held, now] = await Promise.all([heldIn(departmentId), team()]);
      const byId = new Map(held.map((ticket) => [ticket.id, ticket]));
      const moves = rebalance(held, now, PROPOSALS_MAX, ports.clock.nowMs());
      return {
        lines: moves.flatMap(({ ticketId, toId }) => {
          const ticket = byId.get(ticketId);
          return ticket ? [lineOf(ticket, { departmentId, assigneeId: toId }, 'moves')] : [];
        }),
        loads: now.agents
          .filter(({ value }) => value.isActive && value.departmentIds.includes(departmentId))
          .map(({ id, value, load }) => ({
            agentId: id,
            openWeight: load.weight,
            capacity: value.capacity,
          })),
      };
    },
  };
}
